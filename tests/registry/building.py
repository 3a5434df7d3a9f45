"""Records with nothing in them but what a test names."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from sagemaker_registry_mock.registry.records import ModelPackage, ModelPackageGroup
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


def at(seconds: float) -> datetime:
    """Return the time `seconds` after the start of the test's world."""
    return START + timedelta(seconds=seconds)


def group(name: str, order: int = 1, *, second: float = 0) -> ModelPackageGroup:
    """Make a group, created `second` seconds after the start."""
    return ModelPackageGroup(**_identity(name, order, second))


def package(
    name: str, order: int = 1, *, version: int | None = None, second: float = 0, status: str | None = None
) -> ModelPackage:
    """Make a package: a version of the group `name`, or unversioned."""
    members = {} if status is None else {"ModelApprovalStatus": status}
    return ModelPackage(**_identity(name, order, second), version=version, members=members)


def _identity(name: str, order: int, second: float) -> dict[str, Any]:
    created = at(second)
    return {
        "name": name,
        "arn": f"arn:of:{name}:{order}",
        "order": order,
        "created": created,
        "created_by": {},
        "progress": Progress(COMPLETED, created),
    }
