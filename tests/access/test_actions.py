"""The table of actions: for every operation what it is on, and which condition keys come with it."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import CARD, EXPORT, GROUP, HERE, MARKET, STRANGER, VERSION
from access.gates import small_registry
from support.pipeline_requests import BUSY, TOKEN, WAITING, executions

from sagemaker_registry_mock.access.actions import TABLE, resources_named
from sagemaker_registry_mock.access.keys import keys_of
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.lineage import artifact_id

Keys = dict[str, tuple[str, ...]]

TAGS = [{"Key": "team", "Value": "b"}, {"Key": "cost", "Value": ""}]
REQUEST_TAGS: Keys = {"aws:RequestTag/team": ("b",), "aws:RequestTag/cost": ("",), "aws:TagKeys": ("team", "cost")}
CHURNS_TAGS: Keys = {"aws:ResourceTag/team": ("a",), "sagemaker:ResourceTag/team": ("a",)}
MARKETS_TAGS: Keys = {"aws:ResourceTag/shop": ("yes",), "sagemaker:ResourceTag/shop": ("yes",)}
CARDS_TAGS: Keys = {"aws:ResourceTag/risk": ("low",), "sagemaker:ResourceTag/risk": ("low",)}
CURRENT: Keys = {
    "sagemaker:CurrentModelLifeCycleStage": ("Development",),
    "sagemaker:CurrentModelLifeCycleStageStatus": ("Approved",),
    "sagemaker:CurrentCustomerMetadataProperties/run": ("7",),
}
VERSIONS: Keys = {**CURRENT, **CHURNS_TAGS}
CHANGES: dict[str, Any] = {
    "ModelApprovalStatus": "Approved",
    "ModelLifeCycle": {"Stage": "QA", "StageStatus": "PendingApproval", "StageDescription": "soon"},
    "CustomerMetadataProperties": {"run": "8", "Owner": "me"},
}
CHANGED: Keys = {
    "sagemaker:ModelApprovalStatus": ("Approved",),
    "sagemaker:ModelLifeCycle:stage": ("QA",),
    "sagemaker:ModelLifeCycle/stage": ("QA",),
    "sagemaker:ModelLifeCycle:stageStatus": ("PendingApproval",),
    "sagemaker:ModelLifeCycle/stageStatus": ("PendingApproval",),
    "sagemaker:CustomerMetadataProperties/run": ("8",),
    "sagemaker:CustomerMetadataProperties/Owner": ("me",),
}
NEW_GROUP, NEW_CARD = HERE.arn("model-package-group", "new"), HERE.arn("model-card", "new")
NEXT, NEW_PACKAGE = HERE.arn("model-package", "churn/2"), HERE.arn("model-package", "new")
DATA: dict[str, Any] = {"SourceUri": "s3://bucket/data"}
ARTIFACT, CONTEXT = HERE.arn("artifact", artifact_id(DATA)), HERE.arn("context", "release")
ACTION = HERE.arn("action", "new")
CONTEXTS_TAGS: Keys = {"aws:ResourceTag/cost": ("7",), "sagemaker:ResourceTag/cost": ("7",)}
CONDITION = [{"Key": "Tags.team", "Value": "a"}]

#: For every operation requests, the ARNs that each is on, and its condition keys.
ROWS: dict[str, list[tuple[dict[str, Any], tuple[str, ...], Keys]]] = {
    "CreateModelPackageGroup": [
        ({"ModelPackageGroupName": "new"}, (NEW_GROUP,), {}),
        ({"ModelPackageGroupName": "new", "Tags": TAGS}, (NEW_GROUP,), REQUEST_TAGS),
        ({"ModelPackageGroupName": "churn"}, (GROUP,), CHURNS_TAGS),
    ],
    "DescribeModelPackageGroup": [
        ({"ModelPackageGroupName": "churn"}, (GROUP,), CHURNS_TAGS),
        ({"ModelPackageGroupName": GROUP}, (GROUP,), CHURNS_TAGS),
        ({"ModelPackageGroupName": "CHURN"}, (GROUP,), CHURNS_TAGS),
        ({"ModelPackageGroupName": "new"}, (NEW_GROUP,), {}),
    ],
    "ListModelPackageGroups": [({"NameContains": "churn"}, ("*",), {})],
    "DeleteModelPackageGroup": [({"ModelPackageGroupName": GROUP}, (GROUP,), CHURNS_TAGS)],
    "PutModelPackageGroupPolicy": [({"ModelPackageGroupName": "churn", "ResourcePolicy": "{}"}, (GROUP,), CHURNS_TAGS)],
    "GetModelPackageGroupPolicy": [({"ModelPackageGroupName": "churn"}, (GROUP,), CHURNS_TAGS)],
    "DeleteModelPackageGroupPolicy": [({"ModelPackageGroupName": "churn"}, (GROUP,), CHURNS_TAGS)],
    "CreateModelPackage": [
        ({"ModelPackageGroupName": "churn"}, (NEXT, GROUP), CHURNS_TAGS),
        ({"ModelPackageGroupName": GROUP, **CHANGES}, (NEXT, GROUP), {**CHANGED, **CHURNS_TAGS}),
        ({"ModelPackageName": "new", "Tags": TAGS}, (NEW_PACKAGE,), REQUEST_TAGS),
        (
            {"ModelPackageGroupName": "new"},
            (HERE.arn("model-package", "new/1"), NEW_GROUP),
            {},
        ),
        ({"ModelApprovalStatus": "Rejected"}, ("*",), {"sagemaker:ModelApprovalStatus": ("Rejected",)}),
    ],
    "DescribeModelPackage": [
        ({"ModelPackageName": VERSION}, (VERSION,), VERSIONS),
        ({"ModelPackageName": VERSION.replace("churn", "Churn")}, (VERSION,), VERSIONS),
        ({"ModelPackageName": "churn/1"}, (VERSION,), VERSIONS),
        ({"ModelPackageName": "churn/2"}, (NEXT,), CHURNS_TAGS),
        ({"ModelPackageName": "market"}, (MARKET,), MARKETS_TAGS),
        ({"ModelPackageName": "new"}, (NEW_PACKAGE,), {}),
        ({"ModelPackageName": "other/1"}, (HERE.arn("model-package", "other/1"),), {}),
        ({"ModelPackageName": GROUP}, (GROUP,), {}),
        ({"ModelPackageName": "arn:nonsense"}, ("arn:nonsense",), {}),
    ],
    "ListModelPackages": [
        ({"ModelPackageGroupName": "churn"}, (HERE.arn("model-package", "churn/*"),), CHURNS_TAGS),
        ({"ModelPackageGroupName": GROUP}, (HERE.arn("model-package", "churn/*"),), CHURNS_TAGS),
        ({"ModelPackageGroupName": "new"}, (HERE.arn("model-package", "new/*"),), {}),
        ({"ModelPackageType": "Unversioned"}, ("*",), {}),
    ],
    "UpdateModelPackage": [
        ({"ModelPackageArn": VERSION}, (VERSION,), VERSIONS),
        ({"ModelPackageArn": VERSION, **CHANGES}, (VERSION,), {**CHANGED, **VERSIONS}),
        (
            {"ModelPackageArn": VERSION, "CustomerMetadataPropertiesToRemove": ["run", "by"]},
            (VERSION,),
            {"sagemaker:CustomerMetadataPropertiesToRemove": ("run", "by"), **VERSIONS},
        ),
        (
            {"ModelPackageArn": MARKET, "CustomerMetadataPropertiesToRemove": [], "CustomerMetadataProperties": {}},
            (MARKET,),
            MARKETS_TAGS,
        ),
    ],
    "DeleteModelPackage": [({"ModelPackageName": VERSION}, (VERSION,), VERSIONS)],
    "BatchDescribeModelPackage": [({"ModelPackageArn": VERSION}, (VERSION,), VERSIONS)],
    "CreateModel": [({"ModelPackageName": VERSION}, (VERSION,), VERSIONS)],
    "UpdateEndpoint": [
        ({"EndpointName": "churn", "EndpointConfigName": "green"}, (HERE.arn("endpoint", "churn"),), {}),
    ],
    "AddTags": [
        ({"ResourceArn": GROUP, "Tags": TAGS}, (GROUP,), {**REQUEST_TAGS, **CHURNS_TAGS}),
        ({"ResourceArn": VERSION, "Tags": TAGS}, (VERSION,), {**REQUEST_TAGS, **VERSIONS}),
        ({"ResourceArn": CARD, "Tags": TAGS}, (CARD,), {**REQUEST_TAGS, **CARDS_TAGS}),
    ],
    "ListTags": [
        ({"ResourceArn": GROUP}, (GROUP,), CHURNS_TAGS),
        ({"ResourceArn": VERSION}, (VERSION,), VERSIONS),
        ({"ResourceArn": MARKET}, (MARKET,), MARKETS_TAGS),
        ({"ResourceArn": CARD}, (CARD,), CARDS_TAGS),
        ({"ResourceArn": "nonsense"}, (HERE.arn("model-package", "nonsense"),), {}),
    ],
    "DeleteTags": [
        (
            {"ResourceArn": MARKET, "TagKeys": ["shop", "team"]},
            (MARKET,),
            {"aws:TagKeys": ("shop", "team"), **MARKETS_TAGS},
        )
    ],
    "Search": [
        ({"Resource": "ModelPackage"}, ("*",), {}),
        (
            {"Resource": "ModelPackage", "VisibilityConditions": CONDITION},
            ("*",),
            {
                "sagemaker:SearchVisibilityCondition/Tags.team": ("a",),
                "sagemaker:SearchVisibilityCondition/Tags.team/EqualsIfExists": ("a",),
            },
        ),
    ],
    "GetSearchSuggestions": [({"Resource": "ModelPackage"}, ("*",), {})],
    "CreateModelCard": [({"ModelCardName": "new", "Tags": TAGS}, (NEW_CARD,), REQUEST_TAGS)],
    "UpdateModelCard": [({"ModelCardName": "card"}, (CARD,), CARDS_TAGS)],
    "DescribeModelCard": [
        ({"ModelCardName": CARD}, (CARD,), CARDS_TAGS),
        ({"ModelCardName": "card"}, (CARD,), CARDS_TAGS),
        ({"ModelCardName": "new"}, (NEW_CARD,), {}),
    ],
    "ListModelCards": [({}, ("*",), {})],
    "ListModelCardVersions": [({"ModelCardName": "card"}, (CARD,), CARDS_TAGS)],
    "DeleteModelCard": [({"ModelCardName": "card"}, (CARD,), CARDS_TAGS)],
    "CreateModelCardExportJob": [({"ModelCardName": "card"}, (CARD,), CARDS_TAGS)],
    "DescribeModelCardExportJob": [
        ({"ModelCardExportJobArn": EXPORT}, (EXPORT,), {}),
        ({"ModelCardExportJobArn": f"{EXPORT}2"}, (f"{EXPORT}2",), {}),
    ],
    "ListModelCardExportJobs": [({"ModelCardName": "card"}, (CARD,), CARDS_TAGS)],
    "CreateArtifact": [({"Source": DATA, "Tags": TAGS}, (ARTIFACT,), REQUEST_TAGS)],
    "DescribeArtifact": [
        ({"ArtifactArn": ARTIFACT}, (ARTIFACT,), {}),
        ({"ArtifactArn": CONTEXT}, (CONTEXT,), {}),
    ],
    "ListArtifacts": [({}, ("*",), {})],
    "UpdateArtifact": [({"ArtifactArn": ARTIFACT}, (ARTIFACT,), {})],
    "DeleteArtifact": [
        ({"ArtifactArn": ARTIFACT}, (ARTIFACT,), {}),
        ({"Source": DATA}, (ARTIFACT,), {}),
        ({}, ("*",), {}),
    ],
    "CreateContext": [({"ContextName": "new", "Tags": TAGS}, (HERE.arn("context", "new"),), REQUEST_TAGS)],
    "DescribeContext": [
        ({"ContextName": "release"}, (CONTEXT,), CONTEXTS_TAGS),
        ({"ContextName": CONTEXT.replace("release", "RELEASE")}, (CONTEXT,), CONTEXTS_TAGS),
    ],
    "ListContexts": [({}, ("*",), {})],
    "UpdateContext": [({"ContextName": "release"}, (CONTEXT,), CONTEXTS_TAGS)],
    "DeleteContext": [({"ContextName": "release"}, (CONTEXT,), CONTEXTS_TAGS)],
    "CreateAction": [({"ActionName": "new"}, (ACTION,), {})],
    "DescribeAction": [({"ActionName": ACTION}, (ACTION,), {})],
    "ListActions": [({}, ("*",), {})],
    "UpdateAction": [({"ActionName": "new"}, (ACTION,), {})],
    "DeleteAction": [({"ActionName": "new"}, (ACTION,), {})],
    "AddAssociation": [({"EntityArn": CONTEXT}, (CONTEXT,), CONTEXTS_TAGS)],
    "ListAssociations": [({"SourceArn": CONTEXT}, ("*",), {})],
    "DeleteAssociation": [({"EntityArn": HERE.arn("experiment", "e")}, (HERE.arn("experiment", "e"),), {})],
    "QueryLineage": [({"EntityArn": CONTEXT}, (CONTEXT,), CONTEXTS_TAGS), ({"EntityArn": "*"}, ("*",), {})],
    "ListLineageGroups": [({}, ("*",), {})],
    "DescribeLineageGroup": [({"LineageGroupName": "default"}, (HERE.arn("lineage-group", "default"),), {})],
    "GetLineageGroupPolicy": [
        ({"LineageGroupName": HERE.arn("lineage-group", "default")}, (HERE.arn("lineage-group", "default"),), {})
    ],
    "CreatePipeline": [({"PipelineName": "busy", "Tags": TAGS}, (BUSY,), REQUEST_TAGS)],
    **{
        operation: [({"PipelineName": "busy"}, (BUSY,), {}), ({"PipelineName": BUSY}, (BUSY,), {})]
        for operation in (
            "DescribePipeline",
            "UpdatePipeline",
            "DeletePipeline",
            "StartPipelineExecution",
            "ListPipelineExecutions",
        )
    },
    **{
        operation: [({"PipelineExecutionArn": WAITING}, (WAITING,), {})]
        for operation in (
            "DescribePipelineExecution",
            "DescribePipelineDefinitionForExecution",
            "ListPipelineParametersForExecution",
            "RetryPipelineExecution",
            "StopPipelineExecution",
            "UpdatePipelineExecution",
        )
    },
    "ListPipelineExecutionSteps": [({"PipelineExecutionArn": WAITING}, (WAITING,), {}), ({}, ("*",), {})],
    "SendPipelineExecutionStepSuccess": [({"CallbackToken": TOKEN}, ("*",), {})],
    "SendPipelineExecutionStepFailure": [({"CallbackToken": TOKEN}, ("*",), {})],
}


def test_every_operation_has_a_row() -> None:
    """The table knows what each operation that the registry answers is on, and no others."""
    assert set(TABLE) == set(OPERATIONS)
    assert set(ROWS) == set(OPERATIONS)


@pytest.mark.parametrize(("operation", "row"), [(name, row) for name, rows in ROWS.items() for row in rows])
def test_an_action_is_on_a_resource_and_has_keys(
    operation: str, row: tuple[dict[str, Any], tuple[str, ...], Keys]
) -> None:
    """A request is on the ARN of what it names, whether or not that exists, and brings these keys and no others."""
    request, arns, keys = row
    action = TABLE[operation]

    target = action.target(small_registry(), request)

    assert target.arns == arns
    found = keys_of(pair for family in action.keys for pair in family(request, target))
    assert found == {name.lower(): values for name, values in keys.items()}


@pytest.mark.parametrize("operation", ["SendPipelineExecutionStepSuccess", "SendPipelineExecutionStepFailure"])
def test_a_callback_is_on_the_execution_that_waits_for_it(operation: str) -> None:
    """The token leads to its execution; one that nobody waits for may be any execution's."""
    registry = small_registry()
    for execution in executions(registry):
        registry.executions.put(execution)

    for token, arn in ((TOKEN, WAITING), ("0123456789", "*")):
        assert TABLE[operation].target(registry, {"CallbackToken": token}).arns == (arn,)


