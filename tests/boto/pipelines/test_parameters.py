"""The parameters of an execution: their types and defaults, and what is refused before anything is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import get, joined, parameter, register
from support.errors import refused

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client


DECLARED = [
    parameter("Approval", default="Approved", values=["Approved", "PendingManualApproval"]),
    parameter("Count", "Integer", 1),
    parameter("Limit", "Float"),
    parameter("Sure", "Boolean", default=False),
    {"Name": "Word", "DefaultValue": "of honour"},
]


@pytest.fixture
def _declared(pipeline: Callable[..., str]) -> None:
    """A pipeline with a parameter of each type, which tells all of them."""
    properties = {one: joined(get(f"Parameters.{one}")) for one in ("Count", "Limit", "Sure", "Word")}
    pipeline(
        register(ModelApprovalStatus=get("Parameters.Approval"), CustomerMetadataProperties=properties),
        parameters=DECLARED,
    )


@pytest.fixture
def taken(client: Client) -> Callable[[str], dict[str, str]]:
    """Tell the parameters of an execution."""

    def taken(arn: str) -> dict[str, str]:
        found = client.list_pipeline_parameters_for_execution(PipelineExecutionArn=arn)["PipelineParameters"]
        return {one["Name"]: one["Value"] for one in found}

    return taken


@pytest.mark.usefixtures("_declared")
@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"Limit": "0.50"}, {"Limit": "0.5"}),
        ({"Limit": "2", "Sure": "True", "Count": "007"}, {"Limit": "2.0", "Sure": "true", "Count": "7"}),
        ({"Limit": "1e-3", "Sure": "FALSE", "Word": "7"}, {"Limit": "0.001", "Word": "7"}),
        ({"Limit": "-1", "Approval": "PendingManualApproval"}, {"Limit": "-1.0", "Approval": "PendingManualApproval"}),
    ],
)
def test_values_have_their_types(
    start: Callable[..., str],
    taken: Callable[[str], dict[str, str]],
    versions: Callable[..., list[dict[str, Any]]],
    given: dict[str, str],
    values: dict[str, str],
) -> None:
    """What is given takes the place of a default, read as its type; the list tells both as steps join them."""
    execution = start(**given)

    expected = {"Approval": "Approved", "Count": "1", "Sure": "false", "Word": "of honour", **values}
    assert taken(execution) == expected
    (version,) = versions()
    assert version["CustomerMetadataProperties"] == {
        name: expected[name] for name in ("Count", "Limit", "Sure", "Word")
    }
    assert version["ModelApprovalStatus"] == expected["Approval"]


#: Values of the parameters above, and why they are refused.
UNFIT: list[tuple[dict[str, str], str]] = [
    ({}, "Parameter 'Limit' is undefined."),
    ({"Limit": "1", "Other": "1"}, "Unknown parameter 'Other'"),
    ({"Limit": "low"}, "Unexpected type for parameter 'Limit'. Expected Float but found 'low'."),
    ({"Limit": "1", "Count": "1.5"}, "Unexpected type for parameter 'Count'. Expected Integer but found '1.5'."),
    ({"Limit": "1", "Sure": "yes"}, "Unexpected type for parameter 'Sure'. Expected Boolean but found 'yes'."),
    ({"Limit": "1", "Word": ""}, '[string "" is too short (length: 0, required minimum: 1)]'),
    (
        {"Limit": "1", "Approval": "Maybe"},
        "Value 'Maybe' of parameter 'Approval' is not in the enum value set: [Approved, PendingManualApproval]",
    ),
]


@pytest.mark.usefixtures("_declared")
def test_values_that_do_not_fit_are_refused(client: Client, start: Callable[..., str]) -> None:
    """The start is refused, and nothing has happened: no execution, no event, no group, no run of the pipeline."""
    for given, message in UNFIT:
        with refused("ValidationException", message):
            start(**given)

    assert client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"] == []
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert "LastRunTime" not in client.describe_pipeline(PipelineName="train")
    assert sent_events() == []


def test_a_default_that_is_a_text_has_the_declared_type(pipeline: Callable[..., str], start: Any, taken: Any) -> None:
    """SDKs write some defaults so; one that is none of that type is refused when it is needed."""
    pipeline(parameters=[parameter("Count", "Integer", "007"), parameter("Sure", "Boolean", "True")])
    assert taken(start()) == {"Count": "7", "Sure": "true"}

    pipeline(name="odd", parameters=[parameter("Count", "Integer", "few")])
    with refused("ValidationException", "Unexpected type for parameter 'Count'. Expected Integer but found 'few'."):
        start("odd")
    assert taken(start("odd", Count="3")) == {"Count": "3"}


def test_nothing_is_known_of_the_parameters_of_no_steps(
    client: Client, start: Callable[..., str], status: Callable[[str], str], taken: Callable[..., Any]
) -> None:
    """A definition without Steps is not looked at: its executions succeed, and tell what they were given."""
    role = "arn:aws:iam::123456789012:role/pipelines"
    for name, text in (("empty", "{}"), ("blank", " ")):
        client.create_pipeline(PipelineName=name, PipelineDefinition=text, RoleArn=role)
        execution = start(name, Anything="goes")

        assert status(execution) == "Succeeded"
        assert taken(execution) == {"Anything": "goes"}
        told: Any = client.list_pipeline_execution_steps(PipelineExecutionArn=execution)
        assert told["PipelineExecutionSteps"] == []
