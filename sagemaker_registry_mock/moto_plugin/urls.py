"""Which URLs are answered: those of moto's SageMaker. moto finds this module by its name, beside `models`."""

from moto.sagemaker.urls import url_bases
from moto.sagemaker.urls import url_paths as _moto_paths

from sagemaker_registry_mock.moto_plugin.responses import answer_or_moto

__all__ = ["url_bases", "url_paths"]

url_paths = dict.fromkeys(_moto_paths, answer_or_moto)
