"""Every error of the kit has one root, and each also is the builtin it resembles.

A message says what happened, with which value, and what to try.
"""


class MakerKitError(Exception):
    """Root of every error that the kit raises on purpose."""


class BadInputError(MakerKitError, ValueError):
    """A file, an option or a value that somebody gave us cannot be used."""


class NotThereError(MakerKitError, FileNotFoundError):
    """A file, a port, a lesson or a part that was asked for does not exist."""

    def __str__(self) -> str:  # OSError would print its arguments as an errno pair
        return str(self.args[0]) if self.args else ""


class UnsupportedHereError(MakerKitError, RuntimeError):
    """What was asked for cannot work on this machine or in this mode."""
