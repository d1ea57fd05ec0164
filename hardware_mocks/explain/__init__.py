"""Wrong programs in plain words: what Python met, on which line, and what to try.

`explain_error` is for an error that a program raised, `explain_file` for a file that cannot be run
at all, `look_at_code` for what can be seen without running. The words are in the catalogue
(`makerkit/messages/python.toml`, `syntax.toml`, `gpiozero.toml`, `code.toml`). Nothing of this is
imported while a program is right.
"""

from hardware_mocks.explain.code import comes_first, is_slip, look_at_code
from hardware_mocks.explain.code.view import CodeView
from hardware_mocks.explain.errors import explain_error
from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.files import explain_file

__all__ = [
    "CodeView",
    "Explained",
    "comes_first",
    "explain_error",
    "explain_file",
    "is_slip",
    "look_at_code",
]
