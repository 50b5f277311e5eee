#!/usr/bin/env python3
"""Times truncated SVDs of peers on the PPMI matrix that Wordmill made; prints one name<TAB>value a line.

usage: peers.py PPMI_ARTIFACT RANK
"""
import sys
import time
from pathlib import Path

import numpy as np
from pyarrow import parquet
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.utils.extmath import randomized_svd


def load(artifact):
    """V x V matrix in single precision from part-*.parquet of rows (row, columns, values)."""
    rows, columns, values, size = [], [], [], 0
    for part in sorted(Path(artifact).glob("part-*.parquet")):
        table = parquet.read_table(part).combine_chunks()
        if table.num_rows == 0:
            continue
        column, value = table["column"].combine_chunks(), table["value"].combine_chunks()
        lengths = np.diff(column.offsets.to_numpy())
        rows.append(np.repeat(table["row"].to_numpy(), lengths))
        columns.append(column.flatten().to_numpy())
        values.append(value.flatten().to_numpy())
        size = max(size, int(table["row"].to_numpy().max()) + 1)
    triples = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_matrix(triples, shape=(size, size), dtype=np.float32)


def show(name, value):
    print(f"{name}\t{value:.3f}", flush=True)


def timed(name, library, decompose):
    started = time.perf_counter()
    sigma = decompose()
    show(f"peer_{name}_seconds", time.perf_counter() - started)
    show(f"peer_{library}_energy", float((sigma.astype(np.float64) ** 2).sum()))


def main():
    artifact, rank = sys.argv[1], int(sys.argv[2])
    matrix = load(artifact)
    start = np.random.default_rng(1).standard_normal(matrix.shape[0]).astype(np.float32)
    timed("scipy_svds", "scipy", lambda: svds(matrix, k=rank, v0=start)[1])
    timed("sklearn", "sklearn", lambda: randomized_svd(matrix, rank, n_iter=2, random_state=1)[1])


if __name__ == "__main__":
    main()
