"""Settings: what they are by default, what they take, and how they refuse."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from sagemaker_registry_mock.registry.settings import QUOTAS, Settings, SettingsError, settings_from

DEFAULTS: dict[str, Any] = {
    "arn_case": "given",
    "validation": "strict",
    "model_packages_order": "Descending",
    "page_size": 10,
    "iam": False,
    "quotas": {},
}
ALL_NAMES = "arn_case, validation, model_packages_order, page_size, iam, quotas"


def _values(settings: Settings) -> dict[str, Any]:
    return {one.name: getattr(settings, one.name) for one in fields(settings)}


def test_every_setting_has_a_default() -> None:
    """Without any setting the double is as strict and as faithful as it can be."""
    assert _values(Settings()) == DEFAULTS
    assert _values(settings_from({})) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("arn_case", "given"),
        ("arn_case", "lower"),
        ("validation", "strict"),
        ("validation", "warn"),
        ("model_packages_order", "Descending"),
        ("model_packages_order", "Ascending"),
        ("page_size", 1),
        ("page_size", 100),
        ("iam", True),
        ("iam", False),
        ("quotas", {"ModelPackageGroups": 0}),
        ("quotas", {"ModelPackages": 5}),
        ("quotas", {"ModelPackageGroups": 1, "ModelPackages": 2}),
    ],
)
def test_a_setting_changes_only_itself(name: str, value: object) -> None:
    """A setting takes each of its values and leaves the others at their defaults."""
    assert _values(settings_from({name: value})) == {**DEFAULTS, name: value}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"arn_case": "upper"}, "arn_case must be one of given, lower, not 'upper'"),
        ({"arn_case": None}, "arn_case must be one of given, lower, not None"),
        ({"arn_case": ["given"]}, "arn_case must be one of given, lower, not ['given']"),
        ({"validation": "off"}, "validation must be one of strict, warn, not 'off'"),
        ({"validation": False}, "validation must be one of strict, warn, not False"),
        (
            {"model_packages_order": "ascending"},
            "model_packages_order must be one of Descending, Ascending, not 'ascending'",
        ),
        ({"page_size": 0}, "page_size must be a number from 1 to 100, not 0"),
        ({"page_size": 101}, "page_size must be a number from 1 to 100, not 101"),
        ({"page_size": -1}, "page_size must be a number from 1 to 100, not -1"),
        ({"page_size": "10"}, "page_size must be a number from 1 to 100, not '10'"),
        ({"page_size": 10.0}, "page_size must be a number from 1 to 100, not 10.0"),
        ({"page_size": True}, "page_size must be a number from 1 to 100, not True"),
        ({"page_size": None}, "page_size must be a number from 1 to 100, not None"),
        ({"iam": None}, "iam must be True or False, not None"),
        ({"iam": 1}, "iam must be True or False, not 1"),
        ({"iam": "yes"}, "iam must be True or False, not 'yes'"),
        ({"quotas": 5}, "quotas must be a dictionary, not 5"),
        ({"quotas": [("ModelPackages", 5)]}, "quotas must be a dictionary, not [('ModelPackages', 5)]"),
        (
            {"quotas": {"Models": 5}},
            f"quotas has no 'Models'; it has {', '.join(QUOTAS)}",
        ),
        (
            {"quotas": {"ModelPackages": -1}},
            "quotas['ModelPackages'] must be a whole number, 0 or more, not -1",
        ),
        (
            {"quotas": {"ModelPackages": None}},
            "quotas['ModelPackages'] must be a whole number, 0 or more, not None",
        ),
        (
            {"quotas": {"ModelPackages": True}},
            "quotas['ModelPackages'] must be a whole number, 0 or more, not True",
        ),
        (
            {"quotas": {"ModelPackageGroups": 1, "ModelPackages": 2.5}},
            "quotas['ModelPackages'] must be a whole number, 0 or more, not 2.5",
        ),
        (
            {"arncase": "lower"},
            f"sagemaker_registry has no setting 'arncase'; it has {ALL_NAMES}",
        ),
        (
            {"page_size": 5, 1: 2},
            f"sagemaker_registry has no setting 1; it has {ALL_NAMES}",
        ),
        ("lower", "sagemaker_registry must be a dictionary of settings, not 'lower'"),
        (["arn_case"], "sagemaker_registry must be a dictionary of settings, not ['arn_case']"),
        (True, "sagemaker_registry must be a dictionary of settings, not True"),
        (False, "sagemaker_registry must be a dictionary of settings, not False"),
        ([], "sagemaker_registry must be a dictionary of settings, not []"),
    ],
)
def test_what_means_nothing_is_refused(given: Any, message: str) -> None:
    """A wrong name or value is refused with a sentence that says what there is."""
    with pytest.raises(SettingsError) as caught:
        settings_from(given)

    assert str(caught.value) == message


def test_a_settings_error_is_a_value_error() -> None:
    """Whoever catches ValueError catches a wrong setting."""
    with pytest.raises(ValueError, match=r"^page_size "):
        Settings(page_size=0)


def test_settings_do_not_change() -> None:
    """Settings are frozen."""
    with pytest.raises(FrozenInstanceError):
        Settings().page_size = 5  # type: ignore[misc]  # what is tested


def test_quotas_bear_the_names_of_service_quotas() -> None:
    """Each quota has the name under which an account finds it in Service Quotas."""
    assert QUOTAS == {
        "ModelPackageGroups": "Maximum number of SageMaker Model Package Groups allowed per account",
        "ModelPackages": "Maximum number of SageMaker Model Package allowed per account",
        "Artifacts": "Total number of artifacts allowed, excluding those automatically created by SageMaker",
        "Contexts": "Total number of contexts allowed, excluding those automatically created by SageMaker",
        "Actions": "Total number of actions allowed, excluding those automatically created by SageMaker",
        "Associations": "Total number of associations allowed, excluding those automatically created by SageMaker",
    }
