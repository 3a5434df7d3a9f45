"""Members that botocore does not have yet round-trip without a line changed: the service model is all that decides.

botocore itself lays a file `service-2.sdk-extras.json`, where it finds one on its data path, over the service model.
Here such a file adds made-up members to Create, Describe, Update and to a structure inside them; client and registry
both load it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws
from support import shapes
from support.errors import refused
from support.examples import CONTAINER

from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.protocol.service import Service

MEMBERS = {"Provenance": {"shape": "Provenance"}, "Retention": {"shape": "Retention"}}
EXTRAS = {
    "version": 1.0,
    "merge": {
        "shapes": {
            "Provenance": {
                "type": "structure",
                "required": ["Ledger"],
                "members": {"Ledger": {"shape": "EntityName"}, "SealedAt": {"shape": "Timestamp"}},
            },
            "Retention": {"type": "integer", "min": 1, "max": 10},
            "CreateModelPackageInput": {"members": MEMBERS},
            "DescribeModelPackageOutput": {"members": MEMBERS},
            "UpdateModelPackageInput": {"members": MEMBERS},
            "ModelPackage": {"members": MEMBERS},
            "CreateModelCardRequest": {"members": MEMBERS},
            "DescribeModelCardResponse": {"members": MEMBERS},
            "UpdateModelCardRequest": {"members": MEMBERS},
            "ModelPackageContainerDefinition": {"members": {"Quantization": {"shape": "EntityName"}}},
        }
    },
}


@pytest.fixture(scope="module")
def to_come(tmp_path_factory: pytest.TempPathFactory) -> tuple[Service, SageMakerClient]:
    """The service model of tomorrow, and a client that has loaded it."""
    data = tmp_path_factory.mktemp("botocore")
    folder = data / "sagemaker" / "2017-07-24"
    folder.mkdir(parents=True)
    (folder / "service-2.sdk-extras.json").write_text(json.dumps(EXTRAS))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_DATA_PATH", str(data))
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
        return default_service.__wrapped__(), session.client("sagemaker")


@pytest.fixture
def tomorrow(to_come: tuple[Service, SageMakerClient], monkeypatch: pytest.MonkeyPatch) -> Iterator[SageMakerClient]:
    """A client inside a mock with a group, all of them with the service model of tomorrow."""
    service, client = to_come
    monkeypatch.setattr(responses, "default_service", lambda: service)
    monkeypatch.setattr(shapes, "output_shape", lambda name: service.model.operation_model(name).output_shape)
    with mock_aws():
        client.create_model_package_group(ModelPackageGroupName="churn")
        yield client


def create(client: SageMakerClient, **members: Any) -> str:
    """Register a version and return its ARN."""
    return client.create_model_package(ModelPackageGroupName="churn", **members)["ModelPackageArn"]


def describe(client: SageMakerClient, arn: str) -> dict[str, Any]:
    """Describe a version."""
    return dict(client.describe_model_package(ModelPackageName=arn))


def test_a_new_member_round_trips(tomorrow: SageMakerClient) -> None:
    """Create takes it and Describe tells it, whatever its type; without it there is none."""
    arn = create(tomorrow, Provenance={"Ledger": "blue"}, Retention=7)

    reply = describe(tomorrow, arn)

    assert (reply["Provenance"], reply["Retention"]) == ({"Ledger": "blue"}, 7)
    assert "Provenance" not in describe(tomorrow, create(tomorrow))


def test_a_new_member_of_a_structure_round_trips(tomorrow: SageMakerClient) -> None:
    """So does one that stands deep inside a structure there is today."""
    containers = [{**CONTAINER, "Quantization": "int8"}]

    reply = describe(tomorrow, create(tomorrow, InferenceSpecification={"Containers": containers}))

    assert reply["InferenceSpecification"]["Containers"][0]["Quantization"] == "int8"


def test_a_new_member_is_updated(tomorrow: SageMakerClient) -> None:
    """Update replaces it where it is given, and keeps it where it is not."""
    arn = create(tomorrow, Provenance={"Ledger": "blue"}, Retention=7)
    change: Any = {"Provenance": {"Ledger": "red"}}

    tomorrow.update_model_package(ModelPackageArn=arn, **change)

    reply = describe(tomorrow, arn)
    assert (reply["Provenance"], reply["Retention"]) == ({"Ledger": "red"}, 7)


def test_a_new_member_of_a_card_round_trips(tomorrow: SageMakerClient) -> None:
    """A card keeps it through its versions, until an update replaces it."""
    given: Any = {"Content": "{}", "ModelCardStatus": "Draft", "Provenance": {"Ledger": "blue"}, "Retention": 7}
    tomorrow.create_model_card(ModelCardName="card", **given)
    change: Any = {"Content": "{}", "Provenance": {"Ledger": "red"}}

    tomorrow.update_model_card(ModelCardName="card", **change)

    versions: Any = [tomorrow.describe_model_card(ModelCardName="card", ModelCardVersion=one) for one in (1, 2)]
    assert [(one["Provenance"]["Ledger"], one["Retention"]) for one in versions] == [("blue", 7), ("red", 7)]


def test_the_constraints_of_a_new_member_hold(tomorrow: SageMakerClient) -> None:
    """What the service model says of it is checked, and told in the usual words."""
    with refused(
        "ValidationException",
        "2 validation errors detected: "
        "Value 'dark blue' at 'provenance.ledger' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}; "
        "Value '11' at 'retention' failed to satisfy constraint: Member must have value less than or equal to 10",
    ):
        create(tomorrow, Provenance={"Ledger": "dark blue"}, Retention=11)


def test_a_new_member_is_searched(tomorrow: SageMakerClient) -> None:
    """Search finds by it, with the operators of its type."""
    arn = create(tomorrow, Provenance={"Ledger": "blue"}, Retention=7)
    create(tomorrow, Retention=3)
    filters: Any = [
        {"Name": "Provenance.Ledger", "Value": "blue"},
        {"Name": "Retention", "Operator": "GreaterThan", "Value": "3"},
    ]

    for one in filters:
        reply = tomorrow.search(Resource="ModelPackage", SearchExpression={"Filters": [one]})
        assert [found["ModelPackage"]["ModelPackageArn"] for found in reply["Results"]] == [arn]


def test_a_member_that_today_does_not_know_is_dropped(
    tomorrow: SageMakerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registry of today passes over what a client of tomorrow sends, as the service does."""
    monkeypatch.setattr(responses, "default_service", default_service)

    reply = describe(tomorrow, create(tomorrow, Retention=7, ModelPackageDescription="d"))

    assert reply["ModelPackageDescription"] == "d"
    assert "Retention" not in reply
