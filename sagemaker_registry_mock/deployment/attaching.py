"""How a deployment gets its events: as the pipeline that a rule of EventBridge starts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sagemaker_registry_mock.deployment.pipeline import Deployment, DeploymentStage
from sagemaker_registry_mock.moto_plugin.context import clock
from sagemaker_registry_mock.moto_plugin.within import SageMaker, default_region
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ONE_STAGE = (DeploymentStage("prod"),)


def deploy_on_approval(
    group: str,
    *,
    stages: Sequence[DeploymentStage] = _ONE_STAGE,
    region_name: str | None = None,
    pipeline_arn: str | None = None,
    execution_role_arn: str | None = None,
) -> Deployment:
    """Attach a deployment to a group, which need not exist yet, inside the mock that is active.

    It stands in for a pipeline of CodePipeline that a rule of moto's EventBridge starts, as the project's template has
    it: a rule `<group>-modeldeploy` is made. Where `pipeline_arn` is given no rule is made; the test's own starts it.

    Args:
        group: its name, or its ARN, which then tells account and region.
        stages: in their order; one stage `prod` where left out.
        region_name: the group's region; the default region of boto3 where left out.
        pipeline_arn: the ARN of a target of EventBridge in the group's account and region.
        execution_role_arn: the role that the models run as.

    Returns:
        The deployment, with its history. It ends with the mock, or with its `detach()`.

    Raises:
        ValueError: no region is given or configured; the pipeline has a deployment already; two stages have one name.

    """
    arn = arns.parse(group)
    name, sagemaker = (group, SageMaker(region_name or default_region())) if arn is None else (arn.name, _at(arn))
    role = execution_role_arn or f"arn:{sagemaker.partition}:iam::{sagemaker.account}:role/{_ROLE}"
    deployment = Deployment(name, stages, sagemaker, clock, role)
    if pipeline_arn is None:
        pipeline = sagemaker.arn("codepipeline", f"{name}-modeldeploy")
        _stand_in(deployment, sagemaker, pipeline, _rule(sagemaker, name, pipeline))
    else:
        _stand_in(deployment, sagemaker, pipeline_arn, lambda: None)
    return deployment


#: The role that the models of the project's template run as.
_ROLE = "service-role/AmazonSageMakerServiceCatalogProductsUseRole"


def _at(arn: arns.Arn) -> SageMaker:
    return SageMaker(arn.scope.region, arn.scope.account)


def _stand_in(deployment: Deployment, sagemaker: SageMaker, pipeline: str, unmake: Callable[[], None]) -> None:
    """Have a deployment receive what goes to a pipeline; detaching it also takes away the rule, by `unmake`."""
    stand_ins = sagemaker.backend.stand_ins
    if pipeline in stand_ins:
        reason = f"{pipeline} has a deployment already."
        raise ValueError(reason)
    stand_ins[pipeline] = lambda _text, envelope: deployment.receive(envelope)

    def detach() -> None:
        stand_ins.pop(pipeline, None)
        unmake()

    deployment.detach = detach


def _rule(sagemaker: SageMaker, group: str, pipeline: str) -> Callable[[], None]:
    """Make the rule that starts the pipeline, and return what takes it away again."""
    name, events = f"{group[:52]}-modeldeploy", sagemaker.events
    pattern = {
        "source": ["aws.sagemaker"],
        "detail-type": ["SageMaker Model Package State Change"],
        "detail": {"ModelPackageGroupName": [group]},
    }
    events.put_rule(name, event_pattern=json.dumps(pattern), event_bus_arn="default", state="ENABLED")
    events.put_targets(name, "default", [{"Id": "modeldeploy", "Arn": pipeline}])

    def unmake() -> None:
        events.event_buses["default"].rules.pop(name, None)

    return unmake
