"""A frame in the program's hands: `picamera2.request`.

The picture of a stream is computed when somebody looks at it, once; what a callback draws on it
then stays for whoever comes next, such as the encoder.
"""

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from hardware_mocks.camera import formats, saving
from hardware_mocks.camera.array_shapes import as_array, as_bgr
from hardware_mocks.camera.helpers import Helpers
from hardware_mocks.camera.libcamera_names import controls
from hardware_mocks.camera.light import gains_for
from hardware_mocks.camera.pixel_layout import Bytes, laid_out, raw_bytes
from hardware_mocks.camera.sensor import Picture
from hardware_mocks.camera.shot import Shot

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2

__all__ = ["CompletedRequest", "Helpers", "MappedArray", "Request"]


class Request:
    """What libcamera gives back: buffers and metadata of one frame.

    Attributes:
        shot: what the sensor took.
        config: of the camera when it did.
    """

    def __init__(self, shot: Shot, config: dict[str, Any]) -> None:
        self.shot = shot
        self.config = config
        self._buffers: dict[str, Bytes] = {}

    @property
    def metadata(self) -> dict[Any, Any]:
        """What is known of the frame, by libcamera's identities."""
        return {controls.ALL[name]: value for name, value in self.shot.metadata().items()}

    def buffer(self, name: str) -> Bytes:
        """Return the bytes of a stream."""
        if name not in self._buffers:
            stream = self.config[name]
            fmt, stride = stream["format"], stream["stride"]
            picture = self.picture(name)
            if formats.is_raw(fmt):
                gains = gains_for(self.shot.kelvin)
                self._buffers[name] = raw_bytes(picture, fmt, stride, gains)
            else:
                self._buffers[name] = laid_out(picture, fmt, stride)
        return self._buffers[name]

    def is_touched(self, name: str) -> bool:
        """Return whether the bytes of a stream have been looked at, and perhaps drawn on."""
        return name in self._buffers

    def picture(self, name: str) -> Picture:
        """Return the picture of a stream as the sensor took it, BGR."""
        picture = self.shot.picture(self.config[name]["size"])
        transform = self.config["transform"]
        if transform.hflip or transform.vflip:
            way = -1 if transform.hflip and transform.vflip else int(transform.hflip)
            picture = cv2.flip(picture, way)
        return picture


class _MappedBuffer:
    """The bytes of a stream, for the length of a `with` block."""

    def __init__(self, request: "CompletedRequest", stream: str, write: bool = True) -> None:
        if request.request is None:
            raise RuntimeError("failed to find buffer")
        self._buffer = request.request.buffer(stream)

    def __enter__(self) -> Bytes:
        return self._buffer

    def __exit__(self, exc_type: object, exc_value: object, exc_traceback: object) -> None:
        pass


class MappedArray:
    """The pixels of a stream, without a copy: what is drawn here is in the frame.

    Attributes:
        array: the pixels; None outside of the `with` block.
    """

    def __init__(
        self, request: "CompletedRequest", stream: str, reshape: bool = True, write: bool = True
    ) -> None:
        self._request = request
        self._stream = stream
        self._reshape = reshape
        self._buffer = _MappedBuffer(request, stream, write=write)
        self._array: Any = None

    def __enter__(self) -> "MappedArray":
        array = self._buffer.__enter__()
        config = self._request.config[self._stream]
        self._array = as_array(array, config) if self._reshape else array
        return self

    def __exit__(self, exc_type: object, exc_value: object, exc_traceback: object) -> None:
        self._array = None
        self._buffer.__exit__(exc_type, exc_value, exc_traceback)

    @property
    def array(self) -> Any:
        """The pixels as they lie in memory."""
        return self._array


