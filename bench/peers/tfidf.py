"""Weighs words with scikit-learn: tfidf.py TEXTS; prints wall and CPU seconds, rows, columns."""
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer

with open(sys.argv[1], encoding="utf-8") as lines:
    texts = lines.read().splitlines()
wall, cpu = time.perf_counter(), time.process_time()
rows = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts)
print(time.perf_counter() - wall, time.process_time() - cpu, *rows.shape)
