"""How the demo runs: inside a mock, or against a server that stays up; never with the user's own AWS configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boto3.session import Session
from rich.console import Console

from sagemaker_registry_mock.demo.story import told
from sagemaker_registry_mock.demo.world import ACCOUNT, GROUP, KEY, REGION, World
from sagemaker_registry_mock.moto_plugin.mocking import mocked
from sagemaker_registry_mock.testing.environment import environment, fake_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The roles of the demo's people are enforced; the administrator, whose key IAM does not know, may do everything.
SETTINGS = {"iam": True}
ENVIRONMENT = fake_environment(REGION, ACCOUNT)


def demo(console: Console | None = None) -> None:
    """Tell the life of a model in the registry, by boto3 calls inside a mock.

    Args:
        console: where it is told; the standard output where left out.

    """
    with environment(ENVIRONMENT), mocked(SETTINGS):
        tell = told(console or output(), World(Session()))
    tell.say("\nTo look around in all that: python -m sagemaker_registry_mock demo --keep", "bold")


def keep(console: Console | None = None, *, host: str = "127.0.0.1", port: int = 0) -> None:
    """Tell the same against a server, over HTTP, and leave it up until a signal such as Ctrl-C's ends it.

    Args:
        console: where it is told; the standard output where left out.
        host: where the server listens.
        port: 0 takes a free one.

    Raises:
        ServerError: the server cannot listen there.
        ImportError: the packages of moto's server, the extra `server`, are missing.

    """
    from sagemaker_registry_mock.server import RegistryServer  # noqa: PLC0415 - an extra
    from sagemaker_registry_mock.server.signals import stop_signals  # noqa: PLC0415 - as above

    console = console or output()
    with environment(ENVIRONMENT), RegistryServer(host, port, settings=SETTINGS) as server:
        told(console, World(Session(), server.url))
        with stop_signals() as wait:
            for line in directions(server.url):
                console.print(line, soft_wrap=True)  # they are to be copied
            wait()


def directions(url: str) -> Iterator[str]:
    """Yield how to look around in a server."""
    key = f"AWS_ACCESS_KEY_ID={KEY} AWS_SECRET_ACCESS_KEY={KEY}"
    aws = f"aws --endpoint-url {url} --region {REGION} sagemaker"
    keys = f'aws_access_key_id="{KEY}", aws_secret_access_key="{KEY}"'
    yield f"\nAll that stays up at {url} until Ctrl-C. To look around:"
    yield f"  {key} {aws} list-model-packages --model-package-group-name {GROUP}"
    yield f'  boto3.client("sagemaker", endpoint_url="{url}", region_name="{REGION}", {keys})'
    yield f"  {url}/moto-api/ in a browser"
    yield f"  python -m sagemaker_registry_mock dump --url {url}"


def output() -> Console:
    """Return a console on the standard output: colours on a terminal only, and texts as they are."""
    return Console(markup=False, emoji=False, highlight=False)
