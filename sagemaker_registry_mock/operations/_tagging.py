"""The rules of tags that every taggable resource shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.errors import DuplicateTagKey, ReservedTagKey, TooManyTags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_TAGS = 50


def merged_tags(kept: Mapping[str, str], given: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return `kept` with the `given` Key/Value pairs laid over it.

    Raises:
        DuplicateTagKey, ReservedTagKey, TooManyTags: nothing is changed.

    """
    fresh: dict[str, str] = {}
    for tag in given:
        key = tag["Key"]
        if key in fresh:
            raise DuplicateTagKey(key)
        if is_systems(key):
            raise ReservedTagKey(key)
        fresh[key] = tag["Value"]
    merged = {**kept, **fresh}
    if sum(not is_systems(key) for key in merged) > MAX_TAGS:
        raise TooManyTags(MAX_TAGS)
    return merged


def is_systems(key: str) -> bool:
    """Tell whether a tag is one of AWS's own: only AWS sets it, and it counts for no limit.

    Source: Tagging AWS Resources, "Tag naming limits and requirements".
    """
    return key.lower().startswith("aws:")


def wire_tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Return tags as the API lists them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
