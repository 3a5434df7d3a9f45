"""Answers of a real account, as little of them as there must be."""

from __future__ import annotations

from typing import Any

from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.testing.state import load
from support.examples import HERE

GROUP, PACKAGE, CARD = (f"{HERE}:{kind}" for kind in ("model-package-group", "model-package", "model-card"))
#: The day on which everything has begun, in seconds.
DAY = 1709251200.0
EMPTY = {"format": "sagemaker-registry-mock", "version": 2, "registries": []}


def group(name: str = "churn", **more: Any) -> dict[str, Any]:
    """Return what DescribeModelPackageGroup answers."""
    return {
        "ModelPackageGroupName": name,
        "ModelPackageGroupArn": f"{GROUP}/{name}",
        "CreationTime": DAY,
        "CreatedBy": {},
        "ModelPackageGroupStatus": "Completed",
        **more,
    }


def version(number: int = 1, name: str = "churn", **more: Any) -> dict[str, Any]:
    """Return what DescribeModelPackage answers of a version."""
    return {
        "ModelPackageGroupName": name,
        "ModelPackageVersion": number,
        "ModelPackageArn": f"{PACKAGE}/{name}/{number}",
        "CreationTime": DAY + number,
        "ModelPackageStatus": "Completed",
        "ModelPackageStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
        "ModelApprovalStatus": "Approved",
        **more,
    }


def card(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return what DescribeModelCard answers."""
    return {
        "ModelCardName": "card",
        "ModelCardArn": f"{CARD}/card",
        "ModelCardVersion": number,
        "ModelCardStatus": "Draft",
        "Content": "{}",
        "CreationTime": DAY,
        "CreatedBy": {},
        "LastModifiedTime": DAY + number,
        "LastModifiedBy": {},
        **more,
    }


def loaded(folder: Any) -> Any:
    """Load what a folder tells, and return the one registry of its document."""
    document = document_from_exports(folder)
    load(document)
    (registry,) = document["registries"]
    return registry
