"""iam:SimulatePrincipalPolicy and iam:SimulateCustomPolicy, which moto does not have; left to moto once it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from moto.iam.exceptions import InvalidInput, NoSuchEntity
from moto.iam.models import iam_backends
from moto.iam.responses import IamResponse

from sagemaker_registry_mock.access.authorization import Principal
from sagemaker_registry_mock.access.evaluation import Policies
from sagemaker_registry_mock.access.keys import keys_of
from sagemaker_registry_mock.access.policy import Policy, Question, compiled_policy
from sagemaker_registry_mock.access.simulation import simulated
from sagemaker_registry_mock.moto_plugin.context import clock
from sagemaker_registry_mock.moto_plugin.principals import group_principal, role_principal, user_principal
from sagemaker_registry_mock.registry.arns import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_XMLNS = "https://iam.amazonaws.com/doc/2010-05-08/"
_ENTITY = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):iam::(?P<account>[0-9]{12}):(?P<kind>user|group|role)/(.+/)?(?P<name>[^/]+)"
)
_PAGE = 100


def simulate_principal_policy(self: IamResponse) -> str:
    """Simulate the policies of a user, group or role, with those that the request adds.

    Raises:
        InvalidInput, NoSuchEntity: PolicySourceArn is no user, group or role, or there is none of that ARN.

    """
    request = _document(self.querystring)
    return _answer("SimulatePrincipalPolicy", request, _entity(request["PolicySourceArn"]))


def simulate_custom_policy(self: IamResponse) -> str:
    """Simulate the policies that the request gives, and no others."""
    request = _document(self.querystring)
    return _answer(
        "SimulateCustomPolicy", request, Principal(arn="", account=self.current_account, policies=Policies())
    )


_ADDED: dict[str, Callable[[IamResponse], str]] = {
    function.__name__: function for function in (simulate_principal_policy, simulate_custom_policy)
}


def add_simulation() -> None:
    """Give moto's IAM the operations that it lacks."""
    for name, function in _ADDED.items():
        if not hasattr(IamResponse, name):
            setattr(IamResponse, name, function)


def remove_simulation() -> None:
    """Undo `add_simulation`."""
    for name, function in _ADDED.items():
        if IamResponse.__dict__.get(name) is function:
            delattr(IamResponse, name)


def _entity(arn: str) -> Principal:
    """Return the user, group or role of an ARN, with its policies."""
    found = _ENTITY.fullmatch(arn)
    if found is None:
        raise InvalidInput(f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
    iam = iam_backends[found["account"]][found["partition"]]
    scope = Scope(found["partition"], "us-east-1", found["account"])
    kinds: dict[str, tuple[Mapping[str, Any], Callable[[Scope, Any], Principal]]] = {
        "user": (iam.users, user_principal),
        "role": ({role.name: role for role in iam.get_roles()}, role_principal),
        "group": (iam.groups, group_principal),
    }
    holders, make = kinds[found["kind"]]
    holder = holders.get(found["name"])
    if holder is None or holder.arn != arn:
        raise NoSuchEntity(f"The {found['kind']} with name {found['name']} cannot be found.")
    return make(scope, holder)


def _answer(operation: str, request: dict[str, Any], source: Principal) -> str:
    policies = _policies(request, source)
    keys = keys_of([*source.keys, ("aws:CurrentTime", (clock().isoformat(),)), *_context(request)])
    caller = request.get("CallerArn", source.arn)
    results = [
        simulated(Question(action, "*", keys, caller, source.account), policies, request.get("ResourceArns", ()))
        for action in request.get("ActionNames", ())
    ]
    start, size = _number(request, "Marker", 0), _number(request, "MaxItems", _PAGE)
    page = {"EvaluationResults": results[start : start + size], "IsTruncated": start + size < len(results)}
    if page["IsTruncated"]:
        page["Marker"] = str(start + size)
    return (
        f'<{operation}Response xmlns="{_XMLNS}"><{operation}Result>{_xml(page)}</{operation}Result>'
        f"<ResponseMetadata><RequestId></RequestId></ResponseMetadata></{operation}Response>"
    )


def _policies(request: dict[str, Any], source: Principal) -> Policies:
    own = source.policies or Policies()
    given = _compiled(request, "PolicyInputList")
    boundaries = _compiled(request, "PermissionsBoundaryPolicyInputList")
    resource = request.get("ResourcePolicy")
    return Policies(
        identity=(*(own.identity or ()), *given),
        boundary=boundaries[0] if boundaries else own.boundary,
        resource=compiled_policy("ResourcePolicy", resource) if resource else None,
        foreign=source.account not in request.get("ResourceOwner", source.account),
    )


def _compiled(request: dict[str, Any], member: str) -> list[Policy]:
    """Return the policies of a list of the request.

    Raises:
        InvalidInput: one of them has no statement that could be read.

    """
    named = [(f"{member}.{number}", text) for number, text in enumerate(request.get(member, ()), start=1)]
    policies = [compiled_policy(name, text) for name, text in named]
    for policy in policies:
        if not policy.statements:
            raise InvalidInput(f"{policy.name} is no policy document.")
    return policies


def _number(request: dict[str, Any], member: str, default: int) -> int:
    text = request.get(member, str(default))
    if not text.isdecimal():
        raise InvalidInput(f"Invalid {member}.")
    return int(text)


def _context(request: dict[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for entry in request.get("ContextEntries", ()):
        if "ContextKeyName" in entry:
            yield entry["ContextKeyName"], tuple(entry.get("ContextKeyValues", ()))


def _document(query: dict[str, list[str]]) -> dict[str, Any]:
    """Return the members of a request of AWS's query protocol, in which lists are spelled `Name.member.1`."""
    document: dict[str, Any] = {}
    for name, (value, *_) in query.items():
        place = document
        *way, last = name.split(".")
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _read(value) for name, value in document.items()}


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if set(value) == {"member"}:
        return [_read(value["member"][number]) for number in sorted(value["member"], key=int)]
    return {name: _read(inner) for name, inner in value.items()}


def _xml(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(f"<{name}>{_xml(inner)}</{name}>" for name, inner in value.items())
    if isinstance(value, list):
        return "".join(f"<member>{_xml(inner)}</member>" for inner in value)
    return escape(str(value).lower() if isinstance(value, bool) else str(value))
