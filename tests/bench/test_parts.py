"""The parts of a call, each alone. Here they are run once; `--benchmark-enable --benchmark-only` measures them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.examples import HERE

from bench.versions import version
from sagemaker_registry_mock.moto_plugin.context import BackendContext
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.operations._packages import package_members
from sagemaker_registry_mock.protocol.parse import parsed
from sagemaker_registry_mock.protocol.serialize import reply_body
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.search.expression import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_benchmark.fixture import BenchmarkFixture
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.registry.records import ModelPackage
    from sagemaker_registry_mock.registry.store import Shelf

VERSIONS = 1_000
GROUP = "churn"
REQUEST = version(7, GROUP)
VERSION = f"{HERE}:model-package/{GROUP}"
BODY = json.dumps(REQUEST).encode()


@pytest.fixture(scope="module")
def registry() -> Iterator[SageMaker]:
    """A registry with a group of many versions, which tests do not take away."""
    with mock_aws():
        place = SageMaker("us-east-1")
        place.ask("CreateModelPackageGroup", {"ModelPackageGroupName": GROUP})
        for number in range(VERSIONS):
            place.ask("CreateModelPackage", version(number, GROUP))
        yield place


@pytest.fixture
def rule(registry: SageMaker) -> Callable[[str, dict[str, Any]], Any]:
    """Do an operation by its rule alone: nothing is parsed, checked or written."""
    service = default_service()

    def rule(name: str, request: dict[str, Any]) -> Any:
        return OPERATIONS[name].run(Call(name, BackendContext(registry.backend), service.tree, service.tell), request)

    return rule


@pytest.fixture
def packages(registry: SageMaker) -> Shelf[ModelPackage]:
    """What is on the shelf of packages, to be changed by one test; lists of it have been asked for."""
    request = {"ModelPackageGroupName": GROUP}
    for filters in ({}, {"ModelApprovalStatus": "Approved"}):
        registry.ask("ListModelPackages", {**request, **filters})
    copied: Shelf[ModelPackage] = registry.backend.registry.copy().packages
    return copied


def test_parse(benchmark: BenchmarkFixture) -> None:
    """A body becomes a JSON object."""
    assert benchmark(parsed, BODY) == REQUEST


def test_accept(benchmark: BenchmarkFixture) -> None:
    """A request that is in order is read and checked in one go."""
    assert benchmark(default_service().operation("CreateModelPackage").accept, REQUEST) == REQUEST


def test_read_and_check(benchmark: BenchmarkFixture) -> None:
    """A request that is not in order is read, and each violation is found."""
    operation = default_service().operation("CreateModelPackage")
    misnamed = {**REQUEST, "ModelPackageGroupName": "no_name"}
    (violation,) = benchmark(lambda: list(operation.check(operation.read(misnamed, ""), "")))
    assert violation.keyword == "pattern"


def test_rule_of_create(benchmark: BenchmarkFixture, rule: Any) -> None:
    """A version is created."""
    assert benchmark(rule, "CreateModelPackage", REQUEST)["ModelPackageArn"].startswith(
        f"{HERE}:model-package/{GROUP}/"
    )


def test_rule_of_update(benchmark: BenchmarkFixture, rule: Any) -> None:
    """A version is approved or rejected."""
    arn = f"{VERSION}/500"
    number = count()

    def change() -> Any:
        status = ("Approved", "Rejected")[next(number) % 2]
        return rule("UpdateModelPackage", {"ModelPackageArn": arn, "ModelApprovalStatus": status})

    assert benchmark(change) == {"ModelPackageArn": arn}


def test_page_of_a_list(benchmark: BenchmarkFixture, rule: Any) -> None:
    """A page of versions is found."""
    page = benchmark(rule, "ListModelPackages", {"ModelPackageGroupName": GROUP, "MaxResults": 10})
    assert len(page["ModelPackageSummaryList"]) == 10


def test_serialise(benchmark: BenchmarkFixture, registry: SageMaker) -> None:
    """A version becomes the body of a reply."""
    package = registry.backend.registry.packages.find(f"{GROUP}/500")
    write = default_service().operation("DescribeModelPackage").write
    body = benchmark(reply_body, write, package_members(package))
    assert json.loads(body)["ModelPackageVersion"] == 500


def test_put_a_new_record(benchmark: BenchmarkFixture, packages: Shelf[ModelPackage]) -> None:
    """A record is put behind all others, and into every index that somebody has walked."""
    record, number = packages.find(f"{GROUP}/500"), count(10**6)
    assert record

    def put() -> None:
        order = next(number)
        packages.put(replace(record, order=order, version=order))

    benchmark(put)
    assert packages.find(f"{GROUP}/{10**6}")


def test_put_a_changed_record(benchmark: BenchmarkFixture, packages: Shelf[ModelPackage]) -> None:
    """A record takes the place of what it was, under other headings."""
    record = packages.find(f"{GROUP}/500")
    assert record
    states = [
        replace(record, members={**record.members, "ModelApprovalStatus": one}) for one in ("Approved", "Rejected")
    ]

    def change() -> None:
        for state in states:
            packages.put(state)

    benchmark(change)
    assert packages.find(f"{GROUP}/500") is states[-1]


def test_search_filter(benchmark: BenchmarkFixture) -> None:
    """A record is held against an expression."""
    filters = [
        {"Name": "ModelPackageDescription", "Operator": "Contains", "Value": f"of {GROUP}"},
        {"Name": "CreationTime", "Operator": "GreaterThan", "Value": "2026-01-01T00:00:00Z"},
    ]
    test = compiled(default_service().tree("ModelPackage"), {"Filters": filters})
    record = {**REQUEST, "CreationTime": datetime(2026, 6, 1, tzinfo=timezone.utc)}
    assert benchmark(test, record) is True


@pytest.mark.usefixtures("registry")
def test_whole_call(benchmark: BenchmarkFixture, one_client: SageMakerClient) -> None:
    """A whole call through boto3, of which the others are the parts."""
    create: Any = one_client.create_model_package
    assert benchmark(partial(create, **REQUEST))["ModelPackageArn"].startswith(f"{VERSION}/")
