"""Who may ask the routes of the server's own: programs, and pages that the server itself has served; no other site.

A page of any site can have a browser send requests to this machine. It cannot take two things from the browser's
hands: `Origin`, which names the page's site, and `Host`, which names whom the browser believes to ask. A site whose
name has been made to lead to this machine (DNS rebinding) is found by the latter: its name is one of the public DNS.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

#: Domains that no site on the internet can have. Source: RFC 6761, RFC 6762, and ICANN's resolution 2024.07.29.06.
_PRIVATE = (".localhost", ".local", ".internal", ".test")


def why_foreign(host: str, origin: str | None, own: str) -> str | None:
    """Return why a request is refused; None where it is not.

    Args:
        host: its header `Host`.
        origin: its header `Origin`.
        own: the name or address at which the server listens.

    """
    if origin is not None and origin.partition("://")[2] != host:
        return f"Pages of another site may not ask this: {origin}."
    name = _name(host)
    if name is None or not (_is_private(name) or name in _own_names(own)):
        return f"This is asked by an address or a name of this machine, not by the name {host!r}."
    return None


def _name(host: str) -> str | None:
    """Return a Host header's name without its port."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_private(name: str) -> bool:
    """Tell whether it is an address, or a name that no site on the internet can have."""
    if "." not in name or name.endswith(_PRIVATE):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _own_names(own: str) -> set[str]:
    return {own.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}
