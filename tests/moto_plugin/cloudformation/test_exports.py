"""What one stack exports, another imports, however both were made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE
from support.stacks import group, resource

if TYPE_CHECKING:
    from support.stacks import Stack

IMPORTING = resource("ModelPackage", ModelPackageGroupName={"Fn::ImportValue": "models"})


@pytest.fixture
def exporter(stack: Stack) -> Any:
    """Do an operation on a stack whose group is exported under a name, and return what is exported then."""

    def exporter(operation: str, name: str = "churn", export: str = "models", **request: Any) -> dict[str, str]:
        outputs = {"Arn": {"Value": {"Ref": "Group"}, "Export": {"Name": export}}}
        text = json.dumps({"Resources": {"Group": group(name=name)}, "Outputs": outputs})
        getattr(stack.client, operation)(StackName="exporter", TemplateBody=text, **request)
        return {one["Name"]: one["Value"] for one in stack.client.list_exports()["Exports"]}

    return exporter


def arn(name: str) -> str:
    """Return the ARN of a group."""
    return f"{HERE}:model-package-group/{name}"


def test_a_stack_made_by_a_change_set_imports(stack: Stack, exporter: Any) -> None:
    """A version goes into the group of another stack."""
    exporter("create_stack")

    stack.change({"Version": IMPORTING})

    assert stack.resources == {"Version": f"{HERE}:model-package/churn/1"}


def test_an_update_imports_what_was_exported_since(stack: Stack, exporter: Any) -> None:
    """The exporting stack may be younger than the one that imports."""
    stack.create({"Group": group(name="own")})
    exporter("create_stack")

    stack.update({"Version": IMPORTING})

    assert stack.resources == {"Version": f"{HERE}:model-package/churn/1"}


def test_an_update_exports_what_is_new(stack: Stack, exporter: Any) -> None:
    """A new value and a new name take the place of the old ones; a name of another stack stays that one's."""
    assert exporter("create_stack") == {"models": arn("churn")}
    assert exporter("update_stack", "new") == {"models": arn("new")}
    assert exporter("update_stack", "new", "groups") == {"groups": arn("new")}
    taken = {"Arn": {"Value": {"Ref": "Group"}, "Export": {"Name": "groups"}}}
    stack.create({"Group": group()})
    text = json.dumps({"Resources": {"Group": group()}, "Outputs": taken})
    stack.client.update_stack(StackName="stack", TemplateBody=text)

    assert [one["Value"] for one in stack.client.list_exports()["Exports"]] == [arn("new")]
