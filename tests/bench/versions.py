"""The versions that are registered to measure, and how very many of them are registered in little time."""

from __future__ import annotations

import json
from inspect import signature
from typing import TYPE_CHECKING, Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.models import ModelPackage, sagemaker_backends

if TYPE_CHECKING:
    from collections.abc import Iterable


def version(number: int, group: str) -> dict[str, Any]:
    """Return the request that registers a version: no two are alike."""
    image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"
    return {
        "ModelPackageGroupName": group,
        "ModelPackageDescription": f"run {number} of {group}",
        "InferenceSpecification": {
            "Containers": [{"Image": image, "ModelDataUrl": f"s3://models/{group}/{number}/model.tar.gz"}],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
        },
        "CustomerMetadataProperties": {"run": str(number), "auc": f"0.{number % 1000:03}"},
    }


def fill(client: Any, requests: Iterable[dict[str, Any]], *, plugged: bool) -> None:
    """Register versions in groups that exist, without what botocore does in every call."""
    if plugged:
        _send(client, requests)
    else:
        _put_into_moto(client.meta.region_name, requests)


def _send(client: Any, requests: Iterable[dict[str, Any]]) -> None:
    """Have whoever answers a client's requests answer these: one signed request, with one body after the other."""
    event = "before-send.sagemaker.CreateModelPackage"
    held: list[Any] = []
    for number, members in enumerate(requests):
        if not number:
            client.meta.events.register_first(event, _keep := lambda request, **_: held.append(request))
            client.create_model_package(**members)
            client.meta.events.unregister(event, _keep)
            continue
        held[0].body = json.dumps(members).encode()
        _, answer = client.meta.events.emit_until_response(event, request=held[0])
        if answer.status_code != 200:
            raise RuntimeError(answer.text)


def shrink(region: str, versions: int) -> None:
    """Take away from moto alone, which has no operation for it, what was registered after so many versions."""
    backend = sagemaker_backends[DEFAULT_ACCOUNT_ID][region]
    for arn in [*backend.model_packages][versions:]:
        del backend.model_packages[arn], backend.model_package_name_mapping[arn]


def _put_into_moto(region: str, requests: Iterable[dict[str, Any]]) -> None:
    """Do what moto's create_model_package does, but for counting all versions to number the next."""
    backend = sagemaker_backends[DEFAULT_ACCOUNT_ID][region]
    make: Any = ModelPackage
    wanted = signature(make).parameters
    numbers: dict[str, int] = {}
    place = {"region_name": region, "account_id": DEFAULT_ACCOUNT_ID, "model_package_type": "Versioned"}
    for members in requests:
        received = json.loads(json.dumps(members))
        group = received["ModelPackageGroupName"]
        numbers[group] = numbers.get(group, 0) + 1
        given = {camelcase_to_underscores(name): value for name, value in received.items()}
        given |= {**place, "model_package_name": group, "model_package_version": numbers[group]}
        package = make(**{name: given.get(name) for name in wanted})
        backend.model_package_name_mapping[package.model_package_name] = package.arn
        backend.model_package_name_mapping[package.arn] = package.arn
        backend.model_packages[package.arn] = package
