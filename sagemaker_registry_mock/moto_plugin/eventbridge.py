"""Events of the registry through moto's EventBridge: every enabled rule whose pattern matches, and each of its targets.

Patterns are matched by moto. The targets are reached here: moto's own way knows few of them, takes a rule that is
disabled for enabled, and loses the time and the resources of an event on its way to another bus.
"""

from __future__ import annotations

import logging
import sys
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.events.outbox import Delivery
from sagemaker_registry_mock.events.transforms import transformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.events.details import Event

log = logging.getLogger(__name__)

_MODELS = "moto.events.models"


@dataclass(frozen=True, slots=True)
class Parcel:
    """An event on its way to one target of one rule of moto's: what the rule makes of it is the text."""

    rule: Any
    target: dict[str, Any]
    envelope: dict[str, Any]
    text: str


def delivered(event: Event) -> list[Delivery]:
    """Deliver an event to the default bus of its account and region, and tell where it went."""
    bus = _bus(event.scope.account, event.scope.region, "default")
    return [] if bus is None or not bus.rules else list(_to_rules(bus, event.envelope, frozenset()))


def _bus(account: str, region: str, name: str) -> Any:
    """Return a bus of moto's; None where there is none, without making an account or a region."""
    module = sys.modules.get(_MODELS)
    if module is None:
        return None  # nobody has made a rule
    buses = module.events_backends
    if account not in buses or region not in buses[account].keys():  # noqa: SIM118 - `in` itself asks for what may be
        return None
    return buses[account][region].event_buses.get(name)


def _to_rules(bus: Any, envelope: dict[str, Any], passed: frozenset[str]) -> Iterator[Delivery]:
    """Deliver to every rule of a bus; an event never comes back to a bus that it has `passed`."""
    if bus.arn in passed:
        return
    for rule in list(bus.rules.values()):
        try:
            targets = list(rule.targets) if _matches(rule, envelope) else ()
        except Exception as fault:  # noqa: BLE001 - a pattern that moto accepts and cannot match
            yield _failed(rule.arn, "", fault)
            continue
        for target in targets:
            yield from _to_target(rule, target, envelope, passed | {bus.arn})


def _matches(rule: Any, envelope: dict[str, Any]) -> bool:
    """Tell whether an event is for a rule; one with a schedule alone has no pattern."""
    pattern = rule.event_pattern
    return rule.state != "DISABLED" and bool(pattern.get_pattern()) and bool(pattern.matches_event(envelope))


def _to_target(
    rule: Any, target: dict[str, Any], envelope: dict[str, Any], passed: frozenset[str]
) -> Iterator[Delivery]:
    arn = target["Arn"]
    try:
        bus = _bus_at(arn, rule, envelope)
        if bus is None:
            _reach(Parcel(rule, target, envelope, transformed(target, rule.arn, rule.name, envelope)))
    except Exception as fault:  # noqa: BLE001 - whatever a target of moto raises, the caller's call has succeeded
        yield _failed(rule.arn, arn, fault)
        _to_dead_letters(rule, target, envelope, fault)
        return
    yield Delivery(rule.arn, arn)
    if bus is not None:
        moved = {**envelope, "id": str(uuid.uuid4())} if bus.region != rule.region_name else envelope
        yield from _to_rules(bus, moved, passed)


def _bus_at(arn: str, rule: Any, envelope: dict[str, Any]) -> Any:
    """Return the bus that an ARN names, for an event to go on to; None for the ARN of anything else.

    Raises:
        LookupError: there is no such bus, or the event came from another account or region already and would go on
            to a third (EventBridge User Guide: THIRD_ACCOUNT_HOP_DETECTED, THIRD_REGION_HOP_DETECTED).

    """
    _, _, service, region, account, resource = arn.split(":", 5)
    if service != "events" or not resource.startswith("event-bus/"):
        return None
    bus = _bus(account, region, resource.partition("/")[2])
    if bus is None:
        reason = "There is no such event bus."
        raise LookupError(reason)
    hops = ((envelope["account"], rule.account_id, account), (envelope["region"], rule.region_name, region))
    for kind, places in zip(("account", "region"), hops, strict=True):
        if len({*places}) == len(places):
            reason = f"An event does not go on to a third {kind}."
            raise LookupError(reason)
    return bus


def _reach(parcel: Parcel) -> None:
    from sagemaker_registry_mock.moto_plugin.event_targets import reach  # noqa: PLC0415 - imports what few need

    reach(parcel)


def _failed(rule: str, target: str, fault: Exception) -> Delivery:
    trace = None if hasattr(fault, "message") else fault  # where it is no refusal of moto's, it is worth a look
    log.warning("An event matched %s but did not reach %s: %s", rule, target, _words(fault), exc_info=trace)
    return Delivery(rule, target, _words(fault))


def _words(fault: Exception) -> str:
    """Return what an error says: moto's say it without being asked for their class."""
    if hasattr(fault, "message"):
        return str(fault.message)
    return str(fault) if isinstance(fault, LookupError) and " " in str(fault) else f"{type(fault).__name__}: {fault}"


def _to_dead_letters(rule: Any, target: dict[str, Any], envelope: dict[str, Any], fault: Exception) -> None:
    """Send what could not be delivered to the target's dead-letter queue, if it has one.

    Source: EventBridge User Guide, "Using dead-letter queues". What is not there is not tried again.
    """
    from sagemaker_registry_mock.moto_plugin.event_targets import bury  # noqa: PLC0415 - as above

    queue = target.get("DeadLetterConfig", {}).get("Arn")
    if not queue:
        return
    try:
        told = {
            "RULE_ARN": rule.arn,
            "TARGET_ARN": target["Arn"],
            "ERROR_MESSAGE": _words(fault),
            "RETRY_ATTEMPTS": "0",
        }
        missing = hasattr(fault, "message") or isinstance(fault, LookupError)
        bury(queue, envelope, {**told, "ERROR_CODE": "NO_RESOURCE" if missing else "ERROR_FROM_TARGET"})
    except Exception as another:  # noqa: BLE001 - as above
        _failed(rule.arn, queue, another)
