"""The state of one account in one region: pure Python, no HTTP, no botocore, no moto."""
