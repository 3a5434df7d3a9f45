"""The pytest plugin: the registry in every `mock_aws` of the run, and fixtures that hold it in their hands.

pytest imports this module, and with it the package, in every run of the environment: it imports pytest alone at the
top, and everything else in the fixture that needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    import boto3

    from sagemaker_registry_mock.testing import ModelRegistry

OPTION = "sagemaker_registry_mock"
MARKER = "sagemaker_registry"
_SWITCHED_OFF = pytest.StashKey[bool]()

#: How deep in the tree of tests the registries lie that are active, the outermost first.
_DEPTHS = pytest.StashKey[list[int]]()

#: The arguments of the marker that are no settings, and what `ModelRegistry` calls them.
_PLACES = {"region": "region_name", "account_id": "account_id"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option that switches the registry off."""
    parser.addini(
        OPTION,
        "plug the SageMaker Model Registry into moto (default: true); "
        "with false, call sagemaker_registry_mock.install() where you want it",
        type="bool",
        default=True,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and take the registry out of moto where the ini option says so."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(region=..., account_id=..., iam=..., validation=..., quotas=..., ...): "
        "give this test the fixture sagemaker_registry, in this region and account and with these settings.",
    )
    config.stash[_SWITCHED_OFF] = not config.getini(OPTION) and sagemaker_registry_mock.is_installed()
    if config.stash[_SWITCHED_OFF]:
        sagemaker_registry_mock.uninstall()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the process as it was before this run."""
    if config.stash.get(_SWITCHED_OFF, False):
        sagemaker_registry_mock.install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what is in the registry where a test has failed that uses it.

    That tells the hosts that were refused, too: the end of the registry is no second failure for them.
    """
    report = yield
    handles = sys.modules.get("sagemaker_registry_mock.testing.handle")
    if report.failed and handles and handles.ACTIVE:
        registry = handles.ACTIVE[-1]
        report.sections.append(("SageMaker Model Registry", _told(registry)))
        registry.refused_hosts.clear()
    return report


def _told(registry: ModelRegistry) -> str:
    """Return what a registry holds; whatever is wrong with it, the test's own failure is what counts."""
    try:
        return registry.report()
    except Exception as fault:  # noqa: BLE001 - as its docstring says
        return f"It cannot tell what it holds: {fault!r}"


# --- the registry, for each scope ---


@pytest.fixture
def sagemaker_registry(request: pytest.FixtureRequest) -> Iterator[ModelRegistry]:
    """The SageMaker Model Registry in an active mock_aws, new for this test: a ModelRegistry.

    It has a client and a session, registers and decides, and tells calls, events and deployments; it injects faults.
    Credentials are fake, and nothing outside this machine can be reached. Inside a registry of a wider scope the test
    finds what that one holds, and what the test does to the registry is undone at its end.
    """
    yield from _entered(request)


@pytest.fixture(scope="class")
def class_sagemaker_registry(request: pytest.FixtureRequest) -> Iterator[ModelRegistry]:
    """One SageMaker Model Registry for all tests of a class: see sagemaker_registry."""
    yield from _entered(request)


@pytest.fixture(scope="module")
def module_sagemaker_registry(request: pytest.FixtureRequest) -> Iterator[ModelRegistry]:
    """One SageMaker Model Registry for all tests of a module: see sagemaker_registry."""
    yield from _entered(request)


@pytest.fixture(scope="session")
def session_sagemaker_registry(request: pytest.FixtureRequest) -> Iterator[ModelRegistry]:
    """One SageMaker Model Registry for the whole run, of each worker: see sagemaker_registry."""
    yield from _entered(request)


@pytest.fixture
def sagemaker_client(sagemaker_registry: ModelRegistry) -> Any:
    """A boto3 client of SageMaker with the Model Registry behind it: that of sagemaker_registry."""
    return sagemaker_registry.client


@pytest.fixture
def sagemaker_session(sagemaker_registry: ModelRegistry) -> boto3.Session:
    """A boto3 session with the Model Registry behind it, for clients of every service: that of sagemaker_registry."""
    return sagemaker_registry.session


# --- settings, which a test suite overrides ---


@pytest.fixture(scope="session")
def sagemaker_registry_region() -> str:
    """The region of the registry's clients, and of clients that are made without one: "us-east-1" unless overridden."""
    return "us-east-1"


@pytest.fixture(scope="session")
def sagemaker_registry_account_id() -> str:
    """The account of whoever calls without credentials of IAM or STS: "123456789012" unless overridden."""
    return "123456789012"


@pytest.fixture(scope="session")
def sagemaker_registry_settings() -> Mapping[str, Any]:
    """The settings of the registry, such as {"iam": True, "quotas": {"ModelPackages": 2}}: none unless overridden."""
    return {}


