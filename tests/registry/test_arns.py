"""ARNs: made of a scope, taken apart into one, and told from other text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.registry.arns import CARD, GROUP, MODEL, PACKAGE, Arn, Scope, parse

SCOPE = Scope("aws", "eu-central-1", "123456789012")


@pytest.mark.parametrize(
    ("scope", "kind", "name", "arn"),
    [
        (SCOPE, GROUP, "churn", "arn:aws:sagemaker:eu-central-1:123456789012:model-package-group/churn"),
        (SCOPE, PACKAGE, "churn/7", "arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/7"),
        (SCOPE, CARD, "card", "arn:aws:sagemaker:eu-central-1:123456789012:model-card/card"),
        (SCOPE, CARD, "c/export-job/e", "arn:aws:sagemaker:eu-central-1:123456789012:model-card/c/export-job/e"),
        (SCOPE, MODEL, "m", "arn:aws:sagemaker:eu-central-1:123456789012:model/m"),
        (
            Scope("aws-us-gov", "us-gov-west-1", "000000000001"),
            GROUP,
            "Churn",
            "arn:aws-us-gov:sagemaker:us-gov-west-1:000000000001:model-package-group/Churn",
        ),
        (
            Scope("aws-cn", "cn-north-1", "123456789012"),
            PACKAGE,
            "p",
            "arn:aws-cn:sagemaker:cn-north-1:123456789012:model-package/p",
        ),
    ],
)
def test_an_arn_is_made_and_taken_apart(scope: Scope, kind: str, name: str, arn: str) -> None:
    """An ARN says partition, region, account, type and name, and is read back to the same."""
    assert scope.arn(kind, name) == arn
    assert parse(arn) == Arn(scope, kind, name)


@settings(deadline=None)
@given(name=st.text(min_size=1))
def test_the_name_is_all_that_follows_the_first_slash(name: str) -> None:
    """A name may hold anything: slashes, colons, line breaks."""
    assert parse(SCOPE.arn(PACKAGE, name)) == Arn(SCOPE, PACKAGE, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "churn",
        "churn/1",
        "arn:",
        "arn:aws:s3:::bucket/key",
        "arn:aws:iam::123456789012:role/r",
        "arn:aws:sagemaker:eu-central-1:123456789012:model-package",
        "arn:aws:sagemaker:eu-central-1:123456789012:model-package/",
        "arn:aws:sagemaker:eu-central-1:12345678901:model-package/churn",
        "arn:aws:sagemaker:eu-central-1:1234567890123:model-package/churn",
        "arn:aws:sagemaker:eu-central-1:١٢٣٤٥٦٧٨٩٠١٢:model-package/churn",  # digits, but not ASCII
        "arn:AWS:sagemaker:eu-central-1:123456789012:model-package/churn",
        "arn:other:sagemaker:eu-central-1:123456789012:model-package/churn",
        "arn:aws:sagemaker:eu_central_1:123456789012:model-package/churn",
        "arn:aws:sagemaker:eu-central-1:123456789012:Model Package/churn",
        " arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn",
        "see arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn",
    ],
)
def test_other_text_is_no_arn(text: str) -> None:
    """Names, ARNs of other services and damaged ARNs are no ARNs of SageMaker."""
    assert parse(text) is None


def test_an_arn_may_name_any_type() -> None:
    """The type is told, not checked: whoever asked knows which one is wanted."""
    found = parse("arn:aws:sagemaker:us-east-1:123456789012:training-job/t")

    assert found is not None
    assert found.kind == "training-job"
