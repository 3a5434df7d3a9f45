"""AWS::SageMaker::ModelPackageGroup: a group and its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.errors import NoResourcePolicy, RegistryError
from sagemaker_registry_mock.moto_plugin.cloudformation.handlers import Desired, Handler, text_of
from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping

_POLICY = "ModelPackageGroupPolicy"


class Groups(Handler):
    """Creates, updates and deletes groups."""

    schema = GROUP

    def create(self, desired: Desired, system_tags: Mapping[str, str]) -> str:
        """Create a group, then put its policy; a group whose policy is refused does not stay."""
        arn = super().create(desired, system_tags)
        try:
            self._put_policy(desired)
        except RegistryError:
            self.delete(arn)
            raise
        return arn

    def update(self, identifier: str, _before: Desired, after: Desired) -> None:
        """Put the policy, or take it away where there is none any more, and set the tags."""
        if _POLICY in after.properties:
            self._put_policy(after)
        else:
            self._delete_policy(after)
        self.retag(identifier, after.tags)

    def _put_policy(self, desired: Desired) -> None:
        if _POLICY in desired.properties:
            text = text_of(desired.properties[_POLICY])
            self.place.ask("PutModelPackageGroupPolicy", {**_name(desired), "ResourcePolicy": text})

    def _delete_policy(self, desired: Desired) -> None:
        try:
            self.place.ask("DeleteModelPackageGroupPolicy", _name(desired))
        except NoResourcePolicy:
            return


def _name(desired: Desired) -> dict[str, str]:
    """Return what the operations on policies want: the name, for they take no ARN."""
    return {GROUP.name: desired.properties[GROUP.name]}
