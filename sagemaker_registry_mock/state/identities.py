"""Whether a record is called what it must be called, and has a status that its kind can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.executions import PipelineExecution
from sagemaker_registry_mock.registry.lineage import ENTITIES, Association, association_key
from sagemaker_registry_mock.registry.records import (
    ModelCard,
    ModelCardExportJob,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
    Record,
)
from sagemaker_registry_mock.registry.transitions import COMPLETED
from sagemaker_registry_mock.state.refusals import refuse, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.registry.arns import Scope

#: The resource types in the ARNs of records.
_KINDS: dict[type[Record], str] = {
    ModelPackageGroup: arns.GROUP,
    ModelPackage: arns.PACKAGE,
    ModelCard: arns.CARD,
    ModelCardVersion: arns.CARD,
    ModelCardExportJob: arns.CARD,
    PipelineExecution: arns.PIPELINE,
    **{entity: kind for kind, entity in ENTITIES.items()},
}

#: The enums of the statuses that records go through. A record of another kind is completed when it is made.
_STATUSES: dict[type[Record], str] = {
    ModelPackageGroup: "ModelPackageGroupStatus",
    ModelPackage: "ModelPackageStatus",
    ModelCard: "ModelCardProcessingStatus",
    ModelCardVersion: "ModelCardProcessingStatus",
    ModelCardExportJob: "ModelCardExportJobStatus",
}


def check_arn(scope: Scope, record: Record, path: str) -> None:
    """Check that a record's ARN is that of its kind, its name and its registry.

    Raises:
        StateError: naming the ARN that it must have.

    """
    expected = list(_arns(scope, record))
    if record.arn not in expected:
        refuse(f"{path}.arn", f"must be {shown(expected[0])}, not {shown(record.arn)}")
    if isinstance(record, Association) and record.name != record.arn:
        refuse(f"{path}.name", "must be as the arn: that of the source, a space, that of the destination")


def _arns(scope: Scope, record: Record) -> Iterator[str]:
    if isinstance(record, Association):
        yield association_key(record.source, record.destination)
        return
    key = record.name if isinstance(record, ModelCardVersion) else record.key
    yield scope.arn(_KINDS[type(record)], key)
    if isinstance(record, (ModelPackageGroup, ModelPackage, ModelCard, ModelCardVersion)):
        # As the setting arn_case="lower" prints those of packages, and as real accounts have them of old times.
        yield scope.arn(_KINDS[type(record)], key.lower())


def check_status(record: Record, path: str) -> None:
    """Check that a record's status is one of its kind.

    Raises:
        StateError: naming those that there are.

    """
    enum = _STATUSES.get(type(record))
    known = {COMPLETED, *(default_service().enum(enum) if enum else ())}
    if record.progress.status not in known:
        words = f"must be one of {', '.join(sorted(known))}"
        refuse(f"{path}.progress.status", f"{words}, not {shown(record.progress.status)}")
