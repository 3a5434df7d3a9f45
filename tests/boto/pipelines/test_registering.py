"""RegisterModel steps: the version, its group, who made both, and what the definition adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import SESSION, get, joined, parameter, register, train
from support.examples import CONTAINER, HERE, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Steps = Callable[[str], dict[str, Any]]
    Versions = Callable[..., list[dict[str, Any]]]

GROUP, FIRST = f"{HERE}:model-package-group/churn", f"{HERE}:model-package/churn/1"


def test_a_pipeline_registers_a_version(run: Run, status: Callable[[str], str], versions: Versions) -> None:
    """The model of a training step becomes the first version of the group, made by a session of the pipeline's role."""
    model = {"Image": "image:1", "ModelDataUrl": get("Steps.Train.ModelArtifacts.S3ModelArtifacts")}
    execution = run(
        train(),
        register(
            InferenceSpecification={"Containers": [model]},
            ModelApprovalStatus=get("Parameters.Approval"),
            CustomerMetadataProperties={"of": joined("run ", get("Execution.PipelineExecutionId"))},
        ),
        parameters=[parameter("Approval", default="PendingManualApproval")],
        Approval="Approved",
    )

    key = execution.rpartition("/")[2]
    (version,) = versions()
    assert status(execution) == "Succeeded"
    assert (version["ModelPackageArn"], version["ModelApprovalStatus"]) == (FIRST, "Approved")
    assert version["CustomerMetadataProperties"] == {"of": f"run {key}"}
    (container,) = version["InferenceSpecification"]["Containers"]
    assert container["ModelDataUrl"].startswith(f"s3://bucket/out/pipelines-{key}-Train-")
    assert container["ModelDataUrl"].endswith("/output/model.tar.gz")
    assert version["CreatedBy"]["IamIdentity"]["Arn"] == f"{SESSION}{key}-Register"
    assert version["CreatedBy"]["IamIdentity"]["PrincipalId"].endswith(f":sagemaker-pipeline-{key}-Register")


def test_a_group_that_is_missing_is_made(client: Client, run: Run, versions: Versions) -> None:
    """It has the tags of the step, as its versions themselves can have none; the session has 20 letters of its name."""
    execution = run(register("ARatherLongNameOfAStep", Tags=tags(team="a")))

    group = client.describe_model_package_group(ModelPackageGroupName="churn")
    session = f"{SESSION}{execution.rpartition('/')[2]}-ARatherLongNameOfASt"
    assert group["CreatedBy"]["IamIdentity"]["Arn"] == session
    assert client.list_tags(ResourceArn=GROUP)["Tags"] == tags(team="a")
    assert len(versions()) == 1


@pytest.mark.parametrize("named", ["churn", GROUP])
def test_a_group_that_exists_stays_what_it_is(client: Client, run: Run, steps: Steps, named: str) -> None:
    """By its name or its ARN: the version is the next, and the group keeps its description, its maker and its tags."""
    client.create_model_package_group(
        ModelPackageGroupName="churn", ModelPackageGroupDescription="old", Tags=tags(team="b")
    )
    client.create_model_package(ModelPackageGroupName="churn")
    before = told(client.describe_model_package_group(ModelPackageGroupName="churn"))

    execution = run(register(group=named, Tags=tags(team="a")))

    assert steps(execution)["Register"]["Metadata"] == {"RegisterModel": {"Arn": f"{HERE}:model-package/churn/2"}}
    assert told(client.describe_model_package_group(ModelPackageGroupName="churn")) == before
    assert client.list_tags(ResourceArn=GROUP)["Tags"] == tags(team="b")


