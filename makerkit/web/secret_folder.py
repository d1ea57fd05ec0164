"""The folder in which a page keeps its keys, users and locks: for its owner's eyes only."""

import json
import logging
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import BadInputError, MakerKitError

KEY_BYTES = 32
OTHERS_WRITE = 0o022

log = logging.getLogger(__name__)


class SecretFolder:
    """Reads and writes small files that only the owner may read, whole or not at all.

    Args:
        path: made if it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadInputError(
                f"Cannot make the folder {path}: {error.strerror}. Is there another place?"
            ) from error
        _let_others_not_write(path)

    def key(self, name: str) -> bytes:
        """Return a random key, the same at every start."""
        file = self.path / name
        self._close_to_others(file)
        try:
            kept = file.read_bytes()
        except FileNotFoundError:
            kept = b""
        if len(kept) >= KEY_BYTES:
            return kept
        made = secrets.token_bytes(KEY_BYTES)
        write_atomically(file, made, mode=OWNER_ONLY)
        return made

    def read(self, name: str) -> dict[str, Any]:
        """Return what a file holds; empty when there is none.

        Raises:
            BadInputError: somebody has damaged it.
        """
        file = self.path / name
        self._close_to_others(file)
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (ValueError, UnicodeDecodeError) as error:
            raise BadInputError(
                f"{file} is damaged: {error}. Move it away, then make a new setup code: "
                f"python -m makerkit.web reset --folder {self.path}"
            ) from error
        return found if isinstance(found, dict) else {}

    def write(self, name: str, content: dict[str, Any]) -> None:
        """Replace a file."""
        text = json.dumps(content, indent=1, ensure_ascii=False)
        write_atomically(self.path / name, text.encode(), mode=OWNER_ONLY)

    def try_write(self, name: str, content: dict[str, Any]) -> None:
        """Replace a file if it can be: a full disk must not keep the owner out."""
        try:
            self.write(name, content)
        except MakerKitError as error:
            log.warning("%s It is forgotten at the next start.", error)

    def remove(self, name: str) -> bool:
        """Take a file away; return whether it was there: of two that try, one gets it."""
        try:
            (self.path / name).unlink()
        except FileNotFoundError:
            return False
        return True

    def append(self, name: str, line: str) -> None:
        """Add a line to a file and have it on the disk."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        opened = os.open(self.path / name, flags, OWNER_ONLY)
        try:
            os.write(opened, (line + "\n").encode())
            os.fsync(opened)
        finally:
            os.close(opened)

    @staticmethod
    def _close_to_others(file: Path) -> None:
        """Take away what a backup or a careless copy has given to others."""
        with suppress(OSError):
            found = file.stat()
            if not _is_trusted(found.st_uid):
                raise BadInputError(
                    f"{file} belongs to somebody else, who could let themselves in by it. "
                    "Say another folder, or take the file away."
                )
            if found.st_mode & 0o077:
                file.chmod(OWNER_ONLY)


def _let_others_not_write(path: Path) -> None:
    """Take away the right to put files of their own in the place of ours.

    Raises:
        BadInputError: it is a folder for everybody, or somebody else's.
    """
    if os.name != "posix":
        return
    found = path.stat()
    if found.st_mode & stat.S_ISVTX or not _is_trusted(found.st_uid):
        raise BadInputError(
            f"{path} is not yours alone, so others could let themselves in by it. "
            "Say another folder: it is made if it is not there."
        )
    if found.st_mode & OTHERS_WRITE:
        path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS_WRITE)


def _is_trusted(owner: int) -> bool:
    """Return whether a file is ours or root's; to root, everybody's are."""
    return os.name != "posix" or os.geteuid() in (0, owner) or owner == 0
