"""The wire: what botocore's service model says, compiled once. This room names no SageMaker field."""
