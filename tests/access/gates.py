"""A small registry, the gate before it, and what that tells whom it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from access.building import HERE
from registry.building import card, context, export, group, package

from sagemaker_registry_mock.access.authorization import admitted
from sagemaker_registry_mock.errors import NotPermitted
from sagemaker_registry_mock.registry.settings import Settings
from sagemaker_registry_mock.registry.store import Registry

if TYPE_CHECKING:
    from typing_extensions import Self

    from sagemaker_registry_mock.access.authorization import Principal
    from sagemaker_registry_mock.registry.arns import Scope


def small_registry(scope: Scope = HERE, resource_policy: str | None = None) -> Registry:
    """Return a registry with a group of one version, an unversioned package, an exported card and a context."""
    registry = Registry(scope)
    churn = replace(group("churn", 1), arn=scope.arn("model-package-group", "churn"))
    registry.groups.put(replace(churn, tags={"team": "a"}, issued=1, policy=resource_policy))
    version = replace(package("churn", 2, version=1), arn=scope.arn("model-package", "churn/1"))
    stage = {"Stage": "Development", "StageStatus": "Approved"}
    members = {"ModelLifeCycle": stage, "CustomerMetadataProperties": {"run": "7"}}
    registry.packages.put(replace(version, members=members))
    market = replace(package("market", 3), arn=scope.arn("model-package", "market"))
    registry.packages.put(replace(market, tags={"shop": "yes"}))
    arn = scope.arn("model-card", "card")
    registry.cards.put(replace(card("card", 4), arn=arn, tags={"risk": "low"}))
    registry.card_exports.put(replace(export("job", 5), arn=f"{arn}/export-job/job"))
    release = replace(context("release", 6), arn=scope.arn("context", "release"))
    registry.lineage.add(replace(release, tags={"cost": "7"}))
    return registry


@dataclass
class FakeGate:
    """A gate that knows its principal, and the registries of these accounts."""

    registry: Registry
    caller: Principal
    enforced: bool = False
    others: dict[str, Registry] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    now: datetime = datetime(2026, 1, 31, tzinfo=timezone.utc)
    #: How often somebody asked who calls.
    asked: int = 0

    @property
    def account(self) -> str:
        """The caller's account."""
        return self.caller.account

    def transition(self, _machine: str) -> dict[str, str]:
        """Return that everything comes to its end at once."""
        return {"progression": "immediate"}

    def principal(self) -> Principal:
        """Return the caller, and count that."""
        self.asked += 1
        return self.caller

    def at(self, account: str) -> Self | None:
        """Return the gate of another account's registry."""
        registry = self.others.get(account)
        return None if registry is None else replace(self, registry=registry)


def refusal(at: FakeGate, operation: str, request: dict[str, Any]) -> NotPermitted:
    """Return the refusal of a request."""
    with pytest.raises(NotPermitted) as caught:
        admitted(at, operation, request)
    return caught.value


def sentence(caller: str, action: str, resource: str, ending: str) -> str:
    """Return the sentence of a denial."""
    return f"User: {caller} is not authorized to perform: sagemaker:{action} on resource: {resource} {ending}"
