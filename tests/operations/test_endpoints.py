"""UpdateEndpoint over endpoints that only say what was asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from sagemaker_registry_mock.errors import EndpointConfigDoesNotExist, EndpointConfigInUse, EndpointDoesNotExist
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.operations.endpoints import update_endpoint
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.store import Registry

ARN = "arn:aws-cn:sagemaker:cn-north-1:123456789012"
UPDATE = {"EndpointName": "churn", "EndpointConfigName": "green"}
EVERYTHING = {"DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"}


@dataclass
class Endpoints:
    """Endpoints with their configurations, the configurations there are, and what was moved."""

    configs: dict[str, str] = field(default_factory=lambda: {"churn": "blue"})
    known: tuple[str, ...] = ("blue", "green")
    updates_endpoints: bool = False
    moved: list[tuple[str, str, set[str]]] = field(default_factory=list)

    def config_of_endpoint(self, name: str) -> str | None:
        """Return the configuration of an endpoint."""
        return self.configs.get(name)

    def has_endpoint_config(self, name: str) -> bool:
        """Tell whether there is a configuration."""
        return name in self.known

    def move_endpoint(self, name: str, config: str, retained: frozenset[str]) -> None:
        """Note what is moved."""
        self.moved.append((name, config, set(retained)))


def call_on(endpoints: Endpoints) -> Call:
    """Return a call in an account that has these endpoints."""
    registry = Registry(Scope("aws-cn", "cn-north-1", "123456789012"))
    context: Any = SimpleNamespace(registry=registry, neighbours=endpoints)
    return Call("UpdateEndpoint", context, str, lambda _operation, _reply: {})


def excluding(*properties: str) -> list[dict[str, str]]:
    """Return ExcludeRetainedVariantProperties."""
    return [{"VariantPropertyType": one} for one in properties]


@pytest.mark.parametrize(
    ("members", "retained"),
    [
        ({}, set()),
        ({"RetainAllVariantProperties": False}, set()),
        ({"RetainAllVariantProperties": False, "ExcludeRetainedVariantProperties": []}, set()),
        ({"ExcludeRetainedVariantProperties": excluding("DesiredWeight")}, set()),
        ({"RetainAllVariantProperties": True}, EVERYTHING),
        ({"RetainAllVariantProperties": True, "ExcludeRetainedVariantProperties": []}, EVERYTHING),
        (
            {
                "RetainAllVariantProperties": True,
                "ExcludeRetainedVariantProperties": excluding("DesiredWeight", "DesiredWeight"),
            },
            EVERYTHING - {"DesiredWeight"},
        ),
        (
            {"RetainAllVariantProperties": True, "ExcludeRetainedVariantProperties": excluding(*EVERYTHING)},
            set(),
        ),
    ],
)
def test_an_endpoint_is_moved_once(members: dict[str, Any], retained: set[str]) -> None:
    """The endpoint goes onto the configuration named, with what of its variants is to be kept."""
    endpoints = Endpoints()

    assert update_endpoint(call_on(endpoints), {**UPDATE, **members}) == {"EndpointArn": f"{ARN}:endpoint/churn"}
    assert endpoints.moved == [("churn", "green", retained)]


@pytest.mark.parametrize(
    ("endpoints", "error", "message"),
    [
        (Endpoints(configs={}), EndpointDoesNotExist, f'Could not find endpoint "{ARN}:endpoint/churn".'),
        (Endpoints(configs={}, known=()), EndpointDoesNotExist, f'Could not find endpoint "{ARN}:endpoint/churn".'),
        (
            Endpoints(known=("blue",)),
            EndpointConfigDoesNotExist,
            f'Could not find endpoint configuration "{ARN}:endpoint-config/green".',
        ),
        (
            Endpoints(configs={"churn": "green"}),
            EndpointConfigInUse,
            'Cannot update endpoint with the currently in use endpoint configuration "green".',
        ),
        (
            Endpoints(configs={"churn": "green"}, known=("blue",)),
            EndpointConfigDoesNotExist,
            f'Could not find endpoint configuration "{ARN}:endpoint-config/green".',
        ),
    ],
)
def test_a_refused_update_moves_nothing(endpoints: Endpoints, error: type[Exception], message: str) -> None:
    """Looked for are the endpoint, the configuration, and whether it is another one, in this order."""
    with pytest.raises(error) as refusal:
        update_endpoint(call_on(endpoints), UPDATE)

    assert str(refusal.value) == message
    assert endpoints.moved == []


def test_a_moto_that_has_the_operation_answers_itself() -> None:
    """Then nothing is looked at here, be there such an endpoint or not."""
    endpoints = Endpoints(configs={}, updates_endpoints=True)

    assert OPERATIONS["UpdateEndpoint"].run(call_on(endpoints), UPDATE) is None
    assert endpoints.moved == []
