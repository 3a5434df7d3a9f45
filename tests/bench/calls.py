"""What a call costs: this package, moto alone, and botocore alone, in one process and in turn.

Run it as `python -m tests.bench.calls`. "Floor" is botocore with a canned reply of the same size, given by a
`before-send` handler while no mock is active: botocore asks every such handler, so moto's would run too. Figures are
medians in milliseconds; what counts is their ratio.
"""

from __future__ import annotations

import time
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

import boto3
from botocore.awsrequest import AWSResponse
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 8
CALLS = 60
VERSIONS = 100

Calls = dict[str, "Callable[[], Any]"]
Times = dict[str, dict[str, list[float]]]


def calls_of(client: Any) -> Calls:
    """Return the calls to measure, in a registry that holds a group of `VERSIONS` versions."""
    model = {"Containers": [{"Image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"}]}
    request = {"ModelPackageGroupName": "churn", "InferenceSpecification": model}
    client.create_model_package_group(ModelPackageGroupName="churn")
    arn = [client.create_model_package(**request) for _ in range(VERSIONS)][-1]["ModelPackageArn"]
    return {
        "CreateModelPackage": lambda: client.create_model_package(**request),
        "DescribeModelPackage": lambda: client.describe_model_package(ModelPackageName=arn),
        "ListModelPackages": lambda: client.list_model_packages(ModelPackageGroupName="churn", MaxResults=10),
    }


def canned(client: Any, calls: Calls) -> None:
    """Make `client` answer every one of `calls` with the reply that it now gets from the registry."""
    replies: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def keep(http_response: Any, model: Any, **_: Any) -> None:
        replies[model.name] = (http_response.status_code, dict(http_response.headers), http_response.content)

    def reply(request: Any, event_name: str, **_: Any) -> AWSResponse:
        status, headers, body = replies[event_name.rpartition(".")[2]]
        return AWSResponse(request.url, status, headers, MockRawResponse(body))

    client.meta.events.register("after-call.sagemaker", keep, unique_id="keep")
    for call in calls.values():
        call()
    client.meta.events.unregister("after-call.sagemaker", unique_id="keep")
    client.meta.events.register("before-send", reply)


def timed(calls: Calls) -> Iterator[tuple[str, float]]:
    """Yield each call's name and its median time in milliseconds."""
    for name, call in calls.items():
        times = []
        for _ in range(CALLS):
            begin = time.perf_counter()
            call()
            times.append(time.perf_counter() - begin)
        yield name, median(times) * 1000


def measured(session: boto3.Session) -> Times:
    """Return operation to contender to one median per round."""
    times: Times = defaultdict(lambda: defaultdict(list))
    for _ in range(ROUNDS):
        sagemaker_registry_mock.uninstall()
        with mock_aws():
            note(times, "moto", calls_of(session.client("sagemaker")))
        sagemaker_registry_mock.install()
        with mock_aws():
            client = session.client("sagemaker")
            calls = calls_of(client)
            note(times, "this", calls)
            canned(client, calls)
        note(times, "floor", calls)
    return times


def note(times: Times, contender: str, calls: Calls) -> None:
    """Measure `calls` and enter the figures."""
    for name, milliseconds in timed(calls):
        times[name][contender].append(milliseconds)


def main() -> None:
    """Print the table."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    print(f"{'operation':22}{'floor':>8}{'this':>8}{'moto':>8}{'this/floor':>12}{'moto/this':>11}")  # noqa: T201
    for name, row in measured(session).items():
        floor, this, moto = (median(row[contender]) for contender in ("floor", "this", "moto"))
        print(f"{name:22}{floor:8.2f}{this:8.2f}{moto:8.2f}{this / floor:12.2f}{moto / this:11.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
