"""`picamera`, the library of the first camera modules. Pictures become remarks in the trace."""

import time
from typing import Any

from hardware_mocks.bench import current_bench

STILL_S = 0.5
VIDEO_PORT_S = 0.04
"""About what a capture takes from the still port and from the video port (picamera's manual)."""


class PiCamera:
    """The camera on the ribbon cable."""

    def __init__(self, **settings: Any) -> None:
        self.resolution = (1280, 720)
        self.framerate = 30
        self.rotation = 0
        self.vflip = self.hflip = False
        self.annotate_text = ""
        self.preview: bool | None = None
        self.recording = False
        for name, value in settings.items():
            setattr(self, name, value)

    def start_preview(self, **_how: Any) -> None:
        """Show the picture on the Pi's screen."""
        self.preview = True
        _note("preview", "on")

    def stop_preview(self) -> None:
        """Show it no more."""
        self.preview = None
        _note("preview", "off")

    def capture(self, output: Any, use_video_port: bool = False, **_how: Any) -> None:
        """Take a picture."""
        _note("picture", output if isinstance(output, str) else getattr(output, "name", "a stream"))
        time.sleep(VIDEO_PORT_S if use_video_port else STILL_S)

    def start_recording(self, output: Any, **_how: Any) -> None:
        """Begin to record."""
        self.recording = True
        _note("recording", str(output))

    def wait_recording(self, timeout: float = 0) -> None:
        """Go on recording for so many seconds."""
        time.sleep(timeout)

    def stop_recording(self) -> None:
        """Stop recording."""
        self.recording = False
        _note("recording", "stopped")

    def close(self) -> None:
        """Give the camera back."""

    def __enter__(self) -> "PiCamera":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _note(note_id: str, text: str) -> None:
    current_bench().note(note_id, text)
