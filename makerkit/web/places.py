"""Where to go on after a login: only to a page of ours."""

from urllib.parse import urlsplit

LONGEST = 500


def safe_next(wanted: str | None, otherwise: str = "/") -> str:
    """Return a path of this site, or `otherwise` when the wanted one could lead elsewhere."""
    if not wanted or len(wanted) > LONGEST or not wanted.startswith("/"):
        return otherwise
    if wanted.startswith(("//", "/\\")) or "\\" in wanted:
        return otherwise
    if not wanted.isprintable() or any(sign.isspace() for sign in wanted):
        return otherwise
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else wanted
