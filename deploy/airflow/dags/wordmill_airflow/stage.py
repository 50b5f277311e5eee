"""A stage as a task: spark-submit, and what its end means."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

from wordmill_airflow.deployment import is_cluster_mode, spark_properties
from wordmill_airflow.files import files_for
from wordmill_airflow.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from airflow.utils.context import Context

    from wordmill_airflow.deployment import Deployment

DEFECT = 1
BAD_INPUT = 2

# How a failure of the machines, not of the program, is called where it is reported with exit code 1.
INFRASTRUCTURE = ("org.apache.spark.", "org.apache.hadoop.", "java.io.", "java.net.", "java.nio.")

# The property by which a run's status.json tells whose it is; wordmill.jobs.ClusterSubmission.
SUBMISSION = "spark.wordmill.submission"


def with_params(overrides: Iterable[str], context: Context) -> list[str]:
    """The overrides, and over them those that this very run was triggered with."""
    return [*overrides, *context["params"]["set"]]


@dataclass(frozen=True)
class Told:
    """What status.json says of a run."""

    state: str
    code: int
    message: str

    @classmethod
    def of(cls, status: str | None, submission: str) -> Told | None:
        """Nothing if it is another submission's."""
        told = json.loads(status) if status else {}
        if told.get("submission") != submission:
            return None
        return cls(told["state"], told.get("exitCode", 0), told.get("message", ""))


def failure(task: str, code: int, told: Told | None, said: str) -> AirflowException:
    """The exception for a run that failed: Airflow tries no AirflowFailException again.

    :param code: of spark-submit; on a cluster it may hide the driver's
    :param told: the driver's own word, which counts more
    :param said: the sentence that ended the output, or nothing
    """
    message = said or f"spark-submit ended with {code}, and the driver left no word"
    if told is not None and told.state == "failed":
        code, message = told.code, told.message
    hopeless = code == BAD_INPUT or (
        code == DEFECT and told is not None and told.state == "failed" and not told.message.startswith(INFRASTRUCTURE)
    )
    kind = AirflowFailException if hopeless else AirflowException
    return kind(f"{task}: {message} (exit code {code})")


def blas_core() -> dict[str, str]:
    """The properties by which a core that is set here for OpenBLAS is the cluster's processes', too: last bits of networks depend on it."""
    core = os.environ.get("OPENBLAS_CORETYPE")
    kinds = ("executorEnv", "yarn.appMasterEnv", "kubernetes.driverEnv")
    return {f"spark.{kind}.OPENBLAS_CORETYPE": core for kind in kinds} if core else {}


class ProfileHook(SparkSubmitHook):
    """spark-submit to where a profile says, not an Airflow connection: one place says it."""

    returncode: int = DEFECT
    sentence: str = ""

    def _resolve_connection(self) -> dict[str, Any]:
        properties = spark_properties(Path(self._properties_file))
        if "spark.master" not in properties:
            raise AirflowFailException(f"{self._properties_file} names no spark.master; make a profile that does")
        return {
            "master": properties["spark.master"],
            "deploy_mode": properties.get("spark.submit.deployMode"),
            "namespace": properties.get("spark.kubernetes.namespace"),
            "queue": None,
            "spark_binary": self.spark_binary,
            "principal": self._principal,
            "keytab": self._keytab,
        }

    def _process_spark_submit_log(self, itr: Iterator[str]) -> None:
        super()._process_spark_submit_log(self._listened(itr))

    def _listened(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if line.startswith("wordmill: "):
                self.sentence = line.removeprefix("wordmill: ").strip()
            yield line

    def submit(self, application: str = "", **kwargs: Any) -> None:
        try:
            super().submit(application, **kwargs)
        finally:
            if self._submit_sp is not None:
                self.returncode = self._submit_sp.returncode


class StageOperator(SparkSubmitOperator):
    """One command of wordmill.jar on a configuration.

    :param command: the stage and its own options
    :param overrides: ``key=value``, each for one ``--set``
    :param networks: whether it trains or asks networks
    """

    template_fields = (*SparkSubmitOperator.template_fields, "overrides")

    def __init__(
        self,
        *,
        deployment: Deployment,
        command: tuple[str, ...],
        overrides: list[str],
        networks: bool,
        **kwargs: Any,
    ) -> None:
        properties = spark_properties(deployment.profile)
        self.is_cluster_mode = is_cluster_mode(properties)
        self.deployment = deployment
        self.command = command
        self.overrides = overrides
        options = deployment.java_options
        driver = options if self.is_cluster_mode else f"{options} {_logging(deployment.jar)}"
        environment = {"WORDMILL_HOME": str(deployment.home)}
        if properties.get("spark.master", "").startswith("local"):
            environment["SPARK_LOCAL_IP"] = "127.0.0.1"  # no host name is looked up
        super().__init__(
            application=str(deployment.jar),
            java_class="wordmill.jobs.Main",
            jars=str(deployment.networks_jar) if networks else None,
            files=str(deployment.config) if self.is_cluster_mode else None,
            properties_file=str(deployment.profile),
            conf={
                "spark.driver.defaultJavaOptions": driver,
                "spark.executor.defaultJavaOptions": options,
                **blas_core(),
            },
            env_vars=environment,
            name=f"wordmill {' '.join(command)}",
            spark_binary="spark-submit",
            **kwargs,
        )

    def execute(self, context: Context) -> None:
        overrides = with_params(self.overrides, context)
        submission = str(uuid.uuid4())
        self.conf = {**(self.conf or {}), SUBMISSION: submission}
        self.application_args = [
            *self.command,
            # On the cluster the file lies in the driver's working directory.
            self.deployment.config.name if self.is_cluster_mode else str(self.deployment.config),
            *(word for override in overrides for word in ("--set", override)),
        ]
        self._hook = hook = self._get_hook()
        try:
            super().execute(context)
        except AirflowException as ended:
            told = self._told(overrides, submission)
            raise failure(self.task_id, hook.returncode, told, hook.sentence) from ended
        if self.is_cluster_mode:
            told = self._told(overrides, submission)
            if told is None or told.state != "done":
                raise failure(self.task_id, hook.returncode, told, hook.sentence)

    def _told(self, overrides: list[str], submission: str) -> Told | None:
        settings = Settings.of(self.deployment, overrides)
        path = f"{settings.text('store.path')}/runs/{settings.text('run.name')}/status.json"
        with files_for(path, self.deployment) as files:
            return Told.of(files.read(path), submission)

    def _get_hook(self) -> ProfileHook:
        return ProfileHook(
            conf=self.conf,
            files=self.files,
            jars=self.jars,
            java_class=self._java_class,
            name=self.name,
            application_args=self.application_args,
            env_vars=self.env_vars,
            spark_binary=self._spark_binary,
            properties_file=self.properties_file,
        )


def _logging(jar: Path) -> str:
    # Under spark-submit our jar does not stand first, so Spark would take its own, which tells everything.
    return f"-Dlog4j2.configurationFile=jar:file:{jar}!/log4j2.properties"
