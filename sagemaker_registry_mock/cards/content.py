"""What is read out of a model card's content, a JSON string."""

from __future__ import annotations

import json
from typing import Any

from sagemaker_registry_mock.registry import arns

#: What `IncludedData=MetadataOnly` leaves of a card's content (API reference of DescribeModelPackage).
METADATA = (
    ("model_overview", "model_id"),
    ("model_overview", "model_name"),
    ("intended_uses", "risk_rating"),
    ("model_package_details", "model_package_group_name"),
    ("model_package_details", "model_package_arn"),
)

#: The members of Search's ModelCard record that come out of the content, and where they stand: the first that is there.
_SEARCHABLE = {
    "ModelId": (("model_overview", "model_id"), ("model_package_details", "model_package_arn")),
    "RiskRating": (("intended_uses", "risk_rating"),),
    "ModelPackageGroupName": (("model_package_details", "model_package_group_name"),),
}


def metadata_only(content: str) -> str:
    """Return `content` with nothing but the metadata that is in it."""
    document, kept = _sections(content), dict[str, dict[str, Any]]()
    for section, name in METADATA:
        if name in document.get(section, {}):
            kept.setdefault(section, {})[name] = document[section][name]
    return json.dumps(kept)


def searchable(content: str) -> dict[str, Any]:
    """Return what Search shows of `content` beside the content itself.

    A card of a package, whose ModelId is the ARN of one, is of that package's group.
    """
    document = _sections(content)
    found: dict[str, str] = {}
    for member, places in _SEARCHABLE.items():
        values = (document.get(section, {}).get(name) for section, name in places)
        told = next((value for value in values if isinstance(value, str)), None)
        if told is not None:
            found[member] = told
    package = arns.parse(found.get("ModelId", ""))
    if package is not None and package.kind == arns.PACKAGE and "/" in package.name:
        found.setdefault("ModelPackageGroupName", package.name.partition("/")[0])
    return found


def integer(digits: str) -> float:
    """Return the number; as an infinite float, where it has more digits than Python reads."""
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _sections(content: str) -> dict[str, dict[str, Any]]:
    """Return the sections that are JSON objects; none where the content is no JSON object."""
    try:
        document = json.loads(content, parse_int=integer)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(document, dict):
        return {}
    return {name: section for name, section in document.items() if isinstance(section, dict)}
