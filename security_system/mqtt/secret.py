"""The password of the broker: in a file of its own that nobody else can read."""

import logging
import os
import stat
from pathlib import Path

from makerkit.atomic_file import OWNER_ONLY, write_atomically

FILE = "mqtt_password"
LOG = logging.getLogger(__name__)


def read_password(folder: Path) -> str:
    """Return the password that is kept in the folder of secrets; empty if none is."""
    path = folder / FILE
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            LOG.warning("Others could read %s; they cannot any more.", path)
            path.chmod(OWNER_ONLY)
        return path.read_text("utf-8").rstrip("\r\n")
    except FileNotFoundError:
        return ""


def write_password(folder: Path, password: str) -> None:
    """Keep the password."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(folder / FILE, password.encode(), mode=OWNER_ONLY)
