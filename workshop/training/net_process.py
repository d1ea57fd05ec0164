"""A trained net that drives in the simulator: the car's own code, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from makerkit.errors import MakerKitError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

END_WITHIN_S = 5.0


class NetProcess:
    """Answers pictures with angle and throttle.

    Args:
        model: the ONNX file, with its card beside it.
    """

    def __init__(self, model: Path) -> None:
        self._model = model
        self._process = subprocess.Popen(
            [sys.executable, "-m", "self_driving_car.training", "pilot", str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __call__(self, picture: NDArray[np.uint8]) -> tuple[float, float]:
        """Return angle and throttle for a picture (H, W, 3), BGR.

        Raises:
            MakerKitError: the net does not answer; it has said itself why.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(b"%d %d\n" % picture.shape[:2] + picture.tobytes())
            self._process.stdin.flush()
            angle, throttle = self._process.stdout.readline().split()
        except (OSError, ValueError) as error:
            raise MakerKitError(f"The net {self._model} gives no answer; see above.") from error
        return float(angle), float(throttle)

    def close(self) -> None:
        """End it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(END_WITHIN_S)
