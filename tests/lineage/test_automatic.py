"""What has happened in the registry becomes lineage: groups, versions, their contents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lineage.building import HERE, World, called, container, context_of, own
from registry.building import at

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.registry.lineage import Artifact, Context, artifact_id

GROUP, VERSION = "ModelGroup churn-1-aws-model-group", "Model churn/1"
EXECUTION = HERE.arn("pipeline", "train/execution/abc")


def specified(*containers: Any) -> dict[str, Any]:
    """Return the InferenceSpecification of these containers, as a member."""
    return {"InferenceSpecification": {"Containers": list(containers)}}


def test_nothing_has_happened() -> None:
    """A registry in which nothing has happened has no lineage, and no lineage group."""
    lineage = settled(World().registry)

    assert [len(shelf) for shelf in lineage.entities.values()] == [0, 0, 0]
    assert lineage.begun is None


def test_a_group_is_a_context() -> None:
    """A group has one context, which stands for its ARN; a group that is created anew has the same one."""
    world = World()
    world.make_group()
    world.make_group()
    world.make_group("fraud")

    assert world.named() == [GROUP, "ModelGroup fraud-1-aws-model-group"]
    first, _ = world.entities()
    assert first.arn == HERE.arn("context", "churn-1-aws-model-group")
    assert first.members["Source"] == {
        "SourceUri": HERE.arn("model-package-group", "churn"),
        "SourceType": "ARN",
    }
    assert (first.created, first.modified, first.automatic) == (at(0), at(0), True)
    assert settled(world.registry).begun == at(0)


def test_a_version_is_an_artifact_of_its_group() -> None:
    """A version is an artifact without a name, associated with the group's context."""
    world = World()
    world.make_group()
    world.register()

    assert world.named() == [GROUP, VERSION]
    assert world.edges() == [(VERSION, "AssociatedWith", GROUP)]
    version = world.entities()[1]
    assert (version.title, version.created, version.type) == (None, at(1), "Model")


def test_an_unversioned_package_has_no_context() -> None:
    """An unversioned package is an artifact, and so is what is in it."""
    world = World()
    world.register("market", **specified(container()))

    assert world.edges() == [
        ("Image image:1", "ContributedTo", "Model market"),
        ("Model s3://bucket/model", "ContributedTo", "Model market"),
    ]


def test_images_and_model_data_contributed_to_a_version() -> None:
    """Each image and each model data of all specifications is an artifact, once, whatever it is told in."""
    data = {"ModelDataSource": {"S3DataSource": {"S3Uri": "s3://bucket/prefix/"}}}
    world = World()
    world.register(
        **specified(container(), {**container("image:2", None), **data}),
        AdditionalInferenceSpecifications=[{"Containers": [container("image:3"), {"ModelDataSource": {}}]}],
    )

    assert [one for one in world.edges() if one[1] == "ContributedTo"] == [
        (name, "ContributedTo", VERSION)
        for name in (
            "Image image:1",
            "Model s3://bucket/model",
            "Image image:2",
            "Model s3://bucket/prefix/",
            "Image image:3",
        )
    ]


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("s3://bucket/model", "model"),
        ("s3://bucket/model.tar.gz", None),
        ("s3://bucket/prefix/", None),
        ("s3://bucket/-model", None),
        (f"s3://bucket/{'a' * 120}", "a" * 120),
        (f"s3://bucket/{'a' * 121}", None),
    ],
)
def test_model_data_is_named_by_the_end_of_its_uri(uri: str, name: str | None) -> None:
    """The last part of the URI is the name, where it can be one; an image has none."""
    world = World()
    world.register(**specified(container("images/one", uri)))

    titles = {called(one): one.title for one in world.entities()}
    assert titles[f"Model {uri}"] == name
    assert titles["Image images/one"] is None


def test_algorithms_contributed_to_a_version() -> None:
    """Each algorithm is an artifact, and so is the model data that is told with it."""
    algorithms = [{"AlgorithmName": "trees", "ModelDataUrl": "s3://bucket/trees"}, {"AlgorithmName": "lines"}]
    world = World()
    world.register(SourceAlgorithmSpecification={"SourceAlgorithms": algorithms})

    assert [one[0] for one in world.edges() if one[1] == "ContributedTo"] == [
        "Algorithm trees",
        "Model s3://bucket/trees",
        "Algorithm lines",
    ]


def test_versions_share_what_they_are_made_of() -> None:
    """Two versions of one image and one model have an artifact each, and share those of image and model."""
    world = World()
    for number in (1, 2):
        world.register(f"churn/{number}", **specified(container()))

    assert len([one for one in world.entities() if isinstance(one, Artifact)]) == 4
    assert ("Image image:1", "ContributedTo", VERSION) in world.edges()
    assert ("Image image:1", "ContributedTo", "Model churn/2") in world.edges()


