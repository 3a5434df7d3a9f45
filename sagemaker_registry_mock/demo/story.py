"""The story of the demo: its chapters, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.demo.beginning import compare, make_group, run_pipeline
from sagemaker_registry_mock.demo.deciding import approve, roll_back
from sagemaker_registry_mock.demo.following import make_mistakes, read_events, trace
from sagemaker_registry_mock.demo.governing import set_stages, write_card
from sagemaker_registry_mock.demo.looking import look, sum_up
from sagemaker_registry_mock.demo.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from sagemaker_registry_mock.demo.world import World

CHAPTERS: tuple[tuple[str, Callable[[Teller, World], None]], ...] = (
    ("A group for one problem", make_group),
    ("A pipeline registers versions", run_pipeline),
    ("The versions side by side", compare),
    ("Approval, and what it deploys", approve),
    ("The model card", write_card),
    ("A version as the console shows it", look),
    ("Stages, and who may set them", set_stages),
    ("Events", read_events),
    ("Lineage: where version 3 comes from", trace),
    ("Mistakes", make_mistakes),
    ("Rollback", roll_back),
    ("The registry in the end", sum_up),
)


def told(console: Console, world: World) -> Teller:
    """Tell the story, and return who has told it."""
    tell = Teller(console, len(CHAPTERS))
    tell.say("The life of a model in the SageMaker Model Registry, by boto3 calls. No AWS account, no network.")
    for title, chapter in CHAPTERS:
        tell.chapter(title)
        chapter(tell, world)
    return tell
