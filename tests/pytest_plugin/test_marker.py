"""The marker alone brings the registry: wherever it stands, whoever has put it there, and to nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from support.running import run_here

from sagemaker_registry_mock import pytest_plugin

pytest_plugins = "pytester"

CONFTEST = """
    import pytest

    def pytest_collection_modifyitems(items):
        for item in items:
            if item.name == "test_collected":
                item.add_marker(pytest.mark.sagemaker_registry)

    def pytest_runtest_setup(item):
        if item.name == "test_set_up":
            item.add_marker(pytest.mark.sagemaker_registry)
"""
MARKED = """
    import unittest
    import pytest
    from sagemaker_registry_mock.testing.handle import ACTIVE

    made = []

    @pytest.fixture(scope="module")
    def wider():
        made.append(("wider", len(ACTIVE)))

    @pytest.fixture
    def own():
        made.append(("own", len(ACTIVE)))

    @pytest.mark.sagemaker_registry
    def test_before_its_own_fixtures_and_behind_wider_ones(own, wider):
        assert made == [("wider", 0), ("own", 1)]

    @pytest.mark.parametrize("active", [0, pytest.param(1, marks=pytest.mark.sagemaker_registry), 0])
    def test_of_one_case(active):
        assert len(ACTIVE) == active

    def test_collected():
        assert len(ACTIVE) == 1

    def test_set_up():
        assert len(ACTIVE) == 1

    @pytest.mark.sagemaker_registry
    class TestClass:
        def test_of_its_class(self, module_sagemaker_registry):
            assert len(ACTIVE) == 2

        def test_with_the_fixture(self, sagemaker_registry):
            assert ACTIVE[1:] == [sagemaker_registry]

    class Case(unittest.TestCase):
        @pytest.mark.sagemaker_registry
        def test_marked(self):
            assert len(ACTIVE) == 2

        def test_plain(self):
            assert len(ACTIVE) == 1
"""
PLAIN = """
    def test_it(request):
        assert [name for name in request.fixturenames if "sagemaker" in name] == []
"""


def test_it_brings_the_registry_to_marked_tests_alone(pytester: pytest.Pytester) -> None:
    """Functions, single cases, classes and unittest's cases; markers of hooks; behind the fixtures of wider scopes."""
    run_here(pytester, conftest=CONFTEST, test_marked=MARKED).assert_outcomes(passed=10)


def test_a_test_without_it_has_none_of_the_fixtures(pytester: pytest.Pytester) -> None:
    """A run that does not use the registry pays for no fixture of it."""
    run_here(pytester, test_plain=PLAIN).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("known", "after"),
    [
        ({"wide": "session", "own": "function", "mine": "function"}, ["wide", "request", "brings", "own", "mine"]),
        ({"wide": "session"}, ["wide", "request", "own", "mine", "brings"]),
        (None, ["wide", "request", "own", "mine", "brings"]),
    ],
)
def test_its_place_is_before_the_first_fixture_of_the_test_s_own(
    known: dict[str, str] | None, after: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pytest does not tell the scopes of fixtures, or there is none of the test's own, that is the end."""
    monkeypatch.setattr(pytest_plugin, "_GIVING", "brings")
    names = ["wide", "request", "own", "mine"]
    told: dict[str, Any] = {}
    if known is not None:
        definitions = {name: [SimpleNamespace(scope=scope)] for name, scope in known.items()}
        told["_fixtureinfo"] = SimpleNamespace(name2fixturedefs=definitions)
    item: Any = SimpleNamespace(fixturenames=names, get_closest_marker=lambda _name: "a marker", **told)

    pytest_plugin.pytest_runtest_setup(item)
    pytest_plugin.pytest_runtest_setup(item)

    assert names == after


def test_an_item_that_has_no_fixtures_is_left_alone() -> None:
    """What other plugins collect need not know of fixtures."""
    item: Any = SimpleNamespace(get_closest_marker=lambda _name: "a marker")

    pytest_plugin.pytest_runtest_setup(item)

    assert not hasattr(item, "fixturenames")
