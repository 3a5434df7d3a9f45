"""The settings, the quotas and the state transitions."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from moto.moto_api import state_manager

from sagemaker_registry_mock.registry.records import Record
from sagemaker_registry_mock.registry.settings import CHOICES, QUOTAS, Settings
from sagemaker_registry_mock.registry.transitions import GONE, NEXT

from .markdown import code, doc_of, sentence, table


def settings() -> str:
    """Return a table of the settings."""
    told = doc_of(Settings).entries("Attributes")
    rows = [(code(one.name), _values(one), sentence(told[one.name])) for one in fields(Settings)]
    return table(("setting", "values, the default first", "meaning"), rows)


def _values(setting: Any) -> str:
    if setting.name in CHOICES:
        return ", ".join(f'`"{word}"`' for word in CHOICES[setting.name])
    default = setting.default if setting.default is not MISSING else setting.default_factory()
    return code(False, True) if default is False else code(default)


def quotas() -> str:
    """Return a table of what the setting `quotas` takes."""
    return table(
        ("quota", "what Service Quotas calls it"), [(code(name), sentence(text)) for name, text in QUOTAS.items()]
    )


def transitions() -> str:
    """Return a table of the state machines, and one list of where each status leads."""
    rows = [(code(name), doc_of(one).summary, code(one.deletion)) for name, one in sorted(machines().items())]
    roots = [status for status in NEXT if status not in NEXT.values()]
    chains = "\n".join(f"- {_chain(status)}" for status in roots)
    return f"{table(('state machine', 'of what', 'a deletion begins with'), rows)}\n\n{chains}"


def machines() -> dict[str, type[Record]]:
    """Return the state machines that a test can slow down, each with the records that it is of."""
    known = state_manager.get_registered_models()
    records = [one for one in Record.__subclasses__() if hasattr(one, "machine") and one.machine in known]
    return {one.machine: one for one in reversed(records)}


def _chain(status: str) -> str:
    statuses = [status]
    while statuses[-1] in NEXT:
        statuses.append(NEXT[statuses[-1]])
    return " → ".join("it is gone" if one == GONE else code(one) for one in statuses)
