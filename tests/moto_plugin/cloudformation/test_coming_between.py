"""moto's CloudFormation gets the registry's resources with the registry, and loses them with it."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import moto.sagemaker
import pytest
from moto.cloudformation import models, parsing
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from support.examples import HERE, tags
from support.stacks import get, group, template

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.moto_plugin import install as plugging_in
from sagemaker_registry_mock.moto_plugin.cloudformation import plugging

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

PROGRAM = f"""
import sys
import sagemaker_registry_mock
from moto import mock_aws
import boto3
import moto.sagemaker.models
print("moto.cloudformation" in sys.modules)
with mock_aws():
    stacks = boto3.client("cloudformation", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    stacks.create_stack(StackName="stack", TemplateBody={template({"Group": group()})!r})
    print(stacks.describe_stack_resources(StackName="stack")["StackResources"][0]["PhysicalResourceId"])
"""


def ours() -> list[str]:
    """Return the names of what is ours in moto's CloudFormation."""
    places: list[Any] = [parsing, parsing.ResourceMap, models.CloudFormationBackend, CloudFormationResponse]
    return [
        name
        for place in places
        for name, one in vars(place).items()
        if inspect.isfunction(one) and one.__code__.co_filename.startswith(str(plugging.__file__).rpartition("/")[0])
    ]


def test_it_waits_for_motos_cloudformation(run_python: Callable[[str], str]) -> None:
    """It is not imported where nobody uses it, and a stack that is made first thing has the resources."""
    assert run_python(PROGRAM) == f"False\n{HERE}:model-package-group/churn\n"


def test_two_of_it_find_what_they_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package was imported anew, as by coverage, there are two watchers, and neither waits for the other."""
    watching = next(finder for finder in sys.meta_path if type(finder).__module__ == plugging_in.__name__)
    another: Any = type(watching)()
    monkeypatch.setattr(sys, "meta_path", [another, *sys.meta_path])

    for watcher in (another, watching):
        spec = watcher.find_spec(plugging_in.WATCHED, moto.sagemaker.__path__)
        assert spec is not None
        assert spec.name == plugging_in.WATCHED


def test_taking_out_leaves_nothing_behind() -> None:
    """After uninstall moto's CloudFormation is what it was; twice is once, and install brings all back."""
    before = ours()
    assert len(before) == 16
    install()
    assert sorted(ours()) == sorted(before)

    uninstall()
    uninstall()

    assert ours() == []
    assert not [one for one in CloudFormationModel.__subclasses__() if one.__module__.startswith("sagemaker_registry")]
    install()
    assert sorted(ours()) == sorted(before)


def test_without_the_registry_there_are_no_such_resources(stack: Stack) -> None:
    """Stock moto passes over the types with a warning; a stack of then can be deleted later."""
    uninstall()
    with pytest.warns(UserWarning, match="not supported by moto's CloudFormation"):
        stack.create({"Group": group()})
    install()

    assert stack.delete().status == "DELETE_COMPLETE"


def test_a_stack_outlives_the_registry(stack: Stack) -> None:
    """What was in a stack is gone with the registry; its outputs are told, and it can be deleted."""
    stack.create({"Group": group()}, {"Status": get("Group", "ModelPackageGroupStatus")})
    uninstall()

    assert stack.outputs == {"Status": "Completed"}
    assert stack.delete().status == "DELETE_COMPLETE"


def test_a_stack_is_filled_anew_when_the_registry_is_back(client: SageMakerClient, stack: Stack) -> None:
    """What was lost with the registry is made by the next update, and what it no longer wants is not missed."""
    stack.create({"Group": group(), "Gone": group(name="gone")})
    uninstall()
    install()

    stack.update({"Group": group(Tags=tags(a="1"))})

    assert stack.status == "UPDATE_COMPLETE"
    rows = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert [row["ModelPackageGroupName"] for row in rows] == ["churn"]


def test_a_place_that_moto_lacks_is_passed_over(stack: Stack) -> None:
    """Where a moto of years to come has lost a place, the others are taken, and its own way goes on."""
    uninstall()
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(CloudFormationResponse, "create_change_set")
        patch.delattr(models.CloudFormationBackend, "create_change_set")
        install()
        assert len(ours()) == 14
        assert stack.create({"Group": group()}).status == "CREATE_COMPLETE"
        uninstall()


def test_a_hook_without_an_operation_does_what_it_can(client: SageMakerClient, stack: Stack) -> None:
    """Where moto calls the hooks by itself, they work without the rest, as in an update that nothing surrounds."""
    stack.create({"Group": group()})
    backend = models.cloudformation_backends["123456789012"]["us-east-1"]
    found: Any = backend.get_stack(stack.name)

    found.update(template({"Group": group(name="new"), "Next": group(name="next")}))
    found.delete()

    rows = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert [row["ModelPackageGroupName"] for row in rows] == ["churn"]
