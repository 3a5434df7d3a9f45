"""The runner of the documents' examples: what is wrong in a page fails, and tells the page's line."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING
from unittest import SkipTest

import pytest
from support.commands import called
from support.documents import EVALUATORS, TEST, blocks
from sybil import Document

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, page: str) -> list[int]:
    """Run a page's examples, and return the lines of those that were run."""
    path = folder / "a-page.md"
    path.write_text(dedent(page), encoding="utf-8")
    examples = list(Document.parse(str(path), blocks))
    for example in examples:
        example.evaluate()
    return [example.line for example in examples]


def test_blocks_are_executed_apart_and_their_tests_called(tmp_path: Path) -> None:
    """A Python block has a namespace of its own; a test function that it defines is called, and fails with its line."""
    page = """\
    ```python
    import sagemaker_registry_mock
    name = "first"
    ```

    ```python
    def test_alone():
        assert "name" not in globals()
    ```
    """
    assert run(tmp_path, page) == [1, 6]
    with pytest.raises(AssertionError) as failure:
        run(tmp_path, page.replace(" not in", " in"))
    assert failure.traceback[-1].lineno == 7  # counted from 0: the page's line 8


def test_a_program_of_a_page_plugs_the_registry_in(tmp_path: Path) -> None:
    """A block without tests is run without pytest by whoever copies it: it has to import the package."""
    with pytest.raises(AssertionError, match=r"a-page\.md:1: a program has to import sagemaker_registry_mock"):
        run(tmp_path, "```python\nimport moto\n```\n")


def test_test_modules_of_a_page_are_run_once_with_the_plugin(tmp_path: Path) -> None:
    """Blocks `python test` are modules of one run of pytest; `# conftest.py` is for those behind it."""
    page = """\
    ```python test
    def test_the_plugin_is_there(sagemaker_client):
        assert sagemaker_client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    ```

    ```python test
    # conftest.py
    import pytest

    @pytest.fixture
    def answer():
        return 42
    ```

    ```python test
    def test_answer(answer):
        assert answer == 42
    ```
    """
    assert run(tmp_path, page) == [1]
    with pytest.raises(AssertionError) as failure:
        run(tmp_path, page.replace("== 42", "== 43"))
    assert "a-page.md, lines 1, 6, 15" in str(failure.value)
    assert "test_a_page_line_15.py:17: AssertionError" in str(failure.value)
    assert "1 failed, 1 passed" in str(failure.value)


def test_a_page_of_test_modules_without_a_test_fails(tmp_path: Path) -> None:
    """A block of tests in which pytest finds none is a mistake."""
    with pytest.raises(AssertionError, match="no tests ran"):
        run(tmp_path, "```python test\nwanted = 1\n```\n")


@pytest.mark.parametrize(
    ("info", "good", "bad"),
    [
        ("json", '{"a": 1}', "{a: 1}"),
        ("yaml", "a: [1]", "a: [1"),
        ("toml", "a = 1", "a = b"),
        ("sh", "cd / && sagemaker-registry-mock --version", "sagemaker-registry-mock dance"),
        (
            "console",
            "$ .venv/bin/python -m sagemaker_registry_mock demo\nit's told",
            "$ sagemaker-registry-mock demo --x",
        ),
        ("sh run", 'test -z "$(ls)"', "false"),
        ("python sdk", "import sagemaker_registry_mock", "import"),
    ],
)
def test_other_blocks_are_read(info: str, good: str, bad: str, tmp_path: Path) -> None:
    """What can be parsed has to be; a shell's block calls our command as that wants to be called."""
    assert run(tmp_path, f"# Title\n\n```{info}\n{good}\n```\n") == [3]
    with pytest.raises((AssertionError, ValueError, SyntaxError, yaml_error())):
        run(tmp_path, f"```{info}\n{bad}\n```\n")


def yaml_error() -> type[Exception]:
    """Return what PyYAML raises."""
    import yaml  # noqa: PLC0415 - for this alone

    return yaml.YAMLError


def test_a_block_for_an_sdk_that_is_not_there_is_compiled_and_skipped(tmp_path: Path) -> None:
    """What cannot be imported here is told as skipped, by its name."""
    for missing in ("import nowhere.at_all", "from json import nothing\nimport nowhere"):
        with pytest.raises(SkipTest, match="nowhere"):
            run(tmp_path, f"```python sdk\n{missing}\n```\n")


def test_a_block_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    """Whoever writes a page has to say what is to be done with a block."""
    with pytest.raises(ValueError, match=r"a-page\.md:1: no block is of the kind 'pyhton'"):
        run(tmp_path, "```pyhton\n1\n```\n")
    assert TEST not in EVALUATORS


def test_calls_of_our_command_are_found_in_shell() -> None:
    """Whatever stands before or behind it: other commands, a path, a comment, a line that goes on."""
    text = """\
    pip install sagemaker-registry-mock[server]
    sagemaker-registry-mock demo  # a story
    .venv/bin/sagemaker-registry-mock dump \\
        -o 'my state.json' && echo "it's done"
    ls | python3 -m sagemaker_registry_mock moto_server -p 0
    """
    assert list(called(text)) == [["demo"], ["dump", "-o", "my state.json"], ["moto_server", "-p", "0"]]
