"""The demo's page: the front door joined with the web kit, and two threads that move it."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template, url_for

from makerkit.web import Args, Page, WebConfig, create_app, parts_of
from makerkit.web.demo.front_door import FrontDoor

TICK_S = 1 / 30
FPS = 15.0

log = logging.getLogger(__name__)


class Demo:
    """The demo at work. A context manager.

    Args:
        config: the settings of its page.
        places: how many may look at its camera.

    Attributes:
        app: the Flask app.
    """

    def __init__(self, config: WebConfig, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.app = create_app(config)
        self.door = FrontDoor()
        self._web = parts_of(self.app)
        self._clock = clock
        self._begun_s = clock()
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._threads: list[threading.Thread] = []
        self._clips: list[dict[str, Any]] = []
        self._add_page()
        self._add_orders()
        self._add_camera(config.viewers_max)
        self._add_clips(config.folder)

    def __enter__(self) -> "Demo":
        return self.run()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self) -> "Demo":
        """Begin to move."""
        works = [("demo-state", self._tick_on)]
        if self.door.has_camera:
            works.append(("demo-camera", self._look_on))
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True) for name, work in works
        ]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Stand still again."""
        self._end.set()
        for thread in self._threads:
            thread.join(5.0)

    def tick(self) -> None:
        """Let time pass, and show it."""
        with self._lock:
            self.door.pages, self.door.viewers = len(self._web.live.pages), self._web.video.viewers
            self.door.tick(self._now_s())
            state = self.door.state()
        self._web.live.publish(state)

    def _now_s(self) -> float:
        return self._clock() - self._begun_s

    def _add_page(self) -> None:
        demo = Blueprint("demo", __name__, template_folder="templates")
        demo.add_url_rule("/", "page", lambda: render_template("demo.html", clips=self._clips))
        self.app.register_blueprint(demo)

    def _add_orders(self) -> None:
        door, live = self.door, self._web.live
        self._order("arm", lambda _args, _page: door.arm(self._now_s()))
        self._order("disarm", lambda args, _page: door.disarm(args))
        self._order("panic", lambda _args, _page: door.panic())
        self._order("siren", lambda args, _page: door.switch_siren(args))
        self._order("brightness", lambda args, _page: door.set_brightness(args))
        self._order("drive", lambda args, page: door.drive(args, page.number, self._now_s()))
        live.on("bell", lambda _args, _page: live.say("Somebody rings."))
        live.on_gone(self._page_gone)

    def _order(self, name: str, do: Callable[[Args, Page], None]) -> None:
        def obey(args: Args, page: Page) -> None:
            with self._lock:
                do(args, page)
            self.tick()

        self._web.live.on(name, obey)

    def _page_gone(self, page: Page) -> None:
        with self._lock:
            self.door.page_gone(page.number)

    def _add_camera(self, places: int) -> None:
        try:
            from makerkit.camera.fan_out import FanOut
            from makerkit.web.demo.picture import Porch
        except ImportError as error:
            log.warning("No camera in the demo: %s is missing.", error.name)
            return
        self._porch, self._fan_out = Porch(), FanOut(max(1, places), fps=FPS)
        self._web.video.add("camera", self._fan_out)
        self.door.has_camera = True

    def _add_clips(self, folder: Path | None) -> None:
        if folder is None or not self.door.has_camera:
            return
        try:
            from makerkit.web.demo.clips import make_clips

            clips = make_clips(folder / "clips")
        except (ImportError, RuntimeError) as error:
            log.warning("No clips in the demo: %s", error)
            return
        with self.app.test_request_context(base_url="http://localhost"):
            self._clips = [self._offered(clip) for clip in clips]

    def _offered(self, clip: Any) -> dict[str, Any]:
        key = self._web.files.offer(clip.path, key=clip.path.stem)
        return {
            "id": key,
            "title": clip.title,
            "started": time.strftime("%Y-%m-%d %H:%M", time.localtime(clip.started_s)),
            "seconds": round(clip.seconds),
            "bytes": clip.path.stat().st_size,
            "url": url_for("web.file", key=key),
        }

    def _tick_on(self) -> None:
        while not self._end.wait(TICK_S):
            self.tick()

    def _look_on(self) -> None:
        from makerkit.camera.frame import Frame

        number, next_s = 0, self._clock()
        while not self._end.wait(max(0.0, next_s - self._clock())):
            next_s = max(next_s + 1 / FPS, self._clock())
            number += 1
            if self._fan_out.is_watched or number % round(FPS) == 1:
                picture = self._picture()
                self._fan_out.show(Frame.from_bgr(number, time.monotonic_ns(), picture))

    def _picture(self) -> Any:
        with self._lock:
            door, now_s = self.door, self._now_s()
            return self._porch.draw(
                somebody=door.somebody(now_s),
                brightness=door.brightness,
                pan=door.pan,
                tilt=door.tilt,
                now_s=time.time(),
            )
