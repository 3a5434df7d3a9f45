"""Resources of moto's other types in a stack with resources of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.examples import HERE, tags
from support.stacks import BAD_NAME, get, group

if TYPE_CHECKING:
    from support.stacks import Stack


def resources(name: str, team: Any, **others: Any) -> dict[str, Any]:
    """Return a group and two of moto's resources that it cannot update: one refers to the group, one waits for it."""
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": {"Ref": "Group"}}]}
    return {
        "Group": group(name=name, Tags=tags(team=team)),
        "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": policy}},
        "Log": {"Type": "AWS::Logs::LogGroup", "DependsOn": "Group", "Properties": {"LogGroupName": "/models"}},
        **others,
    }


def test_what_moto_cannot_update_stays(stack: Stack) -> None:
    """When a group is replaced, they are still in the stack, and so they are after a rollback."""
    stack.create(resources("churn", "a"))
    there = stack.resources

    stack.update(resources("new", "a"), {"Log": get("Log", "Arn")})
    assert stack.resources == {**there, "Group": f"{HERE}:model-package-group/new"}
    assert stack.outputs["Log"].endswith(":log-group:/models")
    stack.update(resources("last", "a", Bad=group(name=BAD_NAME)))

    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    assert stack.resources == {**there, "Group": f"{HERE}:model-package-group/new"}
    assert stack.delete().status == "DELETE_COMPLETE"
