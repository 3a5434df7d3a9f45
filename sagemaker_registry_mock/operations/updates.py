"""UpdateModelPackage: what is given replaces, merges or appends; what is left out keeps its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.validation import check_package_content
from sagemaker_registry_mock.errors import ApprovalOfUnversionedPackage, ModelCardArchived, TooManyMetadataProperties
from sagemaker_registry_mock.events.details import PackageChanged, Telling
from sagemaker_registry_mock.operations._finding import package_named
from sagemaker_registry_mock.operations._idempotency import once
from sagemaker_registry_mock.operations._packages import (
    appended_specifications,
    package_members,
    refuse_environment,
    specified,
)
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.lineage import PackageSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_METADATA_PROPERTIES = 50


@operation("UpdateModelPackage")
def update_model_package(call: Call, request: Members) -> Reply:
    """Change one package; a refused update changes nothing.

    Raises:
        ModelPackageDoesNotExist: no such package.
        ApprovalOfUnversionedPackage, EnvironmentOfUnversionedPackage: what only versions have.
        TooManyMetadataProperties, DuplicateSpecificationName, TooManySpecifications: too much, after the merge.
        SourceUriBesideSpecification: both in one call.
        ModelCardArchived: the content of an archived card was given.
        InvalidModelCardContent: the content of its model card is no JSON, or not of the schema.
        ClientTokenReused: the token came with other parameters before.

    """
    return once(call, request, _update)


def _update(call: Call, request: Members) -> Reply:
    package = package_named(call, request["ModelPackageArn"])
    if package.version is None and "ModelApprovalStatus" in request:
        raise ApprovalOfUnversionedPackage
    changes = {name: value for name, value in request.items() if name not in _DIRECTIONS}
    for names, rule in _MERGED.items():
        if not names.isdisjoint(request):
            changes |= rule(package.members, request)
    changes |= specified(request)
    if package.version is None:
        refuse_environment(changes)
    revised = package.revised(changes, at=call.now, by=call.user())
    call.registry.packages.put(revised)
    call.registry.lineage.happened.append(PackageSet(package, revised, staged="ModelLifeCycle" in request))
    updated = tuple(name for name in request if name not in _ADDRESS)
    if updated:
        call.emit(PackageChanged(resource=revised.arn, told=Telling(package_members, revised), updated=updated))
    return {"ModelPackageArn": package.arn}


def _merged_metadata(members: Mapping[str, Any], request: Members) -> dict[str, Any]:
    """Lay the new properties over the old, then take out those to remove."""
    removed = request.get("CustomerMetadataPropertiesToRemove", ())
    merged = {**(members.get("CustomerMetadataProperties") or {}), **request.get("CustomerMetadataProperties", {})}
    kept = {key: value for key, value in merged.items() if key not in removed}
    if len(kept) > MAX_METADATA_PROPERTIES:
        raise TooManyMetadataProperties(MAX_METADATA_PROPERTIES)
    # The service model has no empty map of properties: with none left the member is absent.
    return {"CustomerMetadataProperties": kept or None}


def _merged_card(members: Mapping[str, Any], request: Members) -> dict[str, Any]:
    """Replace the content and the status of the model card, each only where it is given."""
    card = members.get("ModelCard", {})
    if card.get("ModelCardStatus") == "Archived" and "ModelCardContent" in request["ModelCard"]:
        raise ModelCardArchived
    if "ModelCardContent" in request["ModelCard"]:
        check_package_content(request["ModelCard"]["ModelCardContent"])
    return {"ModelCard": {**card, **request["ModelCard"]}}


def _appended_specifications(members: Mapping[str, Any], request: Members) -> dict[str, Any]:
    kept = members.get("AdditionalInferenceSpecifications", ())
    return {
        "AdditionalInferenceSpecifications": appended_specifications(
            kept, request["AdditionalInferenceSpecificationsToAdd"]
        )
    }


#: Members that do not simply replace, and the rule that merges them into what was there.
_MERGED: dict[frozenset[str], Callable[[Mapping[str, Any], Members], dict[str, Any]]] = {
    frozenset({"CustomerMetadataProperties", "CustomerMetadataPropertiesToRemove"}): _merged_metadata,
    frozenset({"ModelCard"}): _merged_card,
    frozenset({"AdditionalInferenceSpecificationsToAdd"}): _appended_specifications,
}

#: Members that say which package.
_ADDRESS = frozenset({"ModelPackageArn", "ClientToken"})

#: Members that say which package or how to change it. Every other member replaces the package's own, whatever the
#: service model adds in years to come.
_DIRECTIONS = _ADDRESS.union(*_MERGED)
