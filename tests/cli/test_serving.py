"""`serve` in this process: what it begins with, what it leaves, and what keeps it from beginning."""

from __future__ import annotations

import json
import signal
import socket
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, THERE

from sagemaker_registry_mock.cli import serving
from sagemaker_registry_mock.cli.beginning import accounts_in
from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.pipeline import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Visit = Callable[[str], object]

SEED = "groups: {churn: {versions: [{}]}}"


@pytest.fixture
def seed_file(tmp_path: Path) -> Path:
    """A seed of a group with a version."""
    path = tmp_path / "team.yaml"
    path.write_text(SEED, encoding="utf-8")
    return path


@pytest.fixture
def group_at(aws_session: boto3.Session) -> Callable[[str], str]:
    """Return the ARN of the one group of the server at a URL."""

    def group_at(url: str) -> str:
        (group,) = asking(aws_session, url).list_model_package_groups()["ModelPackageGroupSummaryList"]
        return group["ModelPackageGroupArn"]

    return group_at


def asking(session: boto3.Session, url: str) -> SageMakerClient:
    """Return a client of the server at a URL."""
    client: SageMakerClient = session.client("sagemaker", endpoint_url=url)
    return client


def groups_in(path: Path) -> list[str]:
    """Return the ARNs of the groups in a document."""
    registries = json.loads(path.read_text(encoding="utf-8"))["registries"]
    return [group["arn"] for registry in registries for group in registry["groups"]]


def test_the_state_is_kept_from_one_server_to_the_next(
    serve: Callable[..., Any], aws_session: boto3.Session, seed_file: Path, tmp_path: Path
) -> None:
    """Seeded where there is no state; after that what clients did is there, and the seed is passed over."""
    state = tmp_path / "state.json"

    def add(url: str) -> None:
        client = asking(aws_session, url)
        made = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
        assert made == f"{HERE}:model-package/churn/2"

    assert serve("--state", state, "--seed", seed_file, visit=add) == (0, "", "")

    def look(url: str) -> None:
        found = asking(aws_session, url).list_model_packages(ModelPackageGroupName="churn")
        assert [one["ModelPackageVersion"] for one in found["ModelPackageSummaryList"]] == [2, 1]

    passed = f"sagemaker-registry-mock: {seed_file} is passed over: the state is read from {state}.\n"
    assert serve("--state", state, "--seed", seed_file, visit=look) == (0, "", passed)


def test_settings_are_options(serve: Callable[..., Any], aws_session: boto3.Session) -> None:
    """What `mock_aws(config=...)` takes holds for the whole server."""

    def ask(url: str) -> None:
        client = asking(aws_session, url)
        client.create_model_package_group(ModelPackageGroupName="churn")
        with pytest.raises(client.exceptions.ResourceLimitExceeded):
            client.create_model_package_group(ModelPackageGroupName="fraud")

    assert serve("--quota", "ModelPackageGroups=1", visit=ask).code == 0


