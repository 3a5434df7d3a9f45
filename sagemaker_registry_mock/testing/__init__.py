"""What a test holds in its hands: the events that were sent, and functions in place of their targets."""

from sagemaker_registry_mock.testing.events import sent_events, stand_in, undelivered_events

__all__ = ["sent_events", "stand_in", "undelivered_events"]
