"""The demo: a model's life in the registry, told by real boto3 calls that a reader can copy."""

from sagemaker_registry_mock.demo.running import demo, keep

__all__ = ["demo", "keep"]
