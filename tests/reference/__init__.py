"""The reference of the docs, made of the code: `python -m tests.reference > docs/reference.md`."""
