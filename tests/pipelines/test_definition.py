"""A definition as it is read: its steps with what they need, or why it cannot be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pipelines.building import HOLDS, condition, definition, step, written

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.pipelines.definition import call_in, definition_of, json_in

UNREADABLE = "Unable to parse pipeline definition. "
OBJECT, ARRAY = "Expecting start of Json Object.", "Expecting start of Json Array."


def lacks(member: str) -> str:
    """Return why a definition without a member is refused."""
    return f"Missing or malformed property '{member}'."


def nested(levels: int) -> str:
    """Write so many arrays inside each other."""
    return "[" * levels + "]" * levels


@pytest.mark.parametrize("text", ["", " \n", "{}", '{"Version": "2020-12-01", "Parameters": 5}'])
def test_where_there_are_no_steps_there_is_nothing_to_run(text: str) -> None:
    """A definition that is blank, or an object without Steps, is not looked at."""
    assert definition_of(text) is None


def test_parameters_are_known_by_their_names() -> None:
    """The parameters keep the order in which they are declared, each as it is written."""
    read = definition(parameters=[{"Name": "q", "Type": "Float"}, {"Name": "p"}])

    assert list(read.parameters.items()) == [("q", {"Name": "q", "Type": "Float"}), ("p", {"Name": "p"})]


def test_a_definition_without_a_step_is_one() -> None:
    """An empty array of Steps is a definition that has nothing to do."""
    read = definition()

    assert (read.steps, read.parameters, read.experiment) == ((), {}, {})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{not json", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ('{"Steps": [NaN]}', "NaN is no value of JSON."),
        ('{"Steps": [-Infinity]}', "-Infinity is no value of JSON."),
        (nested(201), "It is nested too deeply."),
        (nested(100_000), "It is nested too deeply."),
        ("[]", OBJECT),
        ("null", OBJECT),
        ('"text"', OBJECT),
        ('{"Steps": {}}', ARRAY),
        ('{"Steps": null}', ARRAY),
        ('{"Steps": ["train"]}', OBJECT),
        ('{"Steps": [{"Type": "Fail"}]}', lacks("Name")),
        ('{"Steps": [{"Name": 1, "Type": "Fail"}]}', lacks("Name")),
        ('{"Steps": [{"Name": "", "Type": "Fail"}]}', lacks("Name")),
        ('{"Steps": [{"Name": "stop"}]}', lacks("Type")),
        ('{"Steps": [], "Parameters": {"Name": "p"}}', ARRAY),
        ('{"Steps": [], "Parameters": ["p"]}', OBJECT),
        ('{"Steps": [], "Parameters": [{}]}', lacks("Name")),
        (
            written(parameters=[{"Name": "p"}, {"Name": "q"}, {"Name": "p"}]),
            "There is more than one parameter named 'p'.",
        ),
        ('{"Steps": [], "PipelineExperimentConfig": "churn"}', OBJECT),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, why: str) -> None:
    """The refusal tells what stands where something else has to, or which member is missing."""
    with pytest.raises(RegistryError) as caught:
        definition_of(text)

    assert (caught.value.code, str(caught.value)) == ("ValidationException", UNREADABLE + why)


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"DependsOn": "prepare"}, ARRAY),
        ({"DependsOn": [{"Name": "prepare"}]}, lacks("DependsOn")),
        ({"PropertyFiles": {}}, None),
        ({"PropertyFiles": {"PropertyFileName": "report"}}, ARRAY),
        ({"PropertyFiles": ["report"]}, OBJECT),
        ({"PropertyFiles": [{"FilePath": "f"}]}, lacks("PropertyFileName")),
        ({"Type": "Condition", "Arguments": ["x"]}, OBJECT),
        ({"Type": "Condition", "Arguments": {"IfSteps": {"Name": "x"}}}, ARRAY),
        ({"Type": "Condition", "Arguments": {"ElseSteps": [[]]}}, OBJECT),
        ({"Type": "Condition", "Arguments": None}, None),
    ],
)
def test_the_parts_of_a_step_are_read_too(members: dict[str, Any], why: str | None) -> None:
    """What a step depends on, its property files and its branches have their forms; null stands for nothing."""
    text = written({**step("train"), **members})
    if why is None:
        read = definition_of(text)
        assert read is not None
        assert [one.name for one in read.steps] == ["train"]
        return
    with pytest.raises(RegistryError) as caught:
        definition_of(text)
    assert str(caught.value) == UNREADABLE + why


def test_branches_stand_behind_their_condition() -> None:
    """Steps keep the order in which they are written, and each knows its condition and the outcome that leads to it."""
    inner = condition("inner", [HOLDS], [], [step("deep")])
    read = definition(step("first"), condition("outer", [HOLDS], [step("yes"), inner], [step("no")]), step("last"))

    assert [(one.name, one.branch) for one in read.steps] == [
        ("first", None),
        ("outer", None),
        ("yes", ("outer", True)),
        ("inner", ("outer", True)),
        ("deep", ("inner", False)),
        ("no", ("outer", False)),
        ("last", None),
    ]


def test_a_condition_has_its_arguments_without_its_branches() -> None:
    """The steps in a branch are no arguments of their condition, so it does not need what they need."""
    read = definition(step("a"), condition("check", [HOLDS], [step("b", x={"Get": "Steps.a.x"})]))

    assert read.step("check").arguments == {"Conditions": [HOLDS]}
    assert read.step("check").own["Arguments"] == {"Conditions": [HOLDS]}
    assert read.step("check").needs == frozenset()
    assert read.step("b").needs == {"a"}


def test_a_step_needs_what_it_depends_on_and_what_it_reads() -> None:
    """Steps are needed that DependsOn names and that any Get in the step names, in whatever function it stands."""
    file = {"PropertyFile": {"Get": "Steps.evaluate.PropertyFiles.report"}, "Path": "mse"}
    join = {"Std:Join": {"Values": [{"Get": "Steps.train['ModelArtifacts']"}, {"Get": "Steps.split[0]"}]}}
    written_step = step("all", "Callback", "prepare", a=[{"x": join}], b={"Std:JsonGet": file})
    read = definition(
        {**written_step, "SqsQueueUrl": {"Get": "Steps.queue.Url"}, "x": {"Get": "Execution.PipelineName"}}
    )

    assert read.step("all").needs == {"prepare", "train", "split", "evaluate", "queue"}


def test_property_files_are_known_by_their_names() -> None:
    """The property files that a step declares are found by their names."""
    files = [{"PropertyFileName": name, "OutputName": "o", "FilePath": f"{name}.json"} for name in ("one", "two")]
    read = definition({**step("evaluate", "Processing"), "PropertyFiles": files})

    assert read.step("evaluate").property_files == {"one": files[0], "two": files[1]}


def test_the_steps_before_a_step_are_all_that_it_waits_for() -> None:
    """Whatever has to run before: needed steps, what these need, and the conditions of all branches on the way."""
    inner = condition("inner", [HOLDS], [step("deep", "Training", "b")])
    read = definition(step("a"), step("b", "Training", "a"), step("c"), condition("outer", [HOLDS], [inner]))

    assert read.ancestors(["deep"]) == {"a", "b", "inner", "outer"}
    assert read.ancestors(["deep", "b", "outer"]) == {"a", "inner"}
    assert read.ancestors(["a", "c"]) == frozenset()


@pytest.mark.parametrize(
    ("value", "call"),
    [
        ({"Get": "x"}, ("Get", "x")),
        ({"Std:Unheard": 1}, ("Std:Unheard", 1)),
        ({"Get": "x", "Std:Join": 1}, None),
        ({"Got": "x"}, None),
        ({}, None),
        (["Get"], None),
    ],
)
def test_a_call_is_an_object_of_one_member(value: Any, call: tuple[str, Any] | None) -> None:
    """An object calls a function where its only member is Get or begins with Std:."""
    assert call_in(value) == call


def test_json_may_be_nested_as_deep_as_anybody_writes_it() -> None:
    """So deep as a definition with many conditions inside each other, JSON is read."""
    value = json.loads(nested(200))

    assert json_in(nested(200)) == value
    with pytest.raises(ValueError, match=r"^It is nested too deeply\.$"):
        json_in(nested(201))
