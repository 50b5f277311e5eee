"""Reads what scaling.sh ran: seconds from manifests, work and bytes from Spark's event logs; fits a model and asks it of more."""
import json
import sys
from collections import defaultdict
from pathlib import Path

from figures import show

# The runs of scaling.sh, and the stages of each that are measured: name, kind of its artifact.
RUNS = {
    "counting": [("vocabulary", "vocabulary"), ("corpus", "corpus"), ("cooccurrence", "cooccurrence"), ("ppmi", "ppmi"), ("svd", "svd")],
    "word2vec-skipgram": [("word2vec", "embeddings")],
    "lm-ptb-medium": [("lm", "language-model")],
}
# What larger clusters are assumed to be like.
TOKENS = 1e11
WORDS = 1e6
BYTES_PER_SECOND = 125e6  # of each executor's network, and of the driver's: 1 Gbit/s
CLUSTERS = (10, 100, 1000)
REPLICAS = 8  # of word2vec, as scaling.sh sets it


def manifest(store, run, kind):
    status = json.loads((Path(store) / "runs" / run / "status.json").read_text(encoding="utf-8"))
    (found,) = [artifact["id"] for artifact in status["artifacts"] if artifact["id"].startswith(f"{kind}/")]
    return json.loads((Path(store) / found / "manifest.json").read_text(encoding="utf-8"))


def events(folder):
    """By stage of ours: what its tasks took and moved; a job's description begins with the stage's name."""
    stages = defaultdict(lambda: {"busy": 0.0, "waiting": 0.0, "collecting": 0.0, "shuffled": 0, "jobs": 0})
    for log in sorted(Path(folder).iterdir()):
        names = {}
        for line in log.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if event["Event"] == "SparkListenerJobStart":
                name = event["Properties"].get("spark.job.description", "").split(":")[0]
                stages[name, log.name]["jobs"] += 1
                for stage in event["Stage IDs"]:
                    names[stage] = name
            elif event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
                metrics = event["Task Metrics"]
                stage = stages[names[event["Stage ID"]], log.name]
                stage["busy"] += metrics["Executor Run Time"] / 1e3
                stage["waiting"] += metrics["Shuffle Read Metrics"]["Fetch Wait Time"] / 1e3
                stage["collecting"] += metrics["JVM GC Time"] / 1e3
                stage["shuffled"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return stages


def measured(store, work):
    """Of each stage and number of executors: seconds, and what the event logs tell."""
    rows = {}
    for executors in (1, 2):
        logs = events(Path(work) / f"events-{executors}")
        for run, stages in RUNS.items():
            for stage, kind in stages:
                seconds = manifest(store, f"{run}-{executors}", kind)["seconds"]
                # vocabulary and corpus are made by each run; the run's own log is the one that has its last stage.
                own = next(log for name, log in logs if name == stages[-1][0])
                rows[stage, executors] = {"seconds": seconds, **logs[stage, own]}
    return rows


def speedup(rows, stages):
    return sum(rows[stage, 1]["seconds"] for stage in stages) / sum(rows[stage, 2]["seconds"] for stage in stages)


def modelled(rows, stage):
    """Of a stage: seconds of its tasks on one core, and of what no executor takes part in.

    The tasks' seconds are those of two executors: they contain what more than one costs, such as loops that each JVM compiles by itself
    and blocks from elsewhere.
    """
    one, two = rows[stage, 1], rows[stage, 2]
    return two["busy"], max(0.0, one["seconds"] - one["busy"])


def larger(store):
    """Of each stage for TOKENS and WORDS: how much more compute and shuffle there is, and how much more of the rest with E executors.

    Cells are taken to grow as tokens do, which is more than they will. word2vec has a replica an executor, and each rotation as many
    sub-rounds as replicas, so its rest grows with E. So has the language model, and rounds become fewer; a round's rest grows with
    the parameters, and its compute too, since the softmax over V is the most of it.
    """
    counted = manifest(store, "counting-1", "corpus")["metrics"]["tokens"]
    words = manifest(store, "counting-1", "vocabulary")["metrics"]["words"]
    read = manifest(store, "lm-ptb-medium-1", "corpus")["metrics"]["tokens"]
    model = manifest(store, "lm-ptb-medium-1", "language-model")["metrics"]
    tokens, vocabulary, softmax = TOKENS / counted, WORDS / words, WORDS / model["words"]
    return {
        "vocabulary": (tokens, vocabulary, lambda _: 1),
        "corpus": (tokens, 1, lambda _: 1),
        "cooccurrence": (tokens, tokens, lambda _: 1),
        "ppmi": (tokens, tokens, lambda _: 1),
        "svd": (tokens, vocabulary, lambda _: vocabulary),
        "word2vec": (tokens, tokens, lambda executors: executors / REPLICAS),
        "lm": (TOKENS / read * softmax, TOKENS / read * softmax, lambda executors: TOKENS / read * softmax * 2 / executors),
    }


def main(store, work):
    rows = measured(store, work)
    show("counting_speedup_2", speedup(rows, [stage for stage, _ in RUNS["counting"]]))
    show("word2vec_speedup_2", speedup(rows, ["word2vec"]))
    show("language_model_speedup_2", speedup(rows, ["lm"]))
    for (stage, executors), row in rows.items():
        for name in ("seconds", "busy", "waiting", "collecting"):
            show(f"{stage}_{name}_{executors}", row[name])
        show(f"{stage}_shuffled_mb_{executors}", row["shuffled"] / 1e6)
        show(f"{stage}_jobs_{executors}", row["jobs"])
    more = larger(store)
    for stage in more:
        computing, rest = modelled(rows, stage)
        show(f"{stage}_rest_seconds", rest)
        show(f"{stage}_model_of_2_off_percent", 100 * ((computing / 2 + rest) / rows[stage, 2]["seconds"] - 1))
    print()
    print(f"Hours for {TOKENS:.0e} tokens and V = {WORDS:.0e}, and the share of them that is not compute:")
    print("\t".join(["stage", *(f"{executors} executors\tshare" for executors in CLUSTERS)]))
    for stage, (compute, shuffle, rest) in more.items():
        busy, once = modelled(rows, stage)
        cells = [stage]
        for executors in CLUSTERS:
            computing = busy * compute / executors
            moving = rows[stage, 1]["shuffled"] * shuffle / executors / BYTES_PER_SECOND
            whole = computing + moving + once * rest(executors)
            cells += [f"{whole / 3600:.2f}", f"{1 - computing / whole:.2f}"]
        print("\t".join(cells))


if __name__ == "__main__":
    main(*sys.argv[1:])
