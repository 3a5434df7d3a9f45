"""The condition keys of a request: one small function per family of keys, which yields names and values.

Source: Service Authorization Reference, "Condition keys for Amazon SageMaker"; IAM User Guide, "AWS global condition
context keys". Names are in any letter case here; `keys_of` lowers them, since IAM compares them so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sagemaker_registry_mock.registry.records import ModelPackage, ModelPackageGroup, Record

Pair = tuple[str, "tuple[str, ...]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an action is on.

    Attributes:
        arns: its ARN. An action on one of several types of resource has an ARN for each: one of them must be allowed.
        record: the record of that ARN, if there is one.
        group: the group that it is or belongs to, if there is one: its policy and its tags count for its versions.
        shown: how a denial names it, if not by its first ARN.

    """

    arns: tuple[str, ...]
    record: Record | None = None
    group: ModelPackageGroup | None = None
    shown: str = ""


#: Yields condition keys of a request on a target.
KeyFamily = Callable[[Mapping[str, Any], Target], Iterable[Pair]]


def request_tags(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the tags that the request sets: aws:RequestTag/key, and their keys as aws:TagKeys."""
    tags = request.get("Tags", ())
    yield from ((f"aws:RequestTag/{tag['Key']}", (tag["Value"],)) for tag in tags)
    if tags:
        yield "aws:TagKeys", tuple(tag["Key"] for tag in tags)


def removed_tags(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the keys of the tags that the request takes away."""
    yield "aws:TagKeys", tuple(request["TagKeys"])


def approval(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the approval status that the request sets."""
    if "ModelApprovalStatus" in request:
        yield "sagemaker:ModelApprovalStatus", (request["ModelApprovalStatus"],)


def life_cycle(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the stage that the request sets, in both of the spellings that AWS documents."""
    stage = request.get("ModelLifeCycle", {})
    for name in ("Stage", "StageStatus"):
        for sign in ":/":
            if name in stage:
                yield f"sagemaker:ModelLifeCycle{sign}{name}", (stage[name],)


def metadata(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the customer metadata that the request sets, and the keys of what it removes."""
    for name, value in request.get("CustomerMetadataProperties", {}).items():
        yield f"sagemaker:CustomerMetadataProperties/{name}", (value,)
    if request.get("CustomerMetadataPropertiesToRemove"):
        yield "sagemaker:CustomerMetadataPropertiesToRemove", tuple(request["CustomerMetadataPropertiesToRemove"])


def current(_request: Mapping[str, Any], target: Target) -> Iterator[Pair]:
    """Yield the stage and the customer metadata that the package has now."""
    if not isinstance(target.record, ModelPackage):
        return
    members = target.record.members
    stage = members.get("ModelLifeCycle", {})
    if stage:
        yield "sagemaker:CurrentModelLifeCycleStage", (stage["Stage"],)
        yield "sagemaker:CurrentModelLifeCycleStageStatus", (stage["StageStatus"],)
    for name, value in (members.get("CustomerMetadataProperties") or {}).items():
        yield f"sagemaker:CurrentCustomerMetadataProperties/{name}", (value,)


def resource_tags(_request: Mapping[str, Any], target: Target) -> Iterator[Pair]:
    """Yield the tags of the resource; a version has those of its group."""
    tagged = target.group or target.record
    for key, value in (tagged.tags if tagged else {}).items():
        for service in ("aws", "sagemaker"):
            yield f"{service}:ResourceTag/{key}", (value,)


def visibility(request: Mapping[str, Any], _target: Target) -> Iterator[Pair]:
    """Yield the conditions by which a search limits what it sees, in both of the spellings that AWS documents."""
    values: dict[str, list[str]] = {}
    for condition in request.get("VisibilityConditions", ()):
        values.setdefault(condition.get("Key", ""), []).append(condition.get("Value", ""))
    for key, wanted in values.items():
        for ending in ("", "/EqualsIfExists"):
            yield f"sagemaker:SearchVisibilityCondition/{key}{ending}", tuple(wanted)


def keys_of(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Return condition keys as policies look them up: by their names in lower case."""
    return {name.lower(): values for name, values in pairs}
