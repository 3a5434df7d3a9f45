"""Whether a document tells what registries can hold: the checks that look at more than one field.

That every field is there, and of its type, has been checked by then.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.content import integer
from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.operations.group_policies import check_policy
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.records import Record
from sagemaker_registry_mock.state.identities import check_arn, check_status
from sagemaker_registry_mock.state.lineage import check_lineage
from sagemaker_registry_mock.state.members import check_members, check_reply, check_request
from sagemaker_registry_mock.state.pipelines import check_execution
from sagemaker_registry_mock.state.refusals import refuse, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sagemaker_registry_mock.registry.records import ModelCardExportJob, ModelPackageGroup
    from sagemaker_registry_mock.state.contents import LineageContents, RegistryContents, Token


def check(registries: Sequence[RegistryContents]) -> None:
    """Check all that a document tells.

    Raises:
        StateError: naming the first thing that is wrong.

    """
    places = set()
    for position, one in enumerate(registries):
        path = f"registries[{position}]"
        if arns.parse(one.scope.arn(arns.GROUP, "name")) is None:
            refuse(path, f"no ARN has the partition {one.partition!r}, region {one.region!r}, account {one.account!r}")
        if (one.region, one.account) in places:
            refuse(path, f"account {one.account} in {one.region} is told twice")
        places.add((one.region, one.account))
        _check_registry(one, path)


def _check_registry(one: RegistryContents, path: str) -> None:
    _check_records(one, path)
    for at, record in _records(one.groups, f"{path}.groups"):
        _check_group(record, at)
    for at, record in _records(one.packages, f"{path}.packages"):
        _check_contents_of_card(record.members.get("ModelCard", {}), "ModelCardContent", f"{at}.members.ModelCard")
    _check_versions(one, path)
    _check_cards(one, path)
    check_lineage(one, f"{path}.lineage", _check_record)
    for at, record in _records(one.executions, f"{path}.executions"):
        check_execution(record, at)
    _check_once(((step.pipeline, step.step) for step in one.step_results), f"{path}.step_results", "the step")
    _check_once(((each.operation, each.account, each.token) for each in one.tokens), f"{path}.tokens", "the token")
    for position, token in enumerate(one.tokens):
        _check_token(token, f"{path}.tokens[{position}]")


# --- every record by itself -------------------------------------------------------------------------------------------


def _check_records(one: RegistryContents, path: str) -> None:
    """Check every record, that no two have one key on a shelf, and that each has an order of its own."""
    orders: dict[int, str] = {}
    for shelf, records in _shelves(one, path):
        for at, record in _records(records, shelf):
            _check_record(one, record, at)
            if not 1 <= record.order <= one.orders:
                refuse(f"{at}.order", f"must be from 1 to {one.orders}, the registry's `orders`, not {record.order}")
            if record.order in orders:
                refuse(f"{at}.order", f"{record.order} is that of {orders[record.order]}, too")
            orders[record.order] = at
        _check_once((record.key for record in records), shelf, "the name")


def _check_record(one: RegistryContents, record: Record, path: str) -> None:
    check_arn(one.scope, record, path)
    check_status(record, path)
    check_members(record, path)


def _shelves(one: RegistryContents | LineageContents, path: str) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Yield the path of every shelf, and what is on it."""
    for name in (field.name for field in fields(one)):
        held = getattr(one, name)
        if name == "lineage":
            yield from _shelves(held, f"{path}.lineage")
        elif isinstance(held, tuple) and held and isinstance(held[0], Record):
            yield f"{path}.{name}", held


def _records(records: tuple[Any, ...], path: str) -> Iterator[tuple[str, Any]]:
    for position, record in enumerate(records):
        yield f"{path}[{position}]", record


def _check_once(keys: Iterable[Any], path: str, words: str) -> None:
    seen = set()
    for position, key in enumerate(keys):
        if key in seen:
            refuse(f"{path}[{position}]", f"{words} {key!r} is there twice")
        seen.add(key)


# --- what belongs together --------------------------------------------------------------------------------------------


def _check_group(group: ModelPackageGroup, path: str) -> None:
    if group.policy is None:
        return
    try:
        check_policy(group.policy)
    except RegistryError as error:
        refuse(f"{path}.policy", str(error))


def _check_versions(one: RegistryContents, path: str) -> None:
    """Check that every version has a group, which has issued its number."""
    issued = {group.name: group.issued for group in one.groups}
    for at, package in _records(one.packages, f"{path}.packages"):
        if package.version is None:
            continue
        if package.name not in issued:
            refuse(f"{at}.name", f"there is no group {package.name!r}")
        if not 1 <= package.version <= issued[package.name]:
            words = f"the group {package.name!r} has issued the numbers from 1 to {issued[package.name]}"
            refuse(f"{at}.version", f"{words}, not {package.version}")


def _check_cards(one: RegistryContents, path: str) -> None:
    cards = {card.name: card.version for card in one.cards}
    versions = {(version.name, version.version) for version in one.card_versions}
    for at, card in _records(one.cards, f"{path}.cards"):
        if (card.name, card.version) not in versions:
            refuse(f"{at}.version", f"there is no version {card.version} of the card among the card_versions")
    for at, version in _records(one.card_versions, f"{path}.card_versions"):
        _check_contents_of_card(version.members, "Content", f"{at}.members")
        if version.name not in cards:
            refuse(f"{at}.name", f"there is no card {version.name!r}")
        if not 1 <= version.version <= cards[version.name]:
            refuse(f"{at}.version", f"the latest version of the card is {cards[version.name]}, not {version.version}")
    for at, job in _records(one.card_exports, f"{path}.card_exports"):
        _check_export(job, versions, at)


def _check_export(job: ModelCardExportJob, versions: set[tuple[str, int]], path: str) -> None:
    if (job.card, job.version) not in versions:
        refuse(f"{path}.card", f"there is no version {job.version} of a card {job.card!r}")
    if (job.artifact is None) == (job.failure is None):
        refuse(path, "must have an artifact, or a failure, and not both")


def _check_contents_of_card(members: Any, name: str, path: str) -> None:
    """Check that the content of a card is a JSON object: more than that is asked of it only when it is written."""
    content = members.get(name)
    if content is None:
        return
    try:
        is_object = isinstance(json.loads(content, parse_int=integer), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        refuse(f"{path}.{name}", "must be a text that is a JSON object")


def _check_token(token: Token, path: str) -> None:
    if token.operation not in OPERATIONS:
        refuse(f"{path}.operation", f"the registry has no operation {shown(token.operation)}")
    check_request((token.operation,), token.request, f"{path}.request")
    check_reply(token.operation, token.reply, f"{path}.reply")
