"""Which groups of another account are shared with the caller: by their resource policy, or by a share of moto's RAM.

On AWS a resource policy makes RAM create a share, and shares make a group discoverable. Here both are looked at as they
are; what the caller may then do is the resource policy's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.ram.models import ResourceShare, ram_backends

from sagemaker_registry_mock.access.authorization import is_shared
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_registry_mock.access.authorization import Gate, Principal
    from sagemaker_registry_mock.registry.records import ModelPackageGroup


def groups_shared_with(gate: Gate) -> Sequence[ModelPackageGroup]:
    """Return the groups of the gate's registry that are shared with its caller, who is of another account."""
    shared = _shared_by_ram(gate)
    groups = gate.registry.groups
    return [one for one in groups if one.arn in shared or is_shared(gate, "DescribeModelPackageGroup", one.arn)]


def _shared_by_ram(gate: Gate) -> set[str]:
    """Return the ARNs that the account of the gate's registry shares with the caller through moto's RAM."""
    scope, principal = gate.registry.scope, gate.principal()
    if scope.account not in ram_backends:
        return set()
    shares = ram_backends[scope.account][scope.region].resource_shares
    active = [share for share in shares if share.status == "ACTIVE" and _reaches(share, principal)]
    return {arn for share in active for arn in share.resource_arns}


def _reaches(share: ResourceShare, principal: Principal) -> bool:
    """Tell whether a share names the caller: by account, user or role, or by its organization or a unit of that."""
    keys = dict(principal.keys)
    callers = {principal.account, *keys["aws:PrincipalArn"]}
    units = {unit for path in keys.get("aws:PrincipalOrgPaths", ()) for unit in path.split("/") if unit}
    return any(
        one in callers or one.endswith(f"::{principal.account}:root") or one.rpartition("/")[2] in units
        for one in share.principals
    )


class _Added(str):
    """A type of resource that moto's RAM does not know by itself."""

    __slots__ = ()


def let_ram_share_groups() -> None:
    """Let moto's RAM share model package groups, which AWS's can."""
    if arns.GROUP not in ResourceShare.SHAREABLE_RESOURCES:
        ResourceShare.SHAREABLE_RESOURCES = [*ResourceShare.SHAREABLE_RESOURCES, _Added(arns.GROUP)]


def forbid_ram_groups() -> None:
    """Undo `let_ram_share_groups`."""
    kept = [one for one in ResourceShare.SHAREABLE_RESOURCES if not isinstance(one, _Added)]
    ResourceShare.SHAREABLE_RESOURCES = kept
