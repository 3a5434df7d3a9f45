"""What is refused of a definition that can be read: what could never be executed."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import HOLDS, condition, definition, step

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.pipelines.conditions import CONDITIONS

UNREADABLE = "Unable to parse pipeline definition. "


def check(*steps: Any, takes: dict[str, Any] | None = None, **members: Any) -> list[str]:
    """Check a definition and return the names of its steps; `takes` tells which arguments a type of step takes."""
    read = definition(*steps, **members)
    check_definition(read, (takes or {}).get)
    return [one.name for one in read.steps]


def refusal(*steps: Any, takes: dict[str, Any] | None = None, **members: Any) -> str:
    """Return why a definition is refused."""
    with pytest.raises(RegistryError) as caught:
        check(*steps, takes=takes, **members)
    assert caught.value.code == "ValidationException"
    text = str(caught.value)
    assert text.startswith(UNREADABLE)
    return text.removeprefix(UNREADABLE)


def malformed(member: str) -> str:
    """Return why a definition is refused that lacks a member."""
    return f"Missing or malformed property '{member}'."


@pytest.mark.parametrize("again", [step("a"), condition("c", [HOLDS], [], [step("a", "Fail")])])
def test_two_steps_of_one_name_are_refused(again: Any) -> None:
    """The name of a step is its own in the whole definition, in branches too."""
    assert refusal(step("a"), step("b"), again) == "There is more than one step named 'a'."


@pytest.mark.parametrize("name", ["a b", "a.b", "a[0]", "ä", "a\n", "x" * 65])
def test_names_are_short_words(name: str) -> None:
    """Names of steps and of parameters have letters, digits, hyphens and underscores, and 64 of them at most."""
    assert refusal(step(name)) == malformed("Name")
    assert refusal(parameters=[{"Name": name}]) == malformed("Name")
    assert check(step("x" * 64), parameters=[{"Name": "Any-name_1"}]) == ["x" * 64]


@pytest.mark.parametrize("name", ["DependsOn", "argument", "setting", "in a branch"])
def test_a_step_that_there_is_not_is_refused(name: str) -> None:
    """Whoever depends on a step, or reads from one, names one that there is."""
    get = {"Get": "Steps.ghost.Arn"}
    steps: dict[str, Any] = {
        "DependsOn": step("a", "Training", "ghost"),
        "argument": step("a", x=[{"Std:Join": {"On": "/", "Values": [get]}}]),
        "setting": {**step("a", "Callback"), "SqsQueueUrl": get},
        "in a branch": condition("c", [HOLDS], [step("a", x=get)]),
    }
    assert refusal(steps[name]) == "Step ghost is undefined."


@pytest.mark.parametrize("name", ["ghost", "p.x", ""])
def test_a_parameter_that_is_not_declared_is_refused(name: str) -> None:
    """Whoever reads a parameter names one that is declared."""
    why = refusal(step("a", x={"Get": f"Parameters.{name}"}), parameters=[{"Name": "p"}])

    assert why == f"Parameter {name} is undefined."


@pytest.mark.parametrize("needs", ["DependsOn", "Get"])
def test_nothing_waits_for_a_step_that_can_only_fail(needs: str) -> None:
    """A step that depends on a Fail step, or reads from one, is refused."""
    waiting = step("after", "Training", "stop") if needs == "DependsOn" else step("after", x={"Get": "Steps.stop.x"})

    assert refusal(step("stop", "Fail"), waiting) == "after can not depends on stop"


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        ([step("a", "Training", "a")], "a"),
        ([step("b", "Training", "a"), step("a", "Training", "b"), step("c")], "a, b"),
        ([step("a", x={"Get": "Steps.b.x"}), step("b", "Training", "a"), step("c", "Training", "b")], "a, b, c"),
        ([step("a", "Training", "c"), condition("c", [HOLDS], [step("b")]), step("d", "Training", "b")], None),
        ([condition("c", [{**HOLDS, "LeftValue": {"Get": "Steps.a.x"}}], [step("a")])], "a, c"),
    ],
)
def test_steps_that_wait_for_each_other_are_refused(steps: list[Any], names: str | None) -> None:
    """No step waits for itself, by whatever way: what it needs, or the condition in whose branch it stands."""
    if names is None:
        assert check(*steps) == ["a", "c", "b", "d"]
        return
    assert refusal(*steps) == f"The steps {names} wait for each other."


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ({"Std:Unheard": 1}, "The function Std:Unheard is undefined."),
        ({"Get": 1}, malformed("Get")),
        ({"Get": ""}, malformed("Get")),
        ({"Get": {"Get": "Execution.PipelineName"}}, malformed("Get")),
        ({"Std:Join": ["a"]}, "Expecting start of Json Object."),
        ({"Std:Join": {"On": "/"}}, malformed("Values")),
        ({"Std:Join": {"On": "/", "Values": "a"}}, "Expecting start of Json Array."),
        ({"Std:Join": {"On": 1, "Values": []}}, malformed("On")),
        ({"Std:JsonGet": "a"}, "Expecting start of Json Object."),
        ({"Std:JsonGet": {"S3Uri": "s3://b/k"}}, malformed("Path")),
        ({"Std:JsonGet": {"S3Uri": "s3://b/k", "Path": {"Get": "Execution.PipelineName"}}}, malformed("Path")),
        ({"Std:JsonGet": {"Path": "a"}}, malformed("PropertyFile")),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": "report"}}, "Expecting start of Json Object."),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": {"Get": 1}}}, malformed("PropertyFile")),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": {"Got": 1}}}, malformed("PropertyFile")),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": {"Get": "Steps.a.report"}}}, malformed("PropertyFile")),
        (
            {"Std:JsonGet": {"Path": "a", "PropertyFile": {"Get": "Parameters.a.PropertyFiles.b"}}},
            malformed("PropertyFile"),
        ),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": {"Get": "Steps.a.PropertyFiles"}}}, malformed("PropertyFile")),
        ({"Std:JsonGet": {"Path": "a", "PropertyFile": None, "S3Uri": "s3://b/k"}}, "Expecting start of Json Object."),
    ],
)
@pytest.mark.parametrize("place", ["argument", "setting", "experiment"])
def test_functions_are_given_what_they_take(call: dict[str, Any], why: str, place: str) -> None:
    """A function that there is not, or that is given anything else than it takes, is refused wherever it is called."""
    one = step("one", x=[{"y": call}]) if place == "argument" else {**step("one", "Lambda"), "FunctionArn": call}
    experiment = {"ExperimentName": call} if place == "experiment" else None
    steps = [] if experiment else [one]

    assert refusal(*steps, PipelineExperimentConfig=experiment) == why


def test_all_that_sdks_write_is_taken() -> None:
    """Every function as SDKs write it is let through, in conditions too."""
    file = {"PropertyFile": {"Get": "Steps.e.PropertyFiles.report"}, "Path": "a.b"}
    calls = [
        {"Get": "Execution.PipelineName"},
        {"Std:JsonGet": {"S3Uri": "s3://b/k", "Path": "$"}},
        {"Std:JsonGet": file},
    ]
    greater = {"Type": "GreaterThan", "LeftValue": calls[2], "RightValue": {"Get": "Parameters.p"}}
    steps = [step("e", "Processing"), condition("c", [greater], [step("join", x={"Std:Join": {"Values": calls}})])]

    assert check(*steps, parameters=[{"Name": "p", "Type": "Float"}]) == ["e", "c", "join"]


@pytest.mark.parametrize("kind", CONDITIONS)
def test_a_condition_has_the_members_of_its_type(kind: str) -> None:
    """Each type of condition has members of its own: none is missing, and none is added."""
    values: dict[str, Any] = {"Values": [1], "Conditions": [HOLDS], "Condition": HOLDS}
    whole = {"Type": kind, **{name: values.get(name, 1) for name in CONDITIONS[kind].members}}
    assert check(condition("c", [whole])) == ["c"]

    assert (
        refusal(condition("c", [{**whole, "Expression": 1}])) == "Cannot parse object, unknown property 'Expression'."
    )
    for name in CONDITIONS[kind].members:
        left = {member: value for member, value in whole.items() if member != name}
        assert refusal(condition("c", [left])) == malformed(name)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("always", "Expecting start of Json Object."),
        ({}, "The condition type None is undefined."),
        ({"Type": "And", "Conditions": []}, "The condition type And is undefined."),
        ({"Type": ["Or"]}, "The condition type ['Or'] is undefined."),
        ({"Type": "In", "QueryValue": 1, "Values": "1"}, "Expecting start of Json Array."),
        ({"Type": "Or", "Conditions": HOLDS}, "Expecting start of Json Array."),
        ({"Type": "Not", "Condition": [HOLDS]}, "Expecting start of Json Object."),
        (
            {"Type": "Not", "Condition": {"Type": "Or", "Conditions": [{"Type": "X"}]}},
            "The condition type X is undefined.",
        ),
    ],
)
def test_conditions_are_of_known_forms(written: Any, why: str) -> None:
    """A condition is an object of a known type, and so are those that it holds."""
    assert refusal(condition("c", [HOLDS, written])) == why


def test_conditions_are_an_array() -> None:
    """The Conditions of a Condition step stand in an array, if there are any."""
    assert refusal(condition("c", HOLDS)) == "Expecting start of Json Array."
    assert check(step("c", "Condition", IfSteps=[])) == ["c"]


def test_arguments_are_an_object() -> None:
    """Arguments are members of a request; an expression cannot stand in their place, nor can an array."""
    assert refusal({**step("a"), "Arguments": ["x"]}) == "Expecting start of Json Object."
    assert refusal(step("a", "Fail", Get="Execution.PipelineName")) == "Unknown Argument member 'Get'."


def test_arguments_are_those_of_the_operation() -> None:
    """A step whose type calls an operation takes the operation's members; other steps take any."""
    takes = {"RegisterModel": {"Domain": "text"}}
    assert check(step("r", "RegisterModel", Domain="d"), step("t", Any=1), takes=takes) == ["r", "t"]

    why = refusal(step("r", "RegisterModel", Domain="d", ModelPackageName="p"), takes=takes)
    assert why == "Unknown Argument member 'ModelPackageName'."
    assert refusal(condition("c", [HOLDS], [step("r", "RegisterModel", X=1)]), takes=takes) == (
        "Unknown Argument member 'X'."
    )


