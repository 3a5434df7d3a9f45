"""The API, one module per resource and one function per operation.

Only rules that the service model cannot state live here. Types, lengths, patterns and enums were checked before a
function of this room is called, and what it returns is filtered by the output shape afterwards.
"""

from sagemaker_registry_mock.operations import model_package_groups, model_packages, tags, updates
from sagemaker_registry_mock.operations._table import OPERATIONS, Call, Operation

__all__ = ["OPERATIONS", "Call", "Operation", "model_package_groups", "model_packages", "tags", "updates"]

#: The modules of all other operations. With what they need, the run of pipelines and the drawing of model cards among
#: it, they are more than all else that is imported, and most programs ask for none of them.
_RARE = (
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
    "models",
    "pipeline_executions",
    "pipeline_records",
    "pipelines",
    "search",
)
OPERATIONS.rare = tuple(f"{__name__}.{module}" for module in _RARE)
