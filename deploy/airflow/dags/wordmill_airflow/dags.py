"""One DAG per path, its tasks from the configuration's ``run.stages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wordmill_airflow.arrival import InputSensor
from wordmill_airflow.compat import DAG
from wordmill_airflow.deployment import Deployment
from wordmill_airflow.paths import EVALUATE
from wordmill_airflow.publishing import GateOperator, PublishOperator
from wordmill_airflow.settings import Settings
from wordmill_airflow.stage import StageOperator

if TYPE_CHECKING:
    from wordmill_airflow.paths import Path


def dag_of(path: Path) -> DAG | None:
    """The DAG of a path, or None if the configuration has no stage of it."""
    deployment = Deployment.of(path.name, path.metric)
    known = [override for override in deployment.overrides if "{{" not in override]
    wanted = Settings.of(deployment, known).texts("run.stages")
    stages = tuple(stage for stage in path.stages if stage in wanted)
    publications = [one for one in path.publications if one.is_made_by(stages)]
    if not any(one.maker in stages for one in path.publications):
        return None
    overrides = [*deployment.overrides, f"run.version={deployment.version}"]
    overrides.append(f"run.stages=[{', '.join(stages)}]")
    if deployment.store:
        overrides.append(f"store.path={deployment.store}")

    with DAG(
        dag_id=f"wordmill-{path.name}",
        description=f"{deployment.config.name}: {', '.join(stages)}",
        schedule=deployment.schedule,
        start_date=deployment.start,
        catchup=deployment.catchup,
        max_active_runs=1,
        params={"set": []},
        tags=["wordmill"],
        default_args={
            "retries": deployment.retries,
            "retry_delay": deployment.retry_delay,
            "retry_exponential_backoff": True,
        },
    ) as dag:
        last = InputSensor(task_id="input", deployment=deployment, keys=path.inputs, overrides=overrides)
        for command in _commands(path, stages):
            # One after another: status.json tells of one at a time.
            task = StageOperator(
                task_id="-".join(word for word in command if word != "--from"),
                deployment=deployment,
                command=command,
                overrides=overrides,
                networks=command[0] in path.networks,
            )
            last >> task
            last = task
        for publication in publications:
            label = f"-{publication.label}" if publication.label else ""
            gate = GateOperator(
                task_id=f"gate{label}",
                deployment=deployment,
                path=path.name,
                publication=publication,
                overrides=overrides,
            )
            last >> gate
            PublishOperator(
                task_id=f"publish{label}",
                deployment=deployment,
                path=path.name,
                publication=publication,
                overrides=overrides,
                pointer=gate.output,
            )
    return dag


def _commands(path: Path, stages: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What the command line calls the stages; each kind of vectors is evaluated by itself."""
    commands: list[tuple[str, ...]] = [(stage,) for stage in stages if stage != EVALUATE]
    if EVALUATE in stages:
        labels = [one.label for one in path.publications if one.maker in stages]
        commands += [(EVALUATE, "--from", label) if label else (EVALUATE,) for label in labels]
    return commands
