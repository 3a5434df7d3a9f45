"""The names of models, configurations and endpoints: SageMaker accepts each of them, and different things get two."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shapes import faults, service_model

from sagemaker_registry_mock.deployment.endpoints import name_of

SHAPES: Any = [service_model().shape_for(name) for name in ("ModelName", "EndpointConfigName", "EndpointName")]
#: The pattern of a group's name, but for its length.
GROUPS = st.from_regex(r"[a-zA-Z0-9](-?[a-zA-Z0-9]){0,62}", fullmatch=True).map(lambda name: name[:63].rstrip("-"))
LONG = "g" * 63


def refused(name: str) -> list[str]:
    """Return why SageMaker refuses a name for a model, a configuration or an endpoint."""
    return [fault for shape in SHAPES for fault in faults(shape, name)]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("churn",), "churn"),
        (("churn", "prod"), "churn-prod"),
        (("churn", "v12", "prod", 3), "churn-v12-prod-3"),
        (("Churn-EU", "Prod"), "Churn-EU-Prod"),
    ],
)
def test_the_parts_are_joined(parts: tuple[Any, ...], name: str) -> None:
    """Parts stand in their order with a hyphen between."""
    assert name_of(*parts) == name
    assert refused(name) == []


@pytest.mark.parametrize("stage", ["prod", "staging", "s" * 30])
@pytest.mark.parametrize("run", [1, 99, 12345])
def test_a_long_group_gives_way(stage: str, run: int) -> None:
    """Of a group's name as long as any, so much is left out that what tells the models apart stays."""
    name = name_of(LONG, f"v{run}", stage, run)

    assert name.endswith(f"-v{run}-{stage}-{run}")
    assert name.startswith("g")
    assert len(name) <= 63
    assert refused(name) == []


@pytest.mark.parametrize("length", [57, 58, 59, 63])
def test_a_name_may_have_sixty_three_characters(length: int) -> None:
    """A name that just fits stays as it is."""
    name = name_of("g" * length, "prod")

    assert (name == f"{'g' * length}-prod") is (length <= 58)
    assert len(name) <= 63


@given(group=GROUPS, stage=st.text(min_size=1, max_size=40), version=st.integers(1, 99999), run=st.integers(1, 99999))
def test_sagemaker_accepts_every_name(group: str, stage: str, version: int, run: int) -> None:
    """Whatever a stage is called, the endpoint and the model of a group get names that the service model allows."""
    assert refused(name_of(group, stage)) == []
    assert refused(name_of(group, f"v{version}", stage, run)) == []


@pytest.mark.parametrize("length", [58, 63, 200])
def test_a_stage_may_be_called_anything(length: int) -> None:
    """The name of a stage may itself be longer than any name that SageMaker accepts."""
    assert refused(name_of("churn", "s" * length)) == []
    assert refused(name_of("churn", "v1", "s" * length, 1)) == []


@given(group=GROUPS, version=st.integers(1, 99999), runs=st.lists(st.integers(1, 99999), min_size=2, unique=True))
def test_every_run_has_a_model_of_its_own(group: str, version: int, runs: list[int]) -> None:
    """Two runs with one version give two names."""
    assert len({name_of(group, f"v{version}", "prod", run) for run in runs}) == len(runs)


@pytest.mark.parametrize(
    ("one", "another"),
    [
        pytest.param(f"{LONG[:-1]}a", f"{LONG[:-1]}b", id="long-names-with-one-beginning"),
        pytest.param("a--b", "a-b", id="hyphens"),
        pytest.param("pre_prod", "pre-prod", id="what-no-name-may-have"),
    ],
)
def test_every_group_has_an_endpoint_of_its_own(one: str, another: str) -> None:
    """Two groups that may stand side by side in an account give two names."""
    assert name_of(one, "prod") != name_of(another, "prod")
