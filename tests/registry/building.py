"""Records with nothing in them but what a test names."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from sagemaker_registry_mock.registry.executions import PipelineExecution, StepRun
from sagemaker_registry_mock.registry.lineage import Context
from sagemaker_registry_mock.registry.records import (
    ModelCard,
    ModelCardExportJob,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
)
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


def card(name: str, order: int = 1, *, version: int = 1, status: str = "Draft") -> ModelCard:
    """Make a stand-alone model card whose latest version is `version`."""
    members = {"ModelCardStatus": status}
    return ModelCard(**_identity(name, order, 0), version=version, members=members, modified=at(0))


def card_version(name: str, order: int = 1, *, version: int = 1, status: str = "Draft") -> ModelCardVersion:
    """Make one version of the card `name`."""
    members = {"ModelCardStatus": status}
    return ModelCardVersion(**_identity(name, order, 0), version=version, members=members, modified=at(0))


def export(
    name: str, order: int = 1, *, of: str = "card", version: int = 1, failure: str | None = None
) -> ModelCardExportJob:
    """Make a job that has exported a version of a card, or has failed to."""
    artifact = None if failure else f"s3://bucket/{name}.pdf"
    return ModelCardExportJob(**_identity(name, order, 0), card=of, version=version, artifact=artifact, failure=failure)


def context(name: str, order: int = 1) -> Context:
    """Make a context of lineage, of the type Release."""
    members = {"ContextName": name, "Source": {"SourceUri": f"release:{name}"}, "ContextType": "Release"}
    return Context(**_identity(name, order, 0), members=members, modified=at(0))


def execution(name: str, order: int = 1, *, pipeline: str = "churn", second: float = 0) -> PipelineExecution:
    """Make an execution of a pipeline that has run nothing yet."""
    created = at(second)
    return PipelineExecution(
        **_identity(name, order, second),
        pipeline=pipeline,
        role="arn:role",
        definition="{}",
        parameters={},
        modified=created,
        modified_by={},
    )


def step_run(name: str, status: str = "Succeeded", *, token: str | None = None) -> StepRun:
    """Make the run of a step."""
    return StepRun(name=name, status=status, started=at(0), ended=None, token=token)


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
