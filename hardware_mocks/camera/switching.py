"""Going into another mode for a picture and back: a part of `Picamera2`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hardware_mocks.camera.capturing import Capturing, Taken


class Switching(Capturing):
    """The part of `Picamera2` that switches modes.

    In all of it, `delay` is how many frames to let go after the switch.
    """

    def switch_mode_(self, camera_config: Any) -> Taken:
        """Stop, configure, start; for use inside of the event loop."""
        self.stop_()
        self.configure_(camera_config)
        self.start_()
        return True, self.camera_config

    def _switch_and_back(
        self, camera_config: Any, take: Callable[[], Taken], delay: int, wait: Any, signal: Any
    ) -> Any:
        before = self.camera_config

        def take_and_switch_back() -> Taken:
            done, result = take()
            if done:
                self.switch_mode_(before)
            return done, result

        steps = [
            partial(self.switch_mode_, camera_config),
            partial(self.set_frame_drops_, delay),
            self.drop_frames_,
            take_and_switch_back,
        ]
        return self.dispatch_functions(steps, wait, signal, immediate=True)

    def switch_mode(self, camera_config: Any, wait: Any = None, signal_function: Any = None) -> Any:
        """Go on in another mode; return its configuration."""
        steps = [partial(self.switch_mode_, camera_config)]
        return self.dispatch_functions(steps, wait, signal_function, immediate=True)

    def switch_mode_and_drop_frames(
        self, camera_config: Any, num_frames: int, wait: Any = None, signal_function: Any = None
    ) -> Any:
        """Go on in another mode, and let its first frames go."""
        steps = [
            partial(self.switch_mode_, camera_config),
            partial(self.set_frame_drops_, num_frames),
            self.drop_frames_,
        ]
        return self.dispatch_functions(steps, wait, signal_function, immediate=True)

    def switch_mode_and_capture_file(
        self,
        camera_config: Any,
        file_output: Any,
        name: str = "main",
        format: str | None = None,  # noqa: A002 (the real package's name)
        wait: Any = None,
        signal_function: Any = None,
        exif_data: Any = None,
        delay: int = 0,
    ) -> Any:
        """Write a picture in another mode to a file; return its metadata."""
        take = partial(self.capture_file_, file_output, name, format=format, exif_data=exif_data)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_request(
        self, camera_config: Any, wait: Any = None, signal_function: Any = None, delay: int = 0
    ) -> Any:
        """Return a frame in another mode, which must be released."""
        take = self.capture_request_
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_buffer(
        self, camera_config: Any, name: str = "main", wait: Any = None,
        signal_function: Any = None, delay: int = 0,
    ) -> Any:  # fmt: skip
        """Return the bytes of a frame in another mode."""
        take = partial(self.capture_buffer_, name)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_buffers(
        self,
        camera_config: Any,
        names: list[str] = ["main"],  # noqa: B006 (the real package's signature)
        wait: Any = None,
        signal_function: Any = None,
        delay: int = 0,
    ) -> Any:
        """Return the bytes of a frame in another mode in several streams, and its metadata."""
        take = partial(self.capture_buffers_and_metadata_, names)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_array(
        self, camera_config: Any, name: str = "main", wait: Any = None,
        signal_function: Any = None, delay: int = 0,
    ) -> Any:  # fmt: skip
        """Return the pixels of a frame in another mode."""
        take = partial(self.capture_array_, name)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_arrays(
        self,
        camera_config: Any,
        names: list[str] = ["main"],  # noqa: B006
        wait: Any = None,
        signal_function: Any = None,
        delay: int = 0,
    ) -> Any:
        """Return the pixels of a frame in another mode in several streams, and its metadata."""
        take = partial(self.capture_arrays_and_metadata_, names)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_and_capture_image(
        self, camera_config: Any, name: str = "main", wait: Any = None,
        signal_function: Any = None, delay: int = 0,
    ) -> Any:  # fmt: skip
        """Return a frame in another mode as an image of PIL."""
        take = partial(self.capture_image_, name)
        return self._switch_and_back(camera_config, take, delay, wait, signal_function)

    def switch_mode_capture_request_and_stop(
        self, camera_config: Any, wait: Any = None, signal_function: Any = None
    ) -> Any:
        """Return a frame in another mode, and stop the camera."""

        def take_and_stop() -> Taken:
            done, result = self.capture_request_()
            if done:
                self.stop_()
            return done, result

        steps = [partial(self.switch_mode_, camera_config), take_and_stop]
        return self.dispatch_functions(steps, wait, signal_function, immediate=True)