def test_an_artifact_that_a_user_made_is_used() -> None:
    """An artifact of the same URI is used, whatever its type and its source types; a context of another type is not."""
    world = World()
    lineage = world.registry.lineage
    lineage.add(own(Artifact, "mine", "Weights", "s3://bucket/model"))
    lineage.add(own(Context, "churn-1-aws-model-group", "Release", HERE.arn("model-package-group", "churn")))
    world.register(**specified(container()))

    assert ("Weights s3://bucket/model", "ContributedTo", VERSION) in world.edges()
    assert (VERSION, "AssociatedWith", "ModelGroup churn-2-aws-model-group") in world.edges()


def test_an_update_adds_what_it_brings() -> None:
    """A new specification adds its contents; the old associations stay, and one that was deleted does not return."""
    world = World()
    first = world.register(**specified(container()))
    (image, *_) = [one for one in settled(world.registry).associations if one.source_type == "Image"]
    settled(world.registry).associations.drop(image)
    world.update(first, **specified(container(), container("image:2", "s3://bucket/new")), ApprovalDescription="x")

    assert world.edges() == [
        (VERSION, "AssociatedWith", GROUP),
        ("Model s3://bucket/model", "ContributedTo", VERSION),
        ("Image image:2", "ContributedTo", VERSION),
        ("Model s3://bucket/new", "ContributedTo", VERSION),
    ]
    assert [one.created for one in world.entities()][-1] == at(1)


def test_a_group_names_the_pipeline_that_registered_last() -> None:
    """The latest pipeline execution stands in the context's properties; what else made a version does not."""
    world = World()
    world.make_group()
    for number, maker in enumerate((EXECUTION.replace("abc", "old"), EXECUTION, "somebody", HERE.arn("job", "a")), 1):
        world.register(f"churn/{number}", MetadataProperties={"GeneratedBy": maker})

    context = context_of(world)
    assert context.properties == {"PipelineExecutionArn": EXECUTION}
    assert (context.created, context.modified) == (at(0), at(2))


def test_the_properties_of_a_user_stay_beside_the_pipeline() -> None:
    """What a user has written into the context of a group stays there."""
    world = World()
    world.make_group()
    context = context_of(world)
    world.registry.lineage.contexts.put(context.revised({"Properties": {"owner": "me"}}, at(0)))
    world.register(MetadataProperties={"GeneratedBy": EXECUTION})

    assert context_of(world).properties == {"owner": "me", "PipelineExecutionArn": EXECUTION}


def test_what_was_deleted_by_hand_is_made_again() -> None:
    """A version that comes after the context was deleted has a context again."""
    world = World()
    world.make_group()
    world.registry.lineage.contexts.drop(context_of(world))
    world.register()

    assert world.edges() == [(VERSION, "AssociatedWith", GROUP)]


def test_a_version_tells_its_own_maker() -> None:
    """A version of the same ARN that comes later tells its maker, or none; what a user has told of it stays."""
    world = World()
    world.register(MetadataProperties={"GeneratedBy": "first"})
    world.register(MetadataProperties={"GeneratedBy": "second"})
    (version,) = (one for one in world.entities() if isinstance(one, Artifact))
    assert version.members["MetadataProperties"] == {"GeneratedBy": "second"}
    world.register()
    assert settled(world.registry).artifacts.find(version.name).members["MetadataProperties"] is None  # type: ignore[union-attr]

    mine = replace(own(Artifact, "mine", "Model", HERE.arn("model-package", "churn/2")), order=0)
    world.registry.lineage.add(replace(mine, members={**mine.members, "MetadataProperties": {"CommitId": "1"}}))
    world.register("churn/2")
    assert settled(world.registry).artifacts.find("mine").members["MetadataProperties"] == {"CommitId": "1"}  # type: ignore[union-attr]


def test_the_id_of_an_artifact_is_that_of_its_source() -> None:
    """It is made of the URI and the source types, in whatever order they are given: 32 hexadecimal digits."""
    one, two = ({"SourceIdType": "S3ETag", "Value": value} for value in "12")
    plain = artifact_id({"SourceUri": "s3://a"})

    assert len(plain) == len(f"{int(plain, 16):032x}") == 32
    assert artifact_id({"SourceUri": "s3://a", "SourceTypes": []}) == plain
    assert artifact_id({"SourceUri": "s3://a", "SourceTypes": [one, two]}) == artifact_id(
        {"SourceUri": "s3://a", "SourceTypes": [two, one]}
    )
    assert (
        len({plain, artifact_id({"SourceUri": "s3://b"}), artifact_id({"SourceUri": "s3://a", "SourceTypes": [one]})})
        == 3
    )
