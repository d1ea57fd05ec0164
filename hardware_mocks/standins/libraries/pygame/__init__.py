"""`pygame`, as far as it makes sounds. What is played becomes a remark in the trace."""

from . import mixer

__all__ = ["init", "mixer", "quit"]


def init() -> tuple[int, int]:
    """Return how many of its parts work, and how many do not."""
    mixer.init()
    return 1, 0


def quit() -> None:  # noqa: A001 (its name in pygame)
    """Do nothing."""
