"""Executions that run again: retried from where they failed, or in part, with the results of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ask, compared, condition, fail, get, register, train
from support.errors import refused
from support.examples import HERE

from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Approvals, Client

    Run = Callable[..., str]
    Status = Callable[[str], str]
    Steps = Callable[[str], dict[str, Any]]

MISSING = f"{HERE}:pipeline/train/execution/missing00000"


def selecting(*names: str, source: str | None = None) -> dict[str, Any]:
    """Return the members of a start that selects steps."""
    config: dict[str, Any] = {"SelectedSteps": [{"StepName": name} for name in names]}
    return {"SelectiveExecutionConfig": {**config, **({"SourcePipelineExecutionArn": source} if source else {})}}


def test_a_retry_runs_the_failed_step_again(
    client: Client, run: Run, status: Status, steps: Steps, versions: Callable[..., list[Any]]
) -> None:
    """What has succeeded stays as it is; the failed step has another attempt, and what follows is run."""
    set_step_result("train", "Train", StepResult(failure_reason="out of memory"))
    execution = run(register(), train(depends=["Register"]), register("Again", depends=["Train"]))
    failed = steps(execution)
    assert (failed["Train"]["FailureReason"], failed["Train"]["AttemptCount"]) == ("out of memory", 1)
    assert (list(failed), status(execution)) == (["Register", "Train"], "Failed")
    set_step_result("train", "Train", StepResult())

    reply = client.retry_pipeline_execution(PipelineExecutionArn=execution)

    after = steps(execution)
    assert (reply["PipelineExecutionArn"], status(execution)) == (execution, "Succeeded")
    assert {name: (one["StepStatus"], one["AttemptCount"]) for name, one in after.items()} == {
        "Register": ("Succeeded", 1),
        "Train": ("Succeeded", 2),
        "Again": ("Succeeded", 1),
    }
    assert "FailureReason" not in after["Train"]
    assert "FailureReason" not in client.describe_pipeline_execution(PipelineExecutionArn=execution)
    assert len(versions()) == 2


def test_a_retry_may_fail_again(client: Client, run: Run, status: Status, steps: Steps) -> None:
    """Each time with one attempt more."""
    execution = run(fail())
    for attempt in (2, 3):
        client.retry_pipeline_execution(PipelineExecutionArn=execution)
        assert (steps(execution)["Stop"]["AttemptCount"], status(execution)) == (attempt, "Failed")


def test_a_stopped_execution_is_taken_up_again(
    client: Client, run: Run, status: Status, steps: Steps, approvals: Approvals
) -> None:
    """It goes on where it was stopped."""
    execution = run(ask(approvals.url), register(depends=["Ask"]))
    client.stop_pipeline_execution(PipelineExecutionArn=execution)
    client.send_pipeline_execution_step_success(CallbackToken=approvals.taken()[0]["token"])
    assert (list(steps(execution)), status(execution)) == (["Ask"], "Stopped")

    client.retry_pipeline_execution(PipelineExecutionArn=execution)

    assert (list(steps(execution)), status(execution)) == (["Ask", "Register"], "Succeeded")


def test_a_callback_that_failed_is_asked_again(client: Client, run: Run, status: Status, approvals: Approvals) -> None:
    """With a token of its own; the old one is none any more."""
    execution = run(ask(approvals.url))
    old = approvals.taken()[0]["token"]
    client.send_pipeline_execution_step_failure(CallbackToken=old)

    client.retry_pipeline_execution(PipelineExecutionArn=execution)

    (message,) = approvals.taken()
    assert status(execution) == "Executing"
    with refused("ResourceNotFound", f"No pipeline execution step has the callback token '{old}'."):
        client.send_pipeline_execution_step_success(CallbackToken=old)
    client.send_pipeline_execution_step_success(CallbackToken=message["token"])
    assert status(execution) == "Succeeded"


def test_what_goes_well_is_not_retried(client: Client, run: Run, steps: Steps) -> None:
    """Nor stopped; the execution stays what it is."""
    execution = run(register())
    before = steps(execution)

    told = f"Pipeline execution with ARN {execution} cannot be retried: its status is Succeeded."
    with refused("ConflictException", told):
        client.retry_pipeline_execution(PipelineExecutionArn=execution)
    told = f"Only pipelines with 'Executing' status can be stopped. The status of {execution} is 'Succeeded'."
    with refused("ValidationException", told):
        client.stop_pipeline_execution(PipelineExecutionArn=execution)
    assert steps(execution) == before


def test_selected_steps_run_with_the_results_of_others(
    run: Run, start: Run, status: Status, steps: Steps, versions: Callable[..., list[Any]]
) -> None:
    """What they need is taken from the source, and listed with its ARN; what follows from them does not run."""
    taken = {"model": get("Steps.Train.ModelArtifacts.S3ModelArtifacts")}
    source = run(train(), register(CustomerMetadataProperties=taken), register("After", depends=["Register"]))

    execution = start(members=selecting("Register", source=source))

    told = steps(execution)
    assert (list(told), status(execution)) == (["Train", "Register"], "Succeeded")
    assert told["Train"].pop("SelectiveExecutionResult") == {"SourcePipelineExecutionArn": source}
    assert told["Train"] == steps(source)["Train"]
    assert "SelectiveExecutionResult" not in told["Register"]
    first, _, third = versions()
    assert third["CustomerMetadataProperties"] == first["CustomerMetadataProperties"]
    assert third["MetadataProperties"]["GeneratedBy"] == execution


def test_steps_that_need_nothing_need_no_source(client: Client, pipeline: Run, start: Run, steps: Steps) -> None:
    """The execution tells its selection."""
    pipeline(train(), register())
    selection = selecting("Register")

    execution = start(members=selection)

    assert list(steps(execution)) == ["Register"]
    described = client.describe_pipeline_execution(PipelineExecutionArn=execution)
    assert described["SelectiveExecutionConfig"] == selection["SelectiveExecutionConfig"]


def test_a_step_of_a_branch_is_selected_with_its_condition(run: Run, start: Run, steps: Steps) -> None:
    """The outcome of the source holds: the step of the branch that was not taken does not run."""
    source = run(condition("Decide", compared(1, "Equals", 1), then=[register("Yes")], otherwise=[register("No")]))

    assert list(steps(start(members=selecting("Yes", source=source)))) == ["Decide", "Yes"]
    assert list(steps(start(members=selecting("No", source=source)))) == ["Decide"]


@pytest.mark.parametrize("source", ["none", "without-a-result"])
def test_what_selected_steps_need_has_to_be_there(client: Client, run: Run, start: Run, source: str) -> None:
    """A source that is not named, or has no result of a step: the start is refused and starts nothing."""
    set_step_result("train", "Train", StepResult(failure_reason="no luck"))
    failed = run(train(), register(depends=["Train"]))
    given = None if source == "none" else failed

    message = (
        f"Invalid SourcePipelineExecutionArn: {given or 'null'}. "
        "The selected steps [Register] have dependencies on [Train]"
    )
    with refused("ValidationException", message):
        start(members=selecting("Register", source=given))
    assert len(client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"]) == 1


def test_a_source_is_a_finished_execution_of_the_pipeline(
    client: Client, pipeline: Run, start: Run, status: Status, approvals: Approvals
) -> None:
    """One of another pipeline, or one that still runs, is refused, though it has the results; done, it is taken."""
    wanted = (train(), register(depends=["Train"]))
    pipeline(*wanted, name="other")
    pipeline(*wanted, ask(approvals.url))
    running = start()

    for source in (start("other"), running):
        message = f"Invalid SourcePipelineExecutionArn: {source}. It is no finished execution of this pipeline."
        with refused("ValidationException", message):
            start(members=selecting("Register", source=source))
    assert len(client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"]) == 1

    client.send_pipeline_execution_step_success(CallbackToken=approvals.taken()[0]["token"])
    assert status(start(members=selecting("Register", source=running))) == "Succeeded"


def test_a_selection_of_what_is_not_there_is_refused(pipeline: Run, start: Run) -> None:
    """A step that the definition has not, or a source that does not exist."""
    pipeline(train(), register(depends=["Train"]))

    with refused("ValidationException", "Unable to parse pipeline definition. Step Missing is undefined."):
        start(members=selecting("Missing"))
    with refused("ResourceNotFound", f"Pipeline execution '{MISSING}' does not exist."):
        start(members=selecting("Register", source=MISSING))
