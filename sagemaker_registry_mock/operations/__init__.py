"""The API, one module per resource and one function per operation.

Only rules that the service model cannot state live here. Types, lengths, patterns and enums were checked before a
function of this room is called, and what it returns is filtered by the output shape afterwards.
"""

from sagemaker_registry_mock.operations import (
    actions,
    artifacts,
    associations,
    batch_describe,
    contexts,
    endpoints,
    group_policies,
    lineage_groups,
    lineage_queries,
    model_card_exports,
    model_cards,
    model_package_groups,
    model_packages,
    models,
    pipeline_executions,
    pipeline_records,
    pipelines,
    search,
    tags,
    updates,
)
from sagemaker_registry_mock.operations._table import OPERATIONS, Call, Operation

__all__ = [
    "OPERATIONS",
    "Call",
    "Operation",
    "actions",
    "artifacts",
    "associations",
    "batch_describe",
    "contexts",
    "endpoints",
    "group_policies",
    "lineage_groups",
    "lineage_queries",
    "model_card_exports",
    "model_cards",
    "model_package_groups",
    "model_packages",
    "models",
    "pipeline_executions",
    "pipeline_records",
    "pipelines",
    "search",
    "tags",
    "updates",
]
