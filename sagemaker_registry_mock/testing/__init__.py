"""What a test holds in its hands: the events that were sent, functions in place of their targets, results of steps."""

from sagemaker_registry_mock.registry.executions import StepResult
from sagemaker_registry_mock.testing.events import sent_events, stand_in, undelivered_events
from sagemaker_registry_mock.testing.pipelines import set_step_result

__all__ = ["StepResult", "sent_events", "set_step_result", "stand_in", "undelivered_events"]
