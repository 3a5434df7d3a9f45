"""What a version has of which nothing is said: one container, with an image and an artifact that nobody looks into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_registry_mock.registry.arns import Scope


def default_specification(
    name: str, scope: Scope, *, number: str = "", given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return an InferenceSpecification that can be deployed.

    Args:
        name: that of the group, or of the unversioned package.
        scope: where it is.
        number: that of the version, if it is to be told by the image and the artifact.
        given: members of the container that are known.

    """
    container = {
        "Image": f"{scope.account}.dkr.ecr.{scope.region}.amazonaws.com/{name.lower()}:{number or 'latest'}",
        "ModelDataUrl": f"s3://models/{name}{f'/{number}' if number else ''}/model.tar.gz",
        **(given or {}),
    }
    return {
        "Containers": [container],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
