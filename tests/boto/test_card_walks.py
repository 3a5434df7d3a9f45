"""Random walks through model cards, beside a small obvious model of them: the two never disagree."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from moto import mock_aws
from support.errors import refused
from support.examples import HERE, tags
from support.walks import as_dict, resolved, shared_client

NAMES = st.sampled_from(["churn", "churn", "fraud", "Fraud"])
STATUSES = st.sampled_from(["Draft", "PendingReview", "Approved", "Archived"])
RATINGS = st.sampled_from(["High", "Medium", "Low", "Unknown"])
CONTENTS = RATINGS.map(lambda rating: json.dumps({"intended_uses": {"risk_rating": rating}}))
VALUES = st.dictionaries(st.sampled_from(["team", "cost"]), st.sampled_from(["1", "2"]))
SIZES = st.integers(1, 2)
ORDERS = st.sampled_from(["Ascending", "Descending"])
BOTH = "You cannot update both model card content and model card status in a single call."


@dataclass
class Card:
    """What the model remembers of a card: content and status of each version, and the jobs that exported one."""

    versions: list[tuple[str, str]]
    tags: dict[str, str]
    jobs: dict[str, int] = field(default_factory=dict)


class CardMachine(RuleBasedStateMachine):
    """Every rule does one thing to the registry through boto3, and the same to the model."""

    def __init__(self) -> None:
        super().__init__()
        self.mock = mock_aws()
        self.mock.start()
        self.client = shared_client()
        self.cards: dict[str, Card] = {}

    def teardown(self) -> None:
        """End the mock, and the registry with it."""
        self.mock.stop()

    @initialize(name=NAMES)
    def begin(self, name: str) -> None:
        """A walk begins with a card."""
        self.create(name=name, content="{}", status="Draft", values={})

    @rule(name=NAMES, content=CONTENTS, status=STATUSES, values=VALUES)
    def create(self, name: str, content: str, status: str, values: dict[str, str]) -> None:
        """A name is taken once; another letter case is another name; any status will do."""
        arn = f"{HERE}:model-card/{name}"
        request: Any = {"ModelCardName": name, "Content": content, "ModelCardStatus": status, "Tags": tags(**values)}
        if name in self.cards:
            with refused("ConflictException", f"ModelCard {arn} already exists."):
                self.client.create_model_card(**request)
        else:
            assert self.client.create_model_card(**request)["ModelCardArn"] == arn
            self.cards[name] = Card([(content, status)], values)

    @rule(name=NAMES, by_arn=st.booleans(), content=CONTENTS | st.none(), status=STATUSES | st.none())
    def update(self, name: str, content: str | None, status: str | None, *, by_arn: bool) -> None:
        """Content makes a version, unless the card is archived; a status replaces the latest one; both at once fail."""
        arn = f"{HERE}:model-card/{name}"
        given = {"Content": content, "ModelCardStatus": status}
        request: Any = {"ModelCardName": arn if by_arn else name, **{key: one for key, one in given.items() if one}}
        found = resolved(name, self.cards)
        if found is None:
            with refused("ResourceNotFound", f"ModelCard {arn} does not exist."):
                self.client.update_model_card(**request)
            return
        versions = self.cards[found].versions
        if content and status:
            with refused("ValidationException", BOTH):
                self.client.update_model_card(**request)
        elif content and versions[-1][1] == "Archived":
            with refused("ValidationException", "Model Card is in Archived state"):
                self.client.update_model_card(**request)
        else:
            assert self.client.update_model_card(**request)["ModelCardArn"] == f"{HERE}:model-card/{found}"
            old_content, old_status = versions[-1] if content else versions.pop()
            versions.append((content or old_content, status or old_status))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """A card goes with its versions and jobs; made anew it starts at version 1 without any job."""
        found = resolved(name, self.cards)
        if found is None:
            with refused("ResourceNotFound", f"ModelCard {HERE}:model-card/{name} does not exist."):
                self.client.delete_model_card(ModelCardName=name)
        else:
            self.client.delete_model_card(ModelCardName=name)
            del self.cards[found]

    @rule(name=NAMES, job=st.sampled_from(["monthly", "yearly"]), version=st.integers(1, 3))
    def export(self, name: str, job: str, version: int) -> None:
        """A card exports each of its versions, and has one job of a name."""
        found = resolved(name, self.cards)
        request: Any = {
            "ModelCardName": name,
            "ModelCardVersion": version,
            "ModelCardExportJobName": job,
            "OutputConfig": {"S3OutputPath": "s3://no-such-bucket"},
        }
        arn = f"{HERE}:model-card/{found or name}"
        if found is None:
            with refused("ResourceNotFound", f"ModelCard {arn} does not exist."):
                self.client.create_model_card_export_job(**request)
        elif version > len(self.cards[found].versions):
            with refused("ResourceNotFound", f"ModelCard {arn} version {version} does not exist."):
                self.client.create_model_card_export_job(**request)
        elif job in self.cards[found].jobs:
            with refused("ConflictException", f"ModelCardExportJob {arn}/export-job/{job} already exists."):
                self.client.create_model_card_export_job(**request)
        else:
            reply = self.client.create_model_card_export_job(**request)
            assert reply["ModelCardExportJobArn"] == f"{arn}/export-job/{job}"
            self.cards[found].jobs[job] = version

    @rule(name=NAMES, status=STATUSES | st.none(), order=ORDERS, size=SIZES)
    def list_versions(self, name: str, status: str | None, order: Any, size: int) -> None:
        """The pages of the list of a card's versions, put together, are the list."""
        found = resolved(name, self.cards)
        if found is None:
            return
        known = enumerate(self.cards[found].versions, start=1)
        expected = [(number, one) for number, (_, one) in known if status in (None, one)]
        filters: Any = {} if status is None else {"ModelCardStatus": status}
        pages = self.client.get_paginator("list_model_card_versions").paginate(
            ModelCardName=name, SortOrder=order, PaginationConfig={"PageSize": size}, **filters
        )
        told = [one for page in pages for one in page["ModelCardVersionSummaryList"]]
        listed = [(one["ModelCardVersion"], one["ModelCardStatus"]) for one in told]
        assert listed == (expected if order == "Ascending" else expected[::-1])

    @rule(name=NAMES, version=st.integers(1, 3) | st.none())
    def describe(self, name: str, version: int | None) -> None:
        """Describe tells what the model knows of a version, the latest where none is named."""
        found = resolved(name, self.cards)
        if found is None:
            return
        versions, arn = self.cards[found].versions, f"{HERE}:model-card/{found}"
        chosen: Any = {} if version is None else {"ModelCardVersion": version}
        if version is not None and version > len(versions):
            with refused("ResourceNotFound", f"ModelCard {arn} version {version} does not exist."):
                self.client.describe_model_card(ModelCardName=name, **chosen)
            return
        told: Any = self.client.describe_model_card(ModelCardName=name, **chosen)
        number = version or len(versions)
        assert (told["ModelCardArn"], told["ModelCardVersion"]) == (arn, number)
        assert (told["Content"], told["ModelCardStatus"]) == versions[number - 1]

    @rule(status=STATUSES, order=ORDERS, size=SIZES)
    def list_cards(self, status: Any, order: Any, size: int) -> None:
        """The filter looks at the status of the latest version; names are sorted as they are spelt."""
        pages = self.client.get_paginator("list_model_cards").paginate(
            ModelCardStatus=status, SortBy="Name", SortOrder=order, PaginationConfig={"PageSize": size}
        )
        listed = [one["ModelCardName"] for page in pages for one in page["ModelCardSummaries"]]
        expected = sorted(name for name, card in self.cards.items() if card.versions[-1][1] == status)
        assert listed == (expected if order == "Ascending" else expected[::-1])

    @invariant()
    def the_registry_is_as_the_model(self) -> None:
        """All cards in the order of their creation, each with its latest version and its jobs."""
        found: Any = self.client.search(Resource="ModelCard", SortBy="CreationTime", SortOrder="Ascending")
        records = [one["ModelCard"] for one in found["Results"]]
        assert [
            (one["ModelCardName"], one["ModelCardVersion"], one["Content"], one["ModelCardStatus"]) for one in records
        ] == [(name, len(card.versions), *card.versions[-1]) for name, card in self.cards.items()]
        assert [as_dict(one.get("Tags", ())) for one in records] == [card.tags for card in self.cards.values()]
        for name, card in self.cards.items():
            told = self.client.list_model_card_export_jobs(ModelCardName=name)["ModelCardExportJobSummaries"]
            assert {job["ModelCardExportJobName"]: job["ModelCardVersion"] for job in told} == card.jobs
            assert {job["Status"] for job in told} <= {"Failed"}


TestCards = CardMachine.TestCase
TestCards.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