@pytest.mark.parametrize("change", [{"region": "us-east-2"}, {"account": STRANGER}, {"partition": "aws-cn"}])
def test_an_arn_from_elsewhere_is_not_looked_up(change: dict[str, str]) -> None:
    """A request for what lies in another scope is on the ARN as given, and nothing is known of it."""
    scope = Scope(**{"partition": "aws", "region": "us-east-1", "account": HERE.account, **change})
    version, group = scope.arn("model-package", "churn/1"), scope.arn("model-package-group", "churn")
    registry = small_registry()

    for operation, request, arn in [
        ("DescribeModelPackage", {"ModelPackageName": version}, version),
        ("DescribeModelPackageGroup", {"ModelPackageGroupName": group}, group),
        ("ListTags", {"ResourceArn": group}, group),
    ]:
        target = TABLE[operation].target(registry, request)
        assert (target.arns, target.record, target.group) == ((arn,), None, None)


def test_a_version_leads_to_its_group() -> None:
    """The group of a version is known, even of a version that does not exist; other resources have none."""
    registry = small_registry()
    churn = registry.groups.find("churn")

    for name in ("churn/1", "churn/9", VERSION):
        assert TABLE["DescribeModelPackage"].target(registry, {"ModelPackageName": name}).group is churn
    assert TABLE["DescribeModelPackage"].target(registry, {"ModelPackageName": "churn"}).group is None
    assert TABLE["DescribeModelCard"].target(registry, {"ModelCardName": "churn/1"}).group is None


