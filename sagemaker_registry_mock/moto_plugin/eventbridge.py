"""Events of the registry through moto's EventBridge: every enabled rule whose pattern matches, and each of its targets.

Patterns are matched by moto. The targets are reached here: moto's own way knows few of them, takes a rule that is
disabled for enabled, and loses the time and the resources of an event on its way to another bus.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moto.events.models import events_backends

from sagemaker_registry_mock.events.outbox import Delivery
from sagemaker_registry_mock.events.transforms import transformed
from sagemaker_registry_mock.moto_plugin.event_targets import Address, SecondHop, Unreachable, bury, reach, stand_in_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.events.details import Event

log = logging.getLogger(__name__)


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
    return [] if bus is None or not bus.rules else list(_to_rules(bus, event.envelope, forwarded=False))


def _bus(account: str, region: str, name: str) -> Any:
    """Return a bus of moto's; None where there is none, without making an account or a region."""
    buses: Any = events_backends
    if account not in buses or region not in buses[account].keys():  # noqa: SIM118 - `in` itself asks for what may be
        return None
    return buses[account][region].event_buses.get(name)


def _to_rules(bus: Any, envelope: dict[str, Any], *, forwarded: bool) -> Iterator[Delivery]:
    """Deliver to every rule of a bus, to which the event may have been `forwarded` by another."""
    for rule in list(bus.rules.values()):
        try:
            targets = list(rule.targets) if _matches(rule, envelope) else ()
        except Exception as fault:  # noqa: BLE001 - a pattern that moto accepts and cannot match
            yield _failed(rule.arn, "", fault)
            continue
        for target in targets:
            yield from _to_target(rule, target, envelope, forwarded=forwarded)


def _matches(rule: Any, envelope: dict[str, Any]) -> bool:
    """Tell whether an event is for a rule; one with a schedule alone has no pattern.

    The matching of moto 5.0 falls over patterns that go deeper than the event does, which is no match.
    """
    pattern = rule.event_pattern
    if rule.state == "DISABLED" or not pattern.get_pattern():
        return False
    try:
        return bool(pattern.matches_event(envelope))
    except AttributeError:
        return False


def _to_target(rule: Any, target: dict[str, Any], envelope: dict[str, Any], *, forwarded: bool) -> Iterator[Delivery]:
    arn = target["Arn"]
    try:
        stand_in = stand_in_at(arn)
        bus = None if stand_in else _bus_at(arn, rule, forwarded=forwarded)
        if bus is None:
            reach(Parcel(rule, target, envelope, transformed(target, rule.arn, rule.name, envelope)), stand_in)
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - whatever a target raises, the caller's call has succeeded
        yield _failed(rule.arn, arn, fault)
        _to_dead_letters(rule, target, envelope, fault)
        return
    yield Delivery(rule.arn, arn)
    if bus is not None:
        moved = {**envelope, "id": str(uuid.uuid4())} if bus.region != rule.region_name else envelope
        yield from _to_rules(bus, moved, forwarded=True)


def _bus_at(arn: str, rule: Any, *, forwarded: bool) -> Any:
    """Return the bus that an ARN names; None for the ARN of anything else.

    Raises:
        Unreachable: there is no such bus, or it is the rule's own.
        SecondHop: the event came from another bus already (EventBridge User Guide, "Sending events between buses").

    """
    address = Address.of(arn)
    if address.service != "events" or not address.resource.startswith("event-bus/"):
        return None
    if forwarded:
        raise SecondHop
    bus = _bus(address.account, address.region, address.name)
    if bus is None:
        raise Unreachable("There is no such event bus.")
    if rule.name in bus.rules and bus.rules[rule.name] is rule:
        raise Unreachable("An event bus does not send to itself.")
    return bus


def _failed(rule: str, target: str, fault: BaseException) -> Delivery:
    words = _words(fault)
    trace = None if hasattr(fault, "message") else fault  # where it is no refusal of moto's, it is worth a look
    log.warning("An event matched %s but did not reach %s: %s", rule, target, words, exc_info=trace)
    return Delivery(rule, target, words)


def _words(fault: BaseException) -> str:
    """Return what an error says: moto's say it without being asked for their class."""
    try:
        return str(fault.message) if hasattr(fault, "message") else f"{type(fault).__name__}: {fault}"
    except Exception:  # noqa: BLE001 - an error of the test's own that cannot say what it is
        return type(fault).__name__


def _code(fault: BaseException) -> str:
    """Return the code by which EventBridge tells a failure: moto refuses mostly what is not there."""
    if isinstance(fault, Unreachable):
        return fault.error_code
    return "NO_RESOURCE" if hasattr(fault, "message") else "ERROR_FROM_TARGET"


def _to_dead_letters(rule: Any, target: dict[str, Any], envelope: dict[str, Any], fault: BaseException) -> None:
    """Send what could not be delivered to the target's dead-letter queue, if it has one.

    Source: EventBridge User Guide, "Using dead-letter queues". What is not there is not tried again.
    """
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
        bury(queue, envelope, {**told, "ERROR_CODE": _code(fault)})
    except Exception as another:  # noqa: BLE001 - as above
        _failed(rule.arn, queue, another)
