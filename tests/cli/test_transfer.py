"""`dump`, `load` and `seed`: the state goes from files and exports into servers, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE

from sagemaker_registry_mock.server import RegistryServer, admin
from sagemaker_registry_mock.testing import state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = "groups: {churn: {versions: [{status: Approved, metadata: {auc: 0.90}}, {}]}}"


@pytest.fixture
def seed_file(tmp_path: Path) -> Path:
    """A seed of a group with two versions."""
    path = tmp_path / "team.yaml"
    path.write_text(SEED, encoding="utf-8")
    return path


def arns() -> list[str]:
    """Return the ARNs of all packages of this process."""
    return [one["arn"] for registry in state.dump()["registries"] for one in registry["packages"]]


def test_a_seed_becomes_a_state_and_goes_round(
    running: RegistryServer, command: Callable[..., Any], seed_file: Path, tmp_path: Path
) -> None:
    """Seed a server, dump it, and load it into the next: the same state."""
    seeded = command("seed", seed_file, "--url", running.url)
    assert seeded == (
        0,
        "",
        f"sagemaker-registry-mock: {running.url} holds what {seed_file} describes: 3 groups, versions and cards.\n",
    )

    document = tmp_path / "state.json"
    assert command("dump", "--url", running.url, "-o", document) == (0, "", "")
    assert command("dump", "--url", running.url).out == document.read_text(encoding="utf-8")
    running.stop()

    with RegistryServer() as second:
        assert arns() == []
        loaded = command("load", document, "--url", second.url.removeprefix("http://") + "/")
        assert loaded == (
            0,
            "",
            f"sagemaker-registry-mock: {second.url} holds now: groups: 1, packages: 2, cards: 0.\n",
        )
        assert command("dump", "--url", second.url).out == document.read_text(encoding="utf-8")
        assert arns() == [f"{HERE}:model-package/churn/{number}" for number in (1, 2)]


def test_texts_that_look_like_numbers_stay_texts(
    running: RegistryServer, command: Callable[..., Any], seed_file: Path
) -> None:
    """A seed reaches a server as it was written: 0.90 is not 0.9."""
    command("seed", seed_file, "--url", running.url)

    (registry,) = state.dump()["registries"]
    assert registry["packages"][0]["members"]["CustomerMetadataProperties"] == {"auc": "0.90"}


def test_documents_are_made_without_a_server(command: Callable[..., Any], seed_file: Path, tmp_path: Path) -> None:
    """With -o, exports, seeds and older documents become a document that `serve --state` reads."""
    exports = tmp_path / "exports"
    exports.mkdir()
    group = {
        "ModelPackageGroupName": "churn",
        "ModelPackageGroupArn": "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn",
        "CreationTime": "2025-03-01T10:00:00.123000+01:00",
        "CreatedBy": {},
        "ModelPackageGroupStatus": "Completed",
    }
    (exports / "churn.json").write_text(json.dumps(group), encoding="utf-8")

    assert command("load", exports, "-o", tmp_path / "real.json").code == 0
    real = json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))
    assert real["registries"][0]["groups"][0]["created"] == "2025-03-01T09:00:00.123000+00:00"

    again = command("load", tmp_path / "real.json", "-o", "-")
    assert (again.code, json.loads(again.out)) == (0, real)

    made = command("seed", seed_file, "--region", "eu-west-1", "-o", "-")
    assert (made.code, json.loads(made.out)["registries"][0]["region"]) == (0, "eu-west-1")


def test_a_seed_goes_to_the_region_of_the_user(
    running: RegistryServer, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file names none: the option's, else that of the environment, else the server's own."""
    path = tmp_path / "team.json"
    regions = {"--region=eu-west-1": "eu-west-1", "AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "us-east-1"}
    for number, (source, region) in enumerate(regions.items()):
        path.write_text(json.dumps({"groups": {f"group-{number}": {}}}), encoding="utf-8")
        if source == "AWS_REGION":
            monkeypatch.setenv(source, region)
        command("seed", path, "--url", running.url, *[source for source in [source] if source.startswith("--")])
        monkeypatch.delenv("AWS_REGION", raising=False)
        held = [
            one["region"]
            for one in state.dump()["registries"]
            for group in one["groups"]
            if group["name"][-1] == str(number)
        ]
        assert held == [region]

    monkeypatch.delenv("AWS_DEFAULT_REGION")
    path.write_text('{"groups": {"last": {}}}', encoding="utf-8")
    assert command("seed", path, "--url", running.url).code == 0
    assert command("seed", path, "-o", "-").code == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("bad.json", "{", " is no JSON: Expecting property name"),
        ("bad.json", "[]", ": The document must be an object, not an array."),
        ("bad.json", '{"format": "sagemaker-registry-mock", "version": 99}', ": version: 99 is of a newer version"),
        ("gone.json", None, " cannot be read: No such file or directory."),
    ],
)
@pytest.mark.parametrize("target", ["--url", "-o"])
def test_a_document_that_cannot_be_loaded_is_told(  # noqa: PLR0913, PLR0917 - a row of a table
    running: RegistryServer,
    command: Callable[..., Any],
    tmp_path: Path,
    name: str,
    text: str | None,
    message: str,
    target: str,
) -> None:
    """One sentence that names the file, the exit code 2, and nothing is changed."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    output = tmp_path / "out.json"

    told = command("load", path, target, {"--url": running.url, "-o": output}[target])

    assert (told.code, told.out, output.exists()) == (2, "", False)
    assert told.err.startswith(f"sagemaker-registry-mock: {path}{message}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("target", ["--url", "-o"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("groups: [", "line "),
        ("groups: {churn: {versions: [{status: Great}]}}", "groups.churn.versions[0].status"),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_a_seed_that_cannot_be_planted_is_told(  # noqa: PLR0913, PLR0917 - a row of a table
    running: RegistryServer, command: Callable[..., Any], tmp_path: Path, text: str | None, message: str, target: str
) -> None:
    """One sentence that names the file and the place in it."""
    path = tmp_path / "team.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    told = command("seed", path, target, {"--url": running.url, "-o": tmp_path / "out.json"}[target])

    assert (told.code, arns()) == (2, [])
    assert told.err.startswith(f"sagemaker-registry-mock: {path}")
    assert message in told.err
    assert told.err.count("\n") == 1


def test_a_folder_without_exports_is_told(command: Callable[..., Any], tmp_path: Path) -> None:
    """A folder of something else is no folder of exports."""
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")

    told = command("load", tmp_path, "-o", "-")

    assert (told.code, told.out) == (2, "")
    assert "notes.json" in told.err


@pytest.mark.parametrize(("output", "reason"), [("missing/out.json", "No such file or directory."), (".", "")])
def test_a_file_that_cannot_be_written_is_told(
    running: RegistryServer, command: Callable[..., Any], tmp_path: Path, output: str, reason: str
) -> None:
    """A folder that is not there, or a folder in the place of the file."""
    told = command("dump", "--url", running.url, "-o", tmp_path / output)

    assert told.code == 2
    assert told.err.startswith("sagemaker-registry-mock: ")
    assert str(tmp_path) in told.err
    assert reason in told.err


@pytest.mark.parametrize("made_of", ["load", "seed"])
def test_what_cannot_be_written_is_not_laid_on_what_was_read(
    command: Callable[..., Any], seed_file: Path, tmp_path: Path, made_of: str
) -> None:
    """The one file that the sentence names is the one to see to."""
    source = seed_file if made_of == "seed" else tmp_path / "empty.json"
    if made_of == "load":
        source.write_text('{"format": "sagemaker-registry-mock", "version": 2, "registries": []}', encoding="utf-8")
    output = tmp_path / "missing" / "out.json"

    told = command(made_of, source, "-o", output)

    reason = "cannot be written: No such file or directory."
    assert told == (2, "", f"sagemaker-registry-mock: {output} {reason}\n")


def test_a_server_that_fails_is_told(
    running: RegistryServer, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of the server is no wrong use: the exit code is 1."""

    def broken() -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(admin, "dump", broken)

    told = command("dump", "--url", running.url)

    assert (told.code, told.out) == (1, "")
    assert told.err.endswith(f"{running.url} answered GET /sagemaker-registry/state with the status 500.\n")
