"""Gaussian mixtures from the same hard assignment: scikit-learn, in both precisions."""

import numpy as np

from peers import best, blobs, starts, tell


def mixture(job, folder, d, kind, iterations):
    from sklearn.mixture import GaussianMixture

    x, _ = blobs(folder, 50_000, d, 40, 3)
    centres = starts(folder, job, x, 20)
    nearest = ((centres**2).sum(1) - 2 * x @ centres.T).argmin(1)
    hard = np.zeros((len(x), 20))
    hard[np.arange(len(x)), nearest] = 1

    class Started(GaussianMixture):
        def _initialize_parameters(self, x, random_state):
            self._initialize(x, hard.astype(x.dtype))

    for precision in (np.float32, np.float64):
        data = x.astype(precision)
        model = Started(20, covariance_type=kind, max_iter=iterations, tol=0)
        timing, fitted = best(lambda: model.fit(data), 2)
        side = f"scikit-learn {np.dtype(precision).name}"
        tell(job, side, timing, fitted.score(data), "mean log-likelihood")


JOBS = {
    "mixture-diagonal": lambda job, folder: mixture(job, folder, 384, "diag", 20),
    "mixture-full": lambda job, folder: mixture(job, folder, 64, "full", 10),
}
