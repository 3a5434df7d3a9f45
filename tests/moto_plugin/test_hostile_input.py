"""Whatever comes in: a clear refusal in AWS's form that changes nothing, or an answer that is right."""

from __future__ import annotations

import copy
import json
from inspect import signature
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from moto.s3.models import s3_backends
from support.examples import HERE, THERE
from support.pipeline_requests import give_pipelines
from support.valid_requests import APPROVED, ENDPOINT, EXPORT, FAILED_EXPORT, GROUP, SEED, SHARED, VALID

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.moto_plugin.identity import RequestContext
from sagemaker_registry_mock.moto_plugin.models import RegistryBackend
from sagemaker_registry_mock.operations import OPERATIONS, model_card_exports
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from sagemaker_registry_mock.registry.store import Registry, Shelf

    #: Backends by account and region.
    World = dict[str, dict[str, RegistryBackend]]

REGION = "us-east-1"
ACCOUNT, SOMEBODY = "123456789012", "111122223333"
URL = "https://api.sagemaker.us-east-1.amazonaws.com/"

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
    *(SHARED, f"{SHARED}0", f"{THERE}:model-package-group/shared", f"{THERE}:model-card/card", EXPORT, f"{EXPORT}/1"),
    *("s3://bucket", "s3://nowhere/a", "https://example.com/a", '{"intended_uses": {"risk_rating": 7}}', '{"a": NaN}'),
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

#: The operations of which moto answers some requests, or all that are not refused.
LEFT_TO_MOTO = {"CreateModel", "CreatePipeline", "DescribePipeline", "UpdatePipeline", "DeletePipeline"}
MOTOS = {"AddTags", "ListTags", "DeleteTags", "Search", "GetSearchSuggestions", *LEFT_TO_MOTO}
#: How the names of operations begin that change something.
CHANGES = ("Create", "Put", "Update", "Delete", "Add", "Start", "Retry", "Stop", "Send")

each_operation = pytest.mark.parametrize("operation", sorted(OPERATIONS))
quickly = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Request:
    """What a call's context asks of an HTTP request."""

    headers: ClassVar[dict[str, str]] = {}


@pytest.fixture(autouse=True, scope="module")
def _mock() -> Iterator[None]:
    """Have one mock active for all tests: cards are exported to its S3, and the world is kept while it is whole."""
    with mock_aws():
        yield
    UNTOUCHED.clear()


def seeded() -> World:
    """Return an account with a bit of everything in it, beside one that shares a group with it.

    They share moto's S3 with all worlds, so any other is none any more.
    """
    UNTOUCHED.clear()
    world = {account: {REGION: RegistryBackend(REGION, account)} for account in (ACCOUNT, SOMEBODY)}
    s3 = s3_backends[ACCOUNT]["aws"]
    s3.reset()
    s3.create_bucket("bucket", REGION)
    # Drawing a document takes longer than all else here.
    with mock.patch.object(model_card_exports, "render", return_value=b"%PDF"):
        for account, operation, request in SEED:
            assert sent(world, operation, json.dumps(request).encode(), account).status == 200
    give_endpoint(world[ACCOUNT][REGION])
    give_pipelines(world[ACCOUNT][REGION])
    return world


#: The world that a test has made and no request has changed yet, as it is written down.
UNTOUCHED: dict[str, World] = {}


def untouched() -> tuple[World, str]:
    """Return a seeded world and what it is like: that of the last request, where the request has changed nothing."""
    if UNTOUCHED:
        before, world = UNTOUCHED.popitem()
        return world, before
    world = seeded()
    return world, dump(world)


