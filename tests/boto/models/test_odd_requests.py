"""CreateModel with JSON that is no CreateModel request, as no boto3 sends it: a clear refusal, and no model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

    Post = Callable[[str, bytes], requests.Response]

#: A container whose package is there and may be used.
USABLE = {"ModelPackageName": "market"}
PATTERN = default_service().model.shape_for("VersionedArnOrName").metadata["pattern"]
NO_NAME = "Value null at 'modelName' failed to satisfy constraint: Member must not be null"


@pytest.fixture
def send(post: Post) -> Callable[[str, Any], tuple[int, Any]]:
    """Send a request beside a package that may be used, and return the status and the body of the reply."""

    def send(operation: str, request: Any) -> tuple[int, Any]:
        reply = post(f"SageMaker.{operation}", json.dumps(request).encode())
        return reply.status_code, reply.json()

    assert send("CreateModelPackage", {"ModelPackageName": "market"})[0] == 200
    return send


@pytest.mark.parametrize(
    ("members", "message"),
    [
        pytest.param(
            {"PrimaryContainer": USABLE, "Containers": "x"},
            "STRING_VALUE can not be converted to a List at 'containers'",
            id="containers-text",
        ),
        pytest.param(
            {"PrimaryContainer": USABLE, "Containers": USABLE},
            "START_OBJECT can not be converted to a List at 'containers'",
            id="containers-object",
        ),
        pytest.param(
            {"Containers": [USABLE, "x"]},
            "STRING_VALUE can not be converted to a Structure at 'containers.2.member'",
            id="container-text",
        ),
        pytest.param(
            {"PrimaryContainer": 7, "Containers": [USABLE]},
            "NUMBER_VALUE can not be converted to a Structure at 'primaryContainer'",
            id="primary-number",
        ),
        pytest.param(
            {"PrimaryContainer": {"ModelPackageName": 7}},
            "NUMBER_VALUE can not be converted to a String at 'primaryContainer.modelPackageName'",
            id="package-number",
        ),
        pytest.param(
            {"Containers": [{"ModelPackageName": ["market"]}]},
            "START_ARRAY can not be converted to a String at 'containers.1.member.modelPackageName'",
            id="package-list",
        ),
        pytest.param(
            {"PrimaryContainer": USABLE, "EnableNetworkIsolation": "yes"},
            "STRING_VALUE can not be converted to a Boolean at 'enableNetworkIsolation'",
            id="isolation-text",
        ),
    ],
)
def test_a_value_of_another_type_is_refused(
    send: Callable[[str, Any], tuple[int, Any]], members: dict[str, Any], message: str
) -> None:
    """Where a container names a package the whole request is read by the service model, and refused by place."""
    status, error = send("CreateModel", {"ModelName": "model", **members})

    assert (status, error) == (400, {"__type": "SerializationException", "message": message})
    assert send("ListModels", {})[1]["Models"] == []


@pytest.mark.parametrize(
    ("request_", "violation"),
    [
        pytest.param({"PrimaryContainer": USABLE}, NO_NAME, id="no-name"),
        pytest.param({"ModelName": None, "PrimaryContainer": USABLE}, NO_NAME, id="null-name"),
        pytest.param(
            {"ModelName": "model", "Containers": [None, USABLE]},
            "Value null at 'containers.1.member' failed to satisfy constraint: Member must not be null",
            id="null-container",
        ),
        pytest.param(
            {"ModelName": "model", "PrimaryContainer": {"ModelPackageName": "a b"}},
            "Value 'a b' at 'primaryContainer.modelPackageName' failed to satisfy constraint: "
            f"Member must satisfy regular expression pattern: {PATTERN}",
            id="package-with-a-blank",
        ),
        pytest.param(
            {"ModelName": "model", "PrimaryContainer": {**USABLE, "Mode": "Both"}},
            "Value 'Both' at 'primaryContainer.mode' failed to satisfy constraint: "
            "Member must satisfy enum value set: [SingleModel, MultiModel]",
            id="unknown-mode",
        ),
    ],
)
def test_what_breaks_a_constraint_is_refused(
    send: Callable[[str, Any], tuple[int, Any]], request_: dict[str, Any], violation: str
) -> None:
    """The constraints of the service model hold for a request with a package."""
    status, error = send("CreateModel", request_)

    message = f"1 validation error detected: {violation}"
    assert (status, error) == (400, {"__type": "ValidationException", "message": message})
    assert send("ListModels", {})[1]["Models"] == []


@pytest.mark.parametrize(
    "members",
    [
        pytest.param({"PrimaryContainer": None, "Containers": [USABLE]}, id="null-primary"),
        pytest.param({"PrimaryContainer": USABLE, "Containers": None}, id="null-containers"),
        pytest.param({"PrimaryContainer": {**USABLE, "Image": None, "InferenceSpecificationName": None}}, id="nulls"),
        pytest.param({"PrimaryContainer": USABLE, "Unheard": {"of": [1]}}, id="unknown-member"),
        pytest.param({"PrimaryContainer": {"ModelPackageName": None}}, id="null-package"),
    ],
)
def test_what_is_null_or_unknown_is_as_if_absent(
    send: Callable[[str, Any], tuple[int, Any]], members: dict[str, Any]
) -> None:
    """A null member is an absent one, and a member that the service model does not know is passed over."""
    status, reply = send("CreateModel", {"ModelName": "model", **members})

    assert (status, list(reply)) == (200, ["ModelArn"])
    assert [model["ModelName"] for model in send("ListModels", {})[1]["Models"]] == ["model"]


def test_a_body_that_is_no_object_is_refused(post: Post) -> None:
    """Whatever is not a JSON object is refused before anybody asks whose request it is."""
    for body in (b"", b"x", b"[]", b"null", b'"ModelName"'):
        reply = post("SageMaker.CreateModel", body)
        assert reply.status_code == 400
        assert reply.json()["__type"] == "SerializationException"
        assert reply.json()["message"].startswith("The request body could not be read as a JSON object: ")
