"""`picamera2.previews.qt`: widgets for programs with windows of their own."""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    if name.startswith("__"):  # Python itself asks
        raise AttributeError(name)
    raise ImportError(
        f"{name} is a part of a window of the desktop (Qt), and the bench has no desktop. "
        "Its previews work: picam2.start_preview(Preview.QTGL) shows the picture on its page."
    )
