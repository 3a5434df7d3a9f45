"""A server in this process: moto's, on a thread of its own."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Thread
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server

from sagemaker_registry_mock.moto_plugin.serving import Application, serving
from sagemaker_registry_mock.moto_plugin.within import home_account
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.settings import settings_from
from sagemaker_registry_mock.server.admin import Admin, home_region
from sagemaker_registry_mock.server.connections import Connection, Kept
from sagemaker_registry_mock.server.door import Door
from sagemaker_registry_mock.server.sockets import listening, url_of
from sagemaker_registry_mock.testing.environment import fake_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typing_extensions import Self

#: How often the thread looks whether it is to stop, in seconds.
_LOOK = 0.05


class RegistryServer:
    """moto's server with the registry in it. A context manager: it listens inside, and is gone afterwards.

    It serves what moto holds in this process. Inside `mock_aws` that is what the mock holds; else the server begins
    with nothing. Its thread does not keep the process alive.

    Args:
        host: where it listens: an address of this machine or its name. The default is reached by this machine alone.
        port: 0 takes a free one.
        settings: those of `mock_aws(config={"sagemaker_registry": ...})`; None leaves them as they are.
        account_id: the account of clients whose access key is unknown to moto; None leaves that to moto.
        log: write a line for every request to the error stream.

    Raises:
        SettingsError: there is no such setting, or it does not take the value.
        ValueError: the account is none.

    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        settings: Mapping[str, Any] | None = None,
        account_id: str | None = None,
        log: bool = False,
    ) -> None:
        settings_from(settings or {})
        if account_id is not None and not arns.is_account(account_id):
            raise ValueError(f"account_id must be a text of twelve digits, not {account_id!r}")
        self.host = host
        self._port = port
        self._settings = settings
        self._account = account_id
        self._log = log
        self._running: ExitStack | None = None
        self._url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The URL for `endpoint_url`, for every service of moto.

        Raises:
            ValueError: the server has not been started.

        """
        if not self._url:
            raise ValueError("The server has no URL yet: start it, or use it in a `with` statement.")
        return self._url

    @property
    def account(self) -> str:
        """The account of clients whose access key is unknown to moto."""
        return self._account or home_account()

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which the aws CLI or any SDK, in any language, talks to this server and to nothing else."""
        return {**fake_environment(home_region(), self.account), "AWS_ENDPOINT_URL": self.url}

    def start(self, prepare: Callable[[], object] | None = None) -> None:
        """Listen. When this returns, a client can connect.

        Args:
            prepare: is called before the first request is answered; what it raises is raised, and nothing listens.

        Raises:
            ServerError: it cannot listen there.
            ValueError: it listens already.

        """
        if self._running is not None:
            raise ValueError(f"The server listens already, at {self._url}.")
        listens = listening(self.host, self._port)
        with ExitStack() as cleared, listens:
            self._url = url_of(listens)
            port = listens.getsockname()[1]
            cleared.enter_context(serving(port, self._settings, self._account))
            if prepare:
                prepare()
            self._door = Door(Admin(Application(), self.host))
            self._kept = Kept()
            handler = type("Handler", (Connection,), {"kept": self._kept, "log_requests": self._log})
            served = make_server(
                self.host, port, self._door, threaded=True, request_handler=handler, fd=listens.fileno()
            )
            thread = Thread(target=served.serve_forever, args=(_LOOK,), name=f"registry at {self._url}", daemon=True)
            thread.start()
            cleared.callback(thread.join)
            cleared.callback(served.shutdown)
            self._running = cleared.pop_all()
            self._served = served

    def stop(self, patience: float = 5.0) -> int:
        """Listen no more, and wait for the requests that are being answered; do nothing where it does not listen.

        Args:
            patience: how many seconds to wait at most. Who is connected and asks nothing is not waited for.

        Returns:
            How many requests are still being answered.

        """
        running, self._running = self._running, None
        if running is None:
            return 0
        with running:
            self._served.shutdown()
            self._kept.close()
            return self._door.close(patience)
