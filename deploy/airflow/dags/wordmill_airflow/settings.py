"""The configuration file that the command line takes, read for the few keys a DAG must know."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

from pyhocon import ConfigFactory, ConfigTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wordmill_airflow.deployment import Deployment


class Settings:
    """Values of the file, under what is set over it and over the defaults in the jar."""

    def __init__(self, tree: ConfigTree) -> None:
        self._tree = tree

    @classmethod
    def of(cls, deployment: Deployment, overrides: Iterable[str] = ()) -> Settings:
        """Reads the file; ``${WORDMILL_HOME}`` is the deployment's home."""
        os.environ.setdefault("WORDMILL_HOME", str(deployment.home))
        with zipfile.ZipFile(deployment.jar) as jar:
            defaults = ConfigFactory.parse_string(jar.read("reference.conf").decode())
        tree = ConfigFactory.parse_file(str(deployment.config)).with_fallback(defaults)
        for override in overrides:
            key, value = (part.strip() for part in override.split("=", 1))
            if value.startswith(("[", "{", '"')) or "${" in value:
                tree = ConfigFactory.parse_string(f"{key} = {value}").with_fallback(tree)
            else:
                tree.put(key, value)
        return cls(tree)

    def text(self, key: str) -> str:
        """One value."""
        return str(self._tree[key])

    def texts(self, key: str) -> tuple[str, ...]:
        """A list; one value alone is a list of one."""
        value = self._tree[key]
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
