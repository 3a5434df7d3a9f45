"""Pipeline definitions, in the form in which the SageMaker Python SDK writes them."""

from __future__ import annotations

import json
from typing import Any

from support.examples import SPECIFICATION

ROLE = "arn:aws:iam::123456789012:role/pipelines"
#: What is made as the role of the pipeline was made by a session whose ARN begins so; the execution's id and the
#: step's name follow.
SESSION = "arn:aws:sts::123456789012:assumed-role/pipelines/sagemaker-pipeline-"

Step = dict[str, Any]
#: A client of SageMaker, untyped: its stubs ask for the ClientRequestTokens that boto3 makes itself.
Client = Any


class Approvals:
    """A queue for callbacks, and what is in it."""

    def __init__(self, sqs: Any) -> None:
        self.url = str(sqs.create_queue(QueueName="approvals")["QueueUrl"])
        self._sqs = sqs

    def taken(self) -> list[Any]:
        """Take out all messages, and return what they say."""
        found = self._sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get("Messages", [])
        for one in found:
            self._sqs.delete_message(QueueUrl=self.url, ReceiptHandle=one["ReceiptHandle"])
        return [json.loads(one["Body"]) for one in found]


def definition(*steps: Step, parameters: Any = (), **members: Any) -> str:
    """Return the text of a definition."""
    return json.dumps({"Version": "2020-12-01", "Parameters": list(parameters), "Steps": list(steps), **members})


def parameter(name: str, kind: str = "String", default: Any = None, values: Any = None) -> dict[str, Any]:
    """Return the declaration of a parameter."""
    given = {"DefaultValue": default, "EnumValues": values}
    return {"Name": name, "Type": kind, **{member: value for member, value in given.items() if value is not None}}


def step(name: str, kind: str, arguments: Any = None, **members: Any) -> Step:
    """Return a step of any type."""
    return {"Name": name, "Type": kind, **({} if arguments is None else {"Arguments": arguments}), **members}


def register(name: str = "Register", group: Any = "churn", depends: Any = (), **arguments: Any) -> Step:
    """Return a step that registers a version; of no group where that is None."""
    named = {} if group is None else {"ModelPackageGroupName": group}
    given = {**named, "InferenceSpecification": SPECIFICATION, **arguments}
    return step(name, "RegisterModel", given, DependsOn=list(depends))


def condition(name: str, *conditions: Any, then: Any = (), otherwise: Any = (), depends: Any = ()) -> Step:
    """Return a step that decides which of two branches is taken."""
    arguments = {"Conditions": list(conditions), "IfSteps": list(then), "ElseSteps": list(otherwise)}
    return step(name, "Condition", arguments, DependsOn=list(depends))


def compared(left: Any, kind: str, right: Any) -> dict[str, Any]:
    """Return a condition on two values."""
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def fail(name: str = "Stop", message: Any = "not good enough", depends: Any = ()) -> Step:
    """Return a step that fails."""
    return step(name, "Fail", {"ErrorMessage": message}, DependsOn=list(depends))


def train(name: str = "Train", folder: Any = "s3://bucket/out", depends: Any = ()) -> Step:
    """Return a training step."""
    return step(name, "Training", {"OutputDataConfig": {"S3OutputPath": folder}}, DependsOn=list(depends))


def evaluate(name: str = "Evaluate") -> Step:
    """Return a processing step with the property file Report, which lies in its output report."""
    output = {"OutputName": "report", "S3Output": {"S3Uri": "s3://bucket/evaluation"}}
    file = {"PropertyFileName": "Report", "OutputName": "report", "FilePath": "evaluation.json"}
    return step(name, "Processing", {"ProcessingOutputConfig": {"Outputs": [output]}}, PropertyFiles=[file])


def ask(queue: str, name: str = "Ask", depends: Any = (), **arguments: Any) -> Step:
    """Return a callback step with an output parameter of each type that it may have."""
    outputs = [{"OutputName": kind.lower(), "OutputType": kind} for kind in ("String", "Integer", "Float", "Boolean")]
    return step(name, "Callback", arguments, SqsQueueUrl=queue, OutputParameters=outputs, DependsOn=list(depends))


def get(path: str) -> dict[str, str]:
    """Return an expression that takes what lies at a path."""
    return {"Get": path}


def joined(*values: Any, on: str = "") -> dict[str, Any]:
    """Return an expression that joins values."""
    return {"Std:Join": {"On": on, "Values": list(values)}}


def reported(path: str, name: str = "Evaluate", file: str = "Report") -> dict[str, Any]:
    """Return an expression that takes a value out of a property file."""
    return {"Std:JsonGet": {"PropertyFile": get(f"Steps.{name}.PropertyFiles.{file}"), "Path": path}}
