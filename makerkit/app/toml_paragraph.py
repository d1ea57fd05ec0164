"""Keeps the comment above a section where it is when a new section is put before it.

A TOML library takes a comment for the end of what stands above it; people write it above what it is
about. A new `[cameras.hall.motion]` would come between "# -- the pins of the Pi" and `[gpio]`.
"""


def set_apart(old: str, new: str) -> str:
    """Return a text with the sections that are new in it above the comment of the next one.

    Args:
        old: the file as it was.
        new: the same with sections added, somewhere.
    """
    lines = new.splitlines()
    known = set(_headers(old.splitlines()))
    begins = next((at for at, line in enumerate(lines) if _is_new(line, known)), len(lines))
    ends = begins
    while ends < len(lines) and (_is_new(lines[ends], known) or not _is_between(lines[ends])):
        ends += 1
        if ends < len(lines) and lines[ends].strip() in known:
            break
    comment = begins
    while comment > 0 and _is_between(lines[comment - 1]):
        comment -= 1
    if ends == len(lines):  # nothing follows that the comment could be about
        return new
    above, below = lines[:comment], [line.rstrip() for line in lines[comment:begins]]
    parts = [*above, "", *lines[begins:ends], *(below or [""]), *lines[ends:]]
    return "\n".join(parts) + "\n"


def _headers(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.startswith("[")]


def _is_new(line: str, known: set[str]) -> bool:
    return line.startswith("[") and line.strip() not in known


def _is_between(line: str) -> bool:
    return not line.strip() or line.startswith("#")
