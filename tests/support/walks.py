"""What random walks through the registry share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from collections.abc import Iterable

    from types_boto3_sagemaker import SageMakerClient


@cache
def shared_client() -> SageMakerClient:
    """Return the one client of all walks."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    client: SageMakerClient = session.client("sagemaker")
    return client


def resolved(name: str, known: Iterable[str]) -> str | None:
    """Return which of the known names is meant: exactly that one, else the only one in another letter case."""
    alike = [one for one in known if one.lower() == name.lower()]
    return name if name in alike else alike[0] if len(alike) == 1 else None


def as_dict(pairs: Any) -> dict[str, str]:
    """Return a list of tags as a dictionary."""
    return {pair["Key"]: pair["Value"] for pair in pairs}
