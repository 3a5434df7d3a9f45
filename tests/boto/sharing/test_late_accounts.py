"""An account whose first call comes while another's call across accounts waits: nobody works on it without its lock."""

from __future__ import annotations

from threading import Event, RLock, Thread, get_ident
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import PARTNER, policy_of, statement
from botocore.exceptions import ClientError
from moto.sagemaker.models import sagemaker_backends

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

#: It sorts before the partner's account, and its lock would be taken first.
LATE = "111111111111"
GROUP = f"arn:aws:sagemaker:us-east-1:{LATE}:model-package-group/churn"
PATIENCE = 30


class Watched:
    """A lock that tells when somebody comes, and remembers who has held it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self.somebody_comes = Event()
        self.holders: set[int] = set()

    def __enter__(self) -> None:
        """Wait for the lock."""
        self.somebody_comes.set()
        self._lock.acquire()
        self.holders.add(get_ident())

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self._lock.release()


def watch(account: str) -> Watched:
    """Put a watched lock before an account's registry."""
    registry: Any = sagemaker_backends[account]["us-east-1"]
    registry.registry.lock = lock = Watched()
    return lock


@pytest.fixture
def waiting(
    partner: SageMakerClient, caller: Callable[..., SageMakerClient]
) -> Callable[[Callable[[], Any]], tuple[Any, bool]]:
    """Have the partner's call wait while the late account makes a group and shares it.

    Return what the call has returned, None where it was refused, and whether it has held the late account's lock.
    """
    partner.list_model_package_groups()
    late = caller(f"arn:aws:iam::{LATE}:role/owner")

    def waiting(call: Callable[[], Any]) -> tuple[Any, bool]:
        outcome: dict[str, Any] = {}

        def run() -> None:
            outcome["thread"] = get_ident()
            try:
                outcome["reply"] = call()
            except ClientError as error:
                assert error.response["Error"]["Code"] == "AccessDeniedException"  # noqa: PT017 - in a thread
                outcome["reply"] = None

        lock, thread = watch(PARTNER), Thread(target=run, daemon=True)
        with lock:
            lock.somebody_comes.clear()
            thread.start()
            assert lock.somebody_comes.wait(PATIENCE)
            late.create_model_package_group(ModelPackageGroupName="churn")
            policy = policy_of(statement("*", Principal="*"))
            late.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy)
            watched = watch(LATE)
        thread.join(PATIENCE)
        assert not thread.is_alive()
        return outcome["reply"], outcome["thread"] in watched.holders

    return waiting


def test_registering_in_a_late_account(
    partner: SageMakerClient, waiting: Callable[[Callable[[], Any]], tuple[Any, bool]]
) -> None:
    """The call is refused as one that came before the account, or it holds the account's lock."""
    reply, held = waiting(lambda: partner.create_model_package(ModelPackageGroupName=GROUP))

    assert reply is None or held


def test_listing_what_a_late_account_shares(
    partner: SageMakerClient, waiting: Callable[[Callable[[], Any]], tuple[Any, bool]]
) -> None:
    """The list leaves the account out, or it holds the account's lock."""
    reply, held = waiting(lambda: partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount"))

    assert held or reply["ModelPackageGroupSummaryList"] == []
