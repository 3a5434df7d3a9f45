"""Registries with a bit of everything in them, and all that they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest import mock

from moto.s3.models import s3_backends

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.moto_plugin.within import SageMaker, backends
from sagemaker_registry_mock.operations import model_card_exports
from sagemaker_registry_mock.testing import StepResult, set_step_result
from support.examples import SPECIFICATION
from support.pipeline_requests import give_pipelines
from support.valid_requests import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION, ACCOUNT = "us-east-1", "123456789012"
STAGE = {"Stage": "QA", "StageStatus": "Approved"}


def fill() -> None:
    """Fill registries of two accounts and two regions; for some of what has happened lineage is not recorded yet."""
    s3_backends[ACCOUNT]["aws"].create_bucket("bucket", REGION)
    with mock.patch.object(model_card_exports, "render", return_value=b"%PDF"):
        for account, operation, request in SEED:
            SageMaker(REGION, account).ask(operation, request)
    here, far = SageMaker(REGION), SageMaker("eu-west-1")
    give_pipelines(here.backend)
    set_step_result("idle", "Ask", StepResult(properties={"Outcome": True}, failure_reason="late"), region_name=REGION)
    here.ask("CreateModelPackage", {"ModelPackageGroupName": "churn", "ModelLifeCycle": STAGE, "ClientToken": "once"})
    here.ask("ListActions", {})
    version = here.arn("sagemaker", "model-package/churn/3")
    here.ask("UpdateModelPackage", {"ModelPackageArn": version, "ModelLifeCycle": STAGE, "ClientToken": "twice"})
    here.ask("UpdateModelPackage", {"ModelPackageArn": version, "CustomerMetadataPropertiesToRemove": ["none"]})
    here.ask("DeleteModelPackage", {"ModelPackageName": "churn/1"})
    for name in ("Churn", "churn"):
        far.ask("CreateModelPackageGroup", {"ModelPackageGroupName": name, "ModelPackageGroupDescription": "ümläut"})
    far.ask("CreateModelPackage", {"ModelPackageGroupName": "Churn", "InferenceSpecification": SPECIFICATION})


#: What lists a kind of resource, the member with the list, what describes one, and the members that name it in both.
_DESCRIBED = [
    ("ListModelPackageGroups", {}, "DescribeModelPackageGroup", "ModelPackageGroupName", "ModelPackageGroupArn"),
    ("ListModelPackages", {"ModelPackageType": "Both"}, "DescribeModelPackage", "ModelPackageName", "ModelPackageArn"),
    ("ListModelCards", {}, "DescribeModelCard", "ModelCardName", "ModelCardArn"),
    ("ListArtifacts", {}, "DescribeArtifact", "ArtifactArn", "ArtifactArn"),
    ("ListContexts", {}, "DescribeContext", "ContextName", "ContextArn"),
    ("ListActions", {}, "DescribeAction", "ActionName", "ActionArn"),
]
_ALONE: list[tuple[str, dict[str, Any]]] = [
    ("ListAssociations", {}),
    ("ListLineageGroups", {}),
    ("QueryLineage", {}),
    ("ListModelCardVersions", {"ModelCardName": "card"}),
    ("ListModelCardExportJobs", {"ModelCardName": "card"}),
    ("ListPipelineExecutions", {"PipelineName": "idle"}),
    ("ListPipelineExecutions", {"PipelineName": "busy"}),
    *(("Search", {"Resource": kind}) for kind in ("ModelPackage", "ModelPackageGroup", "ModelCard")),
]
_OF_EXECUTIONS = (
    "DescribePipelineExecution",
    "ListPipelineExecutionSteps",
    "ListPipelineParametersForExecution",
    "DescribePipelineDefinitionForExecution",
)


def answers() -> list[Any]:
    """Return what every registry answers to whatever can be asked of it without changing it."""
    found = []
    for backend in sorted(backends(), key=lambda one: (one.account_id, one.region_name)):
        place = SageMaker(backend.region_name, backend.account_id)
        if len(backend.registry.groups) + len(backend.registry.packages):
            found.append((place.account, place.region, list(_asked(place))))
    return found


def _asked(place: SageMaker) -> Iterator[Any]:
    for lists, filters, describes, name, arn in _DESCRIBED:
        listed = place.ask(lists, {"MaxResults": 100, **filters})
        yield listed
        summaries = next(one for one in listed.values() if isinstance(one, list))
        for one in summaries:
            yield _told(place, describes, {name: one[arn]})
            yield _told(place, "ListTags", {"ResourceArn": one[arn]})
            yield _told(place, "GetModelPackageGroupPolicy", {"ModelPackageGroupName": one.get(name, "none")})
    for operation, request in _ALONE:
        yield _told(place, operation, request)
    for execution in place.backend.registry.executions:
        for operation in _OF_EXECUTIONS:
            yield _told(place, operation, {"PipelineExecutionArn": execution.arn})


def _told(place: SageMaker, operation: str, request: dict[str, Any]) -> Any:
    """Return a reply, or the words of a refusal."""
    try:
        return place.ask(operation, request)
    except RegistryError as refused:
        return operation, str(refused)
