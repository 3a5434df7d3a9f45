"""What an association leads from and to: lineage entities, and the entities of experiments, which are moto's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import LineageEntityDoesNotExist
from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.operations._finding import local_key
from sagemaker_registry_mock.operations._lineage import entity_named
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import ENTITIES, End

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sagemaker_registry_mock.operations._table import Call
    from sagemaker_registry_mock.registry.lineage import LineageEntity

#: The types of trial components that SageMaker makes of jobs, by the endings of their names.
_JOBS = {
    "-aws-training-job": "TrainingJob",
    "-aws-processing-job": "ProcessingJob",
    "-aws-transform-job": "TransformJob",
}
_EXPERIMENTS = {arns.EXPERIMENT: "Experiment", arns.TRIAL_COMPONENT: "TrialComponent"}


@dataclass(frozen=True, slots=True)
class Vertex:
    """What an entity shows of itself to a query."""

    arn: str
    type: str
    lineage_type: str
    created: datetime | None = None
    modified: datetime | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


def is_of_experiments(text: str) -> bool:
    """Tell whether `text` is the ARN of an experiment or a trial component."""
    arn = arns.parse(text)
    return arn is not None and arn.kind in _EXPERIMENTS


def end_named(call: Call, text: str) -> End:
    """Find the entity that an ARN names.

    Raises:
        LineageEntityDoesNotExist: there is none.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    arn = arns.parse(text)
    kind = arn.kind if arn else ""
    if kind in ENTITIES:
        entity = entity_named(call, ENTITIES[kind], text)
        return End(entity.arn, entity.type)
    name = local_key(call, text, kind)
    if kind not in _EXPERIMENTS or call.context.neighbours.experiment_times(kind, name or "") is None:
        raise LineageEntityDoesNotExist(_EXPERIMENTS.get(kind, "Entity"), text)
    # A list of associations tells the types of jobs by another word than a query does.
    return End(text, f"SageMaker{_type(kind, name or '')}")


def arn_named(call: Call, text: str) -> str:
    """Return the ARN of the entity that `text` names: as it is given where there is no such entity (any more).

    Raises:
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    try:
        return end_named(call, text).arn
    except LineageEntityDoesNotExist:
        return text


def title_of(call: Call, text: str) -> str | None:
    """Return the name of what stands at the end of an association; an artifact may have none."""
    kind, name = _parted(text)
    return _entity(call, kind, name).title if kind in ENTITIES else name


def vertex_of(call: Call, text: str) -> Vertex:
    """Return what a query sees of what stands at the end of an association."""
    kind, name = _parted(text)
    if kind in ENTITIES:
        entity = _entity(call, kind, name)
        return Vertex(text, entity.type, entity.word, entity.created, entity.modified, entity.properties)
    times = call.context.neighbours.experiment_times(kind, name) or (None, None)
    return Vertex(text, _type(kind, name), "TrialComponent", *times)


def _entity(call: Call, kind: str, name: str) -> LineageEntity:
    """Return an entity that is associated, and so cannot have been deleted."""
    shelf: Any = settled(call.registry).entities[kind]
    entity: LineageEntity = shelf.find(name)
    return entity


def _parted(text: str) -> tuple[str, str]:
    """Return the resource type and the name in an ARN of this registry."""
    kind, _, name = text.split(":", 5)[5].partition("/")
    return kind, name


def _type(kind: str, name: str) -> str:
    """Return the type of an experiment's entity, which its name tells."""
    if kind == arns.EXPERIMENT:
        return "Experiment"
    return next((told for ending, told in _JOBS.items() if name.endswith(ending)), "ExperimentTrialComponent")
