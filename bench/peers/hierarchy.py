"""Trees over 40 blobs: scikit-learn and fastcluster."""

from peers import best, blobs, tell


def tree(job, folder):
    import fastcluster
    from sklearn.cluster import ward_tree

    x, _ = blobs(folder, 8_000, 384, 40, 2)
    if job == "ward":
        timing, found = best(lambda: ward_tree(x, return_distance=True), 2)
        tell(job, "scikit-learn", timing, found[4].sum(), "sum of heights")
    timing, found = best(lambda: fastcluster.linkage(x, job), 2)
    tell(job, "fastcluster", timing, found[:, 2].sum(), "sum of heights")


JOBS = {"ward": tree, "average": tree, "complete": tree, "single": tree}
