"""The blocks that a document is made of, and how names and values of JSON read in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section's."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labels and what stands under them."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Numbers in rows and columns, shaded by their size; rows may differ in length, none is longer than `columns`."""

    columns: Sequence[str]
    rows: Sequence[str]
    values: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Points, joined in their order."""

    points: Sequence[tuple[float, float]]
    x_axis: str
    y_axis: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """One bar per value, each with its label."""

    values: Sequence[float]
    labels: Sequence[str]
    y_axis: str


Block = Heading | Paragraph | Definitions | Table | Matrix | LineChart | BarChart

_NAMES = """
    model_overview model_id model_name model_description model_version model_creator model_owner problem_type
    algorithm_type model_artifact inference_environment
    model_package_details model_package_group_name model_package_name model_package_version model_package_arn
    model_package_description model_package_status model_approval_status approval_description created_by
    user_profile_name domain task source_algorithms algorithm_name inference_specification containers image
    model_data_url model_data_source nearest_model_name is_checkpoint base_model
    purpose_of_model intended_uses factors_affecting_model_efficiency risk_rating explanations_for_risk_rating
    business_details business_problem business_stakeholders line_of_business
    training_details objective_function function facet condition training_observations training_job_details
    training_arn training_datasets training_environment container_image training_metrics
    user_provided_training_metrics hyper_parameters user_provided_hyper_parameters
    evaluation_details name value type x_axis_name y_axis_name evaluation_observation evaluation_job_arn datasets
    metadata metric_groups metric_data notes
    additional_information ethical_considerations caveats_and_recommendations custom_details
"""

#: The names that the card's schemas define, in the order in which a document shows them.
KNOWN = tuple(_NAMES.split())

_RANK = {name: rank for rank, name in enumerate(KNOWN)}
_ABBREVIATIONS = {"arn": "ARN", "id": "ID", "url": "URL"}
_EMPTY = "(empty)"


def rank(name: str) -> int:
    """Return the place of a name among its neighbours; what is not known comes last."""
    return _RANK.get(name, len(_RANK))


def known(name: str) -> bool:
    """Tell whether a schema defines the name."""
    return name in _RANK


def title(name: str) -> str:
    """Return a known name in words: "Training ARN". Any other name is its own title."""
    if not known(name):
        return name or _EMPTY
    words = [_ABBREVIATIONS.get(word, word) for word in name.split("_")]
    return " ".join([words[0].capitalize(), *words[1:]])


def scalar(value: Any) -> bool:
    """Tell whether `value` holds no other values."""
    return not isinstance(value, (dict, list))


def plain(value: Any) -> bool:
    """Tell whether `value` is read in one place: a scalar, a list of such, or an empty object."""
    return all(map(scalar, value)) if isinstance(value, list) else value == {} or scalar(value)


def shown(value: Any) -> str:
    """Return `value` as text: a list of texts with a bullet for each, and what is nested deeper as JSON.

    Raises:
        RecursionError: it is nested too deeply for that.

    """
    if isinstance(value, str):
        return value or _EMPTY
    if value in ([], {}):
        return _EMPTY
    if isinstance(value, list) and plain(value):
        if any(isinstance(item, str) for item in value):
            return "\n".join(f"• {shown(item)}" for item in value)
        return ", ".join(map(shown, value))
    return json.dumps(value, ensure_ascii=False)
