"""Addresses that have Apprise read a file of this computer, and send what stands in it.

Some messengers take a template of the message, or a key, from a file that their address names.
Whoever can type addresses at the page could so read what only the alarm may read. By hand, in
secrets/telling.toml, such an address may still be written: there somebody is at home already.
"""

import re
from urllib.parse import unquote_plus

from makerkit.errors import BadInputError

FILES = frozenset({"keyfile", "subfile", "pgppub", "pgpprv"})
"""Whatever they say: the file of a key, or of subscriptions."""
FILE_OR_NAME = frozenset({"template"})
"""A file for Discord, Slack, Telegram and Workflows; for others a name that they were given."""
NAME = re.compile(r"[A-Za-z0-9_-]{0,80}")


def refuse_own_files(address: str) -> None:
    """Refuse an address that names a file of this computer.

    Raises:
        BadInputError: it does; the message has nothing of the address but the key.
    """
    for key, value in _asked(address):
        if key in FILES or (key in FILE_OR_NAME and not NAME.fullmatch(value)):
            raise BadInputError(
                f"{key}= would have this computer read one of its own files: that is not taken "
                "here. Write such an address into secrets/telling.toml by hand."
            )


def _asked(address: str) -> list[tuple[str, str]]:
    """Return what stands behind the question mark; Apprise takes keys in any case."""
    _, _, query = address.partition("?")
    pairs = (pair.partition("=") for pair in re.split(r"[&;?]", query))
    return [(_plain(key), _plain(value, lower=False)) for key, _, value in pairs]


def _plain(text: str, *, lower: bool = True) -> str:
    plain = unquote_plus(text).strip()
    return plain.lower().lstrip(":+-") if lower else plain
