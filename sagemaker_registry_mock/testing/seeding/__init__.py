"""Seeds: groups, versions and cards described briefly, in a file or in Python."""

from sagemaker_registry_mock.testing.seeding.performing import seed
from sagemaker_registry_mock.testing.seeding.reading import SeedError, parsed_seed, read_seed

__all__ = ["SeedError", "parsed_seed", "read_seed", "seed"]
