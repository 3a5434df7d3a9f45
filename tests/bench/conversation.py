"""The calls that are measured, in one registry, and the same calls answered by nobody but botocore: the floor."""

from __future__ import annotations

from itertools import count, cycle
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from moto.core.botocore_stubber import MockRawResponse

from .timing import block
from .versions import shrink, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .mocked import Mocked
    from .workers import Worker

#: In this order: what a block creates, a later block of the same round deletes, so that a registry keeps its size.
OF_VERSIONS = (
    "CreateModelPackage",
    "DescribeModelPackage",
    "UpdateModelPackage",
    "ListModelPackages",
    "AddTags",
    "ListTags",
    "DeleteTags",
    "DeleteModelPackage",
)
OF_GROUPS = (
    "CreateModelPackageGroup",
    "DescribeModelPackageGroup",
    "ListModelPackageGroups",
    "DeleteModelPackageGroup",
)
#: The newest version that is approved.
LATEST = "latest approved"
#: What moto alone does not have.
NOT_IN_MOTO = frozenset({"DeleteModelPackage", "DeleteModelPackageGroup"})

#: How many versions or groups a call takes in turn, all over the registry.
SAMPLE = 97
PAGE = 10
_NEWEST_APPROVED = {
    "ModelApprovalStatus": "Approved",
    "SortBy": "CreationTime",
    "SortOrder": "Descending",
    "MaxResults": 1,
}

Calls = dict[str, "Callable[[], Any]"]


def calls_of(client: Any, groups: list[str], versions: int) -> Calls:
    """Return the calls on a registry of so many groups with so many versions each."""
    sampled = groups[:: max(1, len(groups) // SAMPLE)]
    numbers = range(1, versions + 1, max(1, versions * len(sampled) // SAMPLE))
    described = client.describe_model_package_group(ModelPackageGroupName=groups[0])
    of_group = described["ModelPackageGroupArn"].removesuffix(groups[0])
    of_version = of_group.replace("model-package-group", "model-package")
    arns = [f"{of_version}{group}/{number}" for group in sampled for number in numbers]
    fresh = count(10**6)
    created: list[str] = []
    made: list[str] = []

    def create() -> None:
        request = version(next(fresh), next(into))
        created.append(client.create_model_package(**request)["ModelPackageArn"])

    def create_group() -> None:
        made.append(f"new-{next(fresh)}")
        client.create_model_package_group(ModelPackageGroupName=made[-1])

    def update() -> Any:
        arn, status = next(changes)
        return client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus=status)

    into, listed, named, asked = cycle(sampled), cycle(sampled), cycle(sampled), cycle(arns)
    tagged = [cycle([f"{of_group}{group}" for group in sampled]) for _ in range(3)]
    changes = cycle([(arn, status) for status in ("Approved", "Rejected") for arn in arns])
    return {
        "CreateModelPackage": create,
        "DescribeModelPackage": lambda: client.describe_model_package(ModelPackageName=next(asked)),
        "UpdateModelPackage": update,
        "ListModelPackages": lambda: client.list_model_packages(ModelPackageGroupName=next(listed), MaxResults=PAGE),
        "AddTags": lambda: client.add_tags(ResourceArn=next(tagged[0]), Tags=[{"Key": "team", "Value": "fraud"}]),
        "ListTags": lambda: client.list_tags(ResourceArn=next(tagged[1])),
        "DeleteTags": lambda: client.delete_tags(ResourceArn=next(tagged[2]), TagKeys=["team"]),
        "DeleteModelPackage": lambda: client.delete_model_package(ModelPackageName=created.pop()),
        LATEST: lambda: client.list_model_packages(ModelPackageGroupName=groups[0], **_NEWEST_APPROVED),
        "CreateModelPackageGroup": create_group,
        "DescribeModelPackageGroup": lambda: client.describe_model_package_group(ModelPackageGroupName=next(named)),
        "ListModelPackageGroups": lambda: client.list_model_package_groups(MaxResults=PAGE),
        "DeleteModelPackageGroup": lambda: client.delete_model_package_group(ModelPackageGroupName=made.pop()),
    }


def prepare(mocked: Mocked, region: str, groups: int, versions: int) -> None:
    """Fill a registry, and get ready to talk to it."""
    names = mocked.fill(region, groups, versions)
    mocked.kept[region] = calls_of(mocked.client(region), names, versions)


def cost_in_moto(worker: Worker, region: str, versions: int, name: str, number: int) -> float | None:
    """Return the same of a worker that has moto alone; where that would delete, nothing, but its registry shrinks."""
    if name in NOT_IN_MOTO:
        worker.do(shrunk, region, versions)
        return None
    return worker.do(cost, region, name, number)


def shrunk(_mocked: Mocked, region: str, versions: int) -> None:
    """Have a registry be as large as it was."""
    shrink(region, versions)


def prepare_floor(mocked: Mocked, region: str) -> None:
    """Get ready to have the calls on a registry, which are ready, answered with its own replies by a handler.

    The client of the floor is another one, since botocore asks all handlers of a client.
    """
    client = mocked.session.client("sagemaker", region_name=region)
    calls = calls_of(client, ["group-0"], 1)
    can(client, [calls[name] for name in OF_VERSIONS])
    mocked.kept["floor"] = calls


def can(client: Any, calls: Iterable[Callable[[], Any]]) -> None:
    """Have a client's calls answered by a handler from now on, with the replies that these get once more."""
    replies: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def keep(http_response: Any, model: Any, **_: Any) -> None:
        replies[model.name] = (http_response.status_code, dict(http_response.headers), http_response.content)

    def reply(request: Any, event_name: str, **_: Any) -> AWSResponse:
        status, headers, body = replies[event_name.rpartition(".")[2]]
        return AWSResponse(request.url, status, headers, MockRawResponse(body))

    client.meta.events.register("after-call.sagemaker", keep, unique_id="keep")
    for call in calls:
        call()
    client.meta.events.unregister("after-call.sagemaker", unique_id="keep")
    client.meta.events.register("before-send", reply)


def asking(worker: Worker, region: str, number: int) -> Callable[[str], float]:
    """Return a function that measures a call, by its name, so many times in a worker's registry."""
    return lambda name: worker.do(cost, region, name, number)


def cost(mocked: Mocked, region: str, name: str, number: int) -> float:
    """Return the median time of a call on a registry, of so many, in milliseconds."""
    return block(mocked.kept[region][name], number)


def cost_of_floor(mocked: Mocked, name: str, number: int) -> float:
    """Return the same of the floor, while no mock is active."""
    with mocked.paused():
        return block(mocked.kept["floor"][name], number)
