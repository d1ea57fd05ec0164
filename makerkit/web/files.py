"""Files that pages can fetch, each by an id: no path ever comes from a page."""

import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, send_file

ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
PRIVATE = "private, no-store"
SHOWN_IN_PAGE = ("video/mp4", "image/jpeg", "image/png", "audio/wav")
"""Types a browser may show by itself; everything else is only saved: it could run as our page."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file on offer."""

    path: Path
    kind: str
    name: str


class FileRegistry:
    """Which files pages can fetch, and under which ids."""

    def __init__(self) -> None:
        self._files: dict[str, Offered] = {}
        self._lock = threading.Lock()

    def offer(
        self, path: Path, *, kind: str = "video/mp4", name: str = "", key: str | None = None
    ) -> str:
        """Offer a file, and return the id under which `/files/<id>` sends it.

        Args:
            kind: its media type.
            name: under which a browser saves it; the file's own name if not given.
            key: the id, if it should be the same after a restart.
        """
        chosen = secrets.token_urlsafe(12) if key is None else key
        if not ID.fullmatch(chosen):
            raise ValueError(f"An id has letters, digits, - and _ (got {chosen!r}).")
        shown = "".join(sign for sign in name or path.name if sign.isprintable())
        with self._lock:
            self._files[chosen] = Offered(path.resolve(), kind, shown)
        return chosen

    def withdraw(self, key: str) -> None:
        """Offer a file no more."""
        with self._lock:
            self._files.pop(key, None)

    def find(self, key: str) -> Offered | None:
        """Return what is offered under an id."""
        return self._files.get(key)

    def send(self, key: str, *, to_save: bool = False) -> Response:
        """Return a file as an answer, with Range, so that a film can be wound; else 404."""
        offered = self.find(key)
        if offered is None or not offered.path.is_file():
            abort(404)
        answer = send_file(
            offered.path,
            mimetype=offered.kind,
            as_attachment=to_save or offered.kind not in SHOWN_IN_PAGE,
            download_name=offered.name,
            conditional=True,
        )
        answer.headers["Cache-Control"] = PRIVATE
        return answer
