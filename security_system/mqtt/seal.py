"""Seals on what outposts and the panel say to each other: nobody else at the broker can forge them.

Both have the same secret in `secrets/outpost_key`: make it on the panel (`python -m
security_system.mqtt.seal FOLDER`), and carry the file to each outpost. Without that file, messages
are as trustworthy as whoever may write to the broker. A seal is 32 hexadecimal digits and a dot
before the message: HMAC-SHA256 over topic and message, cut to 128 bits (RFC 2104, section 5).
"""

import hashlib
import hmac
import logging
import os
import secrets
import stat
import sys
from pathlib import Path

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from security_system.mqtt.payloads import BadPayloadError

FILE = "outpost_key"
DIGITS = 32
SHORTEST = 16
LOG = logging.getLogger(__name__)


class Seal:
    """Seals messages and breaks seals.

    Args:
        key: the common secret; empty: nothing is sealed, and no seal is asked for.
    """

    def __init__(self, key: bytes = b"") -> None:
        self._key = key

    @classmethod
    def kept_in(cls, folder: Path) -> "Seal":
        """Return the seal whose key is kept in a folder of secrets, if one is."""
        path = folder / FILE
        try:
            if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
                LOG.warning("Others could read %s; they cannot any more.", path)
                path.chmod(OWNER_ONLY)
            key = path.read_bytes().strip()
        except FileNotFoundError:
            return cls()
        if len(key) < SHORTEST:
            LOG.error("%s is too short to be a secret: nothing will fit it.", path)
            return cls(secrets.token_bytes(32))
        return cls(key)

    def close(self, topic: str, payload: bytes) -> bytes:
        """Return a message with its seal."""
        return self._digits(topic, payload) + b"." + payload if self._key else payload

    def open(self, topic: str, sealed: bytes) -> bytes:
        """Return the message behind a seal.

        Raises:
            BadPayloadError: the seal is missing or is not ours.
        """
        if not self._key:
            return sealed
        digits, dot, payload = sealed[:DIGITS], sealed[DIGITS : DIGITS + 1], sealed[DIGITS + 1 :]
        if dot != b"." or not hmac.compare_digest(digits, self._digits(topic, payload)):
            raise BadPayloadError(
                "Its seal is wrong: is secrets/outpost_key the same on the panel and the outpost?"
            )
        return payload

    def _digits(self, topic: str, payload: bytes) -> bytes:
        said = topic.encode() + b"\0" + payload
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:DIGITS].encode()


def make_key(folder: Path) -> Path:
    """Make a key in a data folder, unless there is one, and return its file."""
    path = folder / "secrets" / FILE
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, secrets.token_hex(32).encode() + b"\n", mode=OWNER_ONLY)
    return path


if __name__ == "__main__":
    data_folder = Path(sys.argv[1] if len(sys.argv) > 1 else "~/security_system").expanduser()
    print(f"Carry {make_key(data_folder)} to the same place on each outpost.")  # noqa: T201  # answers
