"""A valid request of every operation, for the tests that spoil them."""

from __future__ import annotations

import json
from typing import Any

from support.examples import CONTAINER, HERE, SPECIFICATION, additional, tags

GROUP, CARD = f"{HERE}:model-package-group/churn", f"{HERE}:model-card/card"
VERSION, MARKET = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/market"
POLICY = json.dumps({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": GROUP}})
LIST = {
    "MaxResults": 5,
    "NextToken": "",
    "SortBy": "Name",
    "SortOrder": "Ascending",
    "NameContains": "c",
    "CreationTimeAfter": 1,
    "CreationTimeBefore": "2099-01-01T00:00:00Z",
}
FILTER = {"Name": "CreationTime", "Operator": "GreaterThan", "Value": "2020-01-01T00:00:00"}
NESTED = {
    "NestedPropertyName": "InferenceSpecification.Containers",
    "Filters": [{"Name": "Image", "Operator": "Contains", "Value": "image"}],
}

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
}