@pytest.fixture(scope="session")
def sagemaker_registry_allowed_hosts() -> Sequence[str]:
    """Hosts outside this machine that a test may reach, such as ["*.corp.example"]: none unless overridden."""
    return ()


# --- how they are made ---


_GIVING = "_marked_sagemaker_registry"


@pytest.fixture(name=_GIVING)
def _marked_sagemaker_registry(request: pytest.FixtureRequest) -> None:
    """Give a test that has the marker the registry, before its other fixtures, if nothing it asks for heeds it."""
    marked = {node for node, _marker in request.node.iter_markers_with_node(MARKER)}
    if marked and not marked <= set(_heeded(request)):
        request.getfixturevalue("sagemaker_registry")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have a test that has the marker begin with `_marked_sagemaker_registry`.

    An autouse fixture would do the same, and cost every test of every run a tenth of a millisecond or two.
    """
    names: list[str] = getattr(item, "fixturenames", [])
    if _GIVING not in names and item.get_closest_marker(MARKER):
        names.insert(_first_of_its_own(item, names), _GIVING)


def _first_of_its_own(item: pytest.Item, names: Sequence[str]) -> int:
    """Return where in `names` the fixtures of the test's own scope begin; before them pytest makes those of wider ones.

    Their scopes have no public name. Where pytest does not tell them, that is the end.
    """
    known: Mapping[str, Sequence[Any]] = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    own = (place for place, name in enumerate(names) if name in known and known[name][-1].scope == "function")
    return next(own, len(names))


#: The fixtures of a wider scope, which heed the markers of their nodes and of what is around these.
_WIDER = {"class_sagemaker_registry": pytest.Class, "module_sagemaker_registry": pytest.Module}


def _heeded(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Yield the nodes of a test whose markers a fixture that it asks for looks at."""
    if "sagemaker_registry" in request.fixturenames:
        yield from request.node.listchain()
    for name, kind in _WIDER.items():
        node = request.node.getparent(kind) if name in request.fixturenames else None
        yield from node.listchain() if node else ()


def _entered(request: pytest.FixtureRequest) -> Iterator[ModelRegistry]:
    """Yield a registry with the settings of the fixtures and, over them, of the markers."""
    from sagemaker_registry_mock.testing import ModelRegistry  # noqa: PLC0415 - a run that does not use it pays nothing

    fixtures = {
        "region_name": request.getfixturevalue("sagemaker_registry_region"),
        "account_id": request.getfixturevalue("sagemaker_registry_account_id"),
        "allowed_hosts": request.getfixturevalue("sagemaker_registry_allowed_hosts"),
    }
    settings = request.getfixturevalue("sagemaker_registry_settings")
    depths, depth = request.config.stash.setdefault(_DEPTHS, []), len(request.node.listchain())
    try:
        _check(settings, depths, depth)
        registry = ModelRegistry(**{**fixtures, **settings, **_marked(request.node)})
        registry.__enter__()
    except (TypeError, ValueError, RuntimeError) as wrong:
        pytest.fail(f"{request.fixturename}: {wrong}", pytrace=False)
    depths.append(depth)
    try:
        yield registry
    finally:
        depths.pop()
        registry.__exit__(None, None, None)


def _check(settings: object, depths: list[int], depth: int) -> None:
    """Refuse settings that are none, and a registry inside one that ends before it.

    Raises:
        TypeError, RuntimeError: saying what is wrong.

    """
    if not isinstance(settings, Mapping):
        reason = f"the fixture sagemaker_registry_settings must return a dictionary, not {settings!r}"
        raise TypeError(reason)
    if depths and depth < depths[-1]:
        reason = "it would outlast the registry inside which it is asked for: have the test name it as an argument"
        raise RuntimeError(reason)


def _marked(node: Any) -> dict[str, Any]:
    """Return what the markers of a test say: the test's own over that of its class, over that of its module.

    Raises:
        TypeError: a marker has arguments without names.
        ValueError: it has an argument that there is not.

    """
    from sagemaker_registry_mock.registry.settings import Settings  # noqa: PLC0415 - as above

    known = [*_PLACES, *Settings.__dataclass_fields__]
    given: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers(MARKER))):
        if marker.args:
            reason = f"the marker takes arguments by name only, not {marker.args!r}"
            raise TypeError(reason)
        if unknown := next((name for name in marker.kwargs if name not in known), None):
            reason = f"the marker has no argument {unknown!r}; it has {', '.join(known)}"
            raise ValueError(reason)
        given |= {_PLACES.get(name, name): value for name, value in marker.kwargs.items()}
    return given