class CompletedRequest:
    """One frame, with all its streams. Who keeps it must `release` it."""

    FASTER_JPEG = True

    def __init__(self, request: Request, picam2: "Picamera2") -> None:
        self.request: Request | None = request
        self.ref_count = 1
        self.lock = picam2.request_lock
        self.picam2 = picam2
        self.stop_count = picam2.stop_count
        self.configure_count = picam2.configure_count
        self.config = picam2.camera_config.copy()
        self.stream_map = picam2.stream_map.copy()
        self.display = True
        self._is_told = False

    def acquire(self) -> None:
        """Keep the frame: it does not go back to the camera before one more `release`."""
        with self.lock:
            if self.ref_count == 0:
                raise RuntimeError("CompletedRequest: acquiring lock with ref_count 0")
            self.ref_count += 1

    def release(self) -> None:
        """Give the frame back to the camera, once nobody else keeps it."""
        with self.lock:
            self.ref_count -= 1
            if self.ref_count < 0:
                raise RuntimeError("CompletedRequest: lock now has negative ref_count")
            if self.ref_count:
                return
            self.request = None
            self.config = {}
            self.stream_map = {}
        self.picam2._take_back(self.stop_count)

    def make_buffer(self, name: str) -> Bytes:
        """Return a copy of a stream's bytes, in one dimension."""
        self._require(name)
        self.tell(name)
        with _MappedBuffer(self, name, write=False) as buffer:
            return buffer.copy()

    def get_metadata(self) -> dict[str, Any]:
        """Return what is known of the frame, by name."""
        assert self.request is not None
        return self.request.shot.metadata()

    def make_array(self, name: str) -> Any:
        """Return a copy of a stream's pixels."""
        config = self._require(name)
        self.tell(name)
        with _MappedBuffer(self, name, write=False) as buffer:
            return np.array(as_array(buffer, config))

    def make_image(self, name: str, width: int | None = None, height: int | None = None) -> Any:
        """Return a stream's picture for PIL, in another size if one is given."""
        config = self._require(name)
        saving.require_rgb(config["format"])
        self.tell(name)
        return saving.pil_image(self.bgr(name), width, height)

    def bgr(self, name: str) -> Picture:
        """Return a stream's picture in BGR, whatever its format; not in the real package."""
        config = self._require(name)
        assert self.request is not None
        if not self.request.is_touched(name) and not formats.is_raw(config["format"]):
            return self.request.picture(name)
        return as_bgr(self.request.buffer(name), config)

    def save(
        self,
        name: str,
        file_output: Any,
        format: str | None = None,  # noqa: A002 (the real package's name)
        exif_data: dict[str, Any] | None = None,
    ) -> None:
        """Write a stream's picture to a file or stream: JPEG, PNG, BMP, ...

        Args:
            format: "jpeg", "png", ...; else the ending of the file's name says it.
        """
        config = self._require(name)
        chosen = saving.format_of(file_output, format)
        if config["format"] not in {"YUV420", "NV12", "NV21"} or chosen not in {"jpg", "jpeg"}:
            saving.require_rgb(config["format"])
        self.tell(name, file=saving.name_of(file_output))
        exif = saving.exif_block(self.get_metadata(), self.picam2, exif_data)
        saving.write(self.bgr(name), file_output, chosen, self.picam2.options, exif)

    def save_dng(self, file_output: Any, name: str = "raw") -> None:
        """Write the sensor's own pixels as a DNG file."""
        config = self._require(name)
        self.tell(name, file=saving.name_of(file_output))
        with _MappedBuffer(self, name, write=False) as buffer:
            self.picam2.helpers.save_dng(buffer, self.get_metadata(), config, file_output)

    def _require(self, name: str) -> dict[str, Any]:
        config: dict[str, Any] | None = self.config.get(name)
        if config is None:
            raise RuntimeError(f"Stream {name!r} is not defined")
        return config

    def tell(self, name: str = "main", **data: Any) -> None:
        """Put into the trace, once, that the program took this frame; files each time."""
        if self._is_told and not data:
            return
        assert self.request is not None
        self._is_told = True
        shot = self.request.shot
        size = list(self.config[name]["size"])
        what = "file" if "file" in data else "frame"
        shot.device.note(what, number=shot.number, stream=name, size=size, **data)
