"""What this package costs, side by side with moto alone and with botocore alone: `python -m tests.bench.report`."""