def test_a_group_named_by_an_arn_is_not_made(client: Client, run: Run, steps: Steps) -> None:
    """The step fails in the words of CreateModelPackage."""
    execution = run(register(group=GROUP))

    failed = steps(execution)["Register"]
    assert (failed["StepStatus"], failed["Metadata"]) == ("Failed", {})
    assert failed["FailureReason"] == (
        "ClientError: Failed to invoke sagemaker:CreateModelPackage. Error Details: Model Package Group does not exist."
    )
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_who_generated_a_version_is_the_execution(run: Run, versions: Versions) -> None:
    """GeneratedBy is the ARN of the execution, beside what the definition says of it."""
    execution = run(register(MetadataProperties={"CommitId": "abc"}))

    assert versions()[0]["MetadataProperties"] == {"CommitId": "abc", "GeneratedBy": execution}


def test_who_generated_a_version_may_be_told(run: Run, versions: Versions) -> None:
    """What the definition says of GeneratedBy holds."""
    run(register(MetadataProperties={"GeneratedBy": "us"}))

    assert versions()[0]["MetadataProperties"] == {"GeneratedBy": "us"}


def test_each_execution_registers_its_version(run: Run, start: Callable[..., str], versions: Versions) -> None:
    """Versions are numbered on, and each tells its execution."""
    executions = [run(register()), start(), start()]

    assert [one["ModelPackageVersion"] for one in versions()] == [1, 2, 3]
    assert [one["MetadataProperties"]["GeneratedBy"] for one in versions()] == executions
    assert len(set(executions)) == 3


def test_later_steps_see_the_version(run: Run, steps: Steps, versions: Versions) -> None:
    """The properties of the step are the reply of DescribeModelPackage, lists by index and maps by key."""
    taken = {
        "arn": get("Steps.Register.ModelPackageArn"),
        "number": joined(get("Steps.Register.ModelPackageVersion")),
        "image": get("Steps.Register.InferenceSpecification.Containers[0].Image"),
        "run": get("Steps.Register.CustomerMetadataProperties['run.id']"),
    }
    execution = run(
        register("Again", "other", CustomerMetadataProperties=taken),
        register(CustomerMetadataProperties={"run.id": "7"}),
    )

    assert list(steps(execution)) == ["Register", "Again"]
    assert versions("other")[0]["CustomerMetadataProperties"] == {
        "arn": FIRST,
        "number": "1",
        "image": CONTAINER["Image"],
        "run": "7",
    }


def test_a_version_without_a_group_name_is_refused(run: Run, steps: Steps) -> None:
    """Neither a group nor a name, which a step cannot give: CreateModelPackage says what it misses."""
    failed = steps(run(register(group=None, Tags=tags(team="a"))))["Register"]

    assert failed["FailureReason"].startswith(
        "ClientError: Failed to invoke sagemaker:CreateModelPackage. Error Details: "
    )


NOT_SATISFIED = "failed to satisfy constraint: Member must satisfy"


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (
            register(ModelApprovalStatus=get("Parameters.Odd")),
            (
                "CreateModelPackage. Error Details: 1 validation error detected: Value 'odd!' at 'modelApprovalStatus' "
                f"{NOT_SATISFIED} enum value set: [Approved, Rejected, PendingManualApproval]"
            ),
        ),
        (
            register(group=get("Parameters.Odd")),
            (
                "CreateModelPackageGroup. Error Details: 1 validation error detected: Value 'odd!' at "
                f"'modelPackageGroupName' {NOT_SATISFIED} regular expression "
                "pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
            ),
        ),
        (
            register(CustomerMetadataProperties={"number": 1}),
            (
                "CreateModelPackage. Error Details: NUMBER_VALUE can not be converted to a String at "
                "'customerMetadataProperties.number.member'"
            ),
        ),
    ],
)
def test_what_the_api_refuses_fails_the_step(client: Client, run: Run, steps: Steps, step: Any, reason: str) -> None:
    """The start succeeds; the step has failed in the words of the operation, and no version was registered."""
    execution = run(step, parameters=[parameter("Odd", default="odd!")])

    assert steps(execution)["Register"]["FailureReason"] == f"ClientError: Failed to invoke sagemaker:{reason}"
    assert client.list_model_packages()["ModelPackageSummaryList"] == []
