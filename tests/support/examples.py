"""Requests that many tests start from, and replies without what HTTP adds to them."""

from __future__ import annotations

from typing import Any

#: What the ARNs of the tests' account and region begin with.
HERE = "arn:aws:sagemaker:us-east-1:123456789012"
#: What those of another account in the same region begin with.
THERE = "arn:aws:sagemaker:us-east-1:111122223333"

CONTAINER: Any = {"Image": "image:1", "ModelDataUrl": "s3://bucket/model.tar.gz"}
SPECIFICATION: Any = {"Containers": [CONTAINER]}


def told(reply: Any) -> dict[str, Any]:
    """Return a reply without its ResponseMetadata."""
    return {name: value for name, value in reply.items() if name != "ResponseMetadata"}


def additional(*names: str) -> Any:
    """Return additional inference specifications of these names."""
    return [{"Name": name, "Containers": [CONTAINER]} for name in names]


def tags(**values: str) -> Any:
    """Return tags as the API takes and lists them."""
    return [{"Key": key, "Value": value} for key, value in values.items()]


#: How many threads a test starts that starts threads.
THREADS = 8
