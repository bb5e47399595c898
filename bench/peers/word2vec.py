"""Learns word vectors with gensim: word2vec.py SENTENCES cbow|skip-gram SEED OUT; prints wall and CPU seconds."""
import sys
import time

from gensim.models import Word2Vec

path, algorithm, seed, out = sys.argv[1:]
with open(path, encoding="utf-8") as lines:
    sentences = [line.split() for line in lines]
model = Word2Vec(vector_size=100, window=5, min_count=5, negative=5, workers=2,
                 sg=int(algorithm == "skip-gram"), seed=int(seed))
model.build_vocab(sentences)
wall, cpu = time.perf_counter(), time.process_time()
model.train(sentences, total_examples=model.corpus_count, epochs=5)
print(time.perf_counter() - wall, time.process_time() - cpu)
model.wv.save_word2vec_format(out, binary=True)
