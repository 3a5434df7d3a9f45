"""What `serve` begins with: the document of its state file, or a seed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cli.errors import CommandError
from sagemaker_registry_mock.cli.output import tell

if TYPE_CHECKING:
    import argparse

    from sagemaker_registry_mock.cli.statefile import StateFile
    from sagemaker_registry_mock.server import RegistryServer


class Beginning:
    """What a server begins with. Where there is a state, a seed is passed over: it is in that state already.

    Raises:
        CommandError: the state cannot be read.

    """

    def __init__(self, chosen: argparse.Namespace, state: StateFile | None) -> None:
        self._state = state if state and state.exists else None
        self._document: Any = self._state.read() if self._state else None
        self._seed = None if self._state else chosen.seed
        self._file = self._state.path if self._state else chosen.seed
        #: The accounts that it is about, as far as is known.
        self.accounts = accounts_in(self._document)
        if chosen.seed and self._state:
            tell(f"{chosen.seed} is passed over: the state is read from {self._file}.")

    def account(self, chosen: str | None) -> str | None:
        """Return the server's own account: the chosen one, or that of all there is; None leaves it to moto."""
        if chosen is None and "MOTO_ACCOUNT_ID" not in os.environ and len(self.accounts) == 1:
            return next(iter(self.accounts))
        return chosen

    def fill(self) -> None:
        """Put it into the registries of this process.

        Raises:
            CommandError: it is refused.

        """
        from sagemaker_registry_mock.server.admin import home_region  # noqa: PLC0415 - it loads moto
        from sagemaker_registry_mock.testing import seeding, state  # noqa: PLC0415 - as above

        try:
            if self._state:
                state.load(self._document)
            if self._seed:
                made = seeding.seed(self._seed, region_name=home_region())
                self.accounts = {arn.split(":")[4] for arn in made}
        except seeding.SeedError as error:
            raise CommandError(str(error)) from error
        except state.StateError as error:
            raise CommandError(f"{self._file}: {error}") from error

    def warn(self, server: RegistryServer) -> None:
        """Say that clients will see nothing of it, where that is so."""
        if self.accounts and server.account not in self.accounts:
            accounts = ", ".join(sorted(self.accounts))
            tell(f"clients are in the account {server.account}, and what there is is in {accounts}: see --account.")


def accounts_in(document: Any) -> set[str]:
    """Return the accounts of a document that is not checked yet; of its first version, which had one, too."""
    whole = document if isinstance(document, dict) else {}
    registries = whole.get("registries", [whole])
    accounts = (
        [one.get("account") for one in registries if isinstance(one, dict)] if isinstance(registries, list) else []
    )
    return {one for one in accounts if isinstance(one, str)}
