"""Sets a code from the command line: the first one, or one in the place of a forgotten one."""

import logging
import time
from pathlib import Path
from typing import Protocol

from makerkit.app.folder import make_folder
from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import MakerKitError
from security_system.alarm import Right
from security_system.code_file import CODES, read_codes, write_codes

SECRETS = "secrets"
FOR_NODE = "code_for_node"
"""A code that the keypad of the node is still to learn. It keeps only a hash of it, so somebody
must tell it the code itself; the file is gone as soon as the node has it."""

FORGOTTEN_AFTER_S = 86_400.0
LOG = logging.getLogger(__name__)


class Keypad(Protocol):
    """What learns a code: the node."""

    def set_code(self, code: str, *, is_duress: bool = False) -> None:
        """Keep a hash of it; raises MakerKitError while it is not there."""


def as_digits(text: str) -> str:
    """Return a code in the digits of a keypad, whatever keyboard wrote it."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.strip())


def has_codes(folder: Path) -> bool:
    """Return whether anybody has a code."""
    return any(user.has_code for user in read_codes(folder / SECRETS).people())


def set_code(folder: Path, name: str, code: str) -> None:
    """Give somebody a code, and all rights if they are new; the keypad learns it as well.

    Raises:
        MakerKitError: it is too short, too easy to guess, or somebody else's.
    """
    make_folder(folder)  # made as a parent of the next one it would be open to all
    secrets = folder / SECRETS
    book = read_codes(secrets)
    is_new = name not in {user.name for user in book.people()}
    book.set_code(name, code)
    if is_new:
        book.set_rights(name, frozenset(Right))
    write_codes(secrets, book)
    write_atomically(secrets / FOR_NODE, code.encode(), mode=OWNER_ONLY)


def _waiting_code(folder: Path) -> str | None:
    """Return a code that is no more than a day old: a node that never comes shall not know it."""
    file = folder / SECRETS / FOR_NODE
    try:
        if time.time() - file.stat().st_mtime > FORGOTTEN_AFTER_S:
            file.unlink()
            return None
        return file.read_text(encoding="utf-8")
    except OSError:
        return None


def teach_node(folder: Path, node: Keypad | None) -> bool:
    """Tell the keypad the code that it is still to learn; return whether it was told now."""
    code = _waiting_code(folder)  # asked for without a node as well: there it is forgotten too
    if node is None or code is None:
        return False
    if not _is_still_a_code(folder, code):
        forget_code_for_node(folder)
        return False
    try:
        node.set_code(code)
    except MakerKitError as error:
        LOG.debug("The keypad has still to learn its code: %s", error)
        return False
    forget_code_for_node(folder)
    LOG.info("The keypad of the node has learned the code.")
    return True


def forget_code_for_node(folder: Path) -> None:
    """Let the keypad not learn the code that waits for it: a newer one has taken its place."""
    (folder / SECRETS / FOR_NODE).unlink(missing_ok=True)


def _is_still_a_code(folder: Path, code: str) -> bool:
    """Return whether it is anybody's: its owner may have another one now, or be gone."""
    secrets = folder / SECRETS
    try:
        waits_since_ns = (secrets / FOR_NODE).stat().st_mtime_ns
        if (secrets / CODES).stat().st_mtime_ns <= waits_since_ns:
            return True  # nothing has changed since, and a try costs half a second on a small Pi
    except FileNotFoundError:  # the codes were moved away, to be set anew
        return False
    return read_codes(secrets).judge(code) is not None