@pytest.mark.parametrize(
    ("operation", "request_", "named"),
    [
        ("DescribeModelPackage", {"ModelPackageName": VERSION}, [VERSION]),
        ("CreateModelPackage", {"ModelPackageName": "market"}, []),
        ("CreateModelPackage", {"ModelPackageGroupName": GROUP}, [GROUP]),
        ("ListModelPackages", {}, []),
        ("Search", {"Resource": "ModelPackage"}, []),
        ("BatchDescribeModelPackage", {"ModelPackageArnList": [VERSION, MARKET]}, [VERSION, MARKET]),
        ("CreateModel", {"PrimaryContainer": {"ModelPackageName": VERSION}}, [VERSION]),
        (
            "CreateModel",
            {"Containers": [{"ModelPackageName": VERSION}, {"Image": "image:1"}, {"ModelPackageName": "market"}]},
            [VERSION, "market"],
        ),
        ("CreateModel", {"PrimaryContainer": {"Image": "image:1"}}, []),
        ("CreateModel", {}, []),
        ("AddAssociation", {"SourceArn": CONTEXT, "DestinationArn": ACTION}, [CONTEXT, ACTION]),
        ("DeleteAssociation", {"SourceArn": ACTION, "DestinationArn": CONTEXT}, [ACTION, CONTEXT]),
        ("QueryLineage", {"StartArns": [CONTEXT]}, [CONTEXT]),
        ("QueryLineage", {}, []),
    ],
)
def test_a_request_names_resources(operation: str, request_: dict[str, Any], named: list[str]) -> None:
    """What a request names stands in the member of its row, or in several places."""
    assert resources_named(operation, request_) == named
