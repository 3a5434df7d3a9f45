"""What moto's SageMaker holds and the registry asks for: models and, as long as they are moto's, model cards."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class MotoNeighbours:
    """The rest of SageMaker, as one of moto's backends keeps it."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def model_containers(self, name: str) -> list[dict[str, Any]] | None:
        """Return the containers of the model `name`, or None where there is no such model.

        A container that is itself a registered package has nothing to copy.
        """
        model = self._backend._models.get(name)  # noqa: SLF001 - moto has no other way to look for a model
        if model is None:
            return None
        containers = [model.primary_container, *model.containers]
        return [dict(container) for container in containers if container and "ModelPackageName" not in container]

    def cards(self) -> Iterator[dict[str, Any]]:
        """Yield every model card's latest version, as DescribeModelCard tells it, with its Tags."""
        for name, versions in list(self._backend.model_cards.items()):
            told = versions[-1].describe()
            times = {key: _time(told[key]) for key in ("CreationTime", "LastModifiedTime")}
            yield {**told, **times, "Tags": self.card_tags(name) or {}}

    def card_tags(self, name: str) -> dict[str, str] | None:
        """Return the tags of the model card `name`, or None where there is no such card."""
        versions = self._backend.model_cards.get(name)
        return {tag["Key"]: tag["Value"] for tag in versions[0].tags or ()} if versions else None

    def set_card_tags(self, name: str, tags: Mapping[str, str]) -> None:
        """Replace the tags of the model card `name`."""
        self._backend.model_cards[name][0].tags = [{"Key": key, "Value": value} for key, value in tags.items()]


def _time(value: Any) -> datetime:
    """Return one of moto's times, a text up to moto 5.1 and a naive or aware datetime since, as an aware one."""
    time = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)
