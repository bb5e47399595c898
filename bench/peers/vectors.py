"""Loads word vectors with gensim: vectors.py FILE glove|text|binary; prints wall and CPU seconds, words, dimension."""
import sys
import time

from gensim.models import KeyedVectors

path, form = sys.argv[1:]
wall, cpu = time.perf_counter(), time.process_time()
vectors = KeyedVectors.load_word2vec_format(path, binary=form == "binary", no_header=form == "glove")
print(time.perf_counter() - wall, time.process_time() - cpu, len(vectors), vectors.vector_size)
