"""Records from what a real account has answered.

What the double tells of any record by itself goes into the fields of the record. Every other member of an answer is
kept under its wire name, whatever the service model adds in years to come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.operations._packages import package_members, status_details
from sagemaker_registry_mock.operations.model_cards import card_members
from sagemaker_registry_mock.operations.model_package_groups import group_members
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.records import ModelCard, ModelCardVersion, ModelPackage, ModelPackageGroup
from sagemaker_registry_mock.registry.transitions import COMPLETED, NEXT, Progress
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.state.exported import Exports, Told


_NUMBER = re.compile("[0-9]{1,9}")


def _identity(told: Told, name: str, status: str, **more: Any) -> dict[str, Any]:
    """Return the fields of a record that every kind has; its `order` comes later."""
    return {
        "name": name,
        "arn": told.text,
        "order": 0,
        "created": told.created,
        "created_by": told.members.get("CreatedBy"),
        "progress": Progress(told.members.get(status, COMPLETED), told.created),
        **more,
    }


def _others(told: Told, apart: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an answer but those that the double tells of a record by itself."""
    return {name: value for name, value in told.members.items() if name not in apart}


def group_record(told: Told, exports: Exports) -> ModelPackageGroup:
    """Return the record of a group."""
    name = told.members.get("ModelPackageGroupName", told.arn.name)
    fields = _identity(told, name, "ModelPackageGroupStatus", policy=exports.policies.get(told.text))
    # A Describe always tells who created a group, a list never does.
    fields["created_by"] = fields["created_by"] or {}
    group = ModelPackageGroup(**fields, tags=exports.tags.get(told.text, {}))
    return replace(group, members={"ModelPackageGroupName": name, **_others(told, group_members(group))})


def made_up_group(name: str, first: ModelPackage) -> ModelPackageGroup:
    """Return a group of which only its versions tell: it came into being with the first of them."""
    return ModelPackageGroup(
        name=name,
        arn=first.arn.replace(f":{arns.PACKAGE}/", f":{arns.GROUP}/").rpartition("/")[0],
        order=0,
        created=first.created,
        created_by={},
        progress=Progress(COMPLETED, first.created),
        members={"ModelPackageGroupName": name},
    )


def package_record(told: Told, exports: Exports) -> ModelPackage:
    """Return the record of a version, or of an unversioned package.

    Raises:
        StateError: its ARN is that of neither.

    """
    group, version = _place_in_group(told)
    package = ModelPackage(
        **_identity(told, group or told.members.get("ModelPackageName", told.arn.name), "ModelPackageStatus"),
        version=version,
        modified=told.members.get("LastModifiedTime"),
        modified_by=told.members.get("LastModifiedBy"),
        tags=exports.tags.get(told.text, {}),
    )
    package = replace(package, members=_others(told, package_members(package)))
    details = told.members.get("ModelPackageStatusDetails")
    own = details is None or package.progress.status in NEXT or details == status_details(package)
    return package if own else replace(package, status_details=details)


def _place_in_group(told: Told) -> tuple[str | None, int | None]:
    """Return the name of a version's group, as it was given, and its number; nothing of an unversioned package.

    Raises:
        StateError: the ARN does not end with a number.

    """
    name, slash, number = told.arn.name.rpartition("/")
    if not slash:
        return None, None
    if not _NUMBER.fullmatch(number):
        raise StateError(f"{told.file}: {told.text} is the ARN of no version.")
    group = told.members.get("ModelPackageGroupName", name)
    # Of a group that another account shares, its ARN is told.
    named = arns.parse(group)
    return named.name if named else group, int(number)


def card_records(told: list[Told], exports: Exports) -> Iterator[ModelCard | ModelCardVersion]:
    """Yield the records of a card and its versions.

    A list of cards tells no version: where nothing else does, the card has version 1.
    """
    numbered = {one.members["ModelCardVersion"]: one for one in told if "ModelCardVersion" in one.members}
    numbered = numbered or {1: told[0]}
    described = [one for one in numbered.values() if one.rank == 0]
    created = min(one.created for one in described or told)
    for number, one in numbered.items():
        fields = _card_fields(one)
        made = exports.made.get((one.text, number), created if number == 1 else fields["modified"])
        yield ModelCardVersion(**{**fields, "created": made}, version=number)
    latest = max(numbered)
    fields = _card_fields(numbered[latest])
    yield ModelCard(**{**fields, "created": created}, version=latest, tags=exports.tags.get(told[0].text, {}))


def _card_fields(told: Told) -> dict[str, Any]:
    """Return what a card and its version have alike. Of the content a list tells nothing."""
    name = told.members.get("ModelCardName", told.arn.name)
    modified: datetime = told.changed
    fields = _identity(told, name, "ModelCardProcessingStatus", modified=modified)
    fields["created_by"] = fields["created_by"] or {}
    fields["modified_by"] = told.members.get("LastModifiedBy") if told.rank == 0 else {}
    apart = card_members(ModelCard(**{**fields, "progress": Progress(COMPLETED, told.created)}))
    return {**fields, "members": {"ModelCardName": name, "Content": "{}", **_others(told, apart)}}
