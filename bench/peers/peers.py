"""What the scripts of the peers share: the jobs, the data, the clock and the table.

    peers.py jobs                the names of all jobs
    peers.py run JOB FOLDER      makes the data of a job in FOLDER and times the peers
    peers.py table LINES.tsv     the table in Markdown

A result is one line of seven cells: job, side, seconds (best of five), seconds of the first run,
processor seconds of the best run, objective, note. On a machine that others share, processor seconds
are the steadier ones.
"""

import importlib
import os
import pathlib
import sys
import time

FAMILIES = ["kmeans", "silhouette", "hierarchy", "density", "mixture"]


def jobs():
    """Name to function, in the order of the families."""
    found = {}
    for family in FAMILIES:
        found.update(importlib.import_module(family).JOBS)
    return found


def blobs(folder, n, d, k, noise, seed=1, dtype="float32"):
    """Gaussian blobs on the unit sphere, made once: standard normal centres, noise an axis."""
    import numpy as np

    path = pathlib.Path(folder) / f"blobs-{n}-{d}-{k}-{noise}.npy"
    truth = path.with_suffix(".labels.npy")
    if not path.exists():
        random = np.random.default_rng(seed)
        centres = random.standard_normal((k, d), dtype=np.float32)
        label = random.integers(k, size=n).astype(np.int32)
        x = centres[label] + np.float32(noise) * random.standard_normal((n, d), dtype=np.float32)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        save(truth, label)
        save(path, x)
    return np.load(path), np.load(truth)


def save(path, array):
    """Writes a file that is there whole or not at all."""
    import numpy as np

    part = path.with_suffix(".part.npy")
    np.save(part, array)
    os.replace(part, path)


def starts(folder, name, x, k, seed=2):
    """k different rows of x, saved for the other side as NAME.npy."""
    import numpy as np

    path = pathlib.Path(folder) / f"{name}.npy"
    if not path.exists():
        rows = np.random.default_rng(seed).choice(len(x), k, replace=False)
        save(path, x[np.sort(rows)])
    return np.load(path)


def best(run, times=5):
    """Least, first and least processor seconds of some runs, and what the last one returned."""
    seconds = []
    processor = []
    result = None
    for _ in range(times):
        begun = time.perf_counter(), time.process_time()
        result = run()
        seconds.append(time.perf_counter() - begun[0])
        processor.append(time.process_time() - begun[1])
    return (min(seconds), seconds[0], min(processor)), result


def tell(job, side, timing, objective, note=""):
    times = "\t".join(f"{seconds:.4f}" for seconds in timing)
    print(f"{job}\t{side}\t{times}\t{objective:.7g}\t{note}", flush=True)


def table(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    print("| job | side | seconds | first | processor | objective | by the clock | by processor | |")
    print("|---|---|---|---|---|---|---|---|---|")
    for job, side, seconds, first, processor, objective, note in lines:
        own = [line for line in lines if line[0] == job and line[1] == "coterie"]
        clock = cpu = ""
        if own and side != "coterie":
            clock = f"{float(seconds) / float(own[0][2]):.2f}×"
            cpu = f"{float(processor) / float(own[0][4]):.2f}×"
        cells = [job, side, seconds, first, processor, objective, clock, cpu, note]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    match sys.argv[1:]:
        case ["jobs"]:
            print(" ".join(jobs()))
        case ["run", job, folder]:
            jobs()[job](job, folder)
        case ["table", lines]:
            table(lines)
        case _:
            sys.exit(__doc__)
