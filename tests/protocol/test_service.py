"""The compiled service model: its operations, its names, its enums and the types that Search sees."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.model import ServiceModel
from protocol.building import list_of, map_of, structure

from sagemaker_registry_mock.protocol.service import Service, default_service
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

DESCRIPTION: dict[str, Any] = {
    "metadata": {"protocol": "json", "targetPrefix": "Things", "serviceId": "Things", "endpointPrefix": "things"},
    "operations": {
        "CreateThing": {
            "name": "CreateThing",
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "CreateThingInput"},
            "output": {"shape": "Thing"},
        },
        "Ping": {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}},
    },
    "shapes": {
        "CreateThingInput": structure("Name", Name="Name", Size="Count"),
        "Thing": structure("Name", Name="Name", Created="Time", Parts="Parts"),
        "Parts": list_of("Part"),
        "Part": structure(
            Name="Name", Count="Count", Long="Long", Float="Float", Double="Double", Ready="Truth", Tags="Tags"
        ),
        "Tags": map_of("Name", "Color"),
        "Name": {"type": "string", "max": 5},
        "Color": {"type": "string", "enum": ["red", "blue"]},
        "Count": {"type": "integer"},
        "Long": {"type": "long"},
        "Float": {"type": "float"},
        "Double": {"type": "double"},
        "Truth": {"type": "boolean"},
        "Time": {"type": "timestamp"},
    },
}
REGISTRY_OPERATIONS = [
    *[f"{verb}ModelPackageGroup" for verb in ("Create", "Describe", "Delete")],
    "ListModelPackageGroups",
    *[f"{verb}ModelPackageGroupPolicy" for verb in ("Put", "Get", "Delete")],
    *[f"{verb}ModelPackage" for verb in ("Create", "Describe", "Update", "Delete", "BatchDescribe")],
    *["ListModelPackages", "AddTags", "ListTags", "DeleteTags", "Search", "GetSearchSuggestions"],
]


@pytest.fixture(name="service")
def _service() -> Service:
    return Service(ServiceModel(DESCRIPTION, "things"))


def test_the_service_knows_its_operations(service: Service) -> None:
    """The names of the operations and the prefix of their targets come from the description."""
    assert service.names == {"CreateThing", "Ping"}
    assert service.target_prefix == "Things"


def test_an_operation_reads_checks_and_writes_by_its_shapes(service: Service) -> None:
    """An operation's reader and check follow its input, its writer its output."""
    operation = service.operation("CreateThing")

    assert operation.read({"Name": "toolong", "Unknown": 1}, "") == {"Name": "toolong"}
    assert [one.keyword for one in operation.check({"Name": "toolong"}, "")] == ["max"]
    assert operation.write is not None
    assert operation.write({"Name": "x", "Size": 1}) == {"Name": "x"}


def test_an_operation_may_have_neither_input_nor_output(service: Service) -> None:
    """Without input nothing is read and nothing refused; without output there is no writer."""
    operation = service.operation("Ping")

    assert operation.read({"Name": 5}, "") == {}
    assert list(operation.check({"Name": 5}, "")) == []
    assert operation.write is None


def test_everything_is_compiled_once(service: Service) -> None:
    """Asking again returns what was compiled before."""
    operation = service.operation("CreateThing")

    assert service.operation("CreateThing") is operation
    assert (operation.read, operation.check, operation.write) == (operation.read, operation.check, operation.write)
    assert service.tree("Thing") is service.tree("Thing")
    assert default_service() is default_service()


def test_an_enum_is_the_set_of_its_words(service: Service) -> None:
    """The values of an enum are those of the shape."""
    assert service.enum("Color") == {"red", "blue"}


def test_the_type_tree_mirrors_the_shape(service: Service) -> None:
    """Structures are dicts, lists and maps say what they are of, and leaves have the type that Search compares."""
    assert service.tree("Thing") == {
        "Name": "text",
        "Created": "timestamp",
        "Parts": ListOf(
            {
                "Name": "text",
                "Count": "number",
                "Long": "number",
                "Float": "number",
                "Double": "number",
                "Ready": "boolean",
                "Tags": MapOf("text"),
            }
        ),
    }
    assert service.tree("Name") == "text"


def test_a_shape_below_itself_has_no_properties_there() -> None:
    """The type tree of a recursive shape comes to an end."""
    shapes = {"Tree": structure(Name="Name", Branch="Tree"), "Name": {"type": "string"}}
    service = Service(ServiceModel({**DESCRIPTION, "shapes": shapes}, "things"))

    assert service.tree("Tree") == {"Name": "text", "Branch": {}}


@pytest.mark.parametrize(
    ("record", "name", "kind"),
    [
        ("ModelPackageGroup", "CreationTime", "timestamp"),
        ("ModelPackage", "ModelPackageVersion", "number"),
        ("ModelPackage", "CustomerMetadataProperties", MapOf("text")),
        ("ModelPackage", "CertifyForMarketplace", "boolean"),
        ("ModelCard", "RiskRating", "text"),
    ],
)
def test_the_records_of_search_have_type_trees(record: str, name: str, kind: Any) -> None:
    """What Search finds can be searched by every member that the installed botocore gives it."""
    assert default_service().tree(record)[name] == kind


def test_the_installed_service_is_sagemaker() -> None:
    """The service model is SageMaker's, as botocore installs it."""
    service = default_service()

    assert service.target_prefix == "SageMaker"
    assert service.names >= set(REGISTRY_OPERATIONS)
    assert "ModelPackage" in service.enum("ResourceType")


@pytest.mark.parametrize("name", REGISTRY_OPERATIONS)
def test_every_operation_of_the_registry_compiles(name: str) -> None:
    """Each operation refuses an empty request just where its input requires a member."""
    operation = default_service().operation(name)
    required = default_service().model.operation_model(name).input_shape.required_members

    violations = [one.text for one in operation.check(operation.read({}, ""), "")]

    assert violations == [
        f"Value null at '{member[0].lower()}{member[1:]}' failed to satisfy constraint: Member must not be null"
        for member in required
    ]
    assert operation.write is None or operation.write({}) == {}


def test_a_real_request_is_told_all_that_is_wrong_with_it() -> None:
    """A request of the real service model is checked to its depth."""
    operation = default_service().operation("CreateModelPackageGroup")
    request = operation.read({"ModelPackageGroupName": "a_b", "Tags": [{"Key": "k", "Value": "v"}, {"Key": "#"}]}, "")

    name, tag, key = [one.text for one in operation.check(request, "")]

    words = "failed to satisfy constraint: Member must"
    assert name.startswith(f"Value 'a_b' at 'modelPackageGroupName' {words} satisfy regular expression pattern: ")
    assert tag == f"Value null at 'tags.2.member.value' {words} not be null"
    assert key.startswith(f"Value '#' at 'tags.2.member.key' {words} satisfy regular expression pattern: ")
