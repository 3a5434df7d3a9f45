"""Delivery in a server that runs by itself, for code in whatever language: nothing of it is in the test's process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from moto_plugin.delivering import QUEUE, arn, decide, put_rule, queue, received, register, statuses

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import boto3

#: For how long the server may take to begin, in seconds.
PATIENCE = 60


def free_port() -> int:
    """Return the number of a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether somebody listens at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as a server listens at a port."""
    end = time.monotonic() + PATIENCE
    while not answers(port):
        assert server.poll() is None, "The server has ended."
        assert time.monotonic() < end, "The server does not answer."
        time.sleep(0.05)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The URL of a server that runs by itself."""
    port = free_port()
    command = [sys.executable, "-m", "sagemaker_registry_mock", "moto_server", "-H", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own package
        command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def test_a_server_by_itself_delivers_events(url: str, aws_session: boto3.Session) -> None:
    """A rule sends events to a queue; what does not reach its target goes to a dead-letter queue, with the reason."""
    sagemaker, events, sqs = (aws_session.client(name, endpoint_url=url) for name in ("sagemaker", "events", "sqs"))
    queue(sqs)
    put_rule(QUEUE, events=events)
    lost: Any = sqs.create_queue(QueueName="lost")["QueueUrl"]
    target = {"Id": "1", "Arn": arn("sqs", "nowhere"), "DeadLetterConfig": {"Arn": arn("sqs", "lost")}}
    pattern = '{"detail": {"ModelApprovalStatus": ["Approved"]}}'
    events.put_rule(Name="broken", EventPattern=pattern)
    events.put_targets(Rule="broken", Targets=[target])

    version = register(sagemaker)
    decide(version, sagemaker=sagemaker)

    assert statuses(received(sqs)) == ["PendingManualApproval", "Approved"]
    (dead,) = sqs.receive_message(QueueUrl=lost, MessageAttributeNames=["All"])["Messages"]
    assert dead["MessageAttributes"]["TARGET_ARN"]["StringValue"] == arn("sqs", "nowhere")
    assert sent_events() == []
