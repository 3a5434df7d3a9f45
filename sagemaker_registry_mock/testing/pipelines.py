"""What a test tells of the steps that its pipelines do not really run."""

from __future__ import annotations

import json
from dataclasses import fields

from sagemaker_registry_mock.moto_plugin.within import SageMaker, default_region, place_of
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.executions import StepResult


def set_step_result(pipeline: str, step: str, result: StepResult, *, region_name: str | None = None) -> None:
    """Tell what a step of a pipeline has done, in every execution that reaches it from now on.

    What was told of the step before is forgotten. Neither the pipeline nor the step need exist yet.

    Args:
        pipeline: its name, or its ARN, which then tells account and region.
        step: the name of the step, as ListPipelineExecutionSteps tells it.
        result: what it has done, or why it fails.
        region_name: that of the pipeline; the region that boto3 takes where left out.

    Raises:
        TypeError, ValueError: a value is none of JSON, it is no ARN of a pipeline, or moto has no such region.
        RuntimeError: the registry is not plugged into moto.

    """
    name, place = _found(pipeline, region_name)
    values = {one.name: getattr(result, one.name) for one in fields(StepResult)}
    # A copy: what the test does to its own later changes nothing here.
    told = StepResult(**json.loads(json.dumps(values, allow_nan=False)))
    registry = place.backend.registry
    with registry.lock:
        registry.step_results[name, step] = told


def _found(pipeline: str, region: str | None) -> tuple[str, SageMaker]:
    """Return the name of a pipeline, and where it is."""
    arn = arns.parse(pipeline)
    if arn is None and not pipeline.startswith("arn:"):
        return pipeline, SageMaker(region or default_region())
    if arn is None or arn.kind != arns.PIPELINE:
        reason = f"It is no ARN of a pipeline: {pipeline}"
        raise ValueError(reason)
    return arn.name, place_of(pipeline)
