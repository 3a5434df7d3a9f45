"""What CloudFormation refuses before it touches a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import tags
from support.stacks import BAD_NAME, group, parameter, template

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

NOTHING = r"\(ValidationError\).*No updates are to be performed\."


def test_an_update_that_changes_nothing_is_refused(client: SageMakerClient, stack: Stack) -> None:
    """Template, parameters or tags have to differ; how the template is written does not count."""
    sections: Any = {"Parameters": {"Stage": {"Type": "String", "Default": "test"}}}
    text = template({"Group": group(name={"Ref": "Stage"})}, **sections)
    given: Any = [{"ParameterKey": "Stage", "ParameterValue": "dev"}]
    stack.client.create_stack(StackName="stack", TemplateBody=text, Parameters=given, Tags=tags(cost="1"))

    requests: list[Any] = [{}, {"Parameters": given}, {"Tags": tags(cost="1")}]
    for request in requests:
        with pytest.raises(stack.client.exceptions.ClientError, match=NOTHING):
            stack.client.update_stack(StackName="stack", TemplateBody=f"{text} ", **request)
    stack.name = "stack"
    assert stack.steps()[-1] == ("stack", "CREATE_COMPLETE")
    stack.client.update_stack(StackName="stack", UsePreviousTemplate=True, Tags=tags(cost="2"))
    stack.client.update_stack(
        StackName="stack", UsePreviousTemplate=True, Parameters=[{**given[0], "ParameterValue": "prod"}]
    )

    [row] = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert (stack.status, row["ModelPackageGroupName"]) == ("UPDATE_COMPLETE", "prod")


def test_what_the_parameter_store_holds_may_have_changed(
    client: SageMakerClient, stack: Stack, clients: dict[str, Any]
) -> None:
    """A template that follows a parameter of Systems Manager may be given again."""
    clients["ssm"].put_parameter(Name="/name", Value="first", Type="String")
    sections: Any = {"Parameters": {"Name": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/name"}}}
    resources = {"Group": group(name={"Ref": "Name"})}
    stack.create(resources, **sections)
    clients["ssm"].put_parameter(Name="/name", Value="second", Type="String", Overwrite=True)

    stack.update(resources, **sections)

    rows = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert [row["ModelPackageGroupName"] for row in rows] == ["second"]


def test_what_has_failed_may_be_tried_again(client: SageMakerClient, stack: Stack) -> None:
    """A stack that was left as far as it came takes the same template once more, and forgets why it failed."""
    client.create_model_package_group(ModelPackageGroupName="other")
    resources = {"Group": group(), "Other": group(name="other")}
    stack.create(resources, DisableRollback=True)
    assert stack.status == "CREATE_FAILED"
    client.delete_model_package_group(ModelPackageGroupName="other")

    stack.update(resources)

    assert stack.status == "UPDATE_COMPLETE"
    assert "StackStatusReason" not in stack.client.describe_stacks(StackName="stack")["Stacks"][0]


def test_a_stack_that_could_not_be_deleted_takes_no_update(client: SageMakerClient, stack: Stack) -> None:
    """What is left to do with it is to delete it; a change set for it is refused too."""
    stack.create({"Group": group()})
    client.create_model_package(ModelPackageGroupName="churn")
    stack.delete()

    refusal = r"Stack:arn:.* is in DELETE_FAILED state and can not be updated\."
    with pytest.raises(stack.client.exceptions.ClientError, match=refusal):
        stack.update({"Group": group(name="other")})
    with pytest.raises(stack.client.exceptions.ClientError, match=refusal):
        stack.change({"Group": group(name="other")}, "UPDATE")
    assert stack.status == "DELETE_FAILED"


@pytest.mark.parametrize(("name", "status"), [("churn", "EXECUTE_COMPLETE"), (BAD_NAME, "EXECUTE_FAILED")])
def test_a_change_set_is_executed_once(stack: Stack, name: str, status: str) -> None:
    """Whether it went well or not."""
    request: Any = stack.request({"Group": group(name=name)})
    made = stack.client.create_change_set(ChangeSetName="changes", ChangeSetType="CREATE", **request)
    stack.client.execute_change_set(ChangeSetName=made["Id"])

    refusal = rf"ChangeSet \[{made['Id']}\] cannot be executed in its current execution status of \[{status}\]"
    with pytest.raises(stack.client.exceptions.InvalidChangeSetStatusException, match=refusal):
        stack.client.execute_change_set(ChangeSetName=made["Id"])


def test_a_change_set_of_motos_own_is_motos(stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """Without resources of the registry it does what it does in moto, and nothing is refused."""
    request: Any = stack.request({"It": parameter("/it")})
    made = stack.client.create_change_set(ChangeSetName="changes", ChangeSetType="CREATE", **request)
    for _ in range(2):
        stack.client.execute_change_set(ChangeSetName=made["Id"])
    stack.name = made["StackId"]

    assert (stack.status, parameters()) == ("CREATE_COMPLETE", {"it": "1"})
