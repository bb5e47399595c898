"""K-means and its kin: scikit-learn, FAISS; the kernel against OpenBLAS."""

import numpy as np

from peers import best, blobs, starts, tell


def inertia(x, centres):
    total = 0.0
    for at in range(0, len(x), 8192):
        part = x[at : at + 8192].astype(np.float64)
        squares = (part**2).sum(1)[:, None] - 2 * part @ centres.T + (centres**2).sum(1)
        total += squares.min(1).sum()
    return total


def lloyd(job, folder, n, d, k, groups, noise, iterations):
    import faiss
    from sklearn.cluster import KMeans

    x, _ = blobs(folder, n, d, groups, noise)
    start = starts(folder, job, x, k)
    for algorithm in ("lloyd", "elkan"):
        model = KMeans(k, init=start, n_init=1, max_iter=iterations, tol=0, algorithm=algorithm)
        timing, fitted = best(lambda: model.fit(x), 5 if algorithm == "lloyd" else 2)
        note = f"{fitted.n_iter_} iterations"
        tell(job, f"scikit-learn {algorithm}", timing, fitted.inertia_, note)

    def train():
        kmeans = faiss.Kmeans(
            d, k, niter=fitted.n_iter_, max_points_per_centroid=n, min_points_per_centroid=1
        )
        kmeans.train(x, init_centroids=start)
        return kmeans

    timing, kmeans = best(train, 2)
    tell(job, "FAISS", timing, inertia(x, kmeans.centroids.astype(np.float64)))


def separate(job, folder):
    lloyd(job, folder, 100_000, 384, 100, 100, 0.9, 300)


def overlapping(job, folder):
    lloyd(job, folder, 100_000, 384, 100, 100, 5, 50)


def many(job, folder):
    lloyd(job, folder, 200_000, 64, 256, 1000, 1.5, 50)


def mini_batch(job, folder, **options):
    from sklearn.cluster import MiniBatchKMeans

    x, _ = blobs(folder, 100_000, 384, 100, 0.9)
    start = starts(folder, job, x, 100)
    if options:
        options["init"] = start
    timing, fitted = best(lambda: MiniBatchKMeans(100, random_state=1, **options).fit(x), 5)
    tell(job, "scikit-learn", timing, fitted.inertia_, f"{fitted.n_steps_} steps")


def mini_batch_same(job, folder):
    mini_batch(job, folder, n_init=1)


def kernel(job, folder):
    """sgemm at 20,000 × 20,000 × 384, in GFLOP/s, and at the shape of the kernel."""
    x, _ = blobs(folder, 100_000, 384, 100, 0.9)
    starts(folder, job, x, 100)
    a = np.ascontiguousarray(x[:20_000])
    out = np.empty((20_000, 20_000), np.float32)
    timing, _ = best(lambda: np.matmul(a, a.T, out=out))
    flops = 2 * 20_000**2 * 384
    tell(job, "OpenBLAS 20,000 × 20,000", timing, flops / timing[0] / 1e9, "GFLOP/s")
    b = np.ascontiguousarray(x[:100].T)
    out = np.empty((len(x), 100), np.float32)
    timing, _ = best(lambda: np.matmul(x, b, out=out))
    flops = 2 * len(x) * 100 * 384
    tell(job, "OpenBLAS 100,000 × 100", timing, flops / timing[0] / 1e9, "GFLOP/s")


JOBS = {
    "kernel": kernel,
    "kmeans-separate": separate,
    "kmeans-overlapping": overlapping,
    "kmeans-many": many,
    "minibatch-same-starts": mini_batch_same,
    "minibatch-defaults": mini_batch,
}
