"""Whether a model may be published, and the pointer that says which one is."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from wordmill_airflow.compat import BaseOperator
from wordmill_airflow.files import Files, files_for
from wordmill_airflow.settings import Settings
from wordmill_airflow.stage import with_params

if TYPE_CHECKING:
    from airflow.utils.context import Context

    from wordmill_airflow.deployment import Deployment
    from wordmill_airflow.paths import Publication

Pointer = dict[str, Any]


def is_less_better(metric: str) -> bool:
    """Whether a smaller value is a better one."""
    return "perplexity" in metric or "loss" in metric


def is_worse(metric: str, value: float, published: float, tolerance: float) -> bool:
    """Whether a value is worse than the published by more than a share of that; NaN is."""
    slack = tolerance * abs(published)
    if is_less_better(metric):
        return not value <= published + slack
    return not value >= published - slack


def value_of(metric: str, metrics: dict[str, Any]) -> float:
    """A metric's value.

    ``similarity`` and ``analogies`` are the means of all files' scores; each has, beside it, how much is missing.
    """
    if metric in metrics:
        return float(metrics[metric])
    scores = [float(metrics[name]) for name in metrics if name.startswith(f"{metric}-") and f"{name}-missing" in metrics]
    if not scores:
        raise AirflowFailException(f"there is no metric {metric}; there are {', '.join(sorted(metrics))}")
    return sum(scores) / len(scores)


@dataclass(frozen=True)
class Place:
    """Where a model, its scores and its pointer lie in a store."""

    store: str
    publication: Publication
    name: str

    def manifest(self, version: str) -> str:
        """Of the scores."""
        return f"{self.store}/{self.publication.scores}/{self.name}/{version}/manifest.json"

    def pointer(self, path: str) -> str:
        """Of what is published on a path."""
        return f"{self.store}/published/{path}/{self.name}.json"


@dataclass(frozen=True)
class Candidate:
    """What would be published.

    :param date: the logical one
    :param tolerance: the share by which its metric may be worse than the published one's
    """

    path: str
    version: str
    date: str
    metric: str
    tolerance: float


def judge(files: Files, place: Place, candidate: Candidate) -> Pointer:
    """The pointer to a candidate, unless it is worse than what is published, or older.

    :raises AirflowFailException: if it is worse
    :raises AirflowSkipException: if a later date's is published already
    """
    version, metric = candidate.version, candidate.metric
    manifest = files.read(place.manifest(version))
    if manifest is None:
        raise AirflowException(f"{place.manifest(version)} is not there")
    value = value_of(metric, json.loads(manifest)["metrics"])
    if not math.isfinite(value):
        raise AirflowFailException(f"{metric} of {version} is {value}")
    before = json.loads(files.read(place.pointer(candidate.path)) or "{}")
    if before and before["logicalDate"] > candidate.date:
        raise AirflowSkipException(f"{version} stays unpublished: {before['version']} is of a later date")
    if before and before["version"] != version:
        published = before["value"]
        if before["metric"] != metric:
            text = files.read(place.manifest(before["version"]))
            published = value_of(metric, json.loads(text)["metrics"]) if text else value
        if is_worse(metric, value, published, candidate.tolerance):
            raise AirflowFailException(
                f"{version} is not published: its {metric} is {value:g}, worse than {published:g} of"
                f" {before['version']}, which is, by more than {100 * candidate.tolerance:g} %"
            )
    return {
        "artifact": f"{place.publication.model}/{place.name}/{version}",
        "logicalDate": candidate.date,
        "metric": metric,
        "value": value,
        "version": version,
    }


class _OnStore(BaseOperator):
    """A task that looks at a model's place in the store."""

    template_fields = ("overrides",)

    def __init__(
        self,
        *,
        deployment: Deployment,
        path: str,
        publication: Publication,
        overrides: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.deployment = deployment
        self.path = path
        self.publication = publication
        self.overrides = overrides

    def place(self, context: Context) -> tuple[Settings, Place]:
        settings = Settings.of(self.deployment, with_params(self.overrides, context))
        name = settings.text("run.name") + self.publication.suffix
        return settings, Place(settings.text("store.path"), self.publication, name)


class GateOperator(_OnStore):
    """Lets through a model that is not worse; its result is the pointer."""

    def execute(self, context: Context) -> Pointer:
        settings, place = self.place(context)
        candidate = Candidate(
            path=self.path,
            version=settings.text("run.version"),
            date=context["logical_date"].isoformat(),
            metric=self.deployment.metric,
            tolerance=self.deployment.tolerance,
        )
        with files_for(place.store, self.deployment) as files:
            pointer = judge(files, place, candidate)
        self.log.info("%s may be published: %s", pointer["artifact"], pointer)
        return pointer


class PublishOperator(_OnStore):
    """Writes the pointer, unless it says the same already."""

    template_fields = (*_OnStore.template_fields, "pointer")

    def __init__(self, *, pointer: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pointer = pointer

    def execute(self, context: Context) -> None:
        _, place = self.place(context)
        file = place.pointer(self.path)
        text = json.dumps(self.pointer, indent=2, sort_keys=True) + "\n"
        with files_for(place.store, self.deployment) as files:
            if files.read(file) == text:
                self.log.info("%s kept: %s", file, self.pointer["version"])
                return
            files.replace(file, text)
        self.log.info("%s published: %s", file, self.pointer["version"])
