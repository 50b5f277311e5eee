"""Waiting for the input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wordmill_airflow.compat import BaseSensorOperator
from wordmill_airflow.files import files_for
from wordmill_airflow.settings import Settings
from wordmill_airflow.stage import with_params

if TYPE_CHECKING:
    from airflow.utils.context import Context

    from wordmill_airflow.deployment import Deployment


class InputSensor(BaseSensorOperator):
    """Waits until every input is there, or the one file that says so.

    :param keys: of the configuration that name inputs
    :param arrival: a path to wait for instead, such as that of a ``_SUCCESS``
    """

    template_fields = ("overrides", "arrival")

    def __init__(
        self,
        *,
        deployment: Deployment,
        keys: tuple[str, ...],
        overrides: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(mode="reschedule", poke_interval=deployment.poll, **kwargs)
        self.deployment = deployment
        self.keys = keys
        self.overrides = overrides
        self.arrival = deployment.arrival

    def poke(self, context: Context) -> bool:
        settings = Settings.of(self.deployment, with_params(self.overrides, context))
        inputs = [path for key in self.keys for path in settings.texts(key)]
        for path in [self.arrival] if self.arrival else inputs:
            with files_for(path, self.deployment) as files:
                if not files.has_arrived(path):
                    self.log.info("%s has not arrived", path)
                    return False
        return True
