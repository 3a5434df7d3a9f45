"""What moto holds beside the registry and the registry asks for: SageMaker's models and endpoints, and S3."""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import S3ClientError
from moto.s3.models import s3_backends

#: The members of an endpoint's variant that stand for what UpdateEndpoint can retain.
_KEPT = {
    "DesiredInstanceCount": ("DesiredInstanceCount", "CurrentInstanceCount"),
    "DesiredWeight": ("DesiredWeight", "CurrentWeight"),
}


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

    @property
    def updates_endpoints(self) -> bool:
        """Whether this moto has UpdateEndpoint itself."""
        return hasattr(self._backend, "update_endpoint")

    def config_of_endpoint(self, name: str) -> str | None:
        """Return the name of the configuration of the endpoint `name`, or None where there is no such endpoint."""
        endpoint = self._backend.endpoints.get(name)
        return str(endpoint.endpoint_config_name) if endpoint else None

    def has_endpoint_config(self, name: str) -> bool:
        """Tell whether there is an endpoint configuration `name`."""
        return name in self._backend.endpoint_configs

    def move_endpoint(self, name: str, config: str, retained: frozenset[str]) -> None:
        """Put an endpoint onto another configuration: a new one of moto's under the old one's name, tags and age."""
        old = self._backend.endpoints[name]
        new = self._backend.create_endpoint(name, config, old.tags)
        new.creation_time = old.creation_time
        if "DataCaptureConfig" in retained:
            new.data_capture_config = old.data_capture_config
        variants = {variant["VariantName"]: variant for variant in old.production_variants}
        for variant in new.production_variants:
            before = variants.get(variant["VariantName"], {})
            for kept in _KEPT.keys() & retained:
                variant.update({member: before[member] for member in _KEPT[kept] if member in before})

    def put_object(self, bucket: str, key: str, body: bytes) -> str | None:
        """Write an object to S3, and return why that failed, or None."""
        s3 = s3_backends[self._backend.account_id][self._backend.partition]
        try:
            s3.put_object(bucket, key, body)
        except S3ClientError as error:
            return str(error.message)
        return None
