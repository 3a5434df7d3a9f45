"""Valid requests of the operations on pipelines, and the pipelines and executions that they are for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.registry.executions import FAILED, SUCCEEDED, PipelineExecution, StepRun
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.registry.store import Registry

ROLE = "arn:aws:iam::123456789012:role/pipelines"
ONCE = "once" * 8
#: The token of the callback that the waiting execution waits for, and the queue to which it was told.
TOKEN, QUEUE = "abcdefghij", "https://queue.amazonaws.com/123456789012/approvals"

REGISTER: dict[str, Any] = {
    "Name": "Register",
    "Type": "RegisterModel",
    "DependsOn": ["Ask"],
    "Arguments": {"ModelPackageGroupName": "churn", "CustomerMetadataProperties": {"run": {"Get": "Parameters.Run"}}},
}
ASK: dict[str, Any] = {
    "Name": "Ask",
    "Type": "Callback",
    "SqsQueueUrl": QUEUE,
    "Arguments": {"run": {"Get": "Parameters.Run"}},
    "OutputParameters": [{"OutputName": "share", "OutputType": "Float"}],
}
DEFINITION = json.dumps(
    {
        "Version": "2020-12-01",
        "Parameters": [{"Name": "Run", "Type": "String", "DefaultValue": "1"}],
        "Steps": [ASK, REGISTER],
    }
)

#: Two pipelines: one whose executions have come to their end, and one that waits.
IDLE, BUSY = f"{HERE}:pipeline/idle", f"{HERE}:pipeline/busy"
DONE, BROKEN = f"{IDLE}/execution/done00000000", f"{IDLE}/execution/broken000000"
WAITING = f"{BUSY}/execution/waiting00000"

_TIME = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
_BY = {"IamIdentity": {"Arn": "arn:aws:iam::123456789012:user/alice", "PrincipalId": "alice"}}
_TOLD = {"Metadata": {"Callback": {"CallbackToken": TOKEN, "SqsQueueUrl": QUEUE, "OutputParameters": []}}}
_WAITS = StepRun(
    name="Ask", status="Executing", started=_TIME, ended=None, members=_TOLD, properties={"run": "1"}, token=TOKEN
)


def executions(registry: Registry) -> Iterator[PipelineExecution]:
    """Yield the executions, numbered as the registry does."""
    asked = replace(_WAITS, status=SUCCEEDED, ended=_TIME, properties={"OutputParameters": {}}, token=None)
    registering = StepRun(name="Register", status=FAILED, started=_TIME, ended=_TIME, members={"Metadata": {}})
    for arn, status, steps in (
        (DONE, SUCCEEDED, (asked,)),
        (BROKEN, FAILED, (asked, registering)),
        (WAITING, "Executing", (_WAITS,)),
    ):
        pipeline, _, name = arn.partition(":pipeline/")[2].partition("/execution/")
        yield PipelineExecution(
            name=name,
            arn=arn,
            order=registry.next_order(),
            created=_TIME,
            created_by=_BY,
            progress=Progress(COMPLETED, _TIME),
            pipeline=pipeline,
            role=ROLE,
            definition=DEFINITION,
            parameters={"Run": "1"},
            status=status,
            steps=steps,
            modified=_TIME,
            modified_by=_BY,
        )


def give_pipelines(backend: Any) -> None:
    """Have moto make the pipelines, and the registry remember their executions."""
    for name in ("idle", "busy"):
        backend.create_pipeline(name, name, DEFINITION, None, "", ROLE, [], {})
    for execution in executions(backend.registry):
        backend.registry.executions.put(execution)


PAGE: dict[str, Any] = {"MaxResults": 5, "NextToken": ""}
PARALLEL = {"ParallelismConfiguration": {"MaxParallelExecutionSteps": 2}}
NAMED = {"PipelineExecutionDisplayName": "monthly", "PipelineExecutionDescription": "of the month"}

PIPELINES: dict[str, dict[str, Any]] = {
    "CreatePipeline": {
        "PipelineName": "new",
        "PipelineDefinition": DEFINITION,
        "ClientRequestToken": ONCE,
        "RoleArn": ROLE,
        "Tags": tags(team="a"),
        **PARALLEL,
    },
    "UpdatePipeline": {"PipelineName": "idle", "PipelineDefinition": DEFINITION, "PipelineDescription": "late"},
    "DescribePipeline": {"PipelineName": "idle"},
    "DeletePipeline": {"PipelineName": "idle", "ClientRequestToken": ONCE},
    "StartPipelineExecution": {
        "PipelineName": IDLE,
        "PipelineParameters": [{"Name": "Run", "Value": "2"}],
        "ClientRequestToken": ONCE,
        "SelectiveExecutionConfig": {
            "SourcePipelineExecutionArn": DONE,
            "SelectedSteps": [{"StepName": "Register"}],
        },
        **NAMED,
        **PARALLEL,
    },
    "RetryPipelineExecution": {"PipelineExecutionArn": BROKEN, "ClientRequestToken": ONCE, **PARALLEL},
    "StopPipelineExecution": {"PipelineExecutionArn": WAITING, "ClientRequestToken": ONCE},
    "UpdatePipelineExecution": {"PipelineExecutionArn": DONE, **NAMED, **PARALLEL},
    "SendPipelineExecutionStepSuccess": {
        "CallbackToken": TOKEN,
        "OutputParameters": [{"Name": "share", "Value": "0.5"}],
        "ClientRequestToken": ONCE,
    },
    "SendPipelineExecutionStepFailure": {
        "CallbackToken": TOKEN,
        "FailureReason": "not today",
        "ClientRequestToken": ONCE,
    },
    "DescribePipelineExecution": {"PipelineExecutionArn": DONE},
    "DescribePipelineDefinitionForExecution": {"PipelineExecutionArn": DONE},
    "ListPipelineExecutions": {
        "PipelineName": "idle",
        "CreatedAfter": 1,
        "CreatedBefore": "2099-01-01T00:00:00Z",
        "SortBy": "PipelineExecutionArn",
        "SortOrder": "Ascending",
        **PAGE,
    },
    "ListPipelineExecutionSteps": {"PipelineExecutionArn": BROKEN, "SortOrder": "Ascending", **PAGE},
    "ListPipelineParametersForExecution": {"PipelineExecutionArn": DONE, **PAGE},
}
