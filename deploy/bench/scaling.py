"""Reads what scaling.sh ran: seconds from manifests, work and bytes from Spark's event logs; fits a model and asks it of more."""
import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from figures import made, show

# The ways of scaling.sh, and the stages of each that are measured: name, kind of its artifact.
WAYS = {
    "counting": [("vocabulary", "vocabulary"), ("corpus", "corpus"), ("cooccurrence", "cooccurrence"), ("ppmi", "ppmi"), ("svd", "svd")],
    "word2vec": [("word2vec", "embeddings")],
    "lm": [("lm", "language-model")],
}
NAMES = {"counting": "counting", "word2vec": "word2vec", "lm": "language_model"}  # of their speed-ups
# What larger clusters are assumed to be like.
TOKENS = 1e11
WORDS = 1e6
BYTES_PER_SECOND = 125e6  # of each executor's network, and of the driver's: 1 Gbit/s
CLUSTERS = (10, 100, 1000)
REPLICAS = 8  # of word2vec, as scaling.sh sets it


def run_of(way, executors, number=1):
    return f"{way}-{executors}-{number}"


def events(folder):
    """By stage of ours: what its tasks took and moved; a job's description begins with the stage's name."""
    stages = defaultdict(lambda: {"busy": 0.0, "waiting": 0.0, "collecting": 0.0, "shuffled": 0, "jobs": 0})
    (log,) = Path(folder).iterdir()
    names = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            name = event["Properties"].get("spark.job.description", "").split(":")[0]
            stages[name]["jobs"] += 1
            for stage in event["Stage IDs"]:
                names[stage] = name
        elif event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
            metrics = event["Task Metrics"]
            stage = stages[names[event["Stage ID"]]]
            stage["busy"] += metrics["Executor Run Time"] / 1e3
            stage["waiting"] += metrics["Shuffle Read Metrics"]["Fetch Wait Time"] / 1e3
            stage["collecting"] += metrics["JVM GC Time"] / 1e3
            stage["shuffled"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return stages


def measured(store, logs, ways, rounds):
    """Of each stage and number of executors: seconds, and what the event logs tell, medians of all rounds."""
    rows = {}
    for way in ways:
        for executors in (1, 2):
            found = defaultdict(list)
            for number in range(1, rounds + 1):
                run = run_of(way, executors, number)
                told = events(Path(logs) / run)
                for stage, kind in WAYS[way]:
                    found[stage].append({"seconds": made(store, run, kind)["seconds"], **told[stage]})
            for stage, values in found.items():
                rows[stage, executors] = {name: median(value[name] for value in values) for name in values[0]}
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


def larger(store, way):
    """Of each stage for TOKENS and WORDS: how much more compute and shuffle there is, and how much more of the rest with E executors.

    Cells are taken to grow as tokens do, which is more than they will. word2vec has a replica an executor, and each rotation as many
    sub-rounds as replicas, so its rest grows with E. So has the language model, and rounds become fewer; a round's rest grows with
    the parameters, and its compute too, since the softmax over V is the most of it.
    """
    tokens = TOKENS / made(store, run_of(way, 1), "corpus")["metrics"]["tokens"]
    vocabulary = WORDS / made(store, run_of(way, 1), "vocabulary")["metrics"]["words"]
    if way == "word2vec":
        return {"word2vec": (tokens, tokens, lambda executors: executors / REPLICAS)}
    if way == "lm":
        work = tokens * WORDS / made(store, run_of(way, 1), "language-model")["metrics"]["words"]
        return {"lm": (work, work, lambda executors: work * 2 / executors)}
    return {
        "vocabulary": (tokens, vocabulary, lambda _: 1),
        "corpus": (tokens, 1, lambda _: 1),
        "cooccurrence": (tokens, tokens, lambda _: 1),
        "ppmi": (tokens, tokens, lambda _: 1),
        "svd": (tokens, vocabulary, lambda _: vocabulary),
    }


def main(store, logs, rounds, *ways):
    rows = measured(store, logs, ways, int(rounds))
    for way in ways:
        show(f"{NAMES[way]}_speedup_2", speedup(rows, [stage for stage, _ in WAYS[way]]))
    for (stage, executors), row in rows.items():
        for name in ("seconds", "busy", "waiting", "collecting"):
            show(f"{stage}_{name}_{executors}", row[name])
        show(f"{stage}_shuffled_mb_{executors}", row["shuffled"] / 1e6)
        show(f"{stage}_jobs_{executors}", row["jobs"])
    more = {stage: growth for way in ways for stage, growth in larger(store, way).items()}
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
