"""How a request names a group or a package, and what a record looks like by now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sagemaker_registry_mock.errors import (
    ModelCardDoesNotExist,
    ModelPackageDoesNotExist,
    ModelPackageGroupDoesNotExist,
    OtherAccount,
    WrongRegion,
)
from sagemaker_registry_mock.registry import arns, transitions
from sagemaker_registry_mock.registry.records import ModelCard, ModelPackage, ModelPackageGroup, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.operations._table import Call
    from sagemaker_registry_mock.registry.store import Shelf

R = TypeVar("R", bound=Record)


def group_arn(call: Call, name: str) -> str:
    """Return the ARN of the group `name`; its letter case is always kept."""
    return call.scope.arn(arns.GROUP, name)


def package_arn(call: Call, key: str) -> str:
    """Return the ARN of the package `name` or `group/version`, in the letter case that the settings choose."""
    return call.scope.arn(arns.PACKAGE, key.lower() if call.settings.arn_case == "lower" else key)


def group_named(call: Call, text: str) -> ModelPackageGroup:
    """Find the group that `text`, a name or an ARN, names.

    Raises:
        ModelPackageGroupDoesNotExist: no such group; it tells the ARN even where a name was given.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    found = named(call, call.registry.groups, text, arns.GROUP)
    if found is None:
        raise ModelPackageGroupDoesNotExist(call.scope.arn_of(arns.GROUP, text))
    return found


def package_named(call: Call, text: str) -> ModelPackage:
    """Find the package that `text` names: a name, `group/version`, or an ARN.

    Raises:
        ModelPackageDoesNotExist: no such package; it tells the ARN even where a name was given.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    found = named(call, call.registry.packages, text, arns.PACKAGE)
    if found is None:
        raise ModelPackageDoesNotExist(text if text.startswith("arn:") else package_arn(call, text))
    return found


def card_named(call: Call, text: str) -> ModelCard:
    """Find the model card that `text`, a name or an ARN, names.

    Raises:
        ModelCardDoesNotExist: no such card; it tells the ARN even where a name was given.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    found = named(call, call.registry.cards, text, arns.CARD)
    if found is None:
        raise ModelCardDoesNotExist(call.scope.arn_of(arns.CARD, text))
    return found


def named(call: Call, shelf: Shelf[R], text: str, kind: str) -> R | None:
    """Find what `text`, a name or an ARN of the type `kind`, names on a shelf.

    Raises:
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    key = local_key(call, text, kind)
    return looked_up(call, shelf, key) if key else None


def local_key(call: Call, text: str, kind: str) -> str | None:
    """Return the key that `text`, a name or an ARN of the type `kind`, has here; None for an ARN of another type.

    Raises:
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    arn = arns.parse(text)
    if arn is None:
        return None if text.startswith("arn:") else text
    if arn.scope.account != call.scope.account:
        raise OtherAccount(call.context.caller()["Arn"], call.operation, text)
    if arn.scope != call.scope:
        raise WrongRegion(call.scope.region)
    return arn.name if arn.kind == kind else None


def looked_up(call: Call, shelf: Shelf[R], key: str) -> R | None:
    """Find a record as it is by now; one whose deletion has come to its end leaves the shelf."""
    record = shelf.find(key)
    if record is None:
        return None
    seen = seen_now(call, record)
    if seen is None:
        shelf.drop(record)
    return seen


def seen_now(call: Call, record: R) -> R | None:
    """Return what `record` has become by now, or None where it has gone. Nothing is stored."""
    if record.progress.status == transitions.COMPLETED:
        return record
    progress = transitions.moved(record.progress, call.context.transition(record.machine), call.now)
    return None if progress.status == transitions.GONE else replace(record, progress=progress)


def shared_groups(call: Call) -> Iterator[tuple[Call, ModelPackageGroup]]:
    """Yield the groups of other accounts that are shared with the caller, as they are by now, with calls over them.

    Their `order` is made unlike that of any other account's group.
    """
    for context, groups in call.context.shared():
        there = replace(call, context=context)
        for group in groups:
            seen = seen_now(there, group)
            if seen is not None:
                yield there, replace(seen, order=order_among_accounts(there, seen))


def order_among_accounts(call: Call, record: Record) -> int:
    """Return a number for a record of the call's registry that no record of another account's has, nor ever gets."""
    return record.order * _ACCOUNTS + int(call.scope.account)


#: More than there are account IDs.
_ACCOUNTS = 10**12


def described(call: Call, shelf: Shelf[R], record: R) -> R | None:
    """Count a Describe of `record` for a manual state transition and return what it has become."""
    if record.progress.status == transitions.COMPLETED:
        return record
    progress = transitions.read(record.progress, call.context.transition(record.machine), call.now)
    if progress.status == transitions.GONE:
        shelf.drop(record)
        return None
    after = replace(record, progress=progress)
    shelf.put(after)
    return after


def deleted(call: Call, shelf: Shelf[R], record: R) -> None:
    """Begin the deletion of `record`: it goes at once, unless a state transition is configured."""
    rule = call.context.transition(record.machine)
    progress = transitions.begun(record.deletion, rule, call.now)
    if progress.status == transitions.GONE:
        shelf.drop(record)
    elif not transitions.is_leaving(record.progress.status):
        shelf.put(replace(record, progress=progress))
