"""Definitions, executions and the world that these reach, with nothing in them but what a test names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.pipelines.definition import Definition, definition_of
from sagemaker_registry_mock.pipelines.execution import Progress
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult, StepRun
from sagemaker_registry_mock.registry.transitions import COMPLETED
from sagemaker_registry_mock.registry.transitions import Progress as Transition

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPE = Scope("aws", "eu-west-1", "111122223333")
TIME = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
PIPELINE_ARN = SCOPE.arn("pipeline", "churn")
EXECUTION_ARN = f"{PIPELINE_ARN}/execution/abcdef123456"
#: The tag that all has which the execution makes.
EXECUTION_TAG = {"Key": "sagemaker:pipeline-execution-arn", "Value": EXECUTION_ARN}

#: Conditions that always and never hold.
HOLDS: dict[str, Any] = {"Type": "Equals", "LeftValue": 1, "RightValue": 1}
FAILS: dict[str, Any] = {"Type": "Equals", "LeftValue": 1, "RightValue": 2}


def step(step_name: str, type: str = "Training", *needs: str, **arguments: Any) -> dict[str, Any]:  # noqa: A002 - as the definition has it
    """Write a step that depends on those of `needs`."""
    return {"Name": step_name, "Type": type, "DependsOn": [*needs], "Arguments": arguments}


def condition(name: str, conditions: Any, if_steps: Any = (), else_steps: Any = ()) -> dict[str, Any]:
    """Write a Condition step."""
    return step(name, "Condition", Conditions=conditions, IfSteps=[*if_steps], ElseSteps=[*else_steps])


def written(*steps: Any, parameters: Any = (), **members: Any) -> str:
    """Write a definition."""
    return json.dumps({"Version": "2020-12-01", "Parameters": [*parameters], "Steps": [*steps], **members})


def definition(*steps: Any, parameters: Any = (), **members: Any) -> Definition:
    """Write a definition and read it."""
    read = definition_of(written(*steps, parameters=parameters, **members))
    assert read is not None
    return read


def execution(**members: Any) -> PipelineExecution:
    """Make an execution of the pipeline `churn` that has run nothing yet."""
    given: dict[str, Any] = {
        "name": "abcdef123456",
        "arn": EXECUTION_ARN,
        "order": 1,
        "created": TIME,
        "created_by": {},
        "progress": Transition(COMPLETED, TIME),
        "pipeline": "churn",
        "role": "arn:aws:iam::111122223333:role/runner",
        "definition": "{}",
        "parameters": {},
        "modified": TIME,
        "modified_by": {},
    }
    return PipelineExecution(**{**given, **members})


def told(**members: Any) -> StepResult:
    """Tell of a step what a test may tell."""
    return StepResult(**members)


@dataclass
class World:
    """A Runtime whose clock goes on by a second whenever it is asked, and that remembers what was asked of it.

    Attributes:
        results: what is told of steps.
        files: the objects in S3, by their URIs.
        replies: what operations reply; an exception is raised.
        queue_fails: why no message can be sent.
        asked: the operations that were done, with what they were given.
        recorded: the operations that would make the jobs, with what they were given.
        asking: the steps for which operations were done or jobs recorded.
        sent: the messages, with their queues.
        changes: the type, the name and the statuses, before and after, of each change of a step.

    """

    results: Mapping[str, StepResult] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    replies: Mapping[str, Any] = field(default_factory=dict)
    queue_fails: str | None = None
    asked: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    recorded: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    asking: list[str] = field(default_factory=list)
    sent: list[tuple[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    seconds: int = 0
    scope: Scope = SCOPE

    @property
    def now(self) -> datetime:
        """A time that was not yet."""
        self.seconds += 1
        return TIME + timedelta(seconds=self.seconds)

    def ask(self, operation: str, document: Mapping[str, Any], step: str) -> Mapping[str, Any]:
        """Reply what the test has put in."""
        self.asked.append((operation, document))
        self.asking.append(step)
        reply = self.replies.get(operation, {"ModelPackageArn": "arn:package"})
        if isinstance(reply, Exception):
            raise reply
        return dict(reply)

    def record(self, operation: str, document: Mapping[str, Any], step: str) -> None:
        """Keep a job."""
        self.recorded.append((operation, document))
        self.asking.append(step)

    def send(self, queue_url: str, body: str) -> str | None:
        """Keep a message."""
        self.sent.append((queue_url.lower(), json.loads(body, parse_constant=float.fromhex)))
        return self.queue_fails

    def read(self, uri: str) -> str | None:
        """Return what the test has put in."""
        return self.files.get(uri.strip())

    def changed(self, kind: str, run: StepRun, before: str | None) -> None:
        """Keep a change."""
        self.changes.append((kind, run.name, before, run.status))

    def result(self, pipeline: str, step: str) -> StepResult | None:
        """Return what the test has told."""
        assert pipeline == "churn"
        return self.results.get(step)


def run(of: Definition, world: World | None = None, **members: Any) -> PipelineExecution:
    """Take a new execution as far as it gets."""
    return Progress(execution(**members), of, world or World()).advanced()


def retried(before: PipelineExecution, read: Definition, world: World) -> PipelineExecution:
    """Retry an execution that has come to its end."""
    return Progress(replace(before, status="Executing"), read, world).retried()


def run_of(written: Any, world: World | None = None, **members: Any) -> StepRun:
    """Execute a definition of one step, and return the run of that."""
    after = run(definition(written), world, **members)
    assert len(after.steps) == 1
    return after.steps[0]


def statuses(after: PipelineExecution) -> dict[str, str]:
    """Return the statuses of all steps that have begun, in the order in which they did."""
    return {one.name: one.status for one in after.steps}


def reason(after: PipelineExecution, name: str) -> Any:
    """Return why a step has failed."""
    found = after.run_of(name)
    assert found is not None
    return found.members.get("FailureReason")
