"""The answers of a registry as files, as the AWS CLI and boto3's users write them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from support.examples import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

#: How each kind of program writes a time.
TIMES: dict[str, Callable[[datetime], Any]] = {
    "AWS CLI 2": lambda time: time.astimezone(timezone.utc).isoformat(),
    "AWS CLI 2 elsewhere": lambda time: time.astimezone(timezone(timedelta(hours=-5, minutes=-30))).isoformat(),
    "AWS CLI 1": lambda time: time.timestamp(),
    "str": str,
    "JavaScript": lambda time: f"{time.astimezone(timezone.utc).isoformat(timespec='milliseconds')[:-6]}Z",
}


def printed(answer: Any, program: str = "AWS CLI 2") -> str:
    """Return an answer as a program prints it."""
    return json.dumps(answer, indent=4, default=TIMES[program])


def answers_of(client: SageMakerClient) -> dict[str, Any]:
    """Return the Describe answers of all groups, packages and versions of cards, and the tags of each, by file name."""
    answers: dict[str, Any] = {}
    for group in pages(client, "list_model_package_groups"):
        name = group["ModelPackageGroupName"]
        answers[f"groups/{name}.json"] = client.describe_model_package_group(ModelPackageGroupName=name)
        answers[f"groups/{name}.tags.json"] = client.list_tags(ResourceArn=group["ModelPackageGroupArn"])
    for package in pages(client, "list_model_packages", ModelPackageType="Both"):
        arn = package["ModelPackageArn"]
        file = f"packages/{arn.partition('/')[2].replace('/', '-')}"
        answers[f"{file}.json"] = client.describe_model_package(ModelPackageName=arn)
        answers[f"{file}.tags.json"] = client.list_tags(ResourceArn=arn)
    for card in pages(client, "list_model_cards"):
        name = card["ModelCardName"]
        for version in pages(client, "list_model_card_versions", ModelCardName=name):
            number = version["ModelCardVersion"]
            described = client.describe_model_card(ModelCardName=name, ModelCardVersion=number)
            answers[f"cards/{name}-{number}.json"] = described
        answers[f"cards/{name}-1.tags.json"] = client.list_tags(ResourceArn=card["ModelCardArn"])
    return {file: told(answer) for file, answer in answers.items()}


def pages(client: SageMakerClient, method: Any, **request: Any) -> list[Any]:
    """Return all items of a list."""
    whole = client.get_paginator(method).paginate(**request).build_full_result()
    return list(next(iter(whole.values())))


def write(folder: Path, files: dict[str, Any], program: str = "AWS CLI 2") -> Path:
    """Write answers into the files of a folder, texts as they are, and return the folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content if isinstance(content, str) else printed(content, program), encoding="utf-8")
    return folder
