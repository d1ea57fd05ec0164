"""OpenCV's windows and keys: the bench has no screen, and shows things its own way.

`cv2.imshow` shows a picture on the bench (`bench.screens`) and leaves a `frame` in the trace
(window, size, a checksum). `cv2.waitKey` waits as long as it says and returns a key pressed on the
bench's keyboard, or -1. A trackbar stands on the bench like any other part, to be moved by hand or
by a scenario. The build of OpenCV that the kit takes has no windows of its own: there all these
would only raise. What opens cameras stands in `video_capture.py`.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.bench import Bench
from hardware_mocks.screens import check_picture
from hardware_mocks.standins.keyboard import Keyboard
from hardware_mocks.standins.trackbar import Trackbar, add_trackbar
from makerkit.errors import BadInputError

NO_KEY = -1
KEY_CODES = {
    "space": 32,
    "enter": 13,
    "escape": 27,
    "esc": 27,
    "tab": 9,
    "backspace": 8,
    "left": 65361,
    "up": 65362,
    "right": 65363,
    "down": 65364,
}
"""What `waitKeyEx` returns under GTK, which Raspberry Pi OS has; `waitKey` its lowest 8 bits."""
WITHOUT_EFFECT = (
    *("moveWindow", "resizeWindow", "setWindowTitle", "startWindowThread", "setWindowProperty"),
    *("displayOverlay", "displayStatusBar"),
)


def install(bench: Bench) -> None:
    """Replace OpenCV's windows once the program imports cv2."""
    when_imported("cv2", lambda cv2: Windows(cv2, bench).replace())


def show_on(bench: Bench, window: str, picture: Any) -> None:
    """Show a picture on the bench, and leave it in the trace."""
    now_ns = bench.clock.now_ns
    checksum = f"{zlib.crc32(picture.tobytes()):08x}"
    size = [int(side) for side in picture.shape]
    bench.trace.add(now_ns, "frame", window=window, shape=size, checksum=checksum)
    bench.screens.show(window, picture, now_ns)


