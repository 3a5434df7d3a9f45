"""What CloudFormation's handlers do with resources: create, update, delete and read them through SageMaker's API.

Source: the resource providers of AWS::SageMaker::ModelPackageGroup and ::ModelPackage, of which early versions are
public; that of ::ModelCard is not.
"""

from __future__ import annotations

import json
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_registry_mock.errors import (
    ModelCardAlreadyExists,
    ModelCardDoesNotExist,
    ModelPackageAlreadyExists,
    ModelPackageDoesNotExist,
    ModelPackageGroupAlreadyExists,
    ModelPackageGroupDoesNotExist,
    RegistryError,
    ResourceExists,
    ResourceFailure,
    ServiceRefused,
)
from sagemaker_registry_mock.operations._tagging import is_systems, wire_tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import Schema
    from sagemaker_registry_mock.moto_plugin.within import SageMaker

Members = dict[str, Any]

_THERE = (ModelPackageGroupAlreadyExists, ModelPackageAlreadyExists, ModelCardAlreadyExists)
_GONE = (ModelPackageGroupDoesNotExist, ModelPackageDoesNotExist, ModelCardDoesNotExist)

#: The handlers' codes of SageMaker's errors; all others are GeneralServiceException.
_CODES = {
    "ValidationException": "InvalidRequest",
    "ResourceLimitExceeded": "ServiceLimitExceeded",
    "ResourceNotFound": "NotFound",
}


@dataclass(frozen=True)
class Desired:
    """What a template wants of a resource.

    Attributes:
        properties: as read by the schema.
        stack_tags: the tags of the stack, which its resources get, too.

    """

    properties: Mapping[str, Any]
    stack_tags: Mapping[str, str]

    @property
    def tags(self) -> dict[str, str]:
        """All tags: the resource's own win."""
        return {**self.stack_tags, **{tag["Key"]: tag["Value"] for tag in self.properties.get("Tags", ())}}


class Handler(ABC):
    """The handler of one type, in one account and region."""

    schema: ClassVar[Schema]

    def __init__(self, place: SageMaker) -> None:
        self.place = place
        self.noun = self.schema.kind.rpartition("::")[2]

    def create(self, desired: Desired, system_tags: Mapping[str, str]) -> str:
        """Create a resource, and return what `Ref` gives.

        Raises:
            RegistryError: SageMaker refuses.

        """
        request = self.request(desired)
        if self.is_tagged(desired):
            request = {**request, "Tags": wire_tags(desired.tags)}
        arn = self.place.ask(self.schema.operation, request)[f"{self.noun}Arn"]
        if self.is_tagged(desired):
            self.place.backend.mark(arn, system_tags)
        return str(self.read(arn)[self.schema.identifier])

    def request(self, desired: Desired) -> Members:
        """Return the request that creates a resource."""
        return self.schema.sent(desired.properties)

    def is_tagged(self, _desired: Desired) -> bool:
        """Tell whether the resource takes the tags of its stack."""
        return True

    def replaces(self, before: Desired, after: Desired) -> bool:
        """Tell whether a change makes a new resource."""
        return any(before.properties.get(name) != after.properties.get(name) for name in self.schema.create_only)

    @abstractmethod
    def update(self, identifier: str, before: Desired, after: Desired) -> None:
        """Change a resource in its place.

        Raises:
            RegistryError: SageMaker refuses.

        """

    def delete(self, identifier: str) -> None:
        """Delete a resource; one that is gone is deleted.

        Raises:
            RegistryError: SageMaker refuses.

        """
        try:
            self.place.ask(f"Delete{self.noun}", {self.schema.name: identifier})
        except _GONE:
            return

    def read(self, identifier: str) -> Members:
        """Describe a resource.

        Raises:
            RegistryError: there is none.

        """
        return dict(self.place.ask(f"Describe{self.noun}", {self.schema.name: identifier}))

    def retag(self, arn: str, tags: Mapping[str, str]) -> None:
        """Give a resource exactly these tags beside AWS's own."""
        told = self.place.ask("ListTags", {"ResourceArn": arn})["Tags"]
        kept = {tag["Key"]: tag["Value"] for tag in told if not is_systems(tag["Key"])}
        gone = [key for key in kept if key not in tags]
        fresh = {key: value for key, value in tags.items() if kept.get(key) != value}
        if gone:
            self.place.ask("DeleteTags", {"ResourceArn": arn, "TagKeys": gone})
        if fresh:
            self.place.ask("AddTags", {"ResourceArn": arn, "Tags": wire_tags(fresh)})

    def failure(self, error: RegistryError, desired: Desired) -> ResourceFailure:
        """Return the reason that tells what SageMaker has refused."""
        token = str(uuid.uuid4())
        if isinstance(error, _THERE):
            return ResourceExists(self.schema.kind, desired.properties[self.schema.name], token)
        code = _CODES.get(error.code, "GeneralServiceException")
        return ServiceRefused(error, code, str(uuid.uuid4()), token)


def text_of(value: Any) -> str:
    """Return an object as the JSON that the API takes; a text is one already."""
    return value if isinstance(value, str) else json.dumps(value, default=str, separators=(",", ":"))
