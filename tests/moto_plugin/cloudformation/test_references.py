"""Which resource of a template stands behind which."""

from __future__ import annotations

from typing import Any

import pytest

from sagemaker_registry_mock.moto_plugin.cloudformation.references import in_order, needs, refers


@pytest.mark.parametrize(
    "entry",
    [
        {"Properties": {"Name": {"Ref": "Group"}}},
        {"Properties": {"Names": [{"Fn::GetAtt": ["Group", "ModelPackageGroupArn"]}]}},
        {"Properties": {"Name": {"Fn::GetAtt": "Group.ModelPackageGroupArn"}}},
        {"Properties": {"Name": {"Fn::Sub": "${AWS::StackName}-${Group}"}}},
        {"Properties": {"Name": {"Fn::Sub": ["${Group.CreationTime}-${x}", {"x": "y"}]}}},
        {"Properties": {"Name": {"Fn::Sub": ["${x}", {"x": {"Ref": "Group"}}]}}},
        {"Properties": {"Name": {"Fn::Join": ["-", ["a", {"Ref": "Group"}]]}}},
        {"DependsOn": "Group"},
        {"DependsOn": ["Group", "Elsewhere"]},
    ],
)
def test_every_way_to_refer_to_a_resource_is_seen(entry: dict[str, Any]) -> None:
    """A reference, an attribute, a substitution and a declared dependency make one resource need another."""
    assert needs(entry, {"Group": {}, "Other": {}}) == {"Group"}


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"Properties": {"Name": {"Ref": "AWS::Region"}, "Text": "Group"}},
        {"Properties": {"Name": {"Fn::Sub": "${!Group}"}, "Empty": {"Fn::GetAtt": []}}},
    ],
)
def test_what_is_no_reference_makes_no_need(entry: dict[str, Any]) -> None:
    """Texts, pseudo parameters and literals of a substitution name no resource."""
    assert needs(entry, {"Group": {}}) == set()


def test_to_depend_on_a_resource_is_not_to_refer_to_it() -> None:
    """DependsOn is about the order alone: who only waits is not changed with what it waits for."""
    entry = {"DependsOn": "Group", "Properties": {"Name": {"Ref": "Other"}}}
    assert refers(entry, {"Group": {}, "Other": {}}) == {"Other"}


def test_what_is_needed_comes_first() -> None:
    """Resources come behind all that they need, and else as the template has them."""
    resources = {
        "Version": {"Properties": {"Group": {"Ref": "Group"}}},
        "Card": {},
        "Last": {"DependsOn": "Version"},
        "Group": {},
    }
    assert in_order(resources) == ["Group", "Version", "Card", "Last"]


def test_a_circle_has_an_end() -> None:
    """Resources that need each other, which AWS refuses, keep nobody waiting."""
    assert sorted(in_order({"A": {"DependsOn": "B"}, "B": {"DependsOn": "A"}})) == ["A", "B"]
