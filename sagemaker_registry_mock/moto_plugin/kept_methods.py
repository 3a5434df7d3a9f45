"""The methods of botocore's clients, compiled once per process; each client has a class and functions of its own.

For every client botocore makes a class of some 425 methods, and for each of them a model of its operation, for a
docstring that hardly anybody reads: a third of what a client costs once its files are parsed. What a method does is
in its code and in two names. So a client gets new functions of kept code, and botocore writes their docstrings when
they are read. `creating-client-class` events see all methods, as ever.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.client import ClientCreator
from botocore.docs.docstring import ClientMethodDocstring
from botocore.model import ServiceModel
from botocore.utils import CachedProperty

from sagemaker_registry_mock.moto_plugin.swapping import takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import CodeType

    #: The code of a method, its module's names, its own name, the two names of its operation, and where it is defined.
    _Kept = tuple[CodeType, dict[str, Any], str, tuple[Any, ...], str]

#: What a method's code knows beside its arguments.
_KNOWN = ("operation_name", "py_operation_name")

#: The key of the service model that names the operation by which endpoints are discovered.
_DISCOVERY = "endpointoperation"


def swaps() -> Iterator[tuple[Any, str, Any]]:
    """Yield what makes clients of kept code, and asks no model of an operation in vain."""
    make_all, make_one = ClientCreator._create_methods, ClientCreator._create_api_method  # noqa: SLF001 - no public way
    if (
        takes(make_all, "self", "service_model")
        and takes(make_one, "self", "py_operation_name", "operation_name", "service_model")
        and takes(ClientMethodDocstring._create_docstring, "self")  # noqa: SLF001 - as above
    ):
        yield ClientCreator, "_create_methods", _keeping(make_all, make_one)
    found = ServiceModel.endpoint_discovery_operation
    if type(found) is CachedProperty and hasattr(ServiceModel({}), "_service_description"):
        yield ServiceModel, "endpoint_discovery_operation", _looking_first(found)


def _keeping(make_all: Any, make_one: Any) -> Callable[..., dict[str, Any]]:
    #: By the names of their operations.
    kept: dict[str, _Kept] = {}

    def create_methods(creator: Any, service_model: Any) -> dict[str, Any]:
        if getattr(type(creator), "_create_api_method", None) is not make_one:
            return make_all(creator, service_model)  # type: ignore[no-any-return]
        names = service_model.operation_names
        if all(name in kept for name in names):
            return _made([(name, kept[name]) for name in names], (make_one, creator, service_model))
        methods: dict[str, Any] = make_all(creator, service_model)
        kept.update(_kept(methods))
        return methods

    return create_methods


def _kept(methods: Mapping[str, Any]) -> Iterator[tuple[str, _Kept]]:
    """Yield what is kept of methods, by the names of their operations; nothing of one that knows anything else."""
    for name, method in methods.items():
        code = getattr(method, "__code__", None)
        if code and code.co_freevars == _KNOWN and not (method.__defaults__ or method.__kwdefaults__ or vars(method)):
            kept = (code, method.__globals__, name, method.__closure__, method.__qualname__)
            yield method.__closure__[0].cell_contents, kept


def _made(operations: Iterable[tuple[str, _Kept]], writer: tuple[Any, ...]) -> dict[str, Any]:
    """Return new methods, with docstrings that are still to be written."""
    methods: dict[str, Any] = {}
    for operation, (code, names, name, closure, place) in operations:
        method = methods[name] = FunctionType(code, names, name, None, closure)
        method.__qualname__ = place  # Python 3.10 would say `name`
        # A docstring's own `__new__` and `__init__` would cost more than all else here together.
        docstring = str.__new__(_Docstring)
        docstring.writer, docstring.operation = writer, operation
        method.__doc__ = docstring
    return methods


class _Docstring(ClientMethodDocstring):  # type: ignore[misc]
    """The docstring of a method, which botocore writes when it is read."""

    _docstring = None
    writer: tuple[Any, ...]
    operation: str

    def _create_docstring(self) -> str:
        make_one, creator, service_model = self.writer
        return str(make_one(creator, xform_name(self.operation), self.operation, service_model).__doc__)


def _looking_first(found: Any) -> CachedProperty:
    """Return the property `found`, which makes a model of every operation, behind a look at what they are made of."""

    def endpoint_discovery_operation(model: Any) -> Any:
        operations = model._service_description.get("operations", {})  # noqa: SLF001 - see `swaps`
        if not any(_DISCOVERY in one for one in operations.values()):
            return None
        return found.__get__(model, type(model))

    return CachedProperty(endpoint_discovery_operation)
