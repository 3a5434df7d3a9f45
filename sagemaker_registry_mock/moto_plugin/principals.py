"""Who calls, as moto's IAM and STS know it: a user, a session of a role, or somebody whom they do not know.

What moto does not keep: the tags and the source identity of a session, the managed policies given to AssumeRole, the
boundary of a user (moto has no operation that sets one), and whether MFA was used.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends
from moto.sts.models import sts_backends

from sagemaker_registry_mock.access.authorization import Principal
from sagemaker_registry_mock.access.evaluation import Policies
from sagemaker_registry_mock.access.policy import Policy, compiled_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.access.keys import Pair
    from sagemaker_registry_mock.registry.arns import Scope


def caller_of(scope: Scope, access_key: str) -> tuple[str, str]:
    """Return the ARN and the principal ID of a key's owner, as STS GetCallerIdentity tells them."""
    sts, iam = _existing(sts_backends, scope), _existing(iam_backends, scope)
    if getattr(sts, "assumed_roles", None) or getattr(iam, "users", None):
        return _identity(scope, access_key)
    return _nobody(scope)


def _existing(backends: Any, scope: Scope) -> Any:
    """Return one of moto's backends; None where nothing has asked for it yet."""
    account = dict.get(backends, scope.account)
    return None if account is None else dict.get(account, scope.partition)


@lru_cache(maxsize=256)
def _nobody(scope: Scope) -> tuple[str, str]:
    """Return what STS tells of a key that is nobody's."""
    return _identity(scope, "")


def _identity(scope: Scope, access_key: str) -> tuple[str, str]:
    principal, arn, _ = sts_backends[scope.account][scope.partition].get_caller_identity(access_key, scope.region)
    return arn, principal


def principal_of(scope: Scope, access_key: str) -> Principal:
    """Return the principal that a key belongs to. One that moto does not know is nobody's, and no policy limits it."""
    session = sts_backends[scope.account][scope.partition].get_assumed_role_from_access_key(access_key)
    if session is not None:
        return _session(scope, session)
    iam = iam_backends[scope.account][scope.partition]
    user = iam.get_user_from_access_key_id(access_key)
    if user is not None:
        return user_principal(scope, user)
    arn, identity = caller_of(scope, access_key)
    return Principal(
        arn=arn, account=scope.account, keys=(("aws:userid", (identity,)), *_common(scope, arn, "Account"))
    )


def user_principal(scope: Scope, user: Any) -> Principal:
    """Return a user of moto's IAM, with its own policies and those of its groups."""
    iam = iam_backends[scope.account][scope.partition]
    policies = [*_policies(user, f"user_{user.name}")]
    for group in iam.get_groups_for_user(user.name):
        policies += _policies(group, f"group_{group.name}")
    tags: Any = iam.list_user_tags(user.name)  # a dictionary up to moto 5.1
    keys = (
        ("aws:username", (user.name,)),
        ("aws:userid", (user.id,)),
        *_tag_keys(tags["Tags"] if isinstance(tags, dict) else tags),
        *_common(scope, user.arn, "User"),
    )
    return Principal(arn=user.arn, account=scope.account, keys=keys, policies=Policies(identity=tuple(policies)))


def group_principal(scope: Scope, group: Any) -> Principal:
    """Return a group of moto's IAM as if it were a caller: its policies, for the simulator."""
    policies = Policies(identity=tuple(_policies(group, f"group_{group.name}")))
    return Principal(arn=group.arn, account=scope.account, policies=policies)


def role_principal(scope: Scope, role: Any) -> Principal:
    """Return a role of moto's IAM, with its policies and its permissions boundary."""
    keys = (*_tag_keys(_role_tags(role)), *_common(scope, role.arn, "AssumedRole"))
    policies = Policies(identity=tuple(_policies(role, f"role_{role.name}")), boundary=_boundary(scope, role))
    return Principal(arn=role.arn, account=scope.account, keys=keys, policies=policies)


