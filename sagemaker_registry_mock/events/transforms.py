"""What a target of a rule receives: the event, a part of it, a constant, or a template filled in.

Source: EventBridge User Guide, "Transforming input" and "Target input transformation".
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[['\"]([^'\"]+)['\"]\]|\[([0-9]+)\]")
_PLACEHOLDER = re.compile(r"<([A-Za-z0-9._-]+)>")


def transformed(target: Mapping[str, Any], rule_arn: str, rule_name: str, event: Mapping[str, Any]) -> str:
    """Return the text that `target` receives of an event."""
    if target.get("Input") is not None:
        return str(target["Input"])
    if target.get("InputPath") is not None:
        return json.dumps(at_path(event, target["InputPath"]))
    transformer = target.get("InputTransformer")
    if transformer is None:
        return json.dumps(event)
    values = {name: at_path(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values |= {
        "aws.events.rule-arn": rule_arn,
        "aws.events.rule-name": rule_name,
        "aws.events.event.ingestion-time": event["time"],
        "aws.events.event.json": event,
        "aws.events.event": {name: value for name, value in event.items() if name != "detail"},
    }
    return filled(transformer["InputTemplate"], values)


def at_path(event: Any, path: str) -> Any:
    """Return what lies at a JSON path (`$.detail.ModelApprovalStatus`, `$.resources[0]`) of an event, or None."""
    value = event
    for name, quoted, number in _STEP.findall(path.removeprefix("$")):
        key = name or quoted
        if number and isinstance(value, list) and int(number) < len(value):
            value = value[int(number)]
        elif key and isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return None
    return value


def filled(template: str, values: Mapping[str, Any]) -> str:
    """Fill in a template. Inside a JSON string a value is its text; elsewhere it is written as JSON.

    Plain words, a template that is no JSON object, take the texts as they are.
    """
    pieces, inside, position = list[str](), False, 0
    whole_is_json = template.lstrip().startswith(("{", "["))
    for found in _PLACEHOLDER.finditer(template):
        between = template[position : found.start()]
        inside ^= len(re.findall(r'(?<!\\)"', between)) % 2 == 1
        value = values.get(found[1], "")
        pieces += [between, _text(value) if inside or not whole_is_json else json.dumps(value)]
        position = found.end()
    return "".join([*pieces, template[position:]])


def _text(value: Any) -> str:
    """Return a value as it stands inside a string: a text without its quotes, all else as JSON."""
    written = json.dumps(value)
    if isinstance(value, str):
        return written[1:-1]
    return written[1:-1] if value is None else json.dumps(written)[1:-1]
