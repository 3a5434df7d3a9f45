"""The settings of the double, in one typed place.

A test gives them as `mock_aws(config={"sagemaker_registry": {...}})`; what is left out keeps its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

#: What a quota counts: the name that Service Quotas gives it, and its unit.
QUOTAS = {
    "ModelPackageGroups": "Maximum number of SageMaker Model Package Groups allowed per account",
    "ModelPackages": "Maximum number of SageMaker Model Package allowed per account",
    "Artifacts": "Total number of artifacts allowed, excluding those automatically created by SageMaker",
    "Contexts": "Total number of contexts allowed, excluding those automatically created by SageMaker",
    "Actions": "Total number of actions allowed, excluding those automatically created by SageMaker",
    "Associations": "Total number of associations allowed, excluding those automatically created by SageMaker",
}

#: The settings that choose among words. A row is a setting and the words it takes, the default first.
CHOICES = {
    "arn_case": ("given", "lower"),
    "validation": ("strict", "warn"),
    "model_packages_order": ("Descending", "Ascending"),
}
_LARGEST_PAGE = 100


class SettingsError(ValueError):
    """A setting has a name or a value that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a test may choose.

    Attributes:
        arn_case: "given" keeps the letter case of names in package ARNs; "lower" prints them in lower case, as
            SageMaker did from 2020 to 2023.
        validation: "strict" refuses what breaks a constraint of the service model; "warn" turns a broken pattern,
            enum or maximum into a `ConstraintWarning` and accepts the request.
        model_packages_order: the order of ListModelPackages where the request names none.
        page_size: items per page where the request gives no MaxResults; 1 to 100.
        iam: True enforces IAM for the operations of the registry, and for nothing else, from the first request on.
            An access key that moto does not know is then the account's administrator.
        quotas: how many of what `QUOTAS` names an account may hold in a region; no limit where a name is left out.
            Of lineage only what the account itself has made is counted.

    """

    arn_case: str = "given"
    validation: str = "strict"
    model_packages_order: str = "Descending"
    page_size: int = 10
    iam: bool = False
    quotas: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values that mean nothing.

        Raises:
            SettingsError: naming the setting and what it takes.

        """
        for name, words in CHOICES.items():
            if getattr(self, name) not in words:
                raise SettingsError(f"{name} must be one of {', '.join(words)}, not {getattr(self, name)!r}")
        if not _is_count(self.page_size) or not 1 <= self.page_size <= _LARGEST_PAGE:
            raise SettingsError(f"page_size must be a number from 1 to {_LARGEST_PAGE}, not {self.page_size!r}")
        if not isinstance(self.iam, bool):
            raise SettingsError(f"iam must be True or False, not {self.iam!r}")
        _check_quotas(self.quotas)


def settings_from(given: Mapping[str, Any]) -> Settings:
    """Return the settings that `given` describes, refusing names that do not exist.

    Raises:
        SettingsError: an unknown name, or a value that the setting does not take.

    """
    if given == {}:
        return _defaults()
    if not isinstance(given, Mapping):
        raise SettingsError(f"sagemaker_registry must be a dictionary of settings, not {given!r}")
    known = [one.name for one in fields(Settings)]
    for name in given:
        if name not in known:
            raise SettingsError(f"sagemaker_registry has no setting {name!r}; it has {', '.join(known)}")
    return Settings(**given)


@cache
def _defaults() -> Settings:
    return Settings()


def _check_quotas(quotas: object) -> None:
    if not isinstance(quotas, Mapping):
        raise SettingsError(f"quotas must be a dictionary, not {quotas!r}")
    for name, limit in quotas.items():
        if name not in QUOTAS:
            raise SettingsError(f"quotas has no {name!r}; it has {', '.join(QUOTAS)}")
        if not _is_count(limit) or limit < 0:
            raise SettingsError(f"quotas[{name!r}] must be a whole number, 0 or more, not {limit!r}")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
