"""ClientToken: the same request again changes nothing and gets the same reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.errors import ClientTokenReused

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.operations._table import Call, Members, Reply


def once(call: Call, request: Members, act: Callable[[Call, Members], Reply], member: str = "ClientToken") -> Reply:
    """Do `act` unless this request was done before under its token, in `member`; then give the reply of that time.

    Raises:
        ClientTokenReused: the token was used for a request with other parameters.

    """
    token = request.get(member)
    if token is None:
        return act(call, request)
    key = (call.operation, call.context.account, token)
    done = call.registry.tokens.get(key)
    if done is None:
        reply = act(call, request)
        call.registry.tokens[key] = (request, reply)
        return reply
    if done[0] != request:
        raise ClientTokenReused(token)
    return done[1]
