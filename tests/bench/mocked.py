"""What a worker holds: a mock that lasts, and a client in it for each region: registries that stand side by side."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws

from .versions import fill, version

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "sagemaker_registry_mock"


class Mocked:
    """An active mock: of moto with this package, or of moto alone."""

    def __init__(self, *, plugged: bool) -> None:
        if plugged:
            importlib.import_module(PACKAGE)
        self.plugged = plugged
        self.session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test")
        self._mock = mock_aws()
        self._mock.start()
        self._clients: dict[str, Any] = {}
        #: What those who measure want to find again, by names of their own.
        self.kept: dict[Any, Any] = {}

    def client(self, region: str) -> Any:
        """Return the client of a region."""
        if region not in self._clients:
            self._clients[region] = self.session.client("sagemaker", region_name=region)
        return self._clients[region]

    def fill(self, region: str, groups: int, versions: int) -> list[str]:
        """Make groups with as many versions each, and return the groups' names."""
        client = self.client(region)
        names = [f"group-{number}" for number in range(groups)]
        for name in names:
            client.create_model_package_group(ModelPackageGroupName=name)
        fill(client, (version(number, name) for name in names for number in range(versions)), plugged=self.plugged)
        if (PACKAGE in sys.modules) is not self.plugged:
            raise AssertionError(PACKAGE)
        return names

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Have no mock active meanwhile, and botocore as it comes; what is in the mock stays."""
        keeping = importlib.import_module(f"{PACKAGE}.moto_plugin.keeping") if self.plugged else None
        self._mock.stop(remove_data=False)
        if keeping:
            keeping.let_go()
        try:
            yield
        finally:
            if keeping:
                keeping.keep()
            self._mock.start(reset=False)
