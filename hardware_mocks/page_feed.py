"""What the bench page sees of the program's process besides the parts: pictures, edges, the house.

Nothing of this costs anything until a page is open. What is small goes with each state of
`report.py`; pictures go as JPEG on a pipe of their own, each only while somebody looks at it and at
most `MOST_FPS` times a second, made by one thread, `page-pictures`, which lives in real time.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from hardware_mocks.virtual_time import NS_PER_S, real
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from makerkit.trace import Event

MOST_FPS = 15
KEPT_EDGES = 300
EDGES_FOR_S = 2.0
"""A page that misses some states still gets every edge, if it misses less than this."""
CAMERA_SIZE = (640, 480)
JPEG_QUALITY = 80
HEAD = struct.Struct(">IBQ")
"""Before each picture: bytes that follow, bytes of the name, time in us; then name and JPEG."""
HOUSE_ACTIONS = frozenset(
    {"move", "do", "set_door", "set_lamp", "set_curtain", "set_weather", "set_power",
     "add_person", "remove_person"}
)  # fmt: skip


class PageFeed:
    """Gives the page what it looks at, and brings what a person does there into the bench.

    Args:
        descriptor: where pictures are written to.
    """

    def __init__(self, bench: Bench, descriptor: int) -> None:
        self._bench = bench
        self._descriptor = descriptor
        self._is_open = False
        self._is_over = False
        self._all_until_s = 0.0
        self._watched: frozenset[str] = frozenset()
        self._edges: deque[tuple[int, float, str, float]] = deque(maxlen=KEPT_EDGES)
        self._levels: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._ids: dict[str, str] = {}
        self._sent: dict[str, int] = {}
        self._stopped = real.allocate_lock()
        self._stopped.acquire()
        self._is_drawing = False
        self._is_road_told = False
        self._at_work = real.allocate_lock()
        bench.trace.listen(self._hear)

    def stop(self) -> None:
        """Make no more pictures; the last state is told to whoever opens a page later."""
        self._is_over = True
        if self._stopped.locked():
            self._stopped.release()

    def wait(self) -> None:
        """Wait until the last picture has been written."""
        with self._at_work:
            pass

    # -- what goes with each state

    def state(self) -> dict[str, Any]:
        """Return what a page shows besides the parts; nothing while none is open."""
        if not self._is_open and not self._is_over:
            return {}
        now_s = self._bench.clock.now_ns / NS_PER_S
        since_s = 0.0 if self._is_over or now_s < self._all_until_s else now_s - EDGES_FOR_S
        seen = {
            "levels": dict(self._levels),
            "edges": [edge for edge in list(self._edges) if edge[1] >= since_s],
            "screens": self._screens(),
            "cameras": self._cameras(),
        }
        return {**seen, **self._worlds()}

    def _worlds(self) -> dict[str, Any]:
        """Return the house, the track; its road once, which whoever shows it keeps."""
        house, track = getattr(self._bench, "house", None), getattr(self._bench, "track", None)
        seen = {} if house is None else {"house": house.snapshot()}
        if track is not None:
            seen["track"] = track.snapshot()
            if not self._is_road_told:
                from hardware_mocks.worlds.track.snapshot import road_of_snapshot

                seen["road"] = road_of_snapshot(track)
                self._is_road_told = True
        return seen

    def _hear(self, event: Event) -> None:
        if event.kind == "edge":
            level = float(event.data["level"])
        elif event.kind == "pwm":
            level = float(event.data["duty"])
        else:
            return
        self._levels[event.data["pin"]] = level
        self._edges.append((next(self._numbers), event.t_s, event.data["pin"], level))

    def _screens(self) -> list[dict[str, Any]]:
        shown = self._bench.screens
        return [
            {"id": self._id_of(name), "name": name, "empty": shown.latest(name) is None}
            for name in shown.names()
        ]

    def _id_of(self, name: str) -> str:
        return self._ids.setdefault(name, f"screen-{len(self._ids) + 1}")

    def _cameras(self) -> list[dict[str, Any]]:
        """Return the cameras of the wiring; without one, the one that the program has opened."""
        cameras = self._known_cameras()
        return [
            {"id": f"camera-{each.number}", "name": each.name, "holder": each.holder}
            for each in (cameras.all() if cameras is not None else ())
            if each.holder or _has_camera(self._bench)
        ]

    def _known_cameras(self) -> Any:
        is_used = "hardware_mocks.camera.device" in sys.modules or _has_camera(self._bench)
        return self._bench.cameras if is_used else None

    # -- pictures

    def watch(self, *, is_open: bool, names: Iterable[str]) -> None:
        """Say whether a page is open, and which pictures somebody looks at."""
        if is_open and not self._is_open:  # who opens or reloads it gets what was before
            self._all_until_s = self._bench.clock.now_ns / NS_PER_S + EDGES_FOR_S
        self._is_open = is_open
        self._watched = frozenset(names)
        by_id = {id_: name for name, id_ in self._ids.items()}
        self._bench.screens.watched = frozenset(by_id[i] for i in self._watched if i in by_id)
        for name in [name for name in self._sent if name not in self._watched]:
            del self._sent[name]  # who looks again gets the newest picture at once
        if self._watched and not self._is_drawing:
            self._is_drawing = True
            real.start_new_thread(self._draw, ())

    def _draw(self) -> None:
        """Send what is watched until the end of the run."""
        with self._at_work, contextlib.suppress(OSError):  # the parent has gone
            while not self._stopped.acquire(timeout=1 / MOST_FPS):
                for name in sorted(self._watched):
                    self._send(name)
            self._stopped.release()

    def _send(self, name: str) -> None:
        picture = self._of_camera(name) if name.startswith("camera-") else self._of_screen(name)
        if picture is None:
            return
        image, t_ns = picture
        import cv2

        is_made, jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        if is_made:
            _write(self._descriptor, name.encode(), t_ns // 1000, jpeg.tobytes())

    def _of_screen(self, id_: str) -> tuple[Any, int] | None:
        name = next((name for name, known in self._ids.items() if known == id_), None)
        screen = None if name is None else self._bench.screens.latest(name)
        if screen is None or self._sent.get(id_) == screen.revision:
            return None
        self._sent[id_] = screen.revision
        return screen.bgr(), screen.t_ns

    def _of_camera(self, id_: str) -> tuple[Any, int] | None:
        cameras = self._known_cameras()
        camera = None if cameras is None else cameras.numbered(int(id_.removeprefix("camera-")))
        now_ns = self._bench.clock.now_ns
        if camera is None or not camera.is_on(now_ns):
            return None
        return camera.auto_picture(now_ns, CAMERA_SIZE, fps=float(MOST_FPS)), now_ns

    # -- what a person does at the page

    def orders(self) -> dict[str, Callable[..., None]]:
        """Return what a person can do at a page, by its name in an order."""
        return {
            "watch": self.watch,
            "house": self.house,
            "track": self.track,
            "key": self.key,
            "mouse": self.mouse,
        }

    def house(self, *, action: str, **how: Any) -> None:
        """Do something in the house: `house(action="move", name="mina", x_m=1, y_m=2)`."""
        house = getattr(self._bench, "house", None)
        if house is None:
            raise BadInputError("There is no house around this bench.")
        if action not in HOUSE_ACTIONS:
            raise BadInputError(f"Nobody can {action!r} in the house.")
        getattr(house, action)(**how)

    def track(self, *, action: str, **how: Any) -> None:
        """Do something on the track: `track(action="move_car", x_m=1, y_m=2)`."""
        track = getattr(self._bench, "track", None)
        if track is None:
            raise BadInputError("There is no track around this bench.")
        track.order(action, **how)

    def key(self, *, key: str) -> None:
        """Press a key in front of a window of OpenCV's: a letter, or a name such as "escape"."""
        from hardware_mocks.standins.keyboard import PRESSED, Keyboard, KeyEvent

        Keyboard.of_the_bench().put(KeyEvent(self._bench.clock.now_ns, key, PRESSED))

    def mouse(self, *, window: str, event: int, x_px: int, y_px: int, flags: int) -> None:
        """Do something with the mouse over a window."""
        name = next((name for name, known in self._ids.items() if known == window), window)
        self._bench.screens.on_mouse(name, event, x_px, y_px, flags)


def _has_camera(bench: Bench) -> bool:
    return any(part.kind == "camera" for part in bench.parts.values())


def _write(descriptor: int, name: bytes, t_us: int, jpeg: bytes) -> None:
    data = HEAD.pack(len(name) + len(jpeg), len(name), t_us) + name + jpeg
    while data:
        data = data[os.write(descriptor, data) :]
