"""The exact silhouette: scikit-learn."""

from peers import best, blobs, tell


def silhouette(job, folder):
    from sklearn.metrics import silhouette_score

    x, label = blobs(folder, 20_000, 384, 20, 2)
    timing, score = best(lambda: silhouette_score(x, label), 2)
    tell(job, "scikit-learn", timing, score)


JOBS = {"silhouette": silhouette}
