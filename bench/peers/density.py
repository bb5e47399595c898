"""DBSCAN: scikit-learn. HDBSCAN: its core distances and spanning tree alone, FAISS and numba."""

import numpy as np

from peers import best, blobs, tell


def dbscan(job, folder):
    from sklearn.cluster import DBSCAN

    x, _ = blobs(folder, 20_000, 384, 40, 1.2)
    timing, found = best(lambda: DBSCAN(eps=1.15, min_samples=10, n_jobs=2).fit(x), 2)
    tell(job, "scikit-learn", timing, found.labels_.max() + 1, f"{(found.labels_ < 0).sum()} noise")


def hdbscan(job, folder):
    import faiss
    import numba

    x, _ = blobs(folder, 10_000, 50, 20, 1)

    @numba.njit(fastmath=True)
    def tree(x, squares, core):
        inside = np.zeros(len(x), np.bool_)
        nearest = np.full(len(x), np.inf, np.float32)
        edges = np.empty(len(x) - 1, np.float32)
        last = 0
        for e in range(len(x) - 1):
            inside[last] = True
            nearest[last] = np.inf
            closest = 0
            for j in range(len(x)):
                if not inside[j]:
                    dot = np.float32(0)
                    for c in range(x.shape[1]):
                        dot += x[j, c] * x[last, c]
                    apart = max(squares[j] + squares[last] - 2 * dot, core[j], core[last])
                    nearest[j] = min(nearest[j], apart)
                    if inside[closest] or nearest[j] < nearest[closest]:
                        closest = j
            last = closest
            edges[e] = nearest[last]
        return edges

    tree(x[:50], np.zeros(50, np.float32), np.zeros(50, np.float32))

    def run():
        index = faiss.IndexFlatL2(x.shape[1])
        index.add(x)
        core = index.search(x, 10)[0][:, -1].copy()
        return tree(x, (x**2).sum(1), core)

    timing, edges = best(run, 3)
    note = "core distances and tree alone; sum of edges"
    tell(job, "FAISS and numba", timing, np.sqrt(np.maximum(edges, 0)).sum(), note)


JOBS = {"dbscan": dbscan, "hdbscan": hdbscan}
