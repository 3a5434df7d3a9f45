"""Which groups of another account are shared with the caller: by their resource policy, or by a share of moto's RAM.

On AWS a resource policy makes RAM create a share, and shares make a group discoverable. Here both are looked at as they
are; what the caller may then do is the resource policy's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.ram.models import ResourceShare, ram_backends

from sagemaker_registry_mock.access.authorization import describes_to
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_registry_mock.access.authorization import Gate, Principal
    from sagemaker_registry_mock.registry.records import ModelPackageGroup


def groups_shared_with(gate: Gate) -> Sequence[ModelPackageGroup]:
    """Return the groups of the gate's registry that are shared with its caller, who is of another account."""
    shared = _shared_by_ram(gate)
    return [one for one in gate.registry.groups if one.arn in shared or describes_to(gate, one)]


def _shared_by_ram(gate: Gate) -> set[str]:
    """Return the ARNs that the account of the gate's registry shares with the caller through moto's RAM."""
    scope, principal = gate.registry.scope, gate.principal()
    if scope.account not in ram_backends:
        return set()
    shares = ram_backends[scope.account][scope.region].resource_shares
    active = [share for share in shares if share.status == "ACTIVE" and _reaches(share, principal)]
    return {arn for share in active for arn in share.resource_arns}


def _reaches(share: ResourceShare, principal: Principal) -> bool:
    organization = next((values[0] for name, values in principal.keys if name == "aws:PrincipalOrgID"), None)
    return any(
        one in (principal.account, principal.arn)
        or one.endswith(f"::{principal.account}:root")
        or (organization is not None and one.endswith(f":organization/{organization}"))
        for one in share.principals
    )


def let_ram_share_groups() -> None:
    """Let moto's RAM share model package groups, which AWS's can."""
    if arns.GROUP not in ResourceShare.SHAREABLE_RESOURCES:
        ResourceShare.SHAREABLE_RESOURCES.append(arns.GROUP)


def forbid_ram_groups() -> None:
    """Undo `let_ram_share_groups`."""
    if arns.GROUP in ResourceShare.SHAREABLE_RESOURCES:
        ResourceShare.SHAREABLE_RESOURCES.remove(arns.GROUP)
