"""The house keeps its order: who imports whom, where error texts live, how large things get, what is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sagemaker_registry_mock
from sagemaker_registry_mock import errors
from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.service import default_service

PROJECT = Path(__file__).parent.parent
PACKAGE = Path(sagemaker_registry_mock.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
#: The catalogue is one table of classes: it is as long as there are causes.
CATALOGUE = PACKAGE / "errors.py"
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 5

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))


def functions(file: Path) -> list[ast.FunctionDef]:
    """Return all functions of a file, those inside others too."""
    return [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)]


def called(node: ast.AST) -> str | None:
    """Return the name of what a node calls, or mentions in a `raise`."""
    target = node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
    return target.id if isinstance(target, ast.Name) else None


def test_imports_go_downwards(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of import-linter in pyproject.toml are kept."""
    linter = pytest.importorskip("importlinter.cli", reason="import-linter belongs to the group `lint`")
    monkeypatch.chdir(PROJECT)
    monkeypatch.syspath_prepend(str(PROJECT))
    monkeypatch.setattr("logging.config.dictConfig", lambda _config: None)  # it would disable every logger there is

    status = linter.lint_imports(config_filename=str(PROJECT / "pyproject.toml"), no_cache=True)

    output = capsys.readouterr().out
    assert status == 0, output
    assert "0 broken" in output


@each_file
def test_files_and_functions_are_small(file: Path) -> None:
    """A file has at most 400 lines, but for the catalogue of errors; a function 40 lines and 5 parameters."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or file == CATALOGUE, lines
    for function in functions(file):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name
        given = function.args
        assert len([*given.posonlyargs, *given.args, *given.kwonlyargs]) <= MOST_PARAMETERS + 1, function.name


@each_file
def test_errors_are_raised_by_cause(file: Path) -> None:
    """Outside of errors.py an error has a class of its own for its cause: nobody writes a text for a mere code."""
    codes = {
        name
        for name, found in vars(errors).items()
        if isinstance(found, type) and issubclass(found, RegistryError) and "__init__" not in vars(found)
    }
    assert {"ValidationException", "ConflictException", "ResourceNotFound", "AccessDeniedException"} <= codes

    tree = ast.parse(file.read_text(encoding="utf-8"))
    made = {called(node) for node in ast.walk(tree)}
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    inherited = {
        base.id
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }

    assert file == CATALOGUE or not made & codes
    assert file == CATALOGUE or not inherited & {*codes, "RegistryError"}, defined


@pytest.mark.parametrize("cause", sorted(RegistryError.__subclasses__(), key=str))
def test_every_error_has_a_code_and_a_status(cause: type[RegistryError]) -> None:
    """A code is one word, as AWS's are; a status is a client's fault, but for the service's own."""
    assert cause.code.isalpha()
    assert cause.status == {"InternalFailure": 500, "ServiceUnavailable": 503}.get(cause.code, 400)
    assert cause.__doc__


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_every_operation_is_sagemakers_and_is_documented(operation: str) -> None:
    """A row of the table is an operation of the service model, has a function of its name, and a place in the docs."""
    assert operation in default_service().names
    function = OPERATIONS[operation].run
    assert getattr(function, "__name__", None) == re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()
    assert function.__doc__
    documented = (PROJECT / "docs" / "fidelity.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{operation}\b", documented)


def test_the_version_is_told_once() -> None:
    """The version has one home: the package's own."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", sagemaker_registry_mock.__version__)
    assert 'dynamic = ["version"]' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert (PACKAGE / "py.typed").exists()
