"""Where a recorded training spent its time: `jfr print --json` of it on standard input, one name<TAB>share a line.

A sample counts for the first of the rules below that its stack fits, frames from the innermost out. Only tasks' threads that are
within a step's training are looked at.
"""
import json
import sys

from figures import show

PREFIX = sys.argv[1]
RULES = [
    ("copies", ("Values$Floats.load", "Values$Floats.store", "Values$Floats.copy", "Values$Floats.clear")),
    ("recurrent_products", ("Kernels$PackedProduct.", "RowProductLoops.")),
    ("elementwise", ("CellLoops.", "DropoutLayer.", "EmbeddingLayer.", "Cell$", "Cell.")),
    ("softmax_elementwise", ("SoftmaxLoops.", "VectorKernels.crossEntropy")),
    ("updater", ("StepWatcher.", "org.nd4j.linalg.learning", "optimize.stepfunctions", "nn.updater")),
]
PRODUCTS = {"Recurrence": "recurrent_products", "SoftmaxLayer": "softmax_products"}


def kind(frames):
    if "ReplicaTraining.fit" not in " ".join(frames):
        return None
    if any("cblas_" in frame for frame in frames[:3]):
        return next((share for name, share in PRODUCTS.items() if any(f".{name}." in frame for frame in frames)), "other")
    for frame in frames:
        for share, names in RULES:
            if any(name in frame for name in names):
                return share
    return "other"


counts = dict.fromkeys(["recurrent_products", "softmax_products", "softmax_elementwise", "elementwise", "copies", "updater", "other"], 0)
for event in json.load(sys.stdin)["recording"]["events"]:
    stack = event["values"]["stackTrace"] or {"frames": []}
    found = kind([f"{frame['method']['type']['name']}.{frame['method']['name']}".replace("/", ".") for frame in stack["frames"]])
    if found:
        counts[found] += 1
total = sum(counts.values()) or sys.exit("no sample is of a step")
for name, count in counts.items():
    show(f"{PREFIX}_share_{name}", count / total)
