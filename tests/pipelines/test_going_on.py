"""Executions that wait, are called back, stopped and retried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pipelines.building import World, definition, retried, run, statuses, step, told

from sagemaker_registry_mock.pipelines.execution import Progress, failed, succeeded

if TYPE_CHECKING:
    from sagemaker_registry_mock.pipelines.definition import Definition
    from sagemaker_registry_mock.registry.executions import PipelineExecution

DONE, FAILED, WAITS = "Succeeded", "Failed", "Executing"

WAITING = definition(
    {**step("ask", "Callback", "a"), "SqsQueueUrl": "q"},
    step("a"),
    step("beside"),
    step("after", x={"Get": "Steps.ask.OutputParameters.o"}),
)


def called_back(before: PipelineExecution, read: Definition, world: World, *, fails: bool = False) -> PipelineExecution:
    """Answer the callback of the step `ask`, and go on."""
    waits = before.run_of("ask")
    assert waits is not None
    outputs = {"OutputParameters": {"o": 5}}
    ended = failed(waits, world.now, "refused", {}) if fails else succeeded(waits, world.now, outputs)
    return Progress(before.with_run(ended), read, world).advanced()


def test_while_a_step_waits_others_run() -> None:
    """An execution goes on as far as it gets without the answer, and then it waits."""
    after = run(WAITING)

    assert (after.status, statuses(after)) == (WAITS, {"a": DONE, "ask": WAITS, "beside": DONE})


def test_a_callback_lets_an_execution_go_on() -> None:
    """What the callback has brought can be taken, and the steps keep the order in which they have begun."""
    world = World()
    after = called_back(run(WAITING, world), WAITING, world)

    assert (after.status, statuses(after)) == (DONE, {"a": DONE, "ask": DONE, "beside": DONE, "after": DONE})
    assert after.steps[-1].properties["x"] == 5


def test_a_callback_that_fails_fails_the_execution() -> None:
    """Nothing begins after a callback that has failed."""
    world = World()
    after = called_back(run(WAITING, world), WAITING, world, fails=True)

    assert (after.status, statuses(after)) == (FAILED, {"a": DONE, "ask": FAILED, "beside": DONE})
    assert after.steps[1].members["FailureReason"] == "refused"


def test_an_execution_has_failed_when_nothing_waits_any_more() -> None:
    """After a failure nothing begins, and the execution fails once the answer has come, be it good or bad."""
    world = World()
    read = definition(step("ask", "Callback"), step("stop", "Fail"), step("never"))
    before = run(read, world)

    assert (before.status, statuses(before)) == (WAITS, {"ask": WAITS, "stop": FAILED})
    after = called_back(before, read, world)
    assert (after.status, statuses(after)) == (FAILED, {"ask": DONE, "stop": FAILED})


@pytest.mark.parametrize(("fails", "status"), [(False, "Stopped"), (True, FAILED)])
def test_a_stopping_execution_begins_no_step(*, fails: bool, status: str) -> None:
    """An execution that is stopping ends with the last callback: stopped, or failed where that failed."""
    world = World()
    stopping = replace(run(WAITING, world), status="Stopping")

    assert Progress(stopping, WAITING, world).advanced() == stopping
    after = called_back(stopping, WAITING, world, fails=fails)
    assert (after.status, list(statuses(after))) == (status, ["a", "ask", "beside"])


def test_a_stopped_execution_goes_on_where_it_is_retried() -> None:
    """A retry of what was stopped runs no step twice."""
    world = World()
    stopped = called_back(replace(run(WAITING, world), status="Stopping"), WAITING, world)
    after = retried(stopped, WAITING, world)

    assert after.status == DONE
    assert [(one.name, one.attempt) for one in after.steps] == [("a", 1), ("ask", 1), ("beside", 1), ("after", 1)]


def test_a_retry_runs_what_has_failed_once_more() -> None:
    """Failed steps run again, as another attempt under another name, and the others follow."""
    read = definition(step("a"), step("b"), step("c"))
    before = run(read, World(results={"b": told(failure_reason="worn out")}))
    again = retried(before, read, World(results={"b": told(failure_reason="still")}))
    after = retried(again, read, World())

    assert (before.status, again.status, after.status) == (FAILED, FAILED, DONE)
    assert [(one.name, one.attempt) for one in again.steps] == [("a", 1), ("b", 2)]
    assert [(one.name, one.attempt) for one in after.steps] == [("a", 1), ("b", 3), ("c", 1)]
    assert after.steps[0] == before.steps[0]
    assert "FailureReason" not in after.steps[1].members


def test_a_retried_callback_has_another_token() -> None:
    """Whoever has answered before has not answered the new question."""
    world = World()
    before = called_back(run(WAITING, world), WAITING, world, fails=True)
    after = retried(before, WAITING, world)

    first, second = (one.run_of("ask") for one in (before, after))
    assert first is not None
    assert second is not None
    assert (second.status, second.attempt) == (WAITS, 2)
    assert first.token != second.token
    assert after.status == WAITS


def test_a_retry_fails_with_whatever_fails_again() -> None:
    """All failed steps are run again, also where the first of them fails once more."""
    world = World(results={"stop": told(failure_reason="first")})
    read = definition(step("ask", "Callback"), step("stop"), step("never"))
    before = called_back(run(read, world), read, world, fails=True)
    assert statuses(before) == {"ask": FAILED, "stop": FAILED}

    after = retried(before, read, World(results={"ask": told(failure_reason="again")}))

    assert (after.status, statuses(after)) == (FAILED, {"ask": FAILED, "stop": DONE})
    assert [one.attempt for one in after.steps] == [2, 2]
