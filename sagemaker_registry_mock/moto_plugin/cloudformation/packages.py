"""AWS::SageMaker::ModelPackage: a version of a group, or an unversioned package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.cloudformation.handlers import Desired, Handler
from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What every update of a version sets anew, changed or not.
_ALWAYS = ("ModelApprovalStatus", "ApprovalDescription", "CustomerMetadataProperties")

#: What the schema calls conditionally create-only: changed in place, while a new package is made without it.
_CONDITIONAL = ("ModelCard", "SourceUri")

_TO_ADD = "AdditionalInferenceSpecificationsToAdd"


class Packages(Handler):
    """Creates, updates and deletes packages."""

    schema = PACKAGE

    def is_tagged(self, desired: Desired) -> bool:
        """Tell whether the package is unversioned: versions take no tags, and those of a template are refused."""
        return "ModelPackageGroupName" not in desired.properties

    def replaces(self, before: Desired, after: Desired) -> bool:
        """Tell whether a change makes a new package: no operation takes a model card or a source away."""
        lost = any(name in before.properties and name not in after.properties for name in _CONDITIONAL)
        return lost or super().replaces(before, after)

    def update(self, identifier: str, before: Desired, after: Desired) -> None:
        """Send what UpdateModelPackage takes, and set the tags of an unversioned package."""
        told = self.read(identifier)
        changes = _changed(before.properties, after.properties) | _added(told, after.properties)
        if not self.is_tagged(after):
            changes |= _set_anew(told, after.properties)
        if changes:
            self.place.ask("UpdateModelPackage", {"ModelPackageArn": identifier, **changes})
        if self.is_tagged(after):
            self.retag(identifier, after.tags)


def _set_anew(told: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the approval and the metadata that a template states, and the metadata that it no longer has."""
    stale = sorted((told.get("CustomerMetadataProperties") or {}).keys() - properties.get(_ALWAYS[2], {}).keys())
    stated = {name: properties[name] for name in _ALWAYS if name in properties}
    return {**stated, "CustomerMetadataPropertiesToRemove": stale} if stale else stated


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new source, and of the model card what is new in it."""
    changes = {name: after[name] for name in _CONDITIONAL if name in after and after[name] != before.get(name)}
    if "ModelCard" in changes:
        known = before.get("ModelCard", {})
        changes["ModelCard"] = {name: one for name, one in changes["ModelCard"].items() if one != known.get(name)}
    return changes


def _added(told: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the additional specifications that the package does not have yet."""
    names = {one["Name"] for one in told.get("AdditionalInferenceSpecifications", ())}
    added = [one for one in properties.get(_TO_ADD, ()) if one["Name"] not in names]
    return {_TO_ADD: added} if added else {}