class Windows:
    """The functions of OpenCV's `highgui`, each under its own name there."""

    def __init__(self, cv2: ModuleType, bench: Bench) -> None:
        self._cv2 = cv2
        self._bench = bench
        self._trackbars: dict[tuple[str, str], Trackbar] = {}
        self._on_mouse: dict[str, Callable[[int, int, int, int], None]] = {}

    def replace(self) -> None:
        """Put these functions in the place of OpenCV's."""
        for name, function in {
            "imshow": self.imshow,
            "namedWindow": self.named_window,
            "destroyWindow": self.destroy_window,
            "destroyAllWindows": self.destroy_all_windows,
            "getWindowProperty": self.get_window_property,
            "waitKey": self.wait_key,
            "waitKeyEx": self.wait_key_ex,
            "pollKey": self.poll_key,
            "createTrackbar": self.create_trackbar,
            "getTrackbarPos": self.get_trackbar_pos,
            "setTrackbarPos": self.set_trackbar_pos,
            "setTrackbarMin": self.set_trackbar_min,
            "setTrackbarMax": self.set_trackbar_max,
            "setMouseCallback": self.set_mouse_callback,
        }.items():
            setattr(self._cv2, name, function)
        for name in WITHOUT_EFFECT:
            setattr(self._cv2, name, _nothing)
        self._bench.screens.on_mouse = self._mouse

    # -- windows

    def imshow(self, winname: str, mat: Any) -> None:
        """Show a picture."""
        try:
            check_picture(mat)
        except BadInputError as error:
            raise self._cv2.error(f"imshow: window {winname!r}: {error}") from None
        show_on(self._bench, winname, mat)

    def named_window(self, winname: str, flags: int = 1) -> None:
        """Open an empty window."""
        self._bench.screens.open(winname)

    def destroy_window(self, winname: str) -> None:
        """Close a window."""
        if winname not in self._bench.screens.names():
            raise self._cv2.error(f"destroyWindow: there is no window {winname!r}")
        self._bench.screens.close(winname)

    def destroy_all_windows(self) -> None:
        """Close every window."""
        for name in self._bench.screens.names():
            self._bench.screens.close(name)

    def get_window_property(self, winname: str, prop_id: int) -> float:
        """Return whether a window is visible, which is what programs ask for; else -1."""
        if prop_id == self._cv2.WND_PROP_VISIBLE:
            return float(winname in self._bench.screens.names())
        return -1.0

    # -- keys

    def wait_key(self, delay: int = 0) -> int:
        """Wait for a key, at most `delay` ms, or for ever where it is 0."""
        code = self.wait_key_ex(delay)
        return code if code == NO_KEY else code & 0xFF

    def wait_key_ex(self, delay: int = 0) -> int:
        """Wait for a key; arrow keys have their full codes."""
        return self._key(None if delay <= 0 else delay / 1000)

    def poll_key(self) -> int:
        """Return a key that has been pressed, without waiting."""
        return self._key(0.0)

    def _key(self, timeout_s: float | None) -> int:
        keyboard = Keyboard.of_the_bench()
        keyboard.tells_releases = False
        event = keyboard.get(timeout_s)
        if event is None:
            return NO_KEY
        return KEY_CODES.get(event.key, ord(event.key[-1]))

    # -- trackbars and the mouse; what they call is called while the program waits for a key

    def create_trackbar(
        self, trackbar_name: str, window_name: str, value: int, count: int, on_change: Any
    ) -> None:
        """Put a trackbar on the bench."""
        if (window_name, trackbar_name) in self._trackbars:
            return
        bar = add_trackbar(self._bench, trackbar_name, value=value, highest=count)
        bar.on_change = _tell_the_program(on_change)
        self._trackbars[window_name, trackbar_name] = bar

    def get_trackbar_pos(self, trackbarname: str, winname: str) -> int:
        """Return where a trackbar stands."""
        self._bench.clock.poll()
        return round(self._trackbar(trackbarname, winname).position)

    def set_trackbar_pos(self, trackbarname: str, winname: str, pos: int) -> None:
        """Move a trackbar; OpenCV keeps it within its bounds."""
        bar = self._trackbar(trackbarname, winname)
        bar.set(position=min(max(pos, bar.lowest), bar.highest))

    def set_trackbar_min(self, trackbarname: str, winname: str, minval: int) -> None:
        """Change where a trackbar begins."""
        self._trackbar(trackbarname, winname).limit(lowest=minval)

    def set_trackbar_max(self, trackbarname: str, winname: str, maxval: int) -> None:
        """Change where a trackbar ends."""
        self._trackbar(trackbarname, winname).limit(highest=maxval)

    def _trackbar(self, name: str, window: str) -> Trackbar:
        bar = self._trackbars.get((window, name))
        if bar is None:
            known = ", ".join(f"{b!r} in {w!r}" for w, b in self._trackbars) or "none"
            raise self._cv2.error(f"There is no trackbar {name!r} in {window!r}; there is: {known}")
        return bar

    def set_mouse_callback(self, window_name: str, on_mouse: Any, param: Any = None) -> None:
        """Let the program hear of the mouse over a window."""
        if window_name not in self._bench.screens.names():
            raise self._cv2.error(f"setMouseCallback: there is no window {window_name!r}")
        if on_mouse is None:
            self._on_mouse.pop(window_name, None)
        else:
            self._on_mouse[window_name] = lambda *event: on_mouse(*event, param)

    def _mouse(self, window: str, event: int, x_px: int, y_px: int, flags: int) -> None:
        on_mouse = self._on_mouse.get(window)
        if on_mouse is not None:
            keyboard = Keyboard.of_the_bench()
            keyboard.call_reader(lambda: on_mouse(event, x_px, y_px, flags))


def _tell_the_program(on_change: Any) -> Callable[[int], None]:
    def tell(position: int) -> None:
        Keyboard.of_the_bench().call_reader(lambda: on_change(position))

    return tell if callable(on_change) else _nothing


def _nothing(*_args: Any, **_how: Any) -> None:
    """There is no window to do it to."""
