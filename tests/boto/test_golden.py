"""Conversations over plain HTTP, request by request and letter by letter: golden/*.json.

Each file is a list of exchanges. The first is sent on 1 January 2026 at noon UTC (1767268800), each other one a minute
after the one before. `<caller arn>` and `<caller id>` stand for what STS says of the caller, `<next token>` for the
token of the reply before. A reply of which the file says the status only is moto's own.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from sagemaker_registry_mock.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    import requests

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


def seen(reply: requests.Response) -> dict[str, Any]:
    """Return what a golden file says of a reply."""
    body = reply.json() if reply.content else None
    if body and "NextToken" in body:
        body["NextToken"] = "<next token>"
    return {"status": reply.status_code, "content-type": reply.headers["content-type"], "body": body}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_conversation(path: Path, post: Callable[[str, bytes], requests.Response], aws_session: boto3.Session) -> None:
    """Every reply is the one in the file."""
    caller = aws_session.client("sts").get_caller_identity()
    text = path.read_text(encoding="utf-8")
    text = text.replace("<caller arn>", caller["Arn"]).replace("<caller id>", caller["UserId"])

    token = ""
    with freeze_time("2026-01-01 12:00:00") as clock:
        for exchange in json.loads(text):
            request, expected = exchange["request"], exchange["reply"]
            body = request["body"] if isinstance(request["body"], str) else json.dumps(request["body"])
            reply = post(request["target"], body.replace("<next token>", token).encode())
            told = seen(reply)
            assert {name: told[name] for name in expected} == expected
            token = reply.json().get("NextToken", token) if reply.content else token
            clock.tick(60)


def test_the_conversations_name_every_operation_of_the_registry() -> None:
    """All operations are in the files, but for CreateModel, whose replies are moto's."""
    found = re.findall(r'"target": "SageMaker\.(\w+)"', "".join(path.read_text(encoding="utf-8") for path in GOLDEN))

    assert set(OPERATIONS) - {"CreateModel"} <= set(found)
