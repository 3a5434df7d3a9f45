"""The chapter that looks at a version as the console shows it, and the last one, which looks at them all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.panel import Panel
from rich.table import Table

from sagemaker_registry_mock.demo.world import ENDPOINT, GROUP

if TYPE_CHECKING:
    from sagemaker_registry_mock.demo.telling import Teller
    from sagemaker_registry_mock.demo.world import World

#: From this width on the tabs stand in two columns.
_WIDE = 100
Facts = list[tuple[str, object]]


def look(tell: Teller, world: World) -> None:
    """Show version 3 as the console does, in the tabs Train, Evaluate, Audit, Deploy."""
    tell.say("All of this comes from Describe calls, as the console's own tabs do.")
    told = tell.ask(world.sm, "describe_model_package", ModelPackageName=world.version(3))
    card = json.loads(told["ModelCard"]["ModelCardContent"])
    jobs = _jobs(world, 3)
    tabs = {
        "Train": _train_tab(told, jobs["Train"]),
        "Evaluate": _evaluate_tab(card["evaluation_details"][0], jobs["Evaluate"]),
        "Audit": _audit_tab(told, card),
        "Deploy": _deploy_tab(world, told),
    }
    panels = [Panel(tell.facts(facts), title=tell.text(tab, "bold"), title_align="left") for tab, facts in tabs.items()]
    if tell.console.width < _WIDE:
        for panel in panels:
            tell.console.print(panel)
        return
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(*panels[:2])
    grid.add_row(*panels[2:])
    tell.console.print(grid)


def _jobs(world: World, version: int) -> dict[str, Any]:
    """Return what SageMaker tells of the jobs of the run that registered a version."""
    steps = world.sm.list_pipeline_execution_steps(PipelineExecutionArn=world.executions[version])
    by_name = {step["StepName"]: step["Metadata"] for step in steps["PipelineExecutionSteps"]}
    training = by_name["Train"]["TrainingJob"]["Arn"].rpartition("/")[2]
    processing = by_name["Evaluate"]["ProcessingJob"]["Arn"].rpartition("/")[2]
    return {
        "Train": world.sm.describe_training_job(TrainingJobName=training),
        "Evaluate": world.sm.describe_processing_job(ProcessingJobName=processing),
    }


def _train_tab(told: dict[str, Any], job: dict[str, Any]) -> Facts:
    (container,) = told["InferenceSpecification"]["Containers"]
    hyperparameters = ", ".join(f"{name} {value}" for name, value in sorted(job["HyperParameters"].items()))
    return [
        ("job", job["TrainingJobName"]),
        ("data", job["InputDataConfig"][0]["DataSource"]["S3DataSource"]["S3Uri"]),
        ("hyperparameters", hyperparameters),
        ("artifact", container["ModelDataUrl"]),
        ("role", job["RoleArn"].rpartition("/")[2]),
    ]


def _evaluate_tab(evaluation: dict[str, Any], job: dict[str, Any]) -> Facts:
    metrics = [one for group in evaluation["metric_groups"] for one in group["metric_data"]]
    found: Facts = [(one["name"], one["value"]) for one in metrics]
    return [("job", job["ProcessingJobName"]), ("data", ", ".join(evaluation["datasets"])), *found]


def _audit_tab(told: dict[str, Any], card: dict[str, Any]) -> Facts:
    uses = card["intended_uses"]
    return [
        ("purpose", uses["purpose_of_model"]),
        ("use", uses["intended_uses"]),
        ("risk", f"{uses['risk_rating']}: {uses['explanations_for_risk_rating']}"),
        ("limits", card["additional_information"]["caveats_and_recommendations"]),
        ("card", told["ModelCard"]["ModelCardStatus"]),
    ]


def _deploy_tab(world: World, told: dict[str, Any]) -> Facts:
    (container,) = told["InferenceSpecification"]["Containers"]
    endpoint = world.sm.describe_endpoint(EndpointName=ENDPOINT)
    config = world.sm.describe_endpoint_config(EndpointConfigName=endpoint["EndpointConfigName"])
    (variant,) = config["ProductionVariants"]
    return [
        ("status", told["ModelApprovalStatus"]),
        ("image", container["Image"]),
        ("endpoint", f"{ENDPOINT}, {endpoint['EndpointStatus']}"),
        ("instances", f"{variant['InitialInstanceCount']} x {variant['InstanceType']}"),
    ]


def sum_up(tell: Teller, world: World) -> None:
    """Show what is in the registry in the end."""
    listed = tell.ask(world.sm, "list_model_packages", ModelPackageGroupName=GROUP, SortOrder="Ascending")
    served = world.served()
    rows = (_summed_up(world, one["ModelPackageVersion"], served) for one in listed["ModelPackageSummaryList"])
    tell.table(("version", "status", "stage", "AUC", "deployed", "last comment"), rows)


def _summed_up(world: World, number: int, served: int | None) -> tuple[object, ...]:
    told = world.described(number)
    stage = told["ModelLifeCycle"]
    return (
        number,
        told["ModelApprovalStatus"],
        f"{stage['Stage']}\n{stage['StageStatus']}",
        told["CustomerMetadataProperties"]["auc"],
        ENDPOINT if number == served else None,
        told["ApprovalDescription"],
    )
