"""The stages of a version's life cycle: set on create and update, told by describe, list and search."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import told

from sagemaker_registry_mock import Stage, StageStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests
    from types_boto3_sagemaker import SageMakerClient

    Register = Callable[..., str]
    Describe = Callable[[str], dict[str, Any]]

CONSTRAINT = "failed to satisfy constraint: Member must satisfy regular expression pattern:"
PATTERN = f"{CONSTRAINT} [a-zA-Z0-9](-*[a-zA-Z0-9]){{0,62}}"
FULL: Any = {"Stage": "Development", "StageStatus": "InProgress", "StageDescription": "Trained on January."}


def stage(one: str, status: str = "InProgress", **more: str) -> Any:
    """Return a ModelLifeCycle."""
    return {"Stage": one, "StageStatus": status, **more}


def test_the_predefined_stages_are_constants() -> None:
    """Six stages and six statuses can be imported; they are texts wherever a text is wanted."""
    assert [*Stage] == ["Proposal", "Development", "QA", "PreProduction", "Production", "Archived"]
    assert [*StageStatus] == ["PendingApproval", "InProgress", "OnHold", "Approved", "Rejected", "Retired"]
    assert f"{Stage.PRE_PRODUCTION}/{StageStatus.ON_HOLD:>7}" == "PreProduction/ OnHold"
    assert str(Stage.QA) + json.dumps(StageStatus.RETIRED) == 'QA"Retired"'
    assert hash(Stage.QA) == hash("QA")


def test_every_predefined_pair_can_be_set(client: SageMakerClient, version: str, describe: Describe) -> None:
    """Stages and statuses go together freely, and every pair may follow every other."""
    for one, status in product(Stage, StageStatus):
        client.update_model_package(ModelPackageArn=version, ModelLifeCycle={"Stage": one, "StageStatus": status})

        assert describe(version)["ModelLifeCycle"] == {"Stage": one.value, "StageStatus": status.value}


@pytest.mark.parametrize(
    "life_cycle",
    [
        pytest.param(FULL, id="predefined"),
        pytest.param(stage("Staging", "PendingApproval"), id="of-the-teams-own"),
        pytest.param(stage("x", "0"), id="shortest"),
        pytest.param(stage("s" * 63, "a--b-9"), id="longest-and-hyphens"),
        pytest.param(stage("production", "active", StageDescription=""), id="lower-case-and-empty-description"),
        pytest.param(stage("QA", "Approved", StageDescription="Größe: 120 %. " * 70), id="long-description"),
    ],
)
def test_a_stage_is_told_as_it_was_set(
    client: SageMakerClient, register: Register, describe: Describe, life_cycle: Any
) -> None:
    """Any text of the shape is a stage; describe, list and search tell it as sent, whether created or updated."""
    created, updated = register(ModelLifeCycle=life_cycle), register()
    client.update_model_package(ModelPackageArn=updated, ModelLifeCycle=life_cycle)

    listed = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    found = client.search(Resource="ModelPackage")["Results"]
    assert [describe(arn)["ModelLifeCycle"] for arn in (created, updated)] == [life_cycle] * 2
    assert [one["ModelLifeCycle"] for one in listed] == [life_cycle] * 2
    assert [one["ModelPackage"]["ModelLifeCycle"] for one in found] == [life_cycle] * 2


def test_a_version_begins_without_a_stage(client: SageMakerClient, version: str, describe: Describe) -> None:
    """A stage that nobody has set is told nowhere."""
    (listed,) = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    (found,) = client.search(Resource="ModelPackage")["Results"]

    assert "ModelLifeCycle" not in describe(version)
    assert "ModelLifeCycle" not in listed
    assert "ModelLifeCycle" not in found["ModelPackage"]


def test_a_stage_is_replaced_as_a_whole(client: SageMakerClient, register: Register, describe: Describe) -> None:
    """The description of the last stage does not describe the next."""
    arn = register(ModelLifeCycle=FULL)

    client.update_model_package(ModelPackageArn=arn, ModelLifeCycle=stage("QA", "PendingApproval"))

    assert describe(arn)["ModelLifeCycle"] == {"Stage": "QA", "StageStatus": "PendingApproval"}


def test_other_updates_leave_the_stage_alone(client: SageMakerClient, register: Register, describe: Describe) -> None:
    """Approval and stage are two things; the next version begins without the stage of the last."""
    arn = register(ModelLifeCycle=FULL)

    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ApprovalDescription="fine")

    assert (describe(arn)["ModelLifeCycle"], describe(arn)["ModelApprovalStatus"]) == (FULL, "Approved")
    assert "ModelLifeCycle" not in describe(register())


def test_a_stage_is_set_with_other_members(client: SageMakerClient, version: str, describe: Describe) -> None:
    """One call may promote a version, approve it and say why; each member tells its own."""
    client.update_model_package(
        ModelPackageArn=version,
        ModelLifeCycle=stage(Stage.PRODUCTION, StageStatus.APPROVED),
        ModelApprovalStatus="Approved",
        CustomerMetadataProperties={"release": "7"},
    )

    package = describe(version)
    assert package["ModelLifeCycle"] == {"Stage": "Production", "StageStatus": "Approved"}
    assert (package["ModelApprovalStatus"], package["CustomerMetadataProperties"]) == ("Approved", {"release": "7"})
    assert "LastModifiedTime" in package


def test_an_unversioned_package_has_a_stage_too(client: SageMakerClient, describe: Describe) -> None:
    """The life cycle is no matter of versions only."""
    arn = client.create_model_package(ModelPackageName="scorer", ModelLifeCycle=FULL)["ModelPackageArn"]

    client.update_model_package(ModelPackageArn=arn, ModelLifeCycle=stage("Archived", "Retired"))

    assert describe("scorer")["ModelLifeCycle"] == {"Stage": "Archived", "StageStatus": "Retired"}
    (listed,) = client.list_model_packages(ModelPackageType="Unversioned")["ModelPackageSummaryList"]
    assert listed["ModelLifeCycle"] == {"Stage": "Archived", "StageStatus": "Retired"}


def test_batches_have_no_stages(client: SageMakerClient, register: Register) -> None:
    """The summaries of BatchDescribeModelPackage have no member for a stage, and are told without it."""
    arn = register(ModelLifeCycle=FULL)

    reply = told(client.batch_describe_model_package(ModelPackageArnList=[arn]))

    assert reply["BatchDescribeModelPackageErrorMap"] == {}
    assert reply["ModelPackageSummaries"][arn]["ModelPackageVersion"] == 1
    assert "ModelLifeCycle" not in reply["ModelPackageSummaries"][arn]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param([{"Name": "ModelLifeCycle.Stage", "Value": "QA"}], [1, 2], id="stage"),
        pytest.param(
            [
                {"Name": "ModelLifeCycle.Stage", "Value": "QA"},
                {"Name": "ModelLifeCycle.StageStatus", "Value": "Approved"},
            ],
            [2],
            id="stage-and-status",
        ),
        pytest.param(
            [{"Name": "ModelLifeCycle.Stage", "Operator": "In", "Value": "Production, Archived"}], [3], id="in"
        ),
        pytest.param([{"Name": "ModelLifeCycle.Stage", "Operator": "NotEquals", "Value": "QA"}], [3, 4], id="not"),
        pytest.param([{"Name": "ModelLifeCycle", "Operator": "NotExists"}], [4], id="none"),
        pytest.param(
            [{"Name": "ModelLifeCycle.StageDescription", "Operator": "Contains", "Value": "rush"}],
            [3],
            id="description",
        ),
        pytest.param([{"Name": "ModelLifeCycle.Stage", "Value": "qa"}], [], id="letter-case"),
    ],
)
def test_versions_are_found_by_their_stage(
    client: SageMakerClient, register: Register, filters: list[Any], expected: list[int]
) -> None:
    """Stage, status and description are properties of a version; a version that moves on is found where it is."""
    moved = register(ModelLifeCycle=stage("Development"))
    register(ModelLifeCycle=stage("QA", "Approved"))
    register(ModelLifeCycle=stage("Production", "Approved", StageDescription="no rush"))
    register()
    client.update_model_package(ModelPackageArn=moved, ModelLifeCycle=stage("QA", "Rejected"))

    reply = client.search(
        Resource="ModelPackage",
        SearchExpression={"Filters": filters},
        SortBy="ModelPackageVersion",
        SortOrder="Ascending",
    )

    assert [one["ModelPackage"]["ModelPackageVersion"] for one in reply["Results"]] == expected


@pytest.mark.parametrize(
    ("life_cycle", "text"),
    [
        pytest.param(
            stage("Pre Production"), f"Value 'Pre Production' at 'modelLifeCycle.stage' {PATTERN}", id="blank"
        ),
        pytest.param(stage("Dev_1"), f"Value 'Dev_1' at 'modelLifeCycle.stage' {PATTERN}", id="underscore"),
        pytest.param(
            stage("QA", "Approved-"), f"Value 'Approved-' at 'modelLifeCycle.stageStatus' {PATTERN}", id="last-hyphen"
        ),
        pytest.param(
            stage("QA", StageDescription="first\nsecond"),
            f"Value 'first\nsecond' at 'modelLifeCycle.stageDescription' {CONSTRAINT} .{{0,1024}}",
            id="two-lines",
        ),
    ],
)
def test_a_stage_that_the_shape_forbids(
    client: SageMakerClient, register: Register, describe: Describe, life_cycle: Any, text: str
) -> None:
    """The refusal names the member; nothing is registered and nothing is changed."""
    arn = register(ModelLifeCycle=FULL)
    before = describe(arn)
    message = f"1 validation error detected: {text}"

    with refused("ValidationException", message):
        register(ModelLifeCycle=life_cycle)
    with refused("ValidationException", message):
        client.update_model_package(ModelPackageArn=arn, ModelLifeCycle=life_cycle, ModelApprovalStatus="Approved")

    assert describe(arn) == before
    assert len(client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]) == 1


def test_a_stage_has_a_status(post: Callable[[str, bytes], requests.Response]) -> None:
    """Both members are required; a client that does not look itself is told all that is missing."""
    body = {"ModelPackageName": "scorer", "ModelLifeCycle": {"StageDescription": "none"}}

    reply = post("SageMaker.CreateModelPackage", json.dumps(body).encode())

    assert reply.status_code == 400
    assert reply.json() == {
        "__type": "ValidationException",
        "message": "2 validation errors detected: Value null at 'modelLifeCycle.stage' failed to satisfy constraint: "
        "Member must not be null; Value null at 'modelLifeCycle.stageStatus' failed to satisfy constraint: "
        "Member must not be null",
    }
