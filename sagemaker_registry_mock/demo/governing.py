"""The chapters of governance: the model card, and who may set which stage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from sagemaker_registry_mock.demo.training import HOLDOUT
from sagemaker_registry_mock.denials import explain_denial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_registry_mock.demo.telling import Teller
    from sagemaker_registry_mock.demo.world import World

#: What the card tells of version 3; `risk_rating` is said there.
CARD: Mapping[str, Any] = {
    "intended_uses": {
        "purpose_of_model": "Tells who will leave within thirty days.",
        "intended_uses": "Offers to customers; no decision about prices.",
        "explanations_for_risk_rating": "A wrong answer costs one voucher.",
    },
    "business_details": {"business_problem": "Too many customers leave unseen.", "line_of_business": "Telephony"},
    "evaluation_details": [
        {
            "name": "hold-out",
            "datasets": [HOLDOUT],
            "metric_groups": [
                {
                    "name": "binary_classification_metrics",
                    "metric_data": [
                        {"name": "auc", "type": "number", "value": 0.94},
                        {"name": "f1", "type": "number", "value": 0.81},
                    ],
                }
            ],
        }
    ],
    "additional_information": {"caveats_and_recommendations": "Not for business customers."},
}

#: Who may set which stage and status by which operation: the roles of the Developer Guide's example of staging.
MAY_SET: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "data-scientist": (
        ("CreateModelPackage", "Development", "Approved"),
        ("UpdateModelPackage", "Development", "Approved"),
        ("UpdateModelPackage", "QA", "PendingApproval"),
    ),
    "quality-assurance": (
        ("UpdateModelPackage", "QA", "Approved"),
        ("UpdateModelPackage", "QA", "Rejected"),
        ("UpdateModelPackage", "Production", "PendingApproval"),
    ),
    "lead-engineer": (
        ("UpdateModelPackage", "Production", "Approved"),
        ("UpdateModelPackage", "Production", "Rejected"),
        ("UpdateModelPackage", "Development", "PendingApproval"),
    ),
}

#: Who tries to set what of version 3, in this order.
ATTEMPTS = (
    ("data-scientist", "QA", "PendingApproval"),
    ("data-scientist", "QA", "Approved"),
    ("quality-assurance", "QA", "Approved"),
    ("quality-assurance", "Production", "PendingApproval"),
    ("quality-assurance", "Production", "Approved"),
    ("lead-engineer", "Production", "Approved"),
)


def write_card(tell: Teller, world: World) -> None:
    """Write the model card of version 3: first with a mistake."""
    tell.say("All that an auditor asks of a version stands in its model card, which has a published schema.")
    tell.ask_refused(world.sm, "update_model_package", ModelPackageArn=world.version(3), ModelCard=_card("Extreme"))
    tell.ask(world.sm, "update_model_package", ModelPackageArn=world.version(3), ModelCard=_card("Low"))
    card = world.described(3)["ModelCard"]
    tell.say(f"    The card of version 3 is there: {card['ModelCardStatus']}.", "bold")


def _card(risk: str) -> dict[str, str]:
    """Return a card whose risk is rated."""
    content = {**CARD, "intended_uses": {"risk_rating": risk, **CARD["intended_uses"]}}
    return {"ModelCardContent": json.dumps(content), "ModelCardStatus": "PendingReview"}


def set_stages(tell: Teller, world: World) -> None:
    """Have three roles move version 3 through its stages, as far as IAM lets each."""
    tell.say("Who may set a stage is a matter of IAM, by the condition keys sagemaker:ModelLifeCycle:*.")
    tell.say('mock_aws(config={"sagemaker_registry": {"iam": True}}) has it enforced.')
    iam, sts = world.client("iam"), world.client("sts")
    for role, allowed in MAY_SET.items():
        world.people[role] = world.client("sagemaker", _session_of(iam, sts, role, allowed))
    tell.call(
        'scientist.update_model_package(ModelPackageArn=arn, ModelLifeCycle={"Stage": "QA", "StageStatus": "Approved"})'
    )
    tried = [(role, f"{stage} {status}", _attempt(world, role, stage, status)) for role, stage, status in ATTEMPTS]
    tell.table(("who", "sets version 3 to", "is"), [(*row, "denied" if why else "allowed") for *row, why in tried])
    tell.say("\nWhy the last one was denied:")
    tell.call("explain_denial(error)")
    *_, denial = (why for _, _, why in tried if why)
    tell.show(tell.text(denial), indent=4)


def _session_of(iam: Any, sts: Any, role: str, allowed: tuple[tuple[str, str, str], ...]) -> Any:
    """Make a role, and return the credentials of a session of it."""
    statements: list[dict[str, Any]] = [
        {"Effect": "Allow", "Action": ["sagemaker:Describe*", "sagemaker:List*"], "Resource": "*"}
    ]
    for operation, stage, status in allowed:
        keys = {"sagemaker:ModelLifeCycle:stage": stage, "sagemaker:ModelLifeCycle:stageStatus": status}
        statements.append(
            {
                "Sid": f"{operation[:6]}{stage}{status}",
                "Effect": "Allow",
                "Action": f"sagemaker:{operation}",
                "Resource": "*",
                "Condition": {"StringEquals": keys},
            }
        )
    arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_role_policy(RoleName=role, PolicyName="stages", PolicyDocument=policy)
    return sts.assume_role(RoleArn=arn, RoleSessionName="demo")["Credentials"]


def _attempt(world: World, role: str, stage: str, status: str) -> str:
    """Set the stage of version 3 as somebody, and return why that is denied; nothing where it is not."""
    cycle = {"Stage": stage, "StageStatus": status}
    try:
        world.people[role].update_model_package(ModelPackageArn=world.version(3), ModelLifeCycle=cycle)
    except ClientError as error:
        return explain_denial(error)
    return ""
