"""What may stand beside ModelPackageName in a container, and what may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make, no_model, of, unusable
from support.examples import CONTAINER, HERE, SPECIFICATION, additional

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

EITHER_OR = "Specify one of either Image and Model Data URL or ModelPackageName in container definition."
SOURCE = {
    "S3DataSource": {"S3Uri": "s3://bucket/model/", "S3DataType": "S3Prefix", "CompressionType": "None"},
}


@pytest.fixture
def approved(register: Callable[..., str]) -> str:
    """The ARN of an approved version with two additional inference specifications, cpu and gpu."""
    return register(
        ModelApprovalStatus="Approved",
        InferenceSpecification=SPECIFICATION,
        AdditionalInferenceSpecifications=additional("cpu", "gpu"),
    )


def test_other_model_data(client: SageMakerClient, approved: str) -> None:
    """Of a ModelDataSource beside the package nothing is known, and it is taken."""
    assert make(client, of(approved, ModelDataSource=SOURCE))


@pytest.mark.parametrize(
    "beside",
    [
        {"Image": "image:1"},
        {"ModelDataUrl": "s3://bucket/model.tar.gz"},
        {"Image": "image:1", "ModelDataUrl": "s3://bucket/model.tar.gz"},
    ],
    ids="+".join,
)
def test_the_package_says_where_the_model_is(client: SageMakerClient, approved: str, beside: dict[str, Any]) -> None:
    """An image or model data beside the package is refused, in whichever container."""
    with no_model(client, EITHER_OR):
        make(client, of(approved, **beside))
    with no_model(client, EITHER_OR):
        make(client, CONTAINER, of(approved, **beside))


def test_that_is_told_before_the_package_is_looked_for(client: SageMakerClient, approved: str) -> None:
    """A container that says too much is refused whether or not its package exists; earlier containers come first."""
    with no_model(client, EITHER_OR):
        make(client, of("missing", Image="image:1"))
    with no_model(client, f"ModelPackage {HERE}:model-package/missing does not exist."):
        make(client, of("missing"), of(approved, Image="image:1"))


def test_a_container_may_say_how_the_package_is_run(client: SageMakerClient, approved: str) -> None:
    """Environment, host name and mode are the model's own business, and are told back."""
    container = of(approved, Environment={"LEVEL": "1"}, ContainerHostname="first", Mode="SingleModel")

    make(client, container)

    assert client.describe_model(ModelName="model")["PrimaryContainer"] == container


@pytest.mark.parametrize("name", ["cpu", "gpu"])
def test_a_container_may_choose_an_additional_specification(client: SageMakerClient, approved: str, name: str) -> None:
    """InferenceSpecificationName is the name of one of the package's additional specifications, and is told back."""
    make(client, of(approved, InferenceSpecificationName=name))

    assert client.describe_model(ModelName="model")["PrimaryContainer"]["InferenceSpecificationName"] == name


def test_a_specification_that_the_package_lacks_is_refused(
    client: SageMakerClient, approved: str, register: Callable[..., str]
) -> None:
    """The name is taken letter by letter, and looked for in that package only."""
    other = register(ModelApprovalStatus="Approved", AdditionalInferenceSpecifications=additional("tpu"))
    plain = register(ModelApprovalStatus="Approved", InferenceSpecification=SPECIFICATION)

    for arn, name in ((approved, "tpu"), (approved, "GPU"), (other, "gpu"), (plain, "gpu")):
        with no_model(client, f"Model Package {arn} has no inference specification named {name}."):
            make(client, of(arn, InferenceSpecificationName=name))
    make(client, of(approved, InferenceSpecificationName="cpu"), of(other, InferenceSpecificationName="tpu"))


def test_approval_comes_before_the_specification(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Of a version that is not approved nothing further is looked at."""
    version = register(AdditionalInferenceSpecifications=additional("gpu"))

    with no_model(client, unusable(version, "ModelApprovalStatus", "PendingManualApproval")):
        make(client, of(version, InferenceSpecificationName="tpu"))


def with_environment(register: Callable[..., str], **environment: str) -> str:
    """Register an approved version whose second container has environment variables, as has its specification gpu."""
    containers = [CONTAINER, {**CONTAINER, "Environment": environment}]
    return register(
        ModelApprovalStatus="Approved",
        InferenceSpecification={"Containers": containers},
        AdditionalInferenceSpecifications=[
            {"Name": "gpu", "Containers": [{**CONTAINER, "Environment": {"GPU": "1"}}]},
            *additional("cpu"),
        ],
    )


def test_environment_variables_stand_in_one_place(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Where the package has environment variables the model gives none, not even others; both are told."""
    version = with_environment(register, LEVEL="1", MODE="slow")

    sentence = (
        "Environment variable map cannot be specified both at Model Package {LEVEL=1, MODE=slow} and Model {A=b}."
    )
    with no_model(client, sentence):
        make(client, of(version, Environment={"A": "b"}))
    make(client, of(version))
    make(client, of(version, Environment={}))


def test_the_environment_of_the_chosen_specification_counts(
    client: SageMakerClient, register: Callable[..., str]
) -> None:
    """An additional specification that is chosen stands for the package's own."""
    version = with_environment(register, LEVEL="1")

    sentence = "Environment variable map cannot be specified both at Model Package {GPU=1} and Model {A=b, C=d}."
    with no_model(client, sentence):
        make(client, of(version, InferenceSpecificationName="gpu", Environment={"A": "b", "C": "d"}))
    make(client, of(version, InferenceSpecificationName="cpu", Environment={"A": "b"}))


def test_a_version_without_a_specification_takes_an_environment(
    client: SageMakerClient, register: Callable[..., str]
) -> None:
    """A version may have been registered without containers; the model's environment stands alone then."""
    make(client, of(register(ModelApprovalStatus="Approved"), Environment={"A": "b"}))

    assert client.describe_model(ModelName="model")["PrimaryContainer"]["Environment"] == {"A": "b"}
