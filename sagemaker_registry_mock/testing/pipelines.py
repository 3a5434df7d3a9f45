"""What a test tells of the steps that its pipelines do not really run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.within import SageMaker, default_region
from sagemaker_registry_mock.registry.executions import StepResult

if TYPE_CHECKING:
    from collections.abc import Mapping


def set_step_result(  # noqa: PLR0913 - all that can be told of a step, by name
    pipeline: str,
    step: str,
    *,
    property_files: Mapping[str, Any] | None = None,
    properties: Mapping[str, Any] | None = None,
    output_parameters: Mapping[str, Any] | None = None,
    failure_reason: str | None = None,
    region_name: str | None = None,
    account_id: str | None = None,
) -> None:
    """Tell what a step of a pipeline has done, in every execution that reaches it from now on.

    What was told of the step before is forgotten. Neither the pipeline nor the step need exist yet.

    Args:
        pipeline: the name of the pipeline.
        step: the name of the step, as ListPipelineExecutionSteps tells it.
        property_files: the content of its property files, by their PropertyFileName, as JSON values.
        properties: laid over the properties that other steps take with `Get`: of a Training step
            `{"ModelArtifacts": {"S3ModelArtifacts": "s3://..."}}`, of a Condition step `{"Outcome": True}`.
        output_parameters: what a Lambda function or a callback has returned. A Callback step then waits for nobody.
        failure_reason: why the step fails; it succeeds where this is left out.
        region_name: that of the pipeline; the region that boto3 takes where left out.
        account_id: the account of the pipeline; moto's own where left out.

    Raises:
        TypeError, ValueError: a value is none of JSON, or moto has no such region.
        RuntimeError: the registry is not plugged into moto.

    """
    result = StepResult(
        properties=_copied(properties),
        property_files=_copied(property_files),
        output_parameters=None if output_parameters is None else _copied(output_parameters),
        failure=failure_reason,
    )
    registry = SageMaker(region_name or default_region(), account_id).backend.registry
    with registry.lock:
        registry.step_results[pipeline, step] = result


def _copied(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a copy of values of JSON, so that what the test does to its own later changes nothing here."""
    copy: dict[str, Any] = json.loads(json.dumps(dict(values or {}), allow_nan=False))
    return copy
