"""AWS::SageMaker::ModelCard: a stand-alone model card."""

from __future__ import annotations

from typing import Any

from sagemaker_registry_mock.moto_plugin.cloudformation.content import document
from sagemaker_registry_mock.moto_plugin.cloudformation.handlers import Desired, Handler
from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import CARD


class Cards(Handler):
    """Creates, updates and deletes cards."""

    schema = CARD

    def request(self, desired: Desired) -> dict[str, Any]:
        """Return the request that creates a card."""
        return {**super().request(desired), "Content": document(desired.properties["Content"])}

    def update(self, identifier: str, _before: Desired, after: Desired) -> None:
        """Send a new content and a new status, one after the other, since no call takes both.

        The content of an archived card does not change, so a card comes out of the archive first.
        """
        told = self.read(identifier)
        wanted = {
            "Content": document(after.properties["Content"]),
            "ModelCardStatus": after.properties["ModelCardStatus"],
        }
        order = reversed(wanted) if told["ModelCardStatus"] == "Archived" else iter(wanted)
        for name in order:
            if told[name] != wanted[name]:
                self.place.ask("UpdateModelCard", {CARD.name: identifier, name: wanted[name]})
        self.retag(told["ModelCardArn"], after.tags)
