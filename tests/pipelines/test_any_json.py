"""Definitions of any JSON: they are refused or they run, and nothing else ever happens."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipelines.building import World, condition, execution, step, told

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.pipelines.conditions import CONDITIONS
from sagemaker_registry_mock.pipelines.definition import definition_of
from sagemaker_registry_mock.pipelines.execution import Progress, experiment_of
from sagemaker_registry_mock.pipelines.expressions import FUNCTIONS
from sagemaker_registry_mock.pipelines.jobs import JOBS
from sagemaker_registry_mock.pipelines.parameters import resolved_parameters
from sagemaker_registry_mock.registry.executions import EXECUTING, FAILED, SUCCEEDED
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

FILE = {"PropertyFile": {"Get": "Steps.evaluate.PropertyFiles.report"}, "Path": "mse[0]['value']"}
REPORT = {"PropertyFileName": "report", "OutputName": "o", "FilePath": "f.json"}
OUTPUT = {"OutputName": "o", "S3Output": {"S3Uri": {"Std:Join": {"On": "/", "Values": ["s3:/", "bucket", 1]}}}}

#: One of everything.
VALID: dict[str, Any] = {
    "Parameters": [{"Name": "p", "Type": "Integer", "DefaultValue": 1, "EnumValues": [1, 2]}],
    "PipelineExperimentConfig": {"ExperimentName": {"Get": "Execution.PipelineName"}, "TrialName": "t"},
    "Steps": [
        {
            **step("evaluate", "Processing", ProcessingOutputConfig={"Outputs": [OUTPUT]}),
            "PropertyFiles": [REPORT],
            "DisplayName": "d",
        },
        step(
            "train",
            TrainingJobName="fit",
            OutputDataConfig={"S3OutputPath": "s3://b/"},
            x={"Get": "Parameters.p"},
            Tags=[{"Key": "k", "Value": "v"}],
        ),
        step(
            "tune",
            "Tuning",
            HyperParameterTuningJobConfig={"ResourceLimits": {"MaxNumberOfTrainingJobs": 3}},
        ),
        step("quality", "QualityCheck", ProcessingOutputConfig={"Outputs": [OUTPUT]}),
        {
            **step("wait", "Callback", x=1),
            "SqsQueueUrl": "q",
            "OutputParameters": [{"OutputName": "o", "OutputType": "String"}],
        },
        {
            **step("call", "Lambda", "train", x=1),
            "FunctionArn": "arn",
            "OutputParameters": [{"OutputName": "o", "OutputType": "Integer"}],
        },
        step("cluster", "EMR", ClusterId="c"),
        step("register", "RegisterModel", ModelPackageGroupName="g", Tags=[], MetadataProperties={"CommitId": "c"}),
        step(
            "model", "Model", PrimaryContainer={"ModelDataUrl": {"Get": "Steps.train.ModelArtifacts.S3ModelArtifacts"}}
        ),
        condition(
            "decide",
            [
                {"Type": "GreaterThan", "LeftValue": {"Std:JsonGet": FILE}, "RightValue": 0},
                {"Type": "In", "QueryValue": 1, "Values": [1, {"Std:JsonGet": {"S3Uri": "s3://file", "Path": "$.a"}}]},
                {
                    "Type": "Not",
                    "Condition": {"Type": "Or", "Conditions": [{"Type": "Equals", "LeftValue": 1, "RightValue": 2}]},
                },
            ],
            [step("endpoint", "Endpoint", EndpointName="e"), condition("inner", [], [step("deep")])],
            [step("stop", "Fail", ErrorMessage={"Std:Join": {"Values": ["a"]}})],
        ),
    ],
}

#: What the steps take that call an operation.
TAKES: dict[str, Any] = {
    "RegisterModel": {
        "ModelPackageGroupName": "text",
        "Tags": ListOf({"Key": "text", "Value": "text"}),
        "MetadataProperties": MapOf("text"),
    },
    "Model": {"ModelName": "text", "PrimaryContainer": {"ModelDataUrl": "text", "Environment": MapOf("text")}},
}

#: Words that mean something somewhere.
WORDS = [
    *(
        "Name",
        "Type",
        "Arguments",
        "Conditions",
        "IfSteps",
        "DependsOn",
        "Values",
        "LeftValue",
        "Condition",
        "Path",
        "On",
        "Tags",
        "Key",
        "TrainingJobName",
    ),
    *(
        "p",
        "evaluate",
        "decide",
        "Steps.evaluate",
        "Steps.",
        "Steps",
        "Steps.train.x",
        "Parameters",
        "Parameters.p",
        "S3Uri",
    ),
    *(
        "Execution.PipelineName",
        "Execution",
        "PipelineExperimentConfig",
        "mse",
        "a['b'",
        "$",
        "",
        "PropertyFile",
        "Outcome",
    ),
    *(
        "Integer",
        "String",
        "Float",
        "S3Output",
        "SqsQueueUrl",
        "Steps.decide.Outcome",
        "Steps.evaluate.PropertyFiles.report",
    ),
    *FUNCTIONS,
    *(str(kind) for kind in CONDITIONS),
    *JOBS,
    *("Fail", "Lambda", "Callback", "EMR", "RegisterModel", "Model", "Endpoint", "Unheard"),
]
WORD = st.sampled_from(WORDS)
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-2, 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORD
    | st.text(max_size=3)
)
JSON = st.recursive(
    SCALAR,
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(WORD, part, max_size=3)
        | st.builds(lambda name, given: {name: given}, st.sampled_from([*FUNCTIONS, "Std:Other"]), part)
        | st.builds(lambda path: {"Get": path}, WORD)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all parts of a JSON value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, part in parts for place in places(part, (*path, name)))]


PLACES = places(VALID)


def with_part(place: tuple[Any, ...], value: Any, document: Any) -> Any:
    """Return a copy of a document with another value in one place, as far as it still has that place."""
    if not place:
        return value
    document = copy.deepcopy(document)
    at = document
    for name in place[:-1]:
        if not isinstance(at, (dict, list)) or (isinstance(at, dict) and name not in at):
            return document
        if isinstance(at, list) and not (isinstance(name, int) and name < len(at)):
            return document
        at = at[name]
    if isinstance(at, dict) or (isinstance(at, list) and isinstance(place[-1], int) and place[-1] < len(at)):
        at[place[-1]] = value
    return document


def lived(text: str, world: World, *, strict: bool) -> str:
    """Return what becomes of a definition: it is refused, has nothing to run, or is executed.

    Args:
        text: the definition.
        world: that it is executed in.
        strict: whether arguments are held against operations.

    """
    try:
        read = definition_of(text)
        if read is None:
            return "Nothing"
        check_definition(read, TAKES.get if strict else lambda _kind: None)
        parameters = resolved_parameters(read.parameters, [])
        started = execution(parameters=parameters, tags={"team": "churn"})
        experiment = experiment_of(started, read)
    except RegistryError as error:
        assert str(error)  # noqa: PT017 - a refusal is one of two ways
        return "Refused"
    assert all(isinstance(one, str) for one in experiment.values())
    after = Progress(started, read, world).advanced()
    for run in after.steps:
        json.dumps([dict(run.members)])
        texts = [run.members.get(name) for name in ("FailureReason", "StepDisplayName", "StepDescription")]
        assert all(one is None or isinstance(one, str) for one in texts)
    return after.status


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=2),
    files=SCALAR | JSON,
    strict=st.booleans(),
)
def test_any_json_in_place_of_any_part_is_refused_or_runs(
    changes: list[tuple[Any, Any]], files: Any, *, strict: bool
) -> None:
    """Whatever stands anywhere in a definition, it is refused, or every step of it succeeds, fails or waits."""
    document = VALID
    for place, value in changes:
        document = with_part(place, value, document)
    results = {
        "evaluate": told(property_files={"report": files}),
        "call": told(output_parameters={"o": files, "p": files}),
    }
    world = World(files={"s3://file": json.dumps(files)}, results=results)

    assert lived(json.dumps(document), world, strict=strict) in {"Nothing", "Refused", EXECUTING, SUCCEEDED, FAILED}
