"""Artifacts of lineage: what has a URI. There is one for each URI with its source types; its ARN is made of them."""

from __future__ import annotations

from sagemaker_registry_mock.errors import ArtifactNotNamed
from sagemaker_registry_mock.operations._lineage import created, deleted, described, entity_named, listed, updated
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.lineage import Artifact, artifact_id


@operation("CreateArtifact")
def create_artifact(call: Call, request: Members) -> Reply:
    """Create an artifact.

    Raises:
        LineageEntityAlreadyExists: there is one of the same URI and source types.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    return created(call, Artifact, artifact_id(request["Source"]), request)


@operation("DescribeArtifact")
def describe_artifact(call: Call, request: Members) -> Reply:
    """Tell all of one artifact.

    Raises:
        LineageEntityDoesNotExist: no such artifact.

    """
    return described(call, entity_named(call, Artifact, request["ArtifactArn"]))


@operation("ListArtifacts")
def list_artifacts(call: Call, request: Members) -> Reply:
    """Tell a page of artifacts, newest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    return listed(call, Artifact, request)


@operation("UpdateArtifact")
def update_artifact(call: Call, request: Members) -> Reply:
    """Rename an artifact, or change its properties.

    Raises:
        LineageEntityDoesNotExist: no such artifact.

    """
    return updated(call, entity_named(call, Artifact, request["ArtifactArn"]), "ArtifactArn", request)


@operation("DeleteArtifact")
def delete_artifact(call: Call, request: Members) -> Reply:
    """Delete an artifact, which the request names by its ARN or else by its source.

    Raises:
        ArtifactNotNamed: the request names none.
        LineageEntityDoesNotExist: no such artifact.
        LineageEntityInUse: it is associated with something.

    """
    if "ArtifactArn" in request:
        return deleted(call, entity_named(call, Artifact, request["ArtifactArn"]))
    if "Source" not in request:
        raise ArtifactNotNamed
    return deleted(call, entity_named(call, Artifact, artifact_id(request["Source"])))
