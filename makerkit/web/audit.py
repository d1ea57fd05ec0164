"""What happened at the door: who logged in, who failed. Appended to, never changed."""

import json
import logging
import time
from typing import Any

from makerkit.web.secret_folder import SecretFolder

FILE = "audit.jsonl"
OLDER = "audit.older.jsonl"
LARGEST_BYTES = 2_000_000
FIELD_LONGEST = 200

log = logging.getLogger(__name__)


class Audit:
    """Writes a line of JSON for each thing that happened. It is given no passwords or codes."""

    def __init__(self, folder: SecretFolder | None) -> None:
        self._folder = folder

    def note(self, what: str, **more: Any) -> None:
        """Note something with the time; a full disk keeps nobody from logging in."""
        if self._folder is None:
            return
        fields = {key: _short(value) for key, value in more.items() if value is not None}
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        try:
            self._begin_anew(self._folder)
            self._folder.append(FILE, json.dumps({"at": at, "what": what, **fields}))
        except OSError as error:
            log.warning("Cannot write the audit log: %s.", error.strerror or error)

    def _begin_anew(self, folder: SecretFolder) -> None:
        file = folder.path / FILE
        if file.exists() and file.stat().st_size > LARGEST_BYTES:
            file.replace(folder.path / OLDER)


def _short(value: Any) -> Any:
    return value[:FIELD_LONGEST] if isinstance(value, str) else value
