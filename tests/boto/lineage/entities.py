"""The three kinds of lineage entity, so that one test can speak of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from support.examples import HERE, told

from sagemaker_registry_mock.registry.lineage import artifact_id

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient


def source(uri: str, *types: str) -> Any:
    """Return the source of an artifact, with these values of source types."""
    return {
        "SourceUri": uri,
        **({"SourceTypes": [{"SourceIdType": "Custom", "Value": one} for one in types]} if types else {}),
    }


@dataclass(frozen=True)
class Kind:
    """Artifacts, contexts or actions."""

    word: str

    def __str__(self) -> str:
        """Name the kind."""
        return self.word

    def arn(self, name: str) -> str:
        """Return the ARN of an entity that was created by a name: an artifact's is made of its source."""
        return f"{HERE}:{self.word.lower()}/{artifact_id(source(name)) if self.word == 'Artifact' else name}"

    def address(self, name: str) -> dict[str, str]:
        """Return the member that tells an entity to Describe, Update and Delete."""
        return {"ArtifactArn": self.arn(name)} if self.word == "Artifact" else {f"{self.word}Name": name}

    def create(self, client: SageMakerClient, name: str, **members: Any) -> str:
        """Create an entity, whose source is its name unless the members tell another, and return its ARN."""
        given = {f"{self.word}Name": name, f"{self.word}Type": "Mine", "Source": source(name), **members}
        return str(self._ask(client, "Create", given)[f"{self.word}Arn"])

    def describe(self, client: SageMakerClient, name: str) -> dict[str, Any]:
        """Describe an entity, without what HTTP adds to the reply."""
        return told(self._ask(client, "Describe", self.address(name)))

    def update(self, client: SageMakerClient, name: str, **members: Any) -> str:
        """Update an entity, and return its ARN."""
        return str(self._ask(client, "Update", {**self.address(name), **members})[f"{self.word}Arn"])

    def delete(self, client: SageMakerClient, name: str) -> str:
        """Delete an entity, and return its ARN."""
        return str(self._ask(client, "Delete", self.address(name))[f"{self.word}Arn"])

    def page(self, client: SageMakerClient, **members: Any) -> tuple[list[str], str | None]:
        """Return the names of a page of entities, and the token of the next."""
        reply = getattr(client, xform_name(f"List{self.word}s"))(**members)
        return [one[f"{self.word}Name"] for one in reply[f"{self.word}Summaries"]], reply.get("NextToken")

    def _ask(self, client: SageMakerClient, verb: str, request: dict[str, Any]) -> Any:
        return getattr(client, xform_name(f"{verb}{self.word}"))(**request)


ARTIFACTS, CONTEXTS, ACTIONS = KINDS = (Kind("Artifact"), Kind("Context"), Kind("Action"))
