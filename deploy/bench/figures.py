"""What the bench scripts share to read manifests and to print name<TAB>value lines."""
import json
import re
import sys
from pathlib import Path


def show(name, value):
    print(f"{name}\t{round(value, 3) if isinstance(value, float) else value}", flush=True)


def manifest(store, kind, name="*"):
    """The one manifest of a kind, or of a kind and a name."""
    found = sorted(Path(store).glob(f"{kind}/{name}/*/manifest.json"))
    if len(found) != 1:
        sys.exit(f"{len(found)} artifacts {kind}/{name} in {store}, not 1")
    return json.loads(found[0].read_text(encoding="utf-8"))


def made(store, run, kind):
    """The manifest of a kind that the last run of that name made or kept."""
    status = json.loads((Path(store) / "runs" / run / "status.json").read_text(encoding="utf-8"))
    found = [artifact["id"] for artifact in status["artifacts"] if artifact["id"].startswith(f"{kind}/")]
    if len(found) != 1:
        sys.exit(f"the run {run} in {store} has {len(found)} artifacts of kind {kind}, not 1")
    return json.loads((Path(store) / found[0] / "manifest.json").read_text(encoding="utf-8"))


def metrics_of_table(path):
    """What `wordmill evaluate --vectors` printed, as an evaluation's metrics; percents of one digit."""
    metrics = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if found := re.match(r"(\S+) +similarity, Spearman +([-0-9.]+) ", line):
            name, value = found.groups()
            if value != "-":
                metrics[f"similarity-{name}"] = float(value)
        elif found := re.match(r"(\S+) total +analogies, % right by add / mul +([-0-9.]+) ", line):
            metrics[f"analogies-{found[1]}"] = float(found[2])
    return metrics


def score(metrics, prefix, pattern):
    """The percent of the first evaluation file whose name matches: similarity-NAME or analogies-NAME."""
    for name, value in sorted(metrics.items()):
        base = name.removeprefix(prefix)
        if base != name and re.search(pattern, base.lower()) and not base.endswith(("-mul", "-missing")):
            return float(value)
    return "none"


def show_scores(prefix, metrics):
    """The three scores of an evaluation; `none` where there was no such file."""
    show(f"{prefix}wordsim", score(metrics, "similarity-", r"ws.*353|wordsim"))
    show(f"{prefix}simlex", score(metrics, "similarity-", r"simlex"))
    show(f"{prefix}analogies", score(metrics, "analogies-", r"questions-words|analog"))
