"""Makes the CSV files beside it with scikit-learn 1.3 or newer: python3 density.py

density.csv    300 points in 2 columns, four groups and scattered ones; then labels of DBSCAN
               (epsilon 0.5, 6 points) with whether each is a core point, label and strength of
               HDBSCAN by excess of mass, and label by leaves (12 points a cluster, min points 5)
mixture.csv    kind, then figures of mixtures over points.csv from the labels there, 5 iterations
"""

import pathlib

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.mixture import GaussianMixture

here = pathlib.Path(__file__).parent
random = np.random.default_rng(5)
groups = [
    random.normal(size=(n, 2)) * s + c
    for n, s, c in (
        (90, 0.3, (0, 0)),
        (70, 0.3, (2, 0.4)),
        (60, 0.7, (6, 5)),
        (40, 0.2, (0, 6)),
    )
]
x = np.concatenate(groups + [random.uniform(-3, 9, size=(40, 2))]).astype(np.float32)
x = x[random.permutation(len(x))].astype(np.float64)
dbscan = DBSCAN(eps=0.5, min_samples=6).fit(x)
core = np.zeros(len(x), dtype=int)
core[dbscan.core_sample_indices_] = 1
hdbscan = HDBSCAN(min_cluster_size=12, min_samples=5).fit(x)
leaf = HDBSCAN(min_cluster_size=12, min_samples=5, cluster_selection_method="leaf").fit(x)
np.savetxt(
    here / "density.csv",
    np.column_stack([x, dbscan.labels_, core, hdbscan.labels_, hdbscan.probabilities_, leaf.labels_]),
    delimiter=",",
    fmt=["%.9g", "%.9g", "%d", "%d", "%d", "%.9g", "%d"],
)

rows = np.loadtxt(here / "points.csv", delimiter=",")
points, labels = rows[:, :5], rows[:, 5].astype(int)
with open(here / "mixture.csv", "w") as out:
    for kind in ("full", "diag", "tied", "spherical"):
        model = GaussianMixture(4, covariance_type=kind, max_iter=1, tol=0)
        responsibilities = np.zeros((len(points), 4))
        responsibilities[np.arange(len(points)), labels] = 1
        model._initialize(points, responsibilities)
        for _ in range(5):
            _, log_responsibilities = model._e_step(points)
            model._m_step(points, log_responsibilities)
        figures = [model.score(points), model.bic(points), model.aic(points)]
        figures += list(model.weights_) + list(model.means_.ravel())
        out.write(kind + "," + ",".join(f"{f:.9g}" for f in figures) + "\n")
