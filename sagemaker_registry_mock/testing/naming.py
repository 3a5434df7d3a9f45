"""How a test names a group or a version: in whatever form it has it in its hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: A model package: its ARN, `group/version`, or an answer that names its ModelPackageArn.
Version = str | Mapping[str, Any]
#: A group: its name, its ARN, or an answer that names its ModelPackageGroupName or ModelPackageGroupArn.
Group = str | Mapping[str, Any]


def package_named(version: Version) -> str:
    """Return what DescribeModelPackage takes.

    Raises:
        TypeError: it is neither a text nor an answer that names a model package.

    """
    named = version if isinstance(version, str) else _named(version, "ModelPackageArn", "ModelPackageName")
    if named is None:
        reason = f"A model package is its ARN, group/version, or an answer with its ModelPackageArn, not {version!r}"
        raise TypeError(reason)
    return named


def group_named(group: Group) -> str:
    """Return the name or the ARN of a group.

    Raises:
        TypeError: it is neither a text nor an answer that names a group.

    """
    named = group if isinstance(group, str) else _named(group, "ModelPackageGroupName", "ModelPackageGroupArn")
    if named is None:
        reason = f"A group is its name, its ARN, or an answer with its ModelPackageGroupName, not {group!r}"
        raise TypeError(reason)
    return named


def _named(answer: Any, *members: str) -> str | None:
    if not isinstance(answer, Mapping):
        return None
    return next((str(answer[name]) for name in members if answer.get(name)), None)
