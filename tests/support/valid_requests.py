"""A valid request of every operation, for the tests that spoil them, and the registries that they are for."""

from __future__ import annotations

import json
from typing import Any

from support.examples import CONTAINER, HERE, SPECIFICATION, THERE, additional, tags
from support.lineage_requests import LINEAGE, LINEAGE_SEED
from support.pipeline_requests import PIPELINES

GROUP, CARD = f"{HERE}:model-package-group/churn", f"{HERE}:model-card/card"
VERSION, MARKET = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/market"
EXPORT, FAILED_EXPORT = f"{CARD}/export-job/done", f"{CARD}/export-job/failed"
#: A version of the tests' own that is approved, with an additional inference specification gpu.
APPROVED = f"{HERE}:model-package/churn/2"
#: An approved version that another account shares with the tests' own.
SHARED = f"{THERE}:model-package/shared/1"
#: The name of the endpoint that is updated. It and its configurations are moto's to make, blue and green.
ENDPOINT = "churn"
#: The contents of the two versions of the card.
CONTENTS = ['{"intended_uses": {"risk_rating": "Low"}}', '{"intended_uses": {"risk_rating": "High"}}']
POLICY = json.dumps({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": GROUP}})
PAGE = {
    "MaxResults": 5,
    "NextToken": "",
    "SortOrder": "Ascending",
    "CreationTimeAfter": 1,
    "CreationTimeBefore": "2099-01-01T00:00:00Z",
}
LIST = {**PAGE, "SortBy": "Name", "NameContains": "c"}
FILTER = {"Name": "CreationTime", "Operator": "GreaterThan", "Value": "2020-01-01T00:00:00"}
NESTED = {
    "NestedPropertyName": "InferenceSpecification.Containers",
    "Filters": [{"Name": "Image", "Operator": "Contains", "Value": "image"}],
}


def export(name: str, path: str, **more: Any) -> dict[str, Any]:
    """Return a request to export the card under a name to a path."""
    return {"ModelCardName": "card", "ModelCardExportJobName": name, "OutputConfig": {"S3OutputPath": path}, **more}


#: A valid request of every operation, with as many kinds of member as it has.
VALID: dict[str, dict[str, Any]] = {
    "CreateModelPackageGroup": {
        "ModelPackageGroupName": "fraud",
        "ModelPackageGroupDescription": "quarterly",
        "Tags": tags(team="a"),
    },
    "DescribeModelPackageGroup": {"ModelPackageGroupName": GROUP},
    "ListModelPackageGroups": {**LIST, "CrossAccountFilterOption": "SameAccount"},
    "DeleteModelPackageGroup": {"ModelPackageGroupName": "empty"},
    "PutModelPackageGroupPolicy": {"ModelPackageGroupName": "churn", "ResourcePolicy": POLICY},
    "GetModelPackageGroupPolicy": {"ModelPackageGroupName": "churn"},
    "DeleteModelPackageGroupPolicy": {"ModelPackageGroupName": "churn"},
    "CreateModelPackage": {
        "ModelPackageGroupName": "churn",
        "ModelPackageDescription": "monthly",
        "ClientToken": "once",
        "InferenceSpecification": {**SPECIFICATION, "SupportedContentTypes": ["text/csv"]},
        "AdditionalInferenceSpecifications": additional("gpu"),
        "CustomerMetadataProperties": {"team": "a"},
        "ModelApprovalStatus": "Approved",
        "ModelLifeCycle": {"Stage": "QA", "StageStatus": "Approved", "StageDescription": "ok"},
        "ModelMetrics": {"Bias": {"Report": {"ContentType": "application/json", "S3Uri": "s3://bucket/bias"}}},
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        "CertifyForMarketplace": False,
        "SkipModelValidation": "None",
    },
    "DescribeModelPackage": {"ModelPackageName": "churn/1", "IncludedData": "MetadataOnly"},
    "ListModelPackages": {**LIST, "ModelPackageGroupName": "churn", "ModelApprovalStatus": "PendingManualApproval"},
    "UpdateModelPackage": {
        "ModelPackageArn": VERSION,
        "ModelApprovalStatus": "Rejected",
        "ApprovalDescription": "slow",
        "CustomerMetadataProperties": {"team": "b"},
        "CustomerMetadataPropertiesToRemove": ["run"],
        "AdditionalInferenceSpecificationsToAdd": [{"Name": "gpu", "Containers": [CONTAINER]}],
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Approved"},
        "SourceUri": "anything",
        "ClientToken": "twice",
    },
    "DeleteModelPackage": {"ModelPackageName": MARKET},
    "BatchDescribeModelPackage": {"ModelPackageArnList": [VERSION, MARKET]},
    "CreateModel": {
        "ModelName": "model",
        "ExecutionRoleArn": "arn:aws:iam::123456789012:role/execution",
        "PrimaryContainer": {"ModelPackageName": SHARED, "Environment": {"LEVEL": "1"}},
        "Containers": [
            {"ModelPackageName": APPROVED, "InferenceSpecificationName": "gpu", "ContainerHostname": "first"},
            {"Image": "image:1"},
        ],
        "InferenceExecutionConfig": {"Mode": "Direct"},
        "EnableNetworkIsolation": True,
        "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
        "Tags": tags(team="a"),
    },
    "UpdateEndpoint": {
        "EndpointName": ENDPOINT,
        "EndpointConfigName": "green",
        "RetainAllVariantProperties": True,
        "ExcludeRetainedVariantProperties": [{"VariantPropertyType": "DesiredWeight"}],
        "RetainDeploymentConfig": False,
    },
    "CreateModelCard": {
        "ModelCardName": "new",
        "Content": CONTENTS[0],
        "ModelCardStatus": "Draft",
        "SecurityConfig": {"KmsKeyId": "key"},
        "Tags": tags(team="a"),
    },
    "UpdateModelCard": {"ModelCardName": CARD, "Content": "{}"},
    "DescribeModelCard": {"ModelCardName": CARD, "ModelCardVersion": 1, "IncludedData": "MetadataOnly"},
    "ListModelCards": {**LIST, "ModelCardStatus": "Draft"},
    "ListModelCardVersions": {**PAGE, "SortBy": "Version", "ModelCardName": CARD, "ModelCardStatus": "Draft"},
    "DeleteModelCard": {"ModelCardName": "card"},
    "CreateModelCardExportJob": export("monthly", "s3://bucket/cards/", ModelCardVersion=1),
    "DescribeModelCardExportJob": {"ModelCardExportJobArn": EXPORT},
    "ListModelCardExportJobs": {
        **PAGE,
        "SortBy": "Status",
        "ModelCardName": "card",
        "ModelCardVersion": 2,
        "ModelCardExportJobNameContains": "d",
        "StatusEquals": "Failed",
    },
    "AddTags": {"ResourceArn": GROUP, "Tags": tags(team="b")},
    "ListTags": {"ResourceArn": CARD, "MaxResults": 50},
    "DeleteTags": {"ResourceArn": MARKET, "TagKeys": ["team"]},
    "Search": {
        "Resource": "ModelPackage",
        "SearchExpression": {
            "Filters": [FILTER],
            "NestedFilters": [NESTED],
            "SubExpressions": [{"Filters": [FILTER], "Operator": "Or"}],
            "Operator": "And",
        },
        "SortBy": "ModelPackageVersion",
        "SortOrder": "Descending",
        "MaxResults": 5,
        "VisibilityConditions": [{"Key": "Tags.team", "Value": "a"}],
    },
    "GetSearchSuggestions": {
        "Resource": "ModelPackageGroup",
        "SuggestionQuery": {"PropertyNameQuery": {"PropertyNameHint": "Tags."}},
    },
    **LINEAGE,
    **PIPELINES,
}

OPEN = json.dumps({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}})
#: What fills the registries that the requests above are for: account, operation and request.
SEED: list[tuple[str, str, dict[str, Any]]] = [
    *(
        ("123456789012", operation, request)
        for operation, request in [
            ("CreateModelPackageGroup", {"ModelPackageGroupName": "churn", "Tags": tags(team="a")}),
            ("CreateModelPackageGroup", {"ModelPackageGroupName": "empty"}),
            ("PutModelPackageGroupPolicy", VALID["PutModelPackageGroupPolicy"]),
            (
                "CreateModelPackage",
                {
                    "ModelPackageGroupName": "churn",
                    "InferenceSpecification": SPECIFICATION,
                    "CustomerMetadataProperties": {"team": "a", "run": "1"},
                },
            ),
            (
                "CreateModelPackage",
                {
                    "ModelPackageGroupName": "churn",
                    "ModelApprovalStatus": "Approved",
                    "AdditionalInferenceSpecifications": additional("gpu"),
                },
            ),
            (
                "CreateModelPackage",
                {"ModelPackageName": "market", "InferenceSpecification": SPECIFICATION, "Tags": tags(team="a")},
            ),
            (
                "CreateModelCard",
                {"ModelCardName": "card", "Content": CONTENTS[0], "ModelCardStatus": "Draft", "Tags": tags(team="a")},
            ),
            ("UpdateModelCard", {"ModelCardName": "card", "Content": CONTENTS[1]}),
            ("CreateModelCardExportJob", export("done", "s3://bucket/cards")),
            ("CreateModelCardExportJob", export("failed", "s3://nowhere/cards")),
            *LINEAGE_SEED,
        ]
    ),
    *(
        ("111122223333", operation, {"ModelPackageGroupName": "shared", **request})
        for operation, request in [
            ("CreateModelPackageGroup", {}),
            ("PutModelPackageGroupPolicy", {"ResourcePolicy": OPEN}),
            ("CreateModelPackage", {"InferenceSpecification": SPECIFICATION, "ModelApprovalStatus": "Approved"}),
        ]
    ),
]
