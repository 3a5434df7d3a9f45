"""The role of a pipeline: what its steps may do where IAM is enforced, and in groups of other accounts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import allow, document, is_let_through, sentence
from boto.pipelines.definitions import ROLE, SESSION, definition, register, step
from moto import mock_aws
from support.examples import CONTAINER, HERE, THERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Steps = Callable[[str], dict[str, Any]]

GROUP = f"{HERE}:model-package-group/churn"


@pytest.fixture
def enforcing(sagemaker: Callable[[str], Client]) -> Iterator[Client]:
    """The administrator's client, where the registry enforces IAM."""
    config: Any = {"sagemaker_registry": {"iam": True}}
    with mock_aws(config=config):
        yield sagemaker("us-east-1")


@pytest.fixture
def failure(enforcing: Client, service: Callable[[Any], Any]) -> Callable[..., str | None]:
    """Execute a step as a role with these statements, and tell why it fails: None where it does not."""

    def failure(one: Any, *statements: Any) -> str | None:
        service("iam").create_role(RoleName="pipelines", AssumeRolePolicyDocument="{}")
        if statements:
            service("iam").put_role_policy(
                RoleName="pipelines", PolicyName="policy", PolicyDocument=document(*statements)
            )
        enforcing.create_pipeline(PipelineName="train", PipelineDefinition=definition(one), RoleArn=ROLE)
        arn = enforcing.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]
        (told,) = enforcing.list_pipeline_execution_steps(PipelineExecutionArn=arn)["PipelineExecutionSteps"]
        return told.get("FailureReason", "").replace(arn.rpartition("/")[2], "<id>") or None

    return failure


def denial(action: str, resource: str) -> str:
    """Return the reason of a step whose role lacks a permission."""
    said = sentence(f"{SESSION}<id>-Register", action, resource)
    operation = "CreateModelPackageGroup" if action == "AddTags" else action
    return f"ClientError: Failed to invoke sagemaker:{operation}. Error Details: {said}"


@pytest.mark.parametrize(
    ("statements", "action", "resource"),
    [
        ([], "CreateModelPackageGroup", GROUP),
        ([allow("CreateModelPackageGroup")], "AddTags", GROUP),
        ([allow("CreateModelPackageGroup", "AddTags")], "CreateModelPackage", f"{HERE}:model-package/churn/1"),
    ],
)
def test_a_step_needs_the_permissions_of_its_operations(
    enforcing: Client, failure: Callable[..., str | None], statements: Any, action: str, resource: str
) -> None:
    """The role lacks one: the step fails in the words of IAM, for a session of the role, and no version is made."""
    assert failure(register(Tags=tags(team="a")), *statements) == denial(action, resource)
    assert enforcing.list_model_packages()["ModelPackageSummaryList"] == []


def test_a_role_that_may_registers(failure: Callable[..., str | None]) -> None:
    """The permissions of the three operations and of tagging are enough."""
    actions = ("CreateModelPackageGroup", "AddTags", "CreateModelPackage", "DescribeModelPackage")

    assert failure(register(Tags=tags(team="a")), allow(*actions)) is None


def test_a_role_need_not_look_at_what_it_registers(enforcing: Client, failure: Callable[..., str | None]) -> None:
    """Without DescribeModelPackage the step succeeds: the version is there."""
    assert failure(register(), allow("CreateModelPackageGroup", "CreateModelPackage")) is None
    (listed,) = enforcing.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    assert listed["ModelPackageVersion"] == 1


def test_what_is_motos_is_not_asked_for(failure: Callable[..., str | None]) -> None:
    """The registry enforces the actions that it knows: models of plain containers are moto's."""
    assert failure(step("Model", "Model", {"PrimaryContainer": CONTAINER})) is None


def test_whoever_starts_needs_no_permission_of_the_steps(
    enforcing: Client, service: Callable[[Any], Any], client_as: Callable[..., Client]
) -> None:
    """A caller that may start the pipeline alone has it register; the role, which moto does not know, may do all."""
    enforcing.create_pipeline(PipelineName="train", PipelineDefinition=definition(register()), RoleArn=ROLE)
    service("iam").create_user(UserName="alice")
    statement = allow("StartPipelineExecution", resource=f"{HERE}:pipeline/train")
    service("iam").put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=document(statement))
    alice = client_as(service("iam").create_access_key(UserName="alice")["AccessKey"])

    execution = alice.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]

    described = enforcing.describe_pipeline_execution(PipelineExecutionArn=execution)
    assert described["PipelineExecutionStatus"] == "Succeeded"
    assert described["CreatedBy"]["IamIdentity"]["Arn"].endswith(":user/alice")
    assert not is_let_through(lambda: alice.create_model_package(ModelPackageGroupName="churn"))


@pytest.mark.parametrize("shared", [True, False])
def test_a_group_of_another_account(
    client: Client, run: Run, steps: Steps, monkeypatch: pytest.MonkeyPatch, *, shared: bool
) -> None:
    """A step registers in it by its ARN, where the group's policy lets the role's account; else it fails."""
    group = f"{THERE}:model-package-group/central"
    with monkeypatch.context() as there:
        there.setenv("MOTO_ACCOUNT_ID", "111122223333")
        client.create_model_package_group(ModelPackageGroupName="central")
        principal = {"AWS": "123456789012" if shared else "444455556666"}
        statement = {"Effect": "Allow", "Principal": principal, "Action": "sagemaker:*", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
        client.put_model_package_group_policy(ModelPackageGroupName="central", ResourcePolicy=policy)

    told = steps(run(register(group=group)))["Register"]

    assert told["Metadata"] == ({"RegisterModel": {"Arn": f"{THERE}:model-package/central/1"}} if shared else {})
    assert told["StepStatus"] == ("Succeeded" if shared else "Failed")


def test_a_group_of_an_account_that_there_is_not(run: Run, steps: Steps) -> None:
    """It is denied as what is not shared is."""
    group = f"{THERE.replace('111122223333', '999988887777')}:model-package-group/central"

    execution = run(register(group=group))

    assert steps(execution)["Register"]["FailureReason"] == (
        "ClientError: Failed to invoke sagemaker:CreateModelPackage. Error Details: "
        f"User: {SESSION}{execution.rpartition('/')[2]}-Register is not authorized to perform: "
        f"sagemaker:CreateModelPackage on resource: {group} "
        "because no resource-based policy allows the sagemaker:CreateModelPackage action"
    )
