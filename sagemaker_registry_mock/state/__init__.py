"""The state of registries as a document of JSON: written, upgraded, checked, read."""
