"""SageMaker's answers in the files of a folder, as the AWS CLI or boto3 have them: recognised by the service model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.protocol.parse import compiled_reader
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.state.files import json_text
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from botocore.model import Shape

    from sagemaker_registry_mock.protocol.parse import Reader


@dataclass(frozen=True, slots=True)
class Source:
    """An operation whose answers tell of resources.

    Attributes:
        kind: the type of the resources, as their ARNs have it.
        arn: the member that holds the ARN of one.
        holder: the member that holds what is told of several; None where the answer tells of one.

    """

    kind: str
    arn: str
    holder: str | None = None


#: The operations whose answers tell of resources. Each is worth more than the next, but all Describes the same.
SOURCES = {
    "DescribeModelPackageGroup": Source(arns.GROUP, "ModelPackageGroupArn"),
    "DescribeModelPackage": Source(arns.PACKAGE, "ModelPackageArn"),
    "DescribeModelCard": Source(arns.CARD, "ModelCardArn"),
    "BatchDescribeModelPackage": Source(arns.PACKAGE, "ModelPackageArn", "ModelPackageSummaries"),
    "ListModelPackageGroups": Source(arns.GROUP, "ModelPackageGroupArn", "ModelPackageGroupSummaryList"),
    "ListModelPackages": Source(arns.PACKAGE, "ModelPackageArn", "ModelPackageSummaryList"),
    "ListModelCardVersions": Source(arns.CARD, "ModelCardArn", "ModelCardVersionSummaryList"),
    "ListModelCards": Source(arns.CARD, "ModelCardArn", "ModelCardSummaries"),
}
#: Those whose answers do not name the resource that they are about.
NAMELESS = ("ListTags", "GetModelPackageGroupPolicy")

#: What is put beside an answer that does not name its resource.
RESOURCE = "ResourceArn"
#: What any answer may have beside its own members.
_BESIDE = frozenset({"NextToken", "ResponseMetadata", RESOURCE})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answered.

    Attributes:
        file: the name of the file within the folder.
        operation: the operation.
        members: its members that the service model knows, with times as datetimes.
        about: the ARN of the resource that somebody has put beside it; None where nobody has.

    """

    file: str
    operation: str
    members: dict[str, Any]
    about: str | None = None


def answers_in(folder: Path) -> list[Answer]:
    """Return the answers in all files of a folder and of the folders in it; those that are hidden are passed over.

    Raises:
        StateError: it is no folder, there is no file in it, or one is not what the AWS CLI prints.

    """
    if not folder.is_dir():
        raise StateError(f"{folder} is no folder.")
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not _is_hidden(file.relative_to(folder)))
    if not files:
        raise StateError(f"There is no file in {folder}.")
    return [answer for file in files for answer in _answers_of(file, file.relative_to(folder).as_posix())]


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def _answers_of(file: Path, name: str) -> Iterator[Answer]:
    try:
        for value in _values(json_text(file.read_bytes())):
            for one in value if isinstance(value, list) else [value]:
                yield _recognised(one, name)
    except RecursionError:
        raise StateError(f"{name} is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise StateError(f"{name} is not JSON: {error}.") from None
    except UnicodeDecodeError:
        raise StateError(f"{name} is not JSON: it is no text.") from None
    except OSError as error:
        raise StateError(f"{name} cannot be read: {error.strerror}.") from None


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values that stand in a text one behind the other, as a loop over the AWS CLI prints them.

    Raises:
        json.JSONDecodeError: there is something else, or nothing.

    """
    decoder, end = json.JSONDecoder(), len(text.rstrip())
    position = end - len(text[:end].lstrip())
    while True:
        value, position = decoder.raw_decode(text, position)
        yield value
        position += len(text[position:end]) - len(text[position:end].lstrip())
        if position >= end:
            return


def _recognised(value: Any, name: str) -> Answer:
    """Tell of which operation a JSON value is the answer: of the one that has most of its members.

    Raises:
        StateError: of none that is read here, or a member is of another type.

    """
    found = value.keys() - _BESIDE if isinstance(value, dict) else set[str]()
    fitting = {
        operation: len(found & shape.members.keys())
        for operation in (*SOURCES, *NAMELESS)
        if found >= set((shape := _shape(operation)).required_members)
    }
    operation = max(fitting, key=fitting.__getitem__, default="")
    if not fitting.get(operation):
        raise StateError(f"{name} holds no answer of {', '.join((*SOURCES, *NAMELESS))}.")
    about = value.get(RESOURCE)
    if about is not None and not isinstance(about, str):
        raise StateError(f"{name}: {RESOURCE} must be an ARN.")
    try:
        return Answer(name, operation, _with_plain_times(_reader(operation)(value, "")), about)
    except (RegistryError, OverflowError) as error:
        raise StateError(f"{name} is no answer of {operation}: {error}.") from None


def _with_plain_times(value: Any) -> Any:
    """Return a value whose times are in UTC and to the millisecond, as the registry keeps them.

    Raises:
        OverflowError: a time is not within the years of UTC.

    """
    if isinstance(value, datetime):
        time = value.astimezone(timezone.utc) + timedelta(microseconds=500)
        return time.replace(microsecond=time.microsecond // 1000 * 1000)
    if isinstance(value, dict):
        return {name: _with_plain_times(one) for name, one in value.items()}
    return [_with_plain_times(one) for one in value] if isinstance(value, list) else value


def _shape(operation: str) -> Shape:
    return default_service().model.operation_model(operation).output_shape


@cache
def _reader(operation: str) -> Reader:
    return compiled_reader(_shape(operation))
