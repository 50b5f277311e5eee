"""Small files of a store, wherever it is.

A path of this machine is read by Python. Any other goes through the Hadoop client that Spark brings, and through the
``SmallFile`` of wordmill.jar: file systems, credentials and what is atomic are then those of the jobs themselves, and no
further library is needed. That starts a JVM, which takes some seconds.
"""

from __future__ import annotations

import os
import re
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wordmill_airflow.deployment import Deployment


class Files(Protocol):
    """What DAGs do with files."""

    def read(self, path: str) -> str | None:
        """The content, or None if there is no such file."""

    def replace(self, path: str, content: str) -> None:
        """Writes the file whole, over what is there."""

    def has_arrived(self, path: str) -> bool:
        """Whether there is a file, or a folder that is not empty."""


class LocalFiles:
    """By Python."""

    def read(self, path: str) -> str | None:
        try:
            return Path(path).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def replace(self, path: str, content: str) -> None:
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"_aside-{uuid.uuid4()}-{target.name}")
        try:
            aside.write_text(content, encoding="utf-8")
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)

    def has_arrived(self, path: str) -> bool:
        found = Path(path)
        return any(found.iterdir()) if found.is_dir() else found.exists()


class HadoopFiles:
    """By the Hadoop client in a JVM beside this process."""

    def __init__(self, jvm: Any) -> None:
        self._jvm = jvm
        spark = jvm.org.apache.spark.SparkConf()
        hadoop = jvm.org.apache.spark.deploy.SparkHadoopUtil.get().newConfiguration(spark)
        self._hadoop = jvm.wordmill.store.HadoopConf(hadoop)

    def read(self, path: str) -> str | None:
        at = self._path(path)
        return self._small(at).read().decode() if self._system(at).exists(at) else None

    def replace(self, path: str, content: str) -> None:
        at = self._path(path)
        self._system(at).mkdirs(at.getParent())
        self._small(at).replace(content.encode())

    def has_arrived(self, path: str) -> bool:
        at = self._path(path)
        system = self._system(at)
        if not system.exists(at):
            return False
        return system.getFileStatus(at).isFile() or len(system.listStatus(at)) > 0

    def _path(self, path: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(path)

    def _system(self, path: Any) -> Any:
        return self._hadoop.fileSystem(path)

    def _small(self, path: Any) -> Any:
        return self._jvm.wordmill.store.SmallFile(self._hadoop, path)


@contextmanager
def files_for(path: str, deployment: Deployment) -> Iterator[Files]:
    """The way to a path and to all beside it; to be closed, as a JVM may stand behind it."""
    if _is_local(path):
        yield LocalFiles()
        return
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 - most files are local

    before = os.environ.get("PYSPARK_SUBMIT_ARGS")
    os.environ["PYSPARK_SUBMIT_ARGS"] = (
        f"--master local[1] --deploy-mode client --properties-file {deployment.profile} --driver-class-path {deployment.jar} pyspark-shell"
    )
    try:
        gateway = launch_gateway()
    finally:
        del os.environ["PYSPARK_SUBMIT_ARGS"]
        if before is not None:
            os.environ["PYSPARK_SUBMIT_ARGS"] = before
    try:
        yield HadoopFiles(gateway.jvm)
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()


def _is_local(path: str) -> bool:
    # Without a scheme a path is of the default file system, which Hadoop's configuration may have set.
    configured = os.environ.get("HADOOP_CONF_DIR") or os.environ.get("YARN_CONF_DIR")
    return not configured and not re.match(r"[a-z][a-z0-9+.-]*:", path)
