"""Valid requests of the operations of lineage, and what has to be there for them."""

from __future__ import annotations

from typing import Any

from sagemaker_registry_mock.registry.lineage import artifact_id
from support.examples import HERE, tags

DATA = {"SourceUri": "s3://bucket/data", "SourceTypes": [{"SourceIdType": "S3ETag", "Value": "1"}]}
ARTIFACT = f"{HERE}:artifact/{artifact_id(DATA)}"
CONTEXT, ACTION = f"{HERE}:context/release", f"{HERE}:action/training"
#: The context that SageMaker makes of the group churn.
GROUP_CONTEXT = f"{HERE}:context/churn-1-aws-model-group"
LINEAGE_GROUP = f"{HERE}:lineage-group/sagemaker-default-lineage-group"

SOURCE = {"SourceUri": "release:1", "SourceType": "Git", "SourceId": "abc"}
MORE: dict[str, Any] = {"Properties": {"accuracy": "0.9"}, "Tags": tags(team="a")}
DESCRIBED: dict[str, Any] = {**MORE, "Description": "of the month"}
MADE_BY = {"MetadataProperties": {"CommitId": "abc", "GeneratedBy": "somebody"}}
CHANGES: dict[str, Any] = {"Properties": {"accuracy": "0.8", "owner": "me"}, "PropertiesToRemove": ["owner"]}
PAGE = {"MaxResults": 5, "NextToken": "", "SortOrder": "Ascending", "SortBy": "CreationTime"}
BETWEEN = {"CreatedAfter": 1, "CreatedBefore": "2099-01-01T00:00:00Z"}

LINEAGE: dict[str, dict[str, Any]] = {
    "CreateArtifact": {
        "ArtifactName": "data",
        "Source": {**DATA, "SourceUri": "s3://bucket/new"},
        "ArtifactType": "DataSet",
        **MORE,
        **MADE_BY,
    },
    "DescribeArtifact": {"ArtifactArn": ARTIFACT},
    "ListArtifacts": {**PAGE, **BETWEEN, "SourceUri": "s3://bucket/data", "ArtifactType": "DataSet"},
    "UpdateArtifact": {"ArtifactArn": ARTIFACT, "ArtifactName": "renamed", **CHANGES},
    "DeleteArtifact": {"Source": DATA},
    "CreateContext": {"ContextName": "next_release", "Source": SOURCE, "ContextType": "Release", **DESCRIBED},
    "DescribeContext": {"ContextName": CONTEXT},
    "ListContexts": {**PAGE, **BETWEEN, "SortBy": "Name", "SourceUri": "release:1", "ContextType": "Release"},
    "UpdateContext": {"ContextName": "release", "Description": "late", **CHANGES},
    "DeleteContext": {"ContextName": "unused"},
    "CreateAction": {
        "ActionName": "tuning",
        "Source": SOURCE,
        "ActionType": "Tuning",
        "Status": "InProgress",
        **DESCRIBED,
        **MADE_BY,
    },
    "DescribeAction": {"ActionName": ACTION},
    "ListActions": {**PAGE, **BETWEEN, "SortBy": "Name", "SourceUri": "release:1", "ActionType": "Training"},
    "UpdateAction": {"ActionName": "training", "Description": "late", "Status": "Completed", **CHANGES},
    "DeleteAction": {"ActionName": "unused"},
    "AddAssociation": {"SourceArn": ARTIFACT, "DestinationArn": ACTION, "AssociationType": "ContributedTo"},
    "ListAssociations": {
        **PAGE,
        **BETWEEN,
        "SortBy": "DestinationType",
        "SourceArn": ACTION,
        "DestinationArn": CONTEXT,
        "SourceType": "Training",
        "DestinationType": "Release",
        "AssociationType": "AssociatedWith",
    },
    "DeleteAssociation": {"SourceArn": ACTION, "DestinationArn": CONTEXT},
    "QueryLineage": {
        "StartArns": [GROUP_CONTEXT],
        "Direction": "Both",
        "IncludeEdges": True,
        "Filters": {
            "Types": ["Model"],
            "LineageTypes": ["Artifact"],
            **BETWEEN,
            "ModifiedAfter": 1,
            "ModifiedBefore": "2099-01-01T00:00:00Z",
            "Properties": {"accuracy": "0.9"},
        },
        "MaxDepth": 3,
        "MaxResults": 5,
        "NextToken": "",
    },
    "ListLineageGroups": {**PAGE, **BETWEEN, "SortBy": "Name"},
    "DescribeLineageGroup": {"LineageGroupName": "sagemaker-default-lineage-group"},
    # The one operation that is always refused: its request is valid all the same.
    "GetLineageGroupPolicy": {"LineageGroupName": LINEAGE_GROUP},
}

LINEAGE_SEED: list[tuple[str, dict[str, Any]]] = [
    ("CreateArtifact", {"Source": DATA, "ArtifactType": "DataSet", "Properties": {"accuracy": "0.9"}}),
    ("CreateContext", {"ContextName": "release", "Source": SOURCE, "ContextType": "Release", **MORE}),
    ("CreateContext", {"ContextName": "unused", "Source": SOURCE, "ContextType": "Release"}),
    ("CreateAction", {"ActionName": "training", "Source": SOURCE, "ActionType": "Training"}),
    ("CreateAction", {"ActionName": "unused", "Source": SOURCE, "ActionType": "Training"}),
    ("AddAssociation", {"SourceArn": ACTION, "DestinationArn": CONTEXT, "AssociationType": "AssociatedWith"}),
]
