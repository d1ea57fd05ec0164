"""`picamera2.outputs`: where an encoder's pictures go."""

from hardware_mocks.camera.outputs.circularoutput import CircularOutput
from hardware_mocks.camera.outputs.circularoutput2 import CircularOutput2
from hardware_mocks.camera.outputs.ffmpegoutput import FfmpegOutput
from hardware_mocks.camera.outputs.fileoutput import FileOutput
from hardware_mocks.camera.outputs.output import Output
from hardware_mocks.camera.outputs.pyavoutput import PyavOutput
from hardware_mocks.camera.outputs.splittableoutput import SplittableOutput

__all__ = [
    "CircularOutput",
    "CircularOutput2",
    "FfmpegOutput",
    "FileOutput",
    "Output",
    "PyavOutput",
    "SplittableOutput",
]
