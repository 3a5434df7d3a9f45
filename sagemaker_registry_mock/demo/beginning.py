"""The first chapters: a group, a pipeline that registers versions in it, and the versions side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.demo.training import LEAST, PIPELINE, ROLE, RUNS, definition
from sagemaker_registry_mock.demo.world import ACCOUNT, ENDPOINT, GROUP, REGION
from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import set_step_result

if TYPE_CHECKING:
    from sagemaker_registry_mock.demo.telling import Teller
    from sagemaker_registry_mock.demo.world import World

QUEUE = "churn-events"


def make_group(tell: Teller, world: World) -> None:
    """Make the group, have its events go to a queue, and have its approved versions deployed."""
    tell.say("All models for one problem go into one model package group.")
    made = tell.ask(world.sm, "create_model_package_group", ModelPackageGroupName=GROUP)
    world.group_arn = made["ModelPackageGroupArn"]
    tell.say("Its changes go to a queue, through a rule of EventBridge.")
    sqs, events = world.client("sqs"), world.client("events")
    world.queue_url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    pattern = {"source": ["aws.sagemaker"], "detail-type": ["SageMaker Model Package State Change"]}
    tell.ask(events, "put_rule", Name="churn", EventPattern=json.dumps(pattern))
    queue = {"Id": "queue", "Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{QUEUE}"}
    tell.ask(events, "put_targets", Rule="churn", Targets=[queue])
    tell.say("Approval deploys, as the CI/CD of a SageMaker project does it.")
    tell.call("deploy_on_approval(group_arn)")
    world.deployment = deploy_on_approval(world.group_arn)
    tell.show(tell.facts([("group", world.group_arn), ("events", QUEUE), ("deploys to", ENDPOINT)]), indent=2)


def run_pipeline(tell: Teller, world: World) -> None:
    """Run the pipeline for each training, of which one is not good enough."""
    tell.say(f"A pipeline trains, evaluates, and registers what has an AUC of {LEAST} at least.")
    tell.ask(world.sm, "create_pipeline", PipelineName=PIPELINE, PipelineDefinition=definition(), RoleArn=ROLE)
    tell.say("No job really runs: the test tells what its steps find.")
    report = json.dumps(RUNS[0].report)
    tell.call(f'set_step_result("{PIPELINE}", "Evaluate", StepResult(property_files={{"Report": {report}}}))')
    tell.call(f'sm.start_pipeline_execution(PipelineName="{PIPELINE}")')
    rows = [_run(world, number) for number in range(1, len(RUNS) + 1)]
    tell.table(("run", "AUC", "execution", "what became of it"), rows)


def _run(world: World, number: int) -> tuple[object, ...]:
    """Run the pipeline once, and return what became of it."""
    run = RUNS[number - 1]
    set_step_result(PIPELINE, "Train", run.trained(number), region_name=REGION)
    set_step_result(PIPELINE, "Evaluate", run.evaluated(), region_name=REGION)
    execution = world.sm.start_pipeline_execution(PipelineName=PIPELINE)["PipelineExecutionArn"]
    status = world.sm.describe_pipeline_execution(PipelineExecutionArn=execution)["PipelineExecutionStatus"]
    steps = world.sm.list_pipeline_execution_steps(PipelineExecutionArn=execution)["PipelineExecutionSteps"]
    last = steps[0]
    if last["StepName"] != "Register":
        return number, run.auc, status, last["FailureReason"]
    version = int(last["Metadata"]["RegisterModel"]["Arn"].rpartition("/")[2])
    world.executions[version] = execution
    return number, run.auc, status, f"registered as version {version}"


def compare(tell: Teller, world: World) -> None:
    """List the versions, with the metrics that were registered with them."""
    tell.say("Each version waits for a decision, and carries its metrics.")
    listed = tell.ask(world.sm, "list_model_packages", ModelPackageGroupName=GROUP, SortOrder="Ascending")
    numbers = [one["ModelPackageVersion"] for one in listed["ModelPackageSummaryList"]]
    tell.call("sm.describe_model_package(ModelPackageName=arn)")
    tell.table(("version", "status", "AUC", "F1", "trained model"), (_compared(world, one) for one in numbers))


def _compared(world: World, number: int) -> tuple[Any, ...]:
    told = world.described(number)
    metrics, (container,) = told["CustomerMetadataProperties"], told["InferenceSpecification"]["Containers"]
    return number, told["ModelApprovalStatus"], metrics["auc"], metrics["f1"], container["ModelDataUrl"]
