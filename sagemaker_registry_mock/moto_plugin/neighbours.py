"""What moto holds beside the registry and the registry asks for: SageMaker's models, and S3."""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import S3ClientError
from moto.s3.models import s3_backends


class MotoNeighbours:
    """The rest of one account, as moto keeps it."""

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

    def put_object(self, bucket: str, key: str, body: bytes) -> str | None:
        """Write an object to S3, and return why that failed, or None."""
        s3 = s3_backends[self._backend.account_id][self._backend.partition]
        try:
            s3.put_object(bucket, key, body)
        except S3ClientError as error:
            return str(error.message)
        return None
