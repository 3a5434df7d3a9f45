"""A request as an SDK hands it to moto, with as much of it as the registry looks at."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from botocore.awsrequest import HeadersDict

#: Where moto makes a request of its own kind of any other: only since moto 5.2.
_HOME = "moto.core.request"
_NORMALIZE: Any = import_module(_HOME).normalize_request if find_spec(_HOME) else None


class Headers(dict[str, "str | bytes"]):
    """Headers by their names in any letter case, with texts for values."""

    def __getitem__(self, name: str) -> str:
        return text_of(super().__getitem__(name.lower()))

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a header, or a default."""
        value = super().get(name.lower())
        return default if value is None else text_of(value)


def headers_of(prepared: Any) -> Headers:
    """Return the headers of botocore's request, whose own look-up costs more than making a dictionary of them."""
    headers = prepared.headers
    if _IS_KNOWN and type(headers) is HeadersDict:
        return Headers({name._lower: value for name, value in headers._dict.items()})  # noqa: SLF001 - there is no public way
    return Headers({name.lower(): value for name, value in headers.items()})


def _is_known(kept: Any) -> bool:
    """Tell whether botocore keeps headers as this module knows it."""
    return isinstance(kept, dict) and [getattr(name, "_lower", None) for name in kept] == ["name"]


_IS_KNOWN = _is_known(getattr(HeadersDict({"Name": "value"}), "_dict", None))


class SdkRequest:
    """What botocore sends, before moto has made anything of it.

    Attributes:
        operation: the one that it asks for, by its name in the API.
        region: that of the endpoint.
        headers: all of them, by their names in any letter case.
        body: of the request.
        owner: the account and the access key that it is from, once they are known.

    """

    #: No server stands in front.
    from_wsgi_server = False

    def __init__(self, prepared: Any, headers: Headers, operation: str, region: str) -> None:
        self.operation = operation
        self.region = region
        self.headers = headers
        self.body: bytes = prepared.body
        self.owner: tuple[str, str] | None = None
        self._prepared = prepared

    @property
    def url(self) -> str:
        """The URL that was asked."""
        return str(self._prepared.url)

    def for_moto(self) -> Any:
        """Return the request in the form in which this moto's own handlers want it."""
        if _NORMALIZE is not None:
            return _NORMALIZE(self._prepared)
        for name, value in self._prepared.headers.items():
            self._prepared.headers[name] = text_of(value)
        return self._prepared


def text_of(header: str | bytes) -> str:
    """Return the value of a header, which older versions of moto hand over as botocore has encoded it."""
    return header.decode() if isinstance(header, bytes) else header
