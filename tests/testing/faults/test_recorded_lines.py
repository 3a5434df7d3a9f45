"""A recorded call as a failing assertion shows it: one short line."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from sagemaker_registry_mock.testing import (
    CallError,
    RecordedCall,
    Recorder,
    delay,
    error_reply,
    read_timeout,
    reply_lost,
)

CALL: dict[str, Any] = {
    "operation": "ListModels",
    "method": "list_models",
    "parameters": {},
    "region": "us-east-1",
    "account": "123456789012",
    "caller": "",
    "attempt": 1,
    "invocation": None,
    "pause": 0.0,
    "time": datetime(2026, 1, 31, tzinfo=timezone.utc),
    "reply": None,
    "error": None,
    "fault": None,
    "lost": False,
}
LONG = "a sentence of many words that goes on and on until nobody reads it"
REFUSAL = CallError("ValidationException", LONG, 400)
THROTTLED = CallError("ThrottlingException", "Rate exceeded", 400)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"reply": {"Models": []}}, "<ListModels() in us-east-1: answered(Models=[0 items])>"),
        (
            {"parameters": {"MaxResults": 5, "NameContains": "a"}, "reply": {}, "attempt": 3},
            "<ListModels(MaxResults=5, NameContains='a') in us-east-1 attempt 3: answered()>",
        ),
        (
            {"parameters": {"A": {"b": 1}, "B": {}, "C": [1], "D": [1, 2], "E": LONG}, "reply": {"F": 1}},
            f"<ListModels(A={{...}}, B={{}}, C=[1 item], D=[2 items], E='{LONG[:57]}...') in us-east-1: answered(F=1)>",
        ),
        ({"error": REFUSAL}, f"<ListModels() in us-east-1: ValidationException: {LONG[:57]}...>"),
        (
            {"error": THROTTLED, "fault": error_reply("ThrottlingException")},
            "<ListModels() in us-east-1: ThrottlingException (injected): Rate exceeded>",
        ),
        (
            {"error": CallError("InternalFailure", "", 500), "fault": error_reply("InternalFailure")},
            "<ListModels() in us-east-1: InternalFailure (injected)>",
        ),
        ({"fault": read_timeout(), "lost": True}, "<ListModels() in us-east-1: read timeout>"),
        (
            {"reply": {}, "fault": reply_lost("read_timeout"), "lost": True},
            "<ListModels() in us-east-1: reply lost by read timeout>",
        ),
        (
            {"error": CallError("Code", "Words.", 400), "fault": reply_lost(), "lost": True},
            "<ListModels() in us-east-1: Code (reply lost by connection dropped): Words.>",
        ),
        ({"reply": {}, "fault": delay(0.5)}, "<ListModels() in us-east-1: answered() (delay of 0.5 s)>"),
        (
            {"error": REFUSAL, "fault": delay(30)},
            f"<ListModels() in us-east-1: ValidationException (delay of 30 s): {LONG[:57]}...>",
        ),
    ],
)
def test_a_call_is_shown_with_its_ending(facts: dict[str, Any], shown: str) -> None:
    """What was asked, where, and how it ended; a fault that a test has made is told apart from SageMaker's own."""
    assert repr(RecordedCall(**{**CALL, **facts})) == shown


def test_a_line_has_an_end() -> None:
    """A request with many members is cut."""
    call = RecordedCall(**{**CALL, "parameters": {f"Member{number}": LONG for number in range(9)}, "reply": {}})

    assert (len(repr(call)), repr(call)[-4:]) == (240, "...>")


def test_a_recorder_shows_its_calls() -> None:
    """One call a line; a recorder that has none says so."""
    recorder = Recorder()
    assert repr(recorder) == "<no calls>"


@pytest.mark.parametrize(("facts", "failed"), [({"error": REFUSAL}, True), ({"lost": True}, True), ({}, False)])
def test_a_call_has_failed_where_the_caller_saw_it_fail(facts: dict[str, Any], *, failed: bool) -> None:
    """An error is a failure, and so is an answer that was lost."""
    assert RecordedCall(**{**CALL, **facts}).failed is failed
