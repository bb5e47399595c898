"""Makes the CSV files beside it with scikit-learn and SciPy: python3 goldens.py

points.csv     120 points in 5 columns around 4 unequal centres, and a label and a truth each
quality.csv    figures of those labels
ward.csv, average.csv, complete.csv, single.csv
               SciPy's linkages of the points
silhouette.csv silhouette of each point, Euclidean and by cosine
"""

import pathlib

import numpy as np
from scipy.cluster.hierarchy import linkage
from sklearn import metrics
from sklearn.preprocessing import normalize

here = pathlib.Path(__file__).parent
random = np.random.default_rng(20)
centres = random.normal(size=(4, 5)) * 2
truth = random.choice(4, size=120, p=[0.5, 0.25, 0.15, 0.1])
points = (centres[truth] + random.normal(size=(120, 5)) + 1).astype(np.float32)
labels = np.where(random.random(120) < 0.2, random.choice(4, size=120), truth)
x = points.astype(np.float64)
unit = normalize(x)


def mean_centre_distance(rows):
    means = np.stack([rows[labels == c].mean(axis=0) for c in range(4)])
    return np.mean([np.linalg.norm(means[i] - means[j]) for i in range(4) for j in range(i)])


def inertia(rows):
    means = np.stack([rows[labels == c].mean(axis=0) for c in range(4)])
    return ((rows - means[labels]) ** 2).sum()


np.savetxt(
    here / "points.csv",
    np.column_stack([points, labels, truth]),
    delimiter=",",
    fmt=["%.9g"] * 5 + ["%d"] * 2,
)
with open(here / "quality.csv", "w") as out:
    for name, rows, metric in (("EUCLIDEAN", x, "euclidean"), ("COSINE", unit, "cosine")):
        out.write(f"{name},silhouette,{metrics.silhouette_score(x, labels, metric=metric):.9g}\n")
        out.write(f"{name},inertia,{inertia(rows):.9g}\n")
        out.write(f"{name},centreDistance,{mean_centre_distance(rows):.9g}\n")
        out.write(f"{name},daviesBouldin,{metrics.davies_bouldin_score(rows, labels):.9g}\n")
        out.write(f"{name},calinskiHarabasz,{metrics.calinski_harabasz_score(rows, labels):.9g}\n")
    squares = metrics.silhouette_score(x, labels, metric="sqeuclidean")
    out.write(f"SQUARES,silhouette,{squares:.9g}\n")
    for name, score in (
        ("ami", metrics.adjusted_mutual_info_score),
        ("homogeneity", metrics.homogeneity_score),
        ("completeness", metrics.completeness_score),
        ("v", metrics.v_measure_score),
        ("fowlkesMallows", metrics.fowlkes_mallows_score),
    ):
        out.write(f"TRUTH,{name},{score(truth, labels):.9g}\n")
    out.write(f"TRUTH,ari,{metrics.adjusted_rand_score(truth, labels):.9g}\n")
    out.write(f"TRUTH,nmi,{metrics.normalized_mutual_info_score(truth, labels):.9g}\n")
    table = metrics.cluster.contingency_matrix(truth, labels)
    out.write(f"TRUTH,purity,{table.max(axis=0).sum() / table.sum():.9g}\n")
for method in ("ward", "average", "complete", "single"):
    np.savetxt(
        here / f"{method}.csv",
        linkage(x, method),
        delimiter=",",
        fmt=["%d", "%d", "%.9g", "%d"],
    )
np.savetxt(
    here / "silhouette.csv",
    np.column_stack(
        [metrics.silhouette_samples(x, labels, metric=m) for m in ("euclidean", "cosine")]
    ),
    delimiter=",",
    fmt="%.9g",
)
