"""What a test holds in its hands: events and functions in place of their targets, results of steps, faults, calls."""

from sagemaker_registry_mock.moto_plugin.interception import CallError, IncomingCall, aside
from sagemaker_registry_mock.registry.executions import StepResult
from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.state.files import read_document, write_document
from sagemaker_registry_mock.testing.events import sent_events, stand_in, undelivered_events
from sagemaker_registry_mock.testing.fault_kinds import (
    cannot_connect,
    connect_timeout,
    connection_dropped,
    delay,
    error_reply,
    read_timeout,
    reply_lost,
)
from sagemaker_registry_mock.testing.faults import FaultRule, Faults, injected_faults
from sagemaker_registry_mock.testing.handle import ModelRegistry
from sagemaker_registry_mock.testing.network import LeftTheMachine, NetworkGuard
from sagemaker_registry_mock.testing.pipelines import set_step_result
from sagemaker_registry_mock.testing.recorder import RecordedCall, Recorder, recorded_calls
from sagemaker_registry_mock.testing.seeding import SeedError, seed
from sagemaker_registry_mock.testing.state import Snapshot, StateError, dump, load, restore, snapshot

__all__ = [
    "CallError",
    "FaultRule",
    "Faults",
    "IncomingCall",
    "LeftTheMachine",
    "ModelRegistry",
    "NetworkGuard",
    "RecordedCall",
    "Recorder",
    "SeedError",
    "Snapshot",
    "StateError",
    "StepResult",
    "aside",
    "cannot_connect",
    "connect_timeout",
    "connection_dropped",
    "delay",
    "document_from_exports",
    "dump",
    "error_reply",
    "injected_faults",
    "load",
    "read_document",
    "read_timeout",
    "recorded_calls",
    "reply_lost",
    "restore",
    "seed",
    "sent_events",
    "set_step_result",
    "snapshot",
    "stand_in",
    "undelivered_events",
    "write_document",
]
