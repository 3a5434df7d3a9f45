"""Export jobs of model cards: one version of a card, written to a bucket as a PDF.

A job is done within the call that creates it; a state transition only slows down how its status tells so.
"""

from __future__ import annotations

import re
from typing import Any

from sagemaker_registry_mock.cards.pdf import CardFacts, is_available, render
from sagemaker_registry_mock.errors import ModelCardExportJobAlreadyExists, ModelCardExportJobDoesNotExist
from sagemaker_registry_mock.operations._finding import described, looked_up, named, seen_now
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations.model_cards import card_to_work_on, version_of
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ModelCardExportJob, ModelCardVersion
from sagemaker_registry_mock.registry.transitions import begun

#: The forms of S3OutputPath: s3://bucket/prefix, https://s3.region.host/bucket/prefix, https://bucket.s3.region.host/….
_OUTPUT_PATHS = (
    re.compile(r"s3://(?P<bucket>[^/]+)/?(?P<prefix>.*)", re.DOTALL),
    re.compile(r"https://s3[.-][^/]*/(?P<bucket>[^/]+)/?(?P<prefix>.*)", re.DOTALL),
    re.compile(r"https://(?P<bucket>[^/]+?)\.s3[.-][^/]*/?(?P<prefix>.*)", re.DOTALL),
)

#: The statuses of a card's deletion in which its export jobs are gone.
_WITHOUT_EXPORTS = frozenset({"ExportJobsDeleted", "DeleteCompleted"})

#: Members of CreateModelCardExportJob that say what to export and under which name.
_DIRECTIONS = frozenset({"ModelCardName", "ModelCardVersion", "ModelCardExportJobName"})

#: No FailureReason and no place in S3 is longer than this.
_LONGEST = 1024

NO_PDF_LIBRARY = (
    "No PDF can be written here, since reportlab is not installed: pip install 'sagemaker-registry-mock[pdf]'"
)


@operation("CreateModelCardExportJob")
def create_model_card_export_job(call: Call, request: Members) -> Reply:
    """Export a version of a card, the latest unless the request names another. Of a failure the job tells the reason.

    Raises:
        ModelCardDoesNotExist, ModelCardVersionDoesNotExist: no such card, or it has no such version.
        ModelCardBeingDeleted: its deletion has begun.
        ModelCardExportJobAlreadyExists: the card has a job of that name.

    """
    card = card_to_work_on(call, request["ModelCardName"])
    version = version_of(call, card, request.get("ModelCardVersion", card.version))
    name, exports = request["ModelCardExportJobName"], call.registry.card_exports
    arn = f"{card.arn}/export-job/{name}"
    if f"{card.name}/export-job/{name}" in exports:
        raise ModelCardExportJobAlreadyExists(arn)
    path = request["OutputConfig"]["S3OutputPath"]
    artifact = f"{path.rstrip('/')}/{card.name}/{name}.pdf"
    failure = _failure(call, version, artifact)
    job = ModelCardExportJob(
        name=name,
        arn=arn,
        order=call.registry.next_order(),
        created=call.now,
        created_by={},
        progress=begun("InProgress", call.context.transition(ModelCardExportJob.machine), call.now),
        members={member: value for member, value in request.items() if member not in _DIRECTIONS},
        card=card.name,
        version=version.version,
        artifact=None if failure else artifact,
        failure=failure and failure[:_LONGEST],
    )
    exports.put(job)
    return {"ModelCardExportJobArn": arn}


def _failure(call: Call, version: ModelCardVersion, artifact: str) -> str | None:
    """Write the document to where `artifact` says, and return why that failed, or None."""
    if len(artifact) > _LONGEST:
        return f"The document's place would be longer than {_LONGEST} characters."
    place = next((found for form in _OUTPUT_PATHS if (found := form.fullmatch(artifact))), None)
    if place is None:
        return f"{artifact} names no bucket of Amazon S3."
    if not is_available():
        return NO_PDF_LIBRARY
    facts = CardFacts(
        name=version.name,
        arn=version.arn,
        version=version.version,
        status=version.members["ModelCardStatus"],
        created=version.created,
        modified=version.modified,
    )
    body = render(facts, version.members["Content"])
    refused = call.context.neighbours.put_object(place["bucket"], place["prefix"], body)
    return f"Amazon S3 did not take {artifact}: {refused}" if refused else None


@operation("DescribeModelCardExportJob")
def describe_model_card_export_job(call: Call, request: Members) -> Reply:
    """Tell all of one export job.

    Raises:
        ModelCardExportJobDoesNotExist: no such job.

    """
    arn = request["ModelCardExportJobArn"]
    found = named(call, call.registry.card_exports, arn, arns.CARD)
    if found is not None and _exported(call, found.card) is None:
        found = None
    job = described(call, call.registry.card_exports, found) if found else None
    if job is None:
        raise ModelCardExportJobDoesNotExist(arn)
    return _job_members(job)


@operation("ListModelCardExportJobs")
def list_model_card_export_jobs(call: Call, request: Members) -> Reply:
    """Tell a page of the export jobs of a card, oldest first unless the request says otherwise.

    A card that does not exist has none: the operation is not declared to find nothing.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    listing = Listing(
        operation=call.operation,
        request=request,
        facet=("card", _exported(call, request["ModelCardName"]) or ""),
        page_size=call.settings.page_size,
    )
    page, token = page_of(call.registry.card_exports, listing, lambda job: seen_now(call, job))
    return {"ModelCardExportJobSummaries": [_job_members(job) for job in page], "NextToken": token}


def _exported(call: Call, name: str) -> str | None:
    """Return the name of the card `name` as it was created; None where it and its export jobs are no more."""
    card = looked_up(call, call.registry.cards, name)
    return None if card is None or card.progress.status in _WITHOUT_EXPORTS else card.name


def _job_members(job: ModelCardExportJob) -> dict[str, Any]:
    """Return all that the API can tell of an export job; the output shape chooses among it."""
    told: dict[str, Any] = {
        **job.members,
        "ModelCardExportJobName": job.name,
        "ModelCardExportJobArn": job.arn,
        "ModelCardName": job.card,
        "ModelCardVersion": job.version,
        "Status": job.status,
        "CreatedAt": job.created,
        "LastModifiedAt": job.progress.since,
    }
    if job.status == "Completed":
        told["ExportArtifacts"] = {"S3ExportArtifacts": job.artifact}
    if job.status == "Failed":
        told["FailureReason"] = job.failure
    return told
