"""A small net in an ONNX file, run by OpenCV alone: no second runtime on the Pi."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError, NotThereError

Values = NDArray[np.float32]
LARGEST_BYTES = 50_000_000
"""Nets of this kit have 0.4 MB; what is larger is something else, or far too slow for a Pi."""


class OnnxNet:
    """A net that is read when it is first asked.

    Args:
        path: the ONNX file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._net: Any = None

    def load(self) -> None:
        """Read the file now, rather than at the first picture.

        Raises:
            NotThereError: there is no such file.
            BadInputError: it is no net that OpenCV can run.
        """
        if self._net is None:
            self._net = _read(self.content(), self.path)

    def content(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            NotThereError: there is no such file.
            BadInputError: it cannot be a net.
        """
        try:
            if self.path.stat().st_size > LARGEST_BYTES:
                raise BadInputError(
                    f"{self.path} has {self.path.stat().st_size / 1e6:.0f} MB: too large for a net "
                    f"of this kit ({LARGEST_BYTES / 1e6:.0f} MB at most). Is it another file?"
                )
            content = self.path.read_bytes()
        except OSError as error:
            raise NotThereError(
                f"There is no model {self.path} ({error.strerror}). `maker train drive` makes one."
            ) from error
        if not content:
            raise BadInputError(f"{self.path} is empty. Was its copying cut off? Copy it again.")
        return content

    def __call__(self, blob: Values) -> Values:
        """Return what the net says to one input.

        Args:
            blob: in the shape that the net was made for, such as (1, 3, 66, 200).

        Raises:
            NotThereError, BadInputError: the file cannot be used, or not with such an input.
        """
        import cv2

        self.load()
        try:
            self._net.setInput(blob)
            answer: Values = self._net.forward()
        except cv2.error as error:
            raise BadInputError(
                f"{self.path} cannot take an input of {'x'.join(map(str, blob.shape))}: "
                f"{_reason(error)}. Does its card belong to it?"
            ) from error
        return answer


def _read(content: bytes, path: Path) -> Any:
    import cv2

    # 5.0 has a new engine, which is 20 to 35 % slower for nets as small as these.
    engine = getattr(cv2.dnn, "ENGINE_CLASSIC", None)
    options = {} if engine is None else {"engine": engine}
    try:
        net = cv2.dnn.readNetFromONNX(np.frombuffer(content, np.uint8), **options)
    except cv2.error as error:
        raise BadInputError(
            f"{path} is no ONNX net that OpenCV {cv2.__version__} can read: {_reason(error)}. "
            "`maker train drive` makes one that it can."
        ) from error
    if net.empty():
        raise BadInputError(f"{path} has no net in it. `maker train drive` makes one.")
    return net


def _reason(error: Exception) -> str:
    """Return the one line of OpenCV's words that says something."""
    said = str(getattr(error, "err", "") or error).strip().splitlines()
    return said[0].strip().rstrip(".")[:200] if said else "it gives no reason"