def give_endpoint(backend: Any) -> None:
    """Have moto make an endpoint, and another configuration that it could have."""
    backend.create_model("served", "", {"Image": "image:1"}, None, None, None)
    variant = {"VariantName": "v", "ModelName": "served", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    for name in ("blue", "green"):
        known = {"endpoint_config_name": name, "production_variants": [variant]}
        wanted = signature(backend.create_endpoint_config).parameters  # not the same in every version of moto
        backend.create_endpoint_config(**{parameter: known.get(parameter) for parameter in wanted})
    backend.create_endpoint(ENDPOINT, "blue", [])


def sent(world: World, operation: str, body: bytes, account: str = ACCOUNT) -> Any:
    """Send a body to an operation, and return the answer: None where the request is moto's to answer."""
    # Not imported by its name: the fixture of all tests replaces it by one that checks each reply.
    return responses.answer(  # type: ignore[attr-defined]
        default_service(), operation, body, lambda: RequestContext(world, world[account][REGION], Request(), URL, "key")
    )


def dump(world: World) -> str:
    """Write down all that the registries hold, their indexes too, moto's things, and which documents were written."""
    found = [
        (
            dump_of(backend.registry),
            backend.registry.tokens,
            [vars(one) for held in (backend.endpoints, backend.pipelines) for one in held.values()],
        )
        for there in world.values()
        for backend in there.values()
    ]
    return repr((found, list(s3_backends[ACCOUNT]["aws"].buckets["bucket"].keys)))


def dump_of(registry: Registry) -> list[Any]:
    """Return every record, what its key finds, and what stands under each of its headings in each order."""
    lineage = settled(registry)
    shelves: list[Shelf[Any]] = [
        *(registry.groups, registry.packages, registry.cards, registry.card_versions, registry.card_exports),
        *(*lineage.entities.values(), lineage.associations, registry.executions),
    ]
    return [
        [
            one,
            shelf.find(one.key),
            [
                list(shelf.walk((family, *heading), by))
                for family, headings in one.families.items()
                for heading in headings(one)
                for by in one.sorts
            ],
        ]
        for shelf in shelves
        for one in shelf
    ]


def check(operation: str, body: bytes) -> None:
    """Send a body, and check the answer: that it is right by its shape is seen by the fixture of all tests."""
    world, before = untouched()

    answered = sent(world, operation, body)

    after = dump(world)
    if after == before:
        UNTOUCHED[before] = world
    if answered is None:
        assert operation in MOTOS
        # The executions of a pipeline go before moto deletes it.
        assert after == before or operation == "DeletePipeline"
    elif answered.status != 200:
        assert answered.status == 400
        error = json.loads(answered.body)
        assert sorted(error) == ["__type", "message"]
        assert error["__type"].isalpha()
        assert isinstance(error["message"], str)
        assert error["message"]
        assert after == before
    elif not operation.startswith(CHANGES):
        assert after == before


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
    """What the tests below spoil is answered before it is spoilt.

    Models and pipelines are moto's to make and to describe, and no lineage group has a policy.
    """
    answered = sent(seeded(), operation, json.dumps(VALID[operation]).encode())

    status = None if answered is None else answered.status
    assert status == (400 if operation == "GetLineageGroupPolicy" else None if operation in LEFT_TO_MOTO else 200)
    assert set(VALID[operation]) <= set(default_service().model.operation_model(operation).input_shape.members)


def test_the_seed_has_a_bit_of_everything() -> None:
    """There are a card with two versions, jobs that exported it and failed, approved versions and an endpoint."""
    world = seeded()

    registry = world[ACCOUNT][REGION].registry
    assert [card.version for card in registry.cards] == [2]
    assert [version.key for version in registry.card_versions] == ["card/1", "card/2"]
    assert [(job.arn, job.status) for job in registry.card_exports] == [
        (EXPORT, "Completed"),
        (FAILED_EXPORT, "Failed"),
    ]
    assert list(s3_backends[ACCOUNT]["aws"].buckets["bucket"].keys) == ["cards/card/done.pdf"]
    for arn, account in ((APPROVED, ACCOUNT), (SHARED, SOMEBODY)):
        described = sent(world, "DescribeModelPackage", json.dumps({"ModelPackageName": arn}).encode(), account)
        assert json.loads(described.body)["ModelApprovalStatus"] == "Approved"
    assert list(world[ACCOUNT][REGION].endpoints) == [ENDPOINT]
    listed = sent(world, "ListModelPackageGroups", b'{"CrossAccountFilterOption": "CrossAccount"}')
    assert [one["ModelPackageGroupName"] for one in json.loads(listed.body)["ModelPackageGroupSummaryList"]] == [
        "shared"
    ]


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


#: Bodies that are read in one way or another before anybody asks for the operation.
BODIES = [
    *(b"", b"null", b"[]", b'"{}"', b"{", b"\xff\xfe{}", b"\xef\xbb\xbf{}"),
    *(b'{"ModelPackageGroupName": NaN}', b'{"MaxResults": 1e999}', b'{"MaxResults": ' + b"9" * 5000 + b"}"),
    *(b"[" * 100_000, b'{"a":' * 100_000),
]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    operation=st.sampled_from(sorted(OPERATIONS)),
    body=st.binary(max_size=40)
    | JSON.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")),
)
def test_a_body_of_anything(operation: str, body: bytes) -> None:
    """Bytes that are no JSON object, or any JSON at all."""
    check(operation, body)


@pytest.mark.parametrize("operation", ["CreateModelPackage", "ListTags", "Search", "UpdatePipeline", "QueryLineage"])
def test_a_body_that_is_none(operation: str) -> None:
    """What is no JSON object, or holds a number that is none."""
    for body in BODIES:
        check(operation, body)
