"""What a target of a rule receives: the event, a part of it, a constant, or a template filled in.

Source: EventBridge User Guide, "Amazon EventBridge input transformation"; what becomes of a path that leads nowhere,
and the spelling `detailType`, were recorded from AWS in the tests of localstack.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a JSON path that leads nowhere leads to: not None, which is a value of JSON.
MISSING: Any = object()

_STEP = re.compile(r"\.(?P<name>[\w/-]+)|\[(?P<index>[0-9]+)\]|(?P<wildcard>\.\*|\[\*\])")
_PLACEHOLDER = re.compile(r"<([A-Za-z0-9._-]+)>")
_QUOTE = re.compile(r'(?<!\\)"')


def transformed(target: Mapping[str, Any], rule_arn: str, rule_name: str, event: Mapping[str, Any]) -> str:
    """Return the text that `target` receives of an event."""
    if target.get("Input") is not None:
        return str(target["Input"])
    if target.get("InputPath") is not None:
        found = at_path(event, target["InputPath"])
        return json.dumps(None if found is MISSING else found)
    transformer = target.get("InputTransformer")
    if transformer is None:
        return json.dumps(event)
    paths = transformer.get("InputPathsMap") or {}
    values = {name: at_path(event, path) for name, path in paths.items()}
    return filled(transformer["InputTemplate"], values | _predefined(rule_arn, rule_name, event))


def _predefined(rule_arn: str, rule_name: str, event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that every template has. The event without its detail spells its type `detailType`."""
    told = {"detailType" if name == "detail-type" else name: value for name, value in event.items() if name != "detail"}
    return {
        "aws.events.rule-arn": rule_arn,
        "aws.events.rule-name": rule_name,
        "aws.events.event.ingestion-time": event["time"],
        "aws.events.event": told,
        "aws.events.event.json": event,
    }


def at_path(event: Any, path: str) -> Any:
    """Return what lies at a JSON path (`$.detail.ModelApprovalStatus`, `$.resources[0]`) of an event, or MISSING.

    EventBridge knows names, indices and wildcards. A path with anything else leads nowhere.
    """
    values, place, several = [event], 1, False
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None:
            return MISSING
        values = [below for value in values for below in _below(value, step)]
        several = several or step["wildcard"] is not None
        place = step.end()
    if several:
        return values
    return values[0] if values else MISSING


def _below(value: Any, step: re.Match[str]) -> list[Any]:
    """Return what one step of a path leads to."""
    if step["name"] is not None:
        return [value[step["name"]]] if isinstance(value, dict) and step["name"] in value else []
    if step["index"] is not None:
        return value[int(step["index"]) :][:1] if isinstance(value, list) else []
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def filled(template: str, values: Mapping[str, Any]) -> str:
    """Fill in a template of JSON. Inside a string a value is its text; elsewhere it is written as JSON.

    A path that led nowhere gives an empty string, inside a string and elsewhere. Plain words, which AWS does not take
    for a template, are filled in as they are.
    """
    is_json = template.lstrip().startswith(("{", "[", '"'))
    pieces, inside, place = list[str](), False, 0
    for found in _PLACEHOLDER.finditer(template):
        between = template[place : found.start()]
        inside ^= len(_QUOTE.findall(between)) % 2 == 1
        value = values.get(found[1], MISSING)
        pieces += [between, _written(value, inside=inside) if is_json else _plain(value)]
        place = found.end()
    return "".join([*pieces, template[place:]])


def _written(value: Any, *, inside: bool) -> str:
    if not inside:
        return json.dumps("" if value is MISSING else value)
    return json.dumps(_plain(value))[1:-1]


def _plain(value: Any) -> str:
    """Return a value as a text: a text without its quotes, all else as JSON."""
    if value is MISSING:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
