"""Recording, overlays, focus, and shortcuts: a part of `Picamera2`."""

import time
from functools import partial
from typing import Any

from hardware_mocks.camera.capturing import Taken
from hardware_mocks.camera.encoders import Encoder, H264Encoder, MJPEGEncoder, Quality
from hardware_mocks.camera.libcamera_names.controls import (
    AfModeEnum,
    AfStateEnum,
    AfTriggerEnum,
)
from hardware_mocks.camera.outputs import FileOutput, PyavOutput
from hardware_mocks.camera.switching import Switching

LEAST_FRAME_US = 33_333


class Recording(Switching):
    """The part of `Picamera2` that records, and the shortcuts."""

    def start_encoder(
        self,
        encoder: Any = None,
        output: Any = None,
        pts: Any = None,
        quality: Any = None,
        name: str | None = None,
    ) -> None:
        """Let an encoder have the frames of a stream from now on.

        Args:
            output: where its work goes: an output, or the name of a file.
            pts: file for the time stamps.
            name: of the stream; by default the configuration says it.
        """
        if encoder is None:
            if len(self._encoders) > 1:
                raise RuntimeError("Multiple possible encoders, need to pass encoder")
            encoder = next(iter(self._encoders), None)
        if encoder is None:
            raise RuntimeError("No encoder specified")
        if not self.camera_config:
            raise RuntimeError("Camera has not been configured")
        name = self.encode_stream_name if name is None else name
        stream = self.camera_config.get(name or "")
        if stream is None:
            raise RuntimeError(f"Encode stream {name} was not defined")
        if output is not None:
            encoder.output = _as_output(output, pts)
        encoder.name = name
        encoder.width, encoder.height = stream["size"]
        encoder.format = stream["format"]
        encoder.stride = stream["stride"]
        if getattr(encoder, "framerate", 0) is None:
            shortest_us = self.camera_ctrl_info["FrameDurationLimits"][1].min
            encoder.framerate = 1_000_000 / max(shortest_us, LEAST_FRAME_US)
        encoder.start(quality=quality)
        with self.lock:
            self._encoders.add(encoder)

    def stop_encoder(self, encoders: Any = None) -> None:
        """Stop all encoders, or some of them."""
        if encoders is None:
            encoders = self._encoders
        chosen = list(encoders) if isinstance(encoders, list | set | tuple) else [encoders]
        for encoder in chosen:
            encoder.stop()
        with self.lock:
            for encoder in chosen:
                self._encoders.remove(encoder)

    @property
    def encoders(self) -> set[Any]:
        """The encoders at work."""
        return self._encoders

    @encoders.setter
    def encoders(self, value: Any) -> None:
        if isinstance(value, Encoder):
            self._encoders.add(value)
        elif isinstance(value, set):
            self._encoders.update(value)
        else:
            raise RuntimeError("Must pass Encoder or set of")

    def start_recording(
        self,
        encoder: Any,
        output: Any,
        pts: Any = None,
        config: Any = None,
        quality: Any = None,
        name: str | None = None,
    ) -> None:
        """Start an encoder, and the camera; configure it for video if it never was."""
        if not self.camera_config and config is None:
            config = "video"
        if config is not None:
            self.configure(config)
        self.start_encoder(encoder, output, pts=pts, quality=quality, name=name)
        self.start()

    def stop_recording(self) -> None:
        """Stop the camera and all encoders."""
        self.stop()
        self.stop_encoder()

    def set_overlay(self, overlay: Any) -> None:
        """Lay a picture with an alpha channel over the preview; None takes it away."""
        if self._preview is None:
            raise RuntimeError("No preview specified.")
        if overlay is not None and (overlay.ndim != 3 or overlay.shape[2] != 4):
            raise RuntimeError("Overlay must be a 4-channel image")
        self._preview.set_overlay(overlay)

    @property
    def title_fields(self) -> Any:
        """The metadata in the title of the preview's window."""
        return self._title_fields

    @title_fields.setter
    def title_fields(self, fields: Any) -> None:
        self._title_fields = fields
        if self._preview is not None:
            self._preview.set_title_function(
                None if fields is None else partial(_title, list(fields))
            )

    def start_and_capture_files(
        self,
        name: str = "image{:03d}.jpg",
        initial_delay: float = 1,
        preview_mode: Any = "preview",
        capture_mode: Any = "still",
        num_files: int = 1,
        delay: float = 1,
        show_preview: Any = True,
        exif_data: Any = None,
    ) -> None:
        """Configure, start, write some pictures, stop.

        Args:
            name: of the files, with a place for the number: "image{:03d}.jpg".
            initial_delay: seconds of preview before the first.
            delay: seconds between two; 0 stays in the capture mode.
        """
        if self.started:
            self.stop()
        between = capture_mode if not delay and not initial_delay else preview_mode
        self.configure(between)
        self.start(show_preview=show_preview)
        if delay:
            for index in range(num_files):
                time.sleep(delay if index else initial_delay)
                target = name.format(index)
                self.switch_mode_and_capture_file(capture_mode, target, exif_data=exif_data)
        else:
            if initial_delay:
                time.sleep(initial_delay)
                self.switch_mode(capture_mode)
            for index in range(num_files):
                self.capture_file(name.format(index), exif_data=exif_data)
        self.stop()

    def start_and_capture_file(
        self,
        name: str = "image.jpg",
        delay: float = 1,
        preview_mode: Any = "preview",
        capture_mode: Any = "still",
        show_preview: Any = True,
        exif_data: Any = None,
    ) -> None:
        """Configure, start, write one picture after `delay` seconds, stop."""
        self.start_and_capture_files(
            name=name,
            initial_delay=delay,
            preview_mode=preview_mode,
            capture_mode=capture_mode,
            num_files=1,
            show_preview=show_preview,
            exif_data=exif_data,
        )

    def start_and_record_video(
        self,
        output: Any,
        encoder: Any = None,
        config: Any = None,
        quality: Any = Quality.MEDIUM,
        show_preview: Any = False,
        duration: float = 0,
        audio: bool = False,
    ) -> None:
        """Configure, start, and record for `duration` seconds; 0 goes on until `stop_recording`.

        Args:
            output: an output, or a file name: ".mp4" and ".ts" get a container, ".mjpg" is MJPEG.
        """
        if self.started:
            self.stop()
        if not self.camera_config and config is None:
            config = "video"
        if config is not None:
            self.configure(config)
        if isinstance(output, str):
            ending = output.rpartition(".")[2].lower()
            if ending not in {"mp4", "ts"} and audio:
                raise ValueError(f"Audio not supported in output {output}")
            if ending in {"mjpg", "mjpeg"}:
                encoder = encoder or MJPEGEncoder()
            has_container = ending in {"mp4", "ts", "mjpg", "mjpeg"}
            output = PyavOutput(output) if has_container else FileOutput(output)
        encoder = encoder or H264Encoder()
        encoder.audio = audio
        self.start_encoder(encoder=encoder, output=output, quality=quality)
        self.start(show_preview=show_preview)
        if duration:
            time.sleep(duration)
            self.stop_recording()

    def autofocus_cycle(self, wait: Any = None, signal_function: Any = None) -> Any:
        """Search for focus once; return whether it was found."""
        self.set_controls({"AfMode": AfModeEnum.Auto, "AfTrigger": AfTriggerEnum.Start})

        def wait_for(states: set[int]) -> Taken:
            if not self.completed_requests:
                return False, None
            request = self.completed_requests.pop(0)
            state = request.get_metadata()["AfState"]
            request.release()
            return state in states, state == AfStateEnum.Focused

        ends: set[int] = {AfStateEnum.Focused, AfStateEnum.Failed, AfStateEnum.Idle}
        steps = [partial(wait_for, {int(AfStateEnum.Scanning)}), partial(wait_for, ends)]
        return self.dispatch_functions(steps, wait, signal_function)


def _as_output(output: Any, pts: Any) -> Any:
    if not isinstance(output, str):
        return output
    return FileOutput(output, pts=pts)


def _title(fields: list[str], metadata: dict[str, Any]) -> str:
    return "".join(f"{name} {_short(metadata.get(name, 'INVALID'))} " for name in fields)


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    return tuple(map(_short, value)) if isinstance(value, tuple) else value
