"""What moto holds beside the registry and the registry asks for: the rest of SageMaker, queues of SQS, and S3."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from importlib import import_module
from typing import Any

from dateutil.parser import isoparse
from moto.s3.exceptions import S3ClientError
from moto.s3.models import s3_backends

from sagemaker_registry_mock.errors import words_of
from sagemaker_registry_mock.registry import arns

#: Where moto keeps the entities of experiments, by the resource types in their ARNs.
_EXPERIMENTS = {arns.EXPERIMENT: "experiments", arns.TRIAL_COMPONENT: "trial_components"}

#: The members of an endpoint's variant that stand for what UpdateEndpoint can retain.
_KEPT = {
    "DesiredInstanceCount": ("DesiredInstanceCount", "CurrentInstanceCount"),
    "DesiredWeight": ("DesiredWeight", "CurrentWeight"),
}

#: The URL of a queue, which may tell the region, in one of two ways.
_QUEUE = re.compile(
    r"https?://(sqs\.(?P<new>[a-z0-9-]+)\.[^/]+|(?P<old>[a-z0-9-]+)\.queue\.[^/]+|[^/]+)/(?P<account>[0-9]{12})/[^/]+",
)


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

    def pipeline(self, name: str) -> dict[str, Any] | None:
        """Return what DescribePipeline tells of a pipeline, and its Tags as a mapping; None where there is none."""
        if name not in self._backend.pipelines:
            return None
        told: dict[str, Any] = self._backend.describe_pipeline(name)
        # What moto has read from S3 it keeps as an object.
        text = told["PipelineDefinition"]
        tags = {tag["Key"]: tag["Value"] for tag in self._backend.pipelines[name].tags}
        return {**told, "PipelineDefinition": text if isinstance(text, str) else json.dumps(text), "Tags": tags}

    def pipeline_has_run(self, name: str, at: datetime) -> None:
        """Note when a pipeline was last executed, in the form in which this moto keeps times."""
        pipeline = self._backend.pipelines[name]
        naive = at.replace(tzinfo=None)
        pipeline.last_execution_time = naive if isinstance(pipeline.creation_time, datetime) else str(naive)

    def send_message(self, queue_url: str, body: str) -> str | None:
        """Send a message to a queue of SQS, in this region if its URL tells none; return why it failed, or None."""
        found = _QUEUE.fullmatch(queue_url)
        region = (found and (found["new"] or found["old"])) or self._backend.region_name
        account = (found and found["account"]) or self._backend.account_id
        try:
            queues: Any = import_module("moto.sqs.models").sqs_backends[account][region]
            queues.send_message(queue_url.rsplit("/", 1)[-1], body)
        except Exception as error:  # noqa: BLE001 - the errors of moto's versions have no class in common
            return words_of(error)
        return None

    def get_object(self, bucket: str, key: str, version: str | None = None) -> str | None:
        """Return the text of an object in S3; None where there is none, or it is no text."""
        s3 = s3_backends[self._backend.account_id][self._backend.partition]
        try:
            found = s3.get_object(bucket, key, version)
            return str(found.value.decode()) if found else None
        except (S3ClientError, UnicodeDecodeError):
            return None

    def experiment_times(self, kind: str, name: str) -> tuple[datetime, datetime] | None:
        """Return when an experiment or trial component was created and last changed; None where there is no such."""
        found = getattr(self._backend, _EXPERIMENTS[kind]).get(name)
        return None if found is None else (_time(found.creation_time), _time(found.last_modified_time))

    def put_object(self, bucket: str, key: str, body: bytes) -> str | None:
        """Write an object to S3, and return why that failed, or None."""
        s3 = s3_backends[self._backend.account_id][self._backend.partition]
        try:
            s3.put_object(bucket, key, body)
        except S3ClientError as error:
            return str(error.message)
        return None


def _time(kept: datetime | str) -> datetime:
    """Return a time of moto's, which is a text in older versions, in UTC."""
    time = isoparse(kept) if isinstance(kept, str) else kept
    return time.replace(tzinfo=timezone.utc)
