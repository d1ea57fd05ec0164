"""The built front end: scripts, styles, fonts, with addresses that change when they do."""

from functools import cache
from pathlib import Path

from flask import Response, abort, send_from_directory, url_for

DIST = Path(__file__).parent / "dist"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".map": "application/json",
    ".txt": "text/plain",
}
NOT_BUILT = "The front end is not built. Type: python hatch_build.py"


@cache
def version() -> str:
    """Return what changes whenever a built file does; "none" when nothing is built."""
    try:
        return (DIST / "version.txt").read_text(encoding="utf-8").strip()[:12] or "none"
    except OSError:
        return "none"


def is_built() -> bool:
    """Return whether there are scripts and styles at all."""
    return (DIST / "version.txt").exists()


def asset(name: str) -> str:
    """Return where a built file is; templates call it with the name, such as kit.js."""
    return url_for("web.asset", version=version(), name=name)


def send(name: str) -> Response:
    """Return a built file, to be kept for ever under this address."""
    if not is_built():
        abort(404, description=NOT_BUILT)
    answer = send_from_directory(DIST, name, mimetype=TYPES.get(Path(name).suffix))
    answer.headers["Cache-Control"] = FOREVER
    return answer
