"""Approval that deploys: the double of what the CI/CD of a SageMaker project does after a decision."""

from sagemaker_registry_mock.deployment.attaching import deploy_on_approval
from sagemaker_registry_mock.deployment.history import ApprovalChange, DeploymentRecord, Outcome
from sagemaker_registry_mock.deployment.pipeline import Deployment, DeploymentStage, NothingAwaitsApproval

__all__ = [
    "ApprovalChange",
    "Deployment",
    "DeploymentRecord",
    "DeploymentStage",
    "NothingAwaitsApproval",
    "Outcome",
    "deploy_on_approval",
]
