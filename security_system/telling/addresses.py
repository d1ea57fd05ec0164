"""Where messages go: secrets, in a file that only its owner can read.

`secrets/telling.toml` has one line for each service of the settings: `phone = "ntfy://…"`. The
addresses are those of Apprise, which knows over a hundred messengers.
"""

import logging
import os
import stat
import tomllib
from pathlib import Path

import tomlkit

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import BadInputError

FILE = "telling.toml"
BEGINNING = (
    "# Where messages go, a line for each service that [telling.services] in config.toml names:\n"
    '# phone = "ntfy://ntfy.example.org/a-topic-nobody-guesses"\n'
    "# These lines are passwords: show them to nobody.\n"
)
LONGEST = 2_000
LOG = logging.getLogger(__name__)


class Addresses:
    """Reads and writes the file.

    Args:
        folder: the folder with the secrets.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def read(self) -> dict[str, str]:
        """Return the address of each service.

        Raises:
            BadInputError: the file cannot be read; the message has no line of it.
        """
        try:
            self._close_to_others()
            found = tomllib.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except tomllib.TOMLDecodeError as error:
            raise BadInputError(f"{self._path} is no TOML: {_where(error)}.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise BadInputError(f"{self._path} cannot be read: {type(error).__name__}.") from None
        wrong = [name for name, address in found.items() if not isinstance(address, str)]
        if wrong:
            raise BadInputError(f"{self._path}: {wrong[0]} must be a text in quotes.")
        return found

    def write(self, service: str, address: str) -> None:
        """Keep the address of a service; an empty one removes it.

        Raises:
            BadInputError: it is too long, or the file cannot be written.
        """
        if len(address) > LONGEST or not address.isprintable():
            raise BadInputError(f"An address has at most {LONGEST} characters, in one line.")
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = self._path.read_text("utf-8") if self._path.exists() else BEGINNING
        document = tomlkit.parse(text)
        if address:
            document[service] = address
        else:
            document.pop(service, None)
        content = tomlkit.dumps(document).encode()
        write_atomically(self._path, content, mode=OWNER_ONLY)

    def _close_to_others(self) -> None:
        """Take from everybody else the right to read, if an editor gave it to them."""
        mode = stat.S_IMODE(self._path.stat().st_mode)
        if mode & 0o077 and os.name == "posix":
            LOG.warning("Others could read %s; they cannot any more.", self._path)
            self._path.chmod(OWNER_ONLY)


def _where(error: tomllib.TOMLDecodeError) -> str:
    """Return where the mistake stands, and nothing of what stands there."""
    _, _, place = str(error).rpartition("(")
    return place.rstrip(")") or "somewhere"
