"""Imports every DAG file, and prints each DAG's tasks in order: dag, task, what it comes after, and whether it gets the jar of networks."""

import sys
import warnings
from pathlib import Path

from airflow.models.dagbag import DagBag

warnings.simplefilter("error")
bag = DagBag(dag_folder=Path(sys.argv[1]), include_examples=False)
warnings.resetwarnings()
for file, error in bag.import_errors.items():
    print(f"{file}: {error}", file=sys.stderr)
for name, dag in sorted(bag.dags.items()):
    for task in dag.topological_sort():
        networks = "networks" if getattr(task, "jars", None) else ""
        print(name, task.task_id, ",".join(sorted(task.upstream_task_ids)), networks, sep="\t")
sys.exit(len(bag.import_errors))