def test_the_account_of_all_there_is_becomes_the_servers(
    serve: Callable[..., Any], seed_file: Path, tmp_path: Path, group_at: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clients see what a state of another account holds; an account that is chosen is chosen."""
    state = tmp_path / "state.json"
    found: list[Any] = []
    seen = lambda url: found.append(group_at(url))  # noqa: E731
    serve("--state", state, "--seed", seed_file, "--account", "111122223333", visit=seen)
    serve("--state", state, visit=seen)
    assert found == [f"{THERE}:model-package-group/churn"] * 2

    warning = (
        "sagemaker-registry-mock: clients are in the account {}, and what there is is in 111122223333: see --account.\n"
    )
    assert serve("--state", state, "--account", "444455556666") == (0, "", warning.format("444455556666"))
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "777788889999")
    assert serve("--state", state) == (0, "", warning.format("777788889999"))


@pytest.mark.parametrize(
    ("document", "accounts"),
    [
        (None, set()),
        ([], set()),
        ({"registries": 1}, set()),
        ({"registries": [1, {}, {"account": 1}, {"account": "1"}, {"account": "2"}]}, {"1", "2"}),
        ({"version": 1, "account": "3"}, {"3"}),
    ],
)
def test_the_accounts_of_a_document_are_found(document: Any, accounts: set[str]) -> None:
    """In any JSON, since it is checked only later."""
    assert accounts_in(document) == accounts


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", 70000], "There is no port 70000: a port is a number from 1 to 65535, or 0 for a free one."),
        (["--host", "no such host"], "There is no host 'no such host' to listen at."),
        (["--page-size", 0], "page_size must be a number from 1 to 100, not 0"),
        (["--quota", "Dragons=1"], "quotas has no 'Dragons'; it has ModelPackageGroups, "),
        (["--seed", "{tmp}/gone.yaml"], "{tmp}/gone.yaml: it cannot be read: No such file or directory."),
        (["--seed", "{tmp}/bad.yaml"], "{tmp}/bad.yaml: groups.churn.versions[0].status"),
        (["--state", "{tmp}/bad.yaml"], "{tmp}/bad.yaml is no JSON: "),
        (["--state", "{tmp}/bad.json"], "{tmp}/bad.json: format: must be 'sagemaker-registry-mock', not null"),
        (["--state", "{tmp}/gone/state.json"], "There is no folder {tmp}/gone for the state file."),
    ],
)
def test_what_keeps_it_from_beginning_is_told(
    command: Callable[..., Any], tmp_path: Path, arguments: list[Any], sentence: str
) -> None:
    """One sentence, the exit code 2, nothing served, and no file touched."""
    (tmp_path / "bad.yaml").write_text("groups: {churn: {versions: [{status: Great}]}}", encoding="utf-8")
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    before = {path: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}

    given = [str(one).format(tmp=tmp_path) for one in arguments]
    told = command("serve", "--quiet", *(["--port", 0] if "--port" not in given else []), *given)

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"sagemaker-registry-mock: {sentence.format(tmp=tmp_path)}")
    assert told.err.count("\n") == 1
    assert {path: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == before


def test_a_port_in_use_is_told(command: Callable[..., Any], tmp_path: Path) -> None:
    """Where another program listens no state is written, either."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = command("serve", "--port", port, "--state", tmp_path / "state.json")

    reason = f"Port {port} of 127.0.0.1 is in use by another program: choose another one, or 0 for a free one."
    assert told == (2, "", f"sagemaker-registry-mock: {reason}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_request_that_hangs_does_not_hold_it_up(serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while the server ends without it, and says so."""
    there, go_on = Event(), Event()

    def hang(*given: Any) -> Any:
        there.set()
        assert go_on.wait(20)
        return answer(*given)

    monkeypatch.setattr(responses, "answer", hang)
    monkeypatch.setattr(serving, "PATIENCE", 0.01)

    def visit(url: str) -> None:
        ask_and_leave(url)
        assert there.wait(20)

    told = serve(visit=visit)
    go_on.set()

    sentence = "sagemaker-registry-mock: requests that were not answered within 0.01 seconds: 1.\n"
    assert told == (0, "", sentence)


def ask_and_leave(url: str) -> None:
    """Send a request, and do not wait for its answer."""
    host, port = url.removeprefix("http://").split(":")
    body = b"{}"
    target = b"X-Amz-Target: SageMaker.ListModelPackageGroups\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\n" + target)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_second_signal_stops_it_at_once(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, keeps: bool
) -> None:
    """Whatever it does at its end is broken off: with a warning, the exit code 1, and the file as it was."""
    monkeypatch.setattr(serving, "_end", lambda *_given: signal.raise_signal(signal.SIGINT))
    state = tmp_path / "state.json"

    told = serve(*(["--state", state] if keeps else []))

    rest = f": {state} may be as it was before." if keeps else "."
    assert told == (1, "", f"sagemaker-registry-mock: stopped at once{rest}\n")
    assert not state.exists()


def test_a_second_signal_while_it_writes_leaves_the_old_state(
    serve: Callable[..., Any], seed_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new state is not there in part, and nothing is left beside the old one."""
    state = tmp_path / "state.json"
    serve("--state", state, "--seed", seed_file)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    monkeypatch.setattr("os.fsync", lambda _descriptor: signal.raise_signal(signal.SIGTERM))

    assert serve("--state", state).code == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_state_that_cannot_be_written_is_told(
    serve: Callable[..., Any], seed_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 1, and the old state is still there."""
    state = tmp_path / "state.json"
    serve("--state", state, "--seed", seed_file)
    before = state.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    told = serve("--state", state)

    assert (told.code, state.read_bytes()) == (1, before)
    assert told.err.startswith("sagemaker-registry-mock: The state was not written, and the file is as it was: ")
    assert "No space left on device" in told.err
