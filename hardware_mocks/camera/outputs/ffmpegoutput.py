"""`picamera2.outputs.FfmpegOutput`, without the program `ffmpeg`: PyAV writes the film itself."""

from collections.abc import Callable
from typing import Any

from hardware_mocks.camera.outputs.film import Film
from hardware_mocks.camera.outputs.output import Output
from makerkit.errors import UnsupportedHereError

_SAY_NOTHING = {"-loglevel", "-v", "-vsync", "-fps_mode", "-threads"}
_SWITCHES = {"-y", "-n", "-an", "-hide_banner", "-nostdin", "-nostats", "-re"}
_CODECS = {"-c", "-codec", "-c:v", "-vcodec", "-codec:v"}
_NEED_FFMPEG = {
    "-i", "-vf", "-filter:v", "-filter_complex", "-r", "-s", "-b:v", "-crf", "-preset", "-map",
    "-af", "-c:a", "-b:a", "-acodec",
}  # fmt: skip


class FfmpegOutput(Output):
    """Understands what a command line for FFmpeg says about the film.

    That is its name, `-f`, and options of the container, as in `-f hls -hls_time 2 stream.m3u8`.
    Pictures get the times at which they were taken; on a Pi FFmpeg gives them those at which they
    arrive, a little unevenly. There is no sound, and nothing is encoded again.
    """

    def __init__(
        self,
        output_filename: str,
        audio: bool = False,
        audio_device: str = "default",
        audio_sync: float = -0.3,
        audio_samplerate: int = 48000,
        audio_codec: str = "aac",
        audio_bitrate: int = 128000,
        audio_filter: str | None = None,
        pts: Any = None,
    ) -> None:
        """Make an output.

        Args:
            output_filename: name of the film, FFmpeg's options before it.
        """
        super().__init__(pts=pts)
        self.ffmpeg: Film | None = None
        self.output_broken = False
        self.output_filename = output_filename
        self.audio = audio
        self.audio_device = audio_device
        self.audio_filter = audio_filter
        self.audio_sync = audio_sync
        self.audio_samplerate = audio_samplerate
        self.audio_codec = audio_codec
        self.audio_bitrate = audio_bitrate
        self.timeout = 1 if audio else None
        self.error_callback: Callable[[Exception], object] | None = None
        self.needs_pacing = True
        self._codec = "h264"

    def start(self) -> None:
        """Open the film.

        Raises:
            UnsupportedHereError: it needs what the simulated bench has not.
        """
        if self.audio:
            raise UnsupportedHereError(
                "FfmpegOutput(audio=True) needs a microphone; the simulated bench has none. Leave "
                "audio out here, and switch it on for the Raspberry Pi."
            )
        name, form, options = understand(self.output_filename)
        self.output_broken = False
        self.ffmpeg = Film(name, form, options)
        self.ffmpeg.add_stream(self._codec)
        super().start()

    def stop(self) -> None:
        """Finish the film."""
        super().stop()
        film, self.ffmpeg = self.ffmpeg, None
        if film is not None:
            film.close()

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Write a picture."""
        if audio:
            raise RuntimeError("FfmpegOutput does not support audio packets from Picamera2")
        if not self.recording or self.output_broken or self.ffmpeg is None:
            return
        try:
            self.ffmpeg.write(bytes(frame), timestamp or 0, is_key=keyframe)
        except (OSError, ValueError) as error:
            self.output_broken = True
            if self.error_callback:
                self.error_callback(error)
        else:
            self.outputtimestamp(timestamp)

    def _add_stream(self, encoder_stream: Any, *args: Any, **kwargs: Any) -> None:
        self._codec = args[0]
        if self.ffmpeg is not None:
            self.ffmpeg.add_stream(args[0], **kwargs)


def understand(command: str) -> tuple[str, str | None, dict[str, str]]:
    """Return name, format and options of the film in FFmpeg's words.

    Raises:
        UnsupportedHereError: the words ask for more than writing a film.
    """
    words = command.split()
    if not words or words[-1].startswith("-"):
        raise UnsupportedHereError(f"FfmpegOutput({command!r}) does not end with a file's name.")
    form, options = None, {}
    rest = iter(words[:-1])
    for word in rest:
        if word in _SWITCHES:
            continue
        value = next(rest, None)
        if not word.startswith("-") or word in _NEED_FFMPEG or value is None:
            raise _beyond(command, word)
        if word == "-f":
            form = value
        elif word in _CODECS:
            if value != "copy":
                raise _beyond(command, f"{word} {value}")
        elif word not in _SAY_NOTHING:
            options[word[1:]] = value
    return words[-1], form, options


def _beyond(command: str, words: str) -> UnsupportedHereError:
    return UnsupportedHereError(
        f"FfmpegOutput({command!r}): on the simulated bench no program `ffmpeg` runs, so {words!r} "
        "cannot be done. A file's name, `-f FORMAT`, `-c copy` and options of the container can."
    )
