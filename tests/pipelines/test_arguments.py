"""Arguments of steps that call operations, held against what these take."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import definition, step

from sagemaker_registry_mock.errors import CannotAssign, RegistryError
from sagemaker_registry_mock.pipelines.arguments import check_arguments
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

CONTAINER = {"Image": "text", "Port": "number", "Environment": MapOf("text")}
TREE: dict[str, Any] = {
    "Name": "text",
    "Certify": "boolean",
    "At": "timestamp",
    "Types": ListOf("text"),
    "Scores": ListOf("number"),
    "Specification": {"Containers": ListOf(CONTAINER)},
    "Rows": MapOf(ListOf({"Key": "text"})),
}
TYPES = {"text": "String", "count": "Integer", "rate": "Float", "flag": "Boolean"}


def get(name: str) -> dict[str, str]:
    """Write a Get of a parameter."""
    return {"Get": f"Parameters.{name}"}


def in_container(**members: Any) -> dict[str, Any]:
    """Write arguments with a container."""
    return {"Specification": {"Containers": [{"Image": "i"}, members]}}


def refusal(written: Any) -> str:
    """Return why arguments are refused."""
    with pytest.raises(RegistryError) as caught:
        check_arguments(written, TREE, TYPES)
    assert caught.value.code == "ValidationException"
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "member"),
    [
        ({"Ghost": 1}, "Ghost"),
        ({"Name": "n", "ghost": None}, "ghost"),
        ({"Specification": {"Containers": [], "Container": {}}}, "Container"),
        (in_container(Imag="i"), "Imag"),
        ({"Rows": {"any": [{"Key": "k", "Value": "v"}]}}, "Value"),
        ({"Ghost": get("count"), "Name": get("count")}, "Ghost"),
    ],
)
def test_a_member_that_there_is_not_is_refused(written: Any, member: str) -> None:
    """A structure has the members of the operation's input, however deep it stands."""
    assert refusal(written) == f"Unable to parse pipeline definition. Unknown Argument member '{member}'."


@pytest.mark.parametrize("parameter", ["count", "rate", "flag"])
@pytest.mark.parametrize("place", ["member", "list", "map", "below", "row"])
def test_a_parameter_of_another_type_is_no_text(parameter: str, place: str) -> None:
    """Where a text has to stand, no Integer, Float or Boolean parameter can, however deep."""
    value = get(parameter)
    written: dict[str, Any] = {
        "member": {"Name": value},
        "list": {"Types": ["t", value]},
        "map": in_container(Environment={"any": value}),
        "below": in_container(Image=value),
        "row": {"Rows": {"any": [{"Key": value}]}},
    }
    assert refusal(written[place]) == (
        f"Cannot assign property reference [Parameters.{parameter}] to argument of type [String]."
    )


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"Name": get("text"), "Types": [get("text")], **in_container(Environment={"any": get("text")})},
        {"Certify": get("flag"), "Scores": [get("count"), get("rate")], "At": get("count"), **in_container(Port=1)},
        {"Name": get("ghost")},
        {"Name": {"Std:Join": {"On": "-", "Values": ["a", get("count")]}}},
        {"Name": {"Std:JsonGet": {"S3Uri": "s3://b/k", "Path": "p"}}},
        {"Name": {"Get": "Steps.count"}},
        {"Name": {"Get": "Parameters"}},
        {"Specification": get("count"), "Types": get("flag"), "Rows": {"Get": "Steps.a.Rows"}},
        {"Name": {"any": get("count")}, "Types": {"any": [get("count")]}, "Specification": [{"Ghost": 1}]},
        {"Name": None, "Types": None, "Specification": None, "Rows": 5},
    ],
)
def test_what_can_be_told_only_later_is_let_through(written: Any) -> None:
    """All else is for the operation to judge: texts, what functions return, and values of other forms."""
    before = repr(written)
    check_arguments(written, TREE, TYPES)

    assert repr(written) == before


def test_the_types_are_those_that_the_definition_declares() -> None:
    """A parameter without a Type is a text; steps for which nothing is known of the arguments take any."""

    def check(name: str, kind: str) -> None:
        read = definition(
            step("m", kind, ModelName=get(name)), parameters=[{"Name": "n", "Type": "Integer"}, {"Name": "s"}]
        )
        check_definition(read, {"Model": {"ModelName": "text"}}.get)

    check("s", "Model")
    check("n", "Training")
    with pytest.raises(CannotAssign):
        check("n", "Model")
