"""What an installation says: by the environment, so that no DAG need be edited."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

# deploy/airflow/dags/wordmill_airflow lies four folders below the checkout.
CHECKOUT = Path(__file__).resolve().parents[4]

# One key=value; white space does not end it within {{ }}, brackets and quotes.
OVERRIDE = r"""(?:\{\{.*?\}\}|\[[^\]]*\]|"[^"]*"|\S)+"""


@dataclass(frozen=True)
class Deployment:
    """The settings of one DAG; deploy/airflow/README.md tells what each means."""

    home: Path
    config: Path
    profile: Path
    store: str
    overrides: tuple[str, ...]
    version: str
    arrival: str
    metric: str
    tolerance: float
    schedule: str
    start: datetime
    catchup: bool
    retries: int
    retry_delay: timedelta
    poll: timedelta

    @classmethod
    def of(cls, path: str, metric: str) -> Deployment:
        """Reads ``WORDMILL_<PATH>_<KEY>``, else ``WORDMILL_<KEY>``, else the default."""

        def read(key: str, default: str) -> str:
            own = f"WORDMILL_{path.upper().replace('-', '_')}_{key}"
            return os.environ.get(own) or os.environ.get(f"WORDMILL_{key}") or default

        home = Path(read("HOME", str(CHECKOUT)))
        profile = read("PROFILE", "local")
        profile_file = Path(profile) if "/" in profile else home / "deploy/spark" / f"{profile}.properties"
        return cls(
            home=home,
            config=home / read("CONFIG", "conf/quickstart.conf"),
            profile=profile_file,
            store=read("STORE", ""),
            overrides=tuple(re.findall(OVERRIDE, read("SET", ""))),
            version=read("VERSION", "{{ ds }}"),
            arrival=read("ARRIVAL", ""),
            metric=read("METRIC", metric),
            tolerance=float(read("TOLERANCE", "0.02")),
            schedule=read("SCHEDULE", "@daily"),
            start=datetime.fromisoformat(read("START", "2026-01-01")).replace(tzinfo=UTC),
            catchup=read("CATCHUP", "false") == "true",
            retries=int(read("RETRIES", "4")),
            retry_delay=timedelta(seconds=float(read("RETRY_SECONDS", "60"))),
            poll=timedelta(seconds=float(read("POLL_SECONDS", "300"))),
        )

    @property
    def jar(self) -> Path:
        """What spark-submit submits."""
        return self.home / "jobs/target/wordmill.jar"

    @property
    def networks_jar(self) -> Path:
        """What tasks that train or ask networks need, too."""
        return self.home / "jobs/target/wordmill-networks.jar"

    @property
    def java_options(self) -> str:
        """Those of driver and executors, from the file that the launcher reads as well."""
        lines = (self.home / "deploy/spark/java-options").read_text().splitlines()
        return " ".join(line for line in lines if line and not line.startswith("#"))


def spark_properties(file: Path) -> dict[str, str]:
    """A profile's properties: key and value apart by white space, = or :."""
    properties = {}
    for line in file.read_text().splitlines():
        found = re.fullmatch(r"\s*([^\s=:#]+)\s*[=:\s]\s*(.*?)\s*", line)
        if found:
            properties[found[1]] = found[2]
    return properties


def is_cluster_mode(properties: dict[str, str]) -> bool:
    """Whether the driver runs on the cluster, and not beside the task."""
    return properties.get("spark.submit.deployMode") == "cluster"
