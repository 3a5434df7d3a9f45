"""How a deployment gets its events: as the pipeline that a rule of EventBridge starts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.deployment.endpoints import name_of
from sagemaker_registry_mock.deployment.pipeline import Deployment, DeploymentStage
from sagemaker_registry_mock.moto_plugin.context import clock
from sagemaker_registry_mock.moto_plugin.within import SageMaker, default_region, place_of
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        pipeline_arn: the ARN of a target of EventBridge, which may lie in another account or region.
        execution_role_arn: the role that the models run as.

    Returns:
        The deployment, with its history. It ends with the mock, or with its `detach()`.

    Raises:
        ValueError: no group or region is given, or moto has no such region; `pipeline_arn` is no ARN; the pipeline has
            a deployment already; two stages have one name.

    """
    name, sagemaker = _group(group, region_name)
    role = execution_role_arn or f"arn:{sagemaker.partition}:iam::{sagemaker.account}:role/{_ROLE}"
    deployment = Deployment(name, stages, sagemaker, clock, role)
    if pipeline_arn is None:
        rule = name_of(name, "modeldeploy")
        _stand_in(deployment, sagemaker, sagemaker.arn("codepipeline", rule))
        _make_rule(deployment, sagemaker, rule)
    else:
        _stand_in(deployment, place_of(pipeline_arn), pipeline_arn)
    return deployment


#: The role that the models of the project's template run as.
_ROLE = "service-role/AmazonSageMakerServiceCatalogProductsUseRole"


def _group(text: str, region: str | None) -> tuple[str, SageMaker]:
    """Return the name of a group, and the SageMaker in which it is."""
    arn = arns.parse(text)
    if arn is not None and arn.kind == arns.GROUP:
        name, sagemaker = arn.name, SageMaker(arn.scope.region, arn.scope.account)
    elif not text or ":" in text:
        reason = f"This is neither the name nor the ARN of a model package group: {text!r}"
        raise ValueError(reason)
    else:
        name, sagemaker = text, SageMaker(region or default_region())
    registry = sagemaker.backend.registry
    with registry.lock:
        known = registry.groups.find(name)  # which may spell its name in other letters
    return known.name if known else name, sagemaker


def _stand_in(deployment: Deployment, place: SageMaker, pipeline: str) -> None:
    """Have a deployment receive what goes to a pipeline, which is in the account and region of `place`."""
    stand_ins = place.backend.stand_ins
    if pipeline in stand_ins:
        reason = f"{pipeline} has a deployment already."
        raise ValueError(reason)

    def receive(_text: str, envelope: dict[str, Any]) -> None:
        deployment.receive(envelope)

    def detach() -> None:
        if stand_ins.get(pipeline) is receive:
            del stand_ins[pipeline]

    stand_ins[pipeline] = receive
    deployment.detach = detach


def _make_rule(deployment: Deployment, sagemaker: SageMaker, name: str) -> None:
    """Make the rule that starts the pipeline of the same name; it goes when the deployment is detached."""
    events, detach = sagemaker.events, deployment.detach
    pattern = {
        "source": ["aws.sagemaker"],
        "detail-type": ["SageMaker Model Package State Change"],
        "detail": {"ModelPackageGroupName": [deployment.group]},
    }
    events.put_rule(name, event_pattern=json.dumps(pattern), event_bus_arn="default", state="ENABLED")
    events.put_targets(name, "default", [{"Id": "modeldeploy", "Arn": sagemaker.arn("codepipeline", name)}])
    rules = events.event_buses["default"].rules
    rule = rules[name]
    # moto's own events, and its replays, would fail at a target that it does not know.
    rule.send_to_targets = lambda *_event, **_options: None

    def detach_with_rule() -> None:
        detach()
        if rules.get(name) is rule:
            del rules[name]

    deployment.detach = detach_with_rule
