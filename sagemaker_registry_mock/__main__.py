"""`python -m sagemaker_registry_mock`."""

import sys

from sagemaker_registry_mock.cli import main

sys.exit(main())
