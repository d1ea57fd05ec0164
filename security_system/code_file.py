"""Keeps the codes of the users: `secrets/codes.json`, and the device's key beside it.

A code of four digits is guessed quickly by who has the file, whatever the hash; so the hash needs
the key as well, both are for the owner's eyes only, and the real defence is the lock-out.
"""

import json
import os
import secrets
from pathlib import Path

from makerkit.app.folder import make_folder
from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import BadInputError
from security_system.alarm import CodeBook

KEY_BYTES = 32
CODES, KEY = "codes.json", "code_key"


def read_codes(folder: Path) -> CodeBook:
    """Return the codes that a folder of secrets holds; none at the first start.

    Raises:
        BadInputError: the file is damaged; nobody can disarm until it is made anew.
    """
    make_folder(folder)
    file = folder / CODES
    _close_to_others(file)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {}
    except (ValueError, OSError) as error:
        raise BadInputError(
            f"{file} is damaged ({error}), so no code is known. Move it away and set codes anew: "
            "python -m security_system --set-code NAME"
        ) from error
    return CodeBook(_key(folder), kept)


def write_codes(folder: Path, book: CodeBook) -> None:
    """Write the codes; they are all there or as they were, whatever happens.

    Raises:
        BadInputError: the disk refuses.
    """
    text = json.dumps(book.kept(), indent=1, ensure_ascii=False)
    write_atomically(folder / CODES, text.encode(), mode=OWNER_ONLY)


class CodeWatch:
    """Notices that another program, `--set-code`, has written the codes.

    Args:
        folder: of the secrets.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / CODES
        self._seen = self._look()

    def has_changed(self) -> bool:
        """Return whether the file is another one than when this was asked last."""
        seen, self._seen = self._seen, self._look()
        return self._seen not in (seen, None)

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns


def _key(folder: Path) -> bytes:
    """Return the random key of this device, made at the first start."""
    file = folder / KEY
    _close_to_others(file)
    try:
        kept = file.read_bytes()
    except FileNotFoundError:
        kept = b""
    if len(kept) >= KEY_BYTES:
        return kept
    made = secrets.token_bytes(KEY_BYTES)
    write_atomically(file, made, mode=OWNER_ONLY)
    return made


def _close_to_others(file: Path) -> None:
    """Take away what a backup or a careless copy has given to others."""
    if os.name == "posix" and file.exists() and file.stat().st_mode & 0o077:
        file.chmod(OWNER_ONLY)
