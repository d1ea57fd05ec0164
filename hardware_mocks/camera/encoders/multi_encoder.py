"""`picamera2.encoders.MultiEncoder`, to derive an encoder of one's own from."""

from typing import Any

from hardware_mocks.camera.encoders.encoder import Encoder
from hardware_mocks.camera.outputs.output import Output


class MultiEncoder(Encoder):
    """Calls `encode_func` for each picture.

    On a Pi several threads do so at the same time. Here it happens where the picture comes in:
    pictures come out in their order, and in virtual time at once.
    """

    def __init__(self, num_threads: int = 4) -> None:
        """Make an encoder.

        Args:
            num_threads: how many threads encode on a Pi.
        """
        super().__init__()
        self.num_threads = num_threads

    def encode_func(self, request: Any, name: str) -> Any:
        """Return a request's picture as bytes; to be written by whoever derives from this."""
        return b""

    def do_encode(self, request: Any, stream: str) -> tuple[Any, int]:
        """Return a picture as bytes, and its time in microseconds."""
        timestamp_us = self._timestamp(request)
        data = self.encode_func(request, stream)
        request.release()
        return data, timestamp_us

    def _send_streams(self, output: Output) -> None:
        """Tell nothing, as on a Pi: what comes is known to `encode_func` alone."""

    def _encode(self, stream: Any, request: Any) -> None:
        request.acquire()
        data, timestamp_us = self.do_encode(request, stream)
        self.outputframe(data, timestamp=timestamp_us)
