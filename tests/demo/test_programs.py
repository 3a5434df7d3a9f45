"""The demo as a user starts it: in a program of its own, without a terminal, whatever the environment says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from demo.reading import END, chapters

from sagemaker_registry_mock.demo.story import CHAPTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import boto3

#: Behind this port nobody listens.
NOWHERE = "http://127.0.0.1:9"
#: A user's environment in which every call would leave for somewhere else.
ELSEWHERE = {
    "AWS_ENDPOINT_URL": NOWHERE,
    "AWS_ENDPOINT_URL_SAGEMAKER": NOWHERE,
    "AWS_USE_FIPS_ENDPOINT": "true",
    "AWS_ACCESS_KEY_ID": "AKIAREAL",
    "AWS_SESSION_TOKEN": "real",
    "AWS_DEFAULT_REGION": "ap-south-1",
    "MOTO_ACCOUNT_ID": "111122223333",
    "HTTP_PROXY": NOWHERE,
    "http_proxy": NOWHERE,
}


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start the demo in an empty home, and end it."""
    coverage = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own package
        [sys.executable, "-W", "ignore:datetime.datetime.utcnow", "-m", "sagemaker_registry_mock", "demo", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home,
        env={"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", **ELSEWHERE, **coverage},
        text=True,
    ) as program:
        yield program
        program.kill()


def test_the_readmes_first_command(tmp_path: Path) -> None:
    """The story comes as plain text, with no colours, nothing on the error stream, and no file left behind."""
    with started(tmp_path) as program:
        text, errors = program.communicate(timeout=60)

    assert (program.returncode, errors) == (0, "")
    assert "\x1b" not in text
    assert "\r" not in text
    told = chapters(text)
    assert list(told) == [title for title, _ in CHAPTERS]
    assert told["The registry in the end"].startswith(END)
    assert list(tmp_path.iterdir()) == []


def test_it_stays_up(tmp_path: Path, aws_session: boto3.Session) -> None:
    """The same story is told over HTTP; then its server answers anybody, until Ctrl-C ends it with 0."""
    with started(tmp_path, "--keep") as program:
        assert program.stdout
        assert program.stderr
        lines: list[str] = []
        while not lines or "dump --url" not in lines[-1]:
            lines.append(program.stdout.readline())
            assert lines[-1], program.stderr.read()
        *_, url = lines[-1].split()
        assert chapters("".join(lines))["The registry in the end"].startswith(END)
        assert f"\nAll that stays up at {url} until Ctrl-C. To look around:\n" in "".join(lines)

        client: Any = aws_session.client("sagemaker", endpoint_url=url, region_name="eu-central-1")
        listed = client.list_model_packages(ModelPackageGroupName="churn", SortOrder="Ascending")
        statuses = [one["ModelApprovalStatus"] for one in listed["ModelPackageSummaryList"]]
        assert statuses == ["Approved", "Rejected", "Rejected"]
        queues: Any = aws_session.client("sqs", endpoint_url=url, region_name="eu-central-1")
        assert queues.list_queues()["QueueUrls"][0].endswith("/123456789012/churn-events")

        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == 0
        assert program.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []
