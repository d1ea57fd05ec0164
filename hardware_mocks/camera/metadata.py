"""Metadata with attributes instead of keys: `picamera2.metadata`."""

from collections.abc import Mapping
from typing import Any


class Metadata:
    """What is known of a frame: `Metadata(picam2.capture_metadata()).ExposureTime`."""

    def __init__(self, metadata: Mapping[str, Any] = {}) -> None:
        self.__dict__ = dict(metadata)

    def __repr__(self) -> str:
        return f"<Metadata: {self.__dict__}>"

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def make_dict(self) -> dict[str, Any]:
        """Return it as a dictionary."""
        return self.__dict__.copy()