@pytest.mark.parametrize(
    ("parameter", "why"),
    [
        ({"Type": "Number"}, "The parameter type Number is undefined."),
        ({"Type": ["String"]}, "The parameter type ['String'] is undefined."),
        ({"EnumValues": "a"}, "Expecting start of Json Array."),
        ({"DefaultValue": {"Get": "Execution.PipelineName"}}, malformed("DefaultValue")),
        ({"DefaultValue": [1]}, malformed("DefaultValue")),
    ],
)
def test_parameters_are_of_known_types(parameter: dict[str, Any], why: str) -> None:
    """A parameter is of one of four types, its default is a single value, and its EnumValues are a list."""
    assert refusal(parameters=[{"Name": "p", **parameter}]) == why


@pytest.mark.parametrize("type_", ["String", "Integer", "Float", "Boolean"])
def test_the_four_types_of_parameters_are_known(type_: str) -> None:
    """String, Integer, Float and Boolean parameters may be declared, with a default, with null or without."""
    assert check(parameters=[{"Name": "p", "Type": type_, "DefaultValue": None, "EnumValues": None}]) == []


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"DisplayName": 1}, malformed("DisplayName")),
        ({"Description": {"Get": "Execution.PipelineName"}}, malformed("Description")),
        ({"OutputParameters": {"OutputName": "x"}}, "Expecting start of Json Array."),
        ({"OutputParameters": ["x"]}, "Expecting start of Json Object."),
        ({"OutputParameters": [{"OutputType": "String"}]}, malformed("OutputName")),
        ({"OutputParameters": [{"OutputName": "x", "OutputType": ["String"]}]}, malformed("OutputType")),
        ({"DisplayName": None, "OutputParameters": [{"OutputName": "x", "OutputType": "String"}]}, None),
    ],
)
def test_what_is_told_of_a_step_is_text(members: dict[str, Any], why: str | None) -> None:
    """The display name and the description of a step are texts, and its output parameters have a name and a type."""
    one = {**step("one", "Callback"), **members}
    if why is None:
        assert check(one) == ["one"]
        return
    assert refusal(one) == why
