"""The AWS CLI against a server: what people do at a terminal and in scripts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from support.examples import HERE

from sagemaker_registry_mock.testing.seeding import seed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sagemaker_registry_mock.server import RegistryServer

#: The AWS CLI: it pins botocore, so it has an environment of its own. Where the variable is set it has to be there.
AWS = os.environ.get("SAGEMAKER_REGISTRY_MOCK_AWS") or shutil.which("aws")

pytestmark = pytest.mark.skipif(AWS is None, reason="there is no AWS CLI: pip install awscli, elsewhere")


class Told(NamedTuple):
    """What the AWS CLI has told."""

    code: int
    out: str
    err: str


@pytest.fixture
def aws(running: RegistryServer, tmp_path: Path) -> Callable[..., Told]:
    """Call `aws sagemaker`, in a directory of its own, with no other configuration than the server's variables."""
    seed({"groups": {"churn": {"versions": [{}]}}})
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "AWS_PAGER": "", "AWS_MAX_ATTEMPTS": "1"}

    def aws(*arguments: str) -> Told:
        done = subprocess.run(  # noqa: S603 - the AWS CLI that the test is about
            [AWS or "", "sagemaker", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**environment, **running.environment},
            text=True,
            timeout=60,
        )
        return Told(done.returncode, done.stdout, done.stderr)

    return aws


def test_a_model_is_registered_found_and_approved(aws: Callable[..., Told], tmp_path: Path) -> None:
    """Input from a file of JSON, pages, a query, plain text as output, and an update that describe shows."""
    request: dict[str, Any] = {
        "ModelPackageGroupName": "churn",
        "ModelPackageDescription": "größer",
        "InferenceSpecification": {"Containers": [{"Image": "churn:1", "ModelDataUrl": "s3://models/churn.tar.gz"}]},
        "CustomerMetadataProperties": {"auc": "0.91"},
    }
    (tmp_path / "version.json").write_text(json.dumps(request), encoding="utf-8")
    made = aws("create-model-package", "--cli-input-json", "file://version.json")
    assert json.loads(made.out) == {"ModelPackageArn": f"{HERE}:model-package/churn/2"}

    query = ["--query", "ModelPackageSummaryList[].ModelPackageVersion", "--output", "text"]
    listed = aws("list-model-packages", "--model-package-group-name", "churn", "--page-size", "1", *query)
    assert (listed.code, listed.out.split()) == (0, ["2", "1"])

    version = f"{HERE}:model-package/churn/2"
    updated = aws("update-model-package", "--model-package-arn", version, "--model-approval-status", "Approved")
    assert (updated.code, updated.err) == (0, "")
    described = json.loads(aws("describe-model-package", "--model-package-name", version).out)
    assert (described["ModelApprovalStatus"], described["ModelPackageDescription"]) == ("Approved", "größer")
    assert described["CustomerMetadataProperties"] == {"auc": "0.91"}


def test_what_is_refused_is_told_as_by_aws(aws: Callable[..., Told]) -> None:
    """AWS's words on the error stream, and an exit code that tells failure."""
    told = aws("describe-model-package", "--model-package-name", "missing")

    words = (
        "An error occurred (ValidationException) when calling the DescribeModelPackage operation: "
        f"ModelPackage {HERE}:model-package/missing does not exist."
    )
    assert told.code in {254, 255}  # of its version 2, of its version 1
    assert (told.out, words in told.err) == ("", True)


def test_a_server_that_is_over_is_told(aws: Callable[..., Told], running: RegistryServer) -> None:
    """The AWS CLI says where it found nobody, and exits as it does without a network."""
    running.stop()

    told = aws("list-model-package-groups")

    assert (told.code, told.out) == (255, "")
    assert f'Could not connect to the endpoint URL: "{running.url}/"' in told.err
