"""Dumps, loads and snapshots while other threads register versions: each sees a whole state."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from support.worlds import REGION

from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.testing.state import dump, load, restore, snapshot

ACCOUNTS = ("123456789012", "111122223333")


@pytest.mark.usefixtures("mock")
def test_every_dump_is_a_whole_state() -> None:
    """In a dump, and after a restore, a group has as many versions as it has issued, whatever other threads do."""
    places = [SageMaker(region, account) for region in (REGION, "eu-west-1") for account in ACCOUNTS]
    for place in places:
        place.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "churn"})
    over = Event()

    def register(place: SageMaker) -> int:
        done = 0
        while not over.is_set() or not done:
            place.ask("CreateModelPackage", {"ModelPackageGroupName": "churn"})
            done += 1
        return done

    def counts(document: dict[str, Any]) -> list[tuple[int, int]]:
        return [(one["groups"][0]["issued"], len(one["packages"])) for one in document["registries"]]

    with ThreadPoolExecutor() as threads:
        working = [threads.submit(register, place) for place in places]
        try:
            for _ in range(5):
                then, document = snapshot(), dump()
                assert all(issued == held for issued, held in counts(document))
                load(document)
                restore(then)
                assert all(issued == held for issued, held in counts(dump()))
        finally:
            over.set()
        assert all(one.result() > 0 for one in working)
    assert len(counts(dump())) == len(places)
