"""Whatever comes in: a clear refusal in AWS's form that changes nothing, or an answer that is right."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.examples import HERE, SPECIFICATION, tags
from support.valid_requests import GROUP, VALID

from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.moto_plugin.context import BackendContext
from sagemaker_registry_mock.moto_plugin.models import RegistryBackend
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

#: Values that are rarely right, beside what Hypothesis finds by itself.
ODD: list[Any] = [
    *(
        "",
        " ",
        "a\n",
        "a" * 300,
        "\x00",
        "\ud800",
        "\u2028",
        "-",
        "arn:",
        f"{HERE}:",
        f"{GROUP}/",
        "churn/0",
        "churn/1/1",
    ),
    *(f"{HERE}:model-package/churn/99", "1e999", "nan", "${1}", "%s", "{}", "[]", "[" * 5000, "Tags.", "ModelCard"),
    *(0, -1, 101, 2**31, 2**63, 10**400, -(10**400), 1.5, 1e308, 1e18, -62135596801, float("inf"), float("nan")),
    *(True, None, [], {}, [None], {"": None}, {"Key": "aws:a", "Value": ""}),
]

TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXT, part, max_size=4), max_leaves=8
)
GARBAGE = st.sampled_from(ODD) | JSON

each_operation = pytest.mark.parametrize("operation", sorted(OPERATIONS))
quickly = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class OpenGate(BackendContext):
    """The context of a call that nobody is asked to authorize."""

    def authorize(self, operation: str) -> None:
        """Let every operation pass."""


def seeded() -> RegistryBackend:
    """Return a backend of its own, with a bit of everything in it."""
    backend = RegistryBackend("us-east-1", "123456789012")
    backend.create_model_card("card", None, "{}", "Draft", tags(team="a"))
    for operation, request in [
        ("CreateModelPackageGroup", {"ModelPackageGroupName": "churn", "Tags": tags(team="a")}),
        ("CreateModelPackageGroup", {"ModelPackageGroupName": "empty"}),
        ("PutModelPackageGroupPolicy", VALID["PutModelPackageGroupPolicy"]),
        (
            "CreateModelPackage",
            {
                "ModelPackageGroupName": "churn",
                "InferenceSpecification": SPECIFICATION,
                "CustomerMetadataProperties": {"team": "a", "run": "1"},
            },
        ),
        (
            "CreateModelPackage",
            {"ModelPackageName": "market", "InferenceSpecification": SPECIFICATION, "Tags": tags(team="a")},
        ),
    ]:
        assert sent(backend, operation, json.dumps(request).encode()).status == 200
    return backend


def sent(backend: RegistryBackend, operation: str, body: bytes) -> Any:
    """Send a body to an operation, and return the answer: None where the request is moto's to answer."""
    # Not imported by its name: the fixture of all tests replaces it by one that checks each reply.
    return responses.answer(  # type: ignore[attr-defined]
        default_service(), operation, body, lambda: OpenGate(backend)
    )


def dump(backend: RegistryBackend) -> str:
    """Write down all that the backend's registry holds, its indexes too, and the model cards."""
    registry = backend.registry
    shelves = (registry.groups, registry.packages)
    found = [
        [one, [shelf.find(one.key), *[list(shelf.walk(facet)) for facet in one.facets]]]
        for shelf in shelves
        for one in shelf
    ]
    cards = {name: [vars(version) for version in versions] for name, versions in backend.model_cards.items()}
    return repr((found, registry.tokens, cards))


def check(operation: str, body: bytes) -> None:
    """Send a body, and check the answer: that it is right by its shape is seen by the fixture of all tests."""
    backend = seeded()
    before = dump(backend)

    answered = sent(backend, operation, body)

    if answered is None:
        assert operation in ("AddTags", "ListTags", "DeleteTags", "Search", "GetSearchSuggestions")
        assert dump(backend) == before
    elif answered.status != 200:
        assert answered.status == 400
        error = json.loads(answered.body)
        assert sorted(error) == ["__type", "message"]
        assert error["__type"].isalpha()
        assert isinstance(error["message"], str)
        assert error["message"]
        assert dump(backend) == before
    elif not operation.startswith(("Create", "Put", "Update", "Delete", "Add")):
        assert dump(backend) == before


def places(value: Any) -> list[tuple[Any, ...]]:
    """Return the way to every value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for step, part in inside for way in [(step,), *[(step, *rest) for rest in places(part)]]]


@st.composite
def almost_valid(draw: Any, operation: str) -> dict[str, Any]:
    """Return a valid request of the operation with one value replaced, or left out, or with one too many."""
    request = copy.deepcopy(VALID[operation])
    *way, last = draw(st.sampled_from(places(request)))
    parent: Any = request
    for step in way:
        parent = parent[step]
    if draw(st.integers(0, 5)):
        parent[last] = draw(GARBAGE)
    else:
        del parent[last]
    return request


def any_object(operation: str) -> SearchStrategy[dict[str, Any]]:
    """Return JSON objects of any values, whose names are the operation's or any others."""
    shape: Any = default_service().model.operation_model(operation).input_shape
    return st.dictionaries(st.sampled_from(sorted(shape.members)) | TEXT, GARBAGE, max_size=5)


@each_operation
def test_the_valid_requests_are_valid(operation: str) -> None:
    """What the tests below spoil is answered before it is spoilt."""
    assert sent(seeded(), operation, json.dumps(VALID[operation]).encode()).status == 200


@each_operation
@quickly
@given(data=st.data())
def test_a_request_with_one_wrong_value(operation: str, data: st.DataObject) -> None:
    """One odd value anywhere in a valid request is refused or understood, and never half done."""
    check(operation, json.dumps(data.draw(almost_valid(operation))).encode())


@each_operation
@quickly
@given(data=st.data())
def test_an_object_of_anything(operation: str, data: st.DataObject) -> None:
    """The operation's own members with any values whatever."""
    check(operation, json.dumps(data.draw(any_object(operation))).encode())


@each_operation
@quickly
@given(
    body=st.binary(max_size=40)
    | JSON.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
)
@example(body=b"")
@example(body=b"null")
@example(body=b"[]")
@example(body=b'"{}"')
@example(body=b"{")
@example(body=b"\xff\xfe{}")
@example(body=b"\xef\xbb\xbf{}")
@example(body=b'{"ModelPackageGroupName": NaN}')
@example(body=b'{"MaxResults": 1e999}')
@example(body=b'{"MaxResults": ' + b"9" * 5000 + b"}")
@example(body=b"[" * 100_000)
@example(body=b'{"a":' * 100_000)
def test_a_body_of_anything(operation: str, body: bytes) -> None:
    """Bytes that are no JSON object, or any JSON at all."""
    check(operation, body)
