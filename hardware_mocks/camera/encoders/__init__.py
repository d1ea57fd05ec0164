"""`picamera2.encoders`, as on a Pi 4: H.264 and MJPEG are the hardware's, and work here as well."""

from hardware_mocks.camera.encoders.encoder import Encoder, Quality
from hardware_mocks.camera.encoders.h264_encoder import H264Encoder
from hardware_mocks.camera.encoders.jpeg_encoder import JpegEncoder
from hardware_mocks.camera.encoders.libav_h264_encoder import LibavH264Encoder
from hardware_mocks.camera.encoders.libav_mjpeg_encoder import LibavMjpegEncoder
from hardware_mocks.camera.encoders.mjpeg_encoder import MJPEGEncoder
from hardware_mocks.camera.encoders.multi_encoder import MultiEncoder

_hw_encoder_available = True

__all__ = [
    "Encoder",
    "H264Encoder",
    "JpegEncoder",
    "LibavH264Encoder",
    "LibavMjpegEncoder",
    "MJPEGEncoder",
    "MultiEncoder",
    "Quality",
]
