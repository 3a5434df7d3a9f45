"""moto's own server with the registry in it, and with routes of its own to read, load and seed what the registry holds.

It needs the packages of moto's server: the extra `server`.
"""

from sagemaker_registry_mock.server.running import RegistryServer
from sagemaker_registry_mock.server.signals import StoppedAtOnce, stop_signals
from sagemaker_registry_mock.server.sockets import ServerError

__all__ = ["RegistryServer", "ServerError", "StoppedAtOnce", "stop_signals"]