def session_of(scope: Scope, role_arn: str, session: str) -> Principal:
    """Return a session of a role that no key is known of; no policy limits one of a role that moto does not know."""
    role = _role(scope, role_arn)
    arn = f"arn:{scope.partition}:sts::{scope.account}:assumed-role/{role_arn.rpartition('/')[2]}/{session}"
    digits = hashlib.sha256(role_arn.encode()).hexdigest()[:17].upper()
    user = (("aws:userid", (f"{role.id if role else f'AROA{digits}'}:{session}",)),)
    if role is None:
        return Principal(arn=arn, account=scope.account, keys=(*user, *_common(scope, role_arn, "AssumedRole")))
    own = role_principal(scope, role)
    return replace(own, arn=arn, keys=(*own.keys, *user))


def _role(scope: Scope, role_arn: str) -> Any:
    roles = iam_backends[scope.account][scope.partition].get_roles()
    return next((one for one in roles if one.arn == role_arn), None)


def _session(scope: Scope, session: Any) -> Principal:
    """Return a session of a role: the role's policies, limited by the policy that the session was given."""
    limit = compiled_policy("the session policy", session.policy) if session.policy else None
    temporary = (("aws:userid", (session.user_id,)), ("aws:MultiFactorAuthPresent", ("false",)))
    role = _role(scope, session.role_arn)
    if role is None:  # moto lets anybody assume a role that does not exist
        keys = (*_common(scope, session.role_arn, "AssumedRole"), *temporary)
        return Principal(arn=session.arn, account=scope.account, keys=keys, policies=Policies(session=limit))
    own = role_principal(scope, role)
    policies = replace(own.policies or Policies(), session=limit)
    return Principal(arn=session.arn, account=scope.account, keys=(*own.keys, *temporary), policies=policies)


def _policies(holder: Any, owner: str) -> Iterator[Policy]:
    """Yield the policies of a user, group or role, named as IAM's simulator names them."""
    for name, document in holder.policies.items():
        yield compiled_policy(f"{owner}_{name}", document)
    for policy in holder.managed_policies.values():
        yield managed_policy(policy)


def managed_policy(policy: Any) -> Policy:
    """Return the default version of one of moto's managed policies."""
    document = next(version.document for version in policy.versions if version.is_default)
    return compiled_policy(policy.name, document)


def _boundary(scope: Scope, role: Any) -> Policy | None:
    """Return a role's permissions boundary. One that does not exist allows nothing."""
    boundary = role.permissions_boundary  # its ARN up to moto 5.1
    arn = boundary["PermissionsBoundaryArn"] if isinstance(boundary, dict) else boundary
    if not arn:
        return None
    known = iam_backends[scope.account][scope.partition].managed_policies.get(arn)
    return managed_policy(known) if known else Policy(arn, ())


def _common(scope: Scope, arn: str, kind: str) -> tuple[Pair, ...]:
    account = (
        ("aws:PrincipalArn", (arn,)),
        ("aws:PrincipalAccount", (scope.account,)),
        ("aws:PrincipalType", (kind,)),
    )
    return (*account, *_organization(scope.account))


def _organization(account: str) -> Iterator[Pair]:
    """Yield the organization that moto has an account in, and the account's place in it."""
    for backend in [one for partitions in list(organizations_backends.values()) for one in list(partitions.values())]:
        member = next((one for one in backend.accounts if one.id == account), None)
        if backend.org and member:
            parents = {unit.id: unit.parent_id for unit in backend.ou}
            units = [member.parent_id]
            while parent := parents.get(units[0]):
                units.insert(0, parent)
            yield "aws:PrincipalOrgID", (backend.org.id,)
            yield "aws:PrincipalOrgPaths", ("/".join([backend.org.id, *units, ""]),)


def _role_tags(role: Any) -> Any:
    return role.tags.values() if isinstance(role.tags, dict) else role.tags  # a dictionary up to moto 5.1


def _tag_keys(tags: Any) -> tuple[Pair, ...]:
    return tuple((f"aws:PrincipalTag/{tag['Key']}", (tag["Value"],)) for tag in tags)
