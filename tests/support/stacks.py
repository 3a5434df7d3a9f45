"""Templates that declare the registry's resources, and what a stack has become."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.examples import CONTAINER

if TYPE_CHECKING:
    from collections.abc import Iterator

IAM = "arn:aws:iam::123456789012"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sagemaker:*", "Resource": "*"}],
}
SPECIFICATION = {
    "Containers": [CONTAINER],
    "SupportedContentTypes": ["text/csv"],
    "SupportedResponseMIMETypes": ["text/csv"],
}
#: No group may be called so.
BAD_NAME = "not_a_name"


def resource(kind: str, entry: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    """Return the entry of a resource of SageMaker in a template."""
    return {"Type": f"AWS::SageMaker::{kind}", "Properties": properties, **(entry or {})}


def group(entry: dict[str, Any] | None = None, name: Any = "churn", **properties: Any) -> dict[str, Any]:
    """Return the entry of a group."""
    return resource("ModelPackageGroup", entry, ModelPackageGroupName=name, **properties)


def version(entry: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    """Return the entry of a version of the group whose logical ID is Group."""
    return resource("ModelPackage", entry, ModelPackageGroupName={"Ref": "Group"}, **properties)


def card(entry: dict[str, Any] | None = None, name: str = "card", **properties: Any) -> dict[str, Any]:
    """Return the entry of a model card."""
    given = {"ModelCardStatus": "Draft", "Content": {"ModelOverview": {"ModelName": "churn"}}, **properties}
    return resource("ModelCard", entry, ModelCardName=name, **given)


def parameter(name: Any, value: Any = "1", **entry: Any) -> dict[str, Any]:
    """Return the entry of a resource of moto's own: a parameter of Systems Manager."""
    return {"Type": "AWS::SSM::Parameter", "Properties": {"Name": name, "Type": "String", "Value": value}, **entry}


def model() -> dict[str, Any]:
    """Return the entry of a model, which is moto's own too."""
    return resource("Model", ExecutionRoleArn=f"{IAM}:role/execution", PrimaryContainer=CONTAINER)


def get(resource: str, attribute: str) -> dict[str, Any]:
    """Return the function that gives an attribute of a resource."""
    return {"Fn::GetAtt": [resource, attribute]}


def template(resources: dict[str, Any], outputs: dict[str, Any] | None = None, **sections: Any) -> str:
    """Return a template of these resources, with these values as outputs."""
    values = {name: {"Value": value} for name, value in (outputs or {}).items()}
    return json.dumps({"Resources": resources, "Outputs": values, **sections})


class Stack:
    """A stack of moto's CloudFormation, in the words of its client."""

    def __init__(self, client: Any, name: str = "stack") -> None:
        self.client = client
        self.title = name
        #: What the stack is asked for: its ID once it has one, since a deleted stack is found by that alone.
        self.name = name

    def create(self, resources: dict[str, Any], outputs: dict[str, Any] | None = None, **request: Any) -> Stack:
        """Create the stack; sections of the template may stand among the request's parameters."""
        self.name = self.client.create_stack(**self.request(resources, outputs, request))["StackId"]
        return self

    def update(self, resources: dict[str, Any], outputs: dict[str, Any] | None = None, **request: Any) -> Stack:
        """Update the stack, and forget the events of before."""
        self._seen = len(self.told())
        self.client.update_stack(**self.request(resources, outputs, request))
        return self

    def change(self, resources: dict[str, Any], kind: str = "CREATE", **request: Any) -> Stack:
        """Change the stack through a change set."""
        made = self.client.create_change_set(
            ChangeSetName="changes",
            ChangeSetType=kind,
            **self.request(resources, request.pop("outputs", None), request),
        )
        self.client.execute_change_set(ChangeSetName=made["Id"])
        self.client.delete_change_set(ChangeSetName=made["Id"])
        self.name = made["StackId"]
        return self

    def delete(self, **request: Any) -> Stack:
        """Delete the stack."""
        self.client.delete_stack(StackName=self.name, **request)
        return self

    def request(
        self, resources: dict[str, Any], outputs: Any = None, given: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the request about the stack for these resources, with what else is `given`."""
        request = dict(given or {})
        sections = {
            name: request.pop(name) for name in ("Parameters", "Conditions") if isinstance(request.get(name), dict)
        }
        return {"StackName": self.title, "TemplateBody": template(resources, outputs, **sections), **request}

    def _described(self) -> dict[str, Any]:
        return dict(self.client.describe_stacks(StackName=self.name)["Stacks"][0])

    @property
    def status(self) -> str:
        """The stack's status."""
        return str(self._described()["StackStatus"])

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs."""
        return {one["OutputKey"]: one["OutputValue"] for one in self._described().get("Outputs", [])}

    @property
    def resources(self) -> dict[str, str]:
        """The physical IDs of what is in the stack, by logical ID."""
        rows = self.client.describe_stack_resources(StackName=self.name)["StackResources"]
        return {row["LogicalResourceId"]: row["PhysicalResourceId"] for row in rows}

    _seen = 0

    def told(self) -> list[tuple[str, str, str]]:
        """Return the events since the last update: the resource, `stack` for the stack itself, its status, why."""
        events = self.client.describe_stack_events(StackName=self.name)["StackEvents"][::-1]
        return list(self._rows(events))[self._seen :]

    def _rows(self, events: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
        for event in events:
            own = (
                event["ResourceType"] == "AWS::CloudFormation::Stack"
                and event["PhysicalResourceId"] == event["StackId"]
            )
            name = "stack" if own else event["LogicalResourceId"]
            yield name, event["ResourceStatus"], event.get("ResourceStatusReason", "")

    def steps(self) -> list[tuple[str, str]]:
        """Return the events without their reasons."""
        return [(name, status) for name, status, _ in self.told()]

    def reason(self, logical_id: str, status: str) -> str:
        """Return the reason of the last event of a resource and status."""
        return next(why for name, one, why in reversed(self.told()) if (name, one) == (logical_id, status))
