"""Video to a few pages at once: places are counted, so that the rest of the page always answers.

A source is a `makerkit.camera.fan_out.FanOut`, or anything that has its `subscribe` and `picture`.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from makerkit.errors import BadInputError, MakerKitError
from makerkit.web.sockets import GONE, NOT_LOGGED_IN, TOO_MANY, close_quietly, whole

JPEG, MP4 = "jpeg", "mp4"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
QUIET_S = 1.0
LOGIN_CHECK_S = 1.0
REPEAT_S = 5.0
UNSEEN_MAX = 3
"""Pictures under way to a page that says what it has painted: more would only be older."""

BOUNDARY = "picture"


class Part(Protocol):
    """One piece of a stream."""

    @property
    def t_us(self) -> int:
        """When the picture was taken."""

    @property
    def data(self) -> bytes:
        """The piece itself."""

    @property
    def codec(self) -> str:
        """The name of the codec, with the first piece of an MP4 stream."""

    def message(self) -> bytes:
        """Return it as it goes over the socket: kind, time, data."""


class Viewer(Protocol):
    """One who looks at a source."""

    @property
    def has_ended(self) -> bool:
        """Whether nothing will come any more."""

    def next(self, timeout_s: float | None) -> Part | None:
        """Return the next piece, or None when none came in time."""

    def close(self) -> None:
        """Leave."""


class Source(Protocol):
    """What can be looked at."""

    def subscribe(self, way: str = JPEG) -> Viewer:
        """Return a place for one more viewer, or raise MakerKitError when all are taken."""

    def picture(self) -> bytes | None:
        """Return the newest picture as JPEG, or None when there is none."""


class FullError(MakerKitError, RuntimeError):
    """All places are taken."""


class VideoHub:
    """The video that pages can look at.

    Args:
        viewers_max: how many may look at once, over all sources.
    """

    def __init__(self, viewers_max: int = 4) -> None:
        self.viewers_max = viewers_max
        self._sources: dict[str, Source] = {}
        self._viewers = 0
        self._lock = threading.Lock()

    @property
    def viewers(self) -> int:
        """How many look now."""
        return self._viewers

    def add(self, name: str, source: Source) -> None:
        """Offer a source under a name of small letters, digits, - and _: `/video/<name>`."""
        if not NAME.fullmatch(name):
            raise BadInputError(
                f"A video is named with small letters, digits, - and _ (got {name!r}), as door-1."
            )
        self._sources[name] = source

    def remove(self, name: str) -> None:
        """Offer a source no more."""
        self._sources.pop(name, None)

    def get(self, name: str) -> Source | None:
        """Return a source by its name."""
        return self._sources.get(name)

    @contextmanager
    def place(self, source: Source, way: str) -> Iterator[Viewer]:
        """Take a place and leave it again.

        Raises:
            MakerKitError: all are taken.
        """
        with self._lock:
            if self._viewers >= self.viewers_max:
                raise FullError(
                    f"All {self.viewers_max} places are taken. Close another page that shows video."
                )
            self._viewers += 1
        try:
            viewer = source.subscribe(way)
            try:
                yield viewer
            finally:
                viewer.close()
        finally:
            with self._lock:
                self._viewers -= 1


def serve_viewer(
    hub: VideoHub, source: Source, ws: Any, way: str, is_allowed: Callable[[], bool]
) -> None:
    """Send a source to one WebSocket until it goes: this thread sends, nobody else."""
    whole(ws)
    try:
        with hub.place(source, way) as viewer:
            _Stream(ws, viewer, is_allowed).run()
    except MakerKitError as error:
        full = {"full": getattr(error, "places", hub.viewers_max), "why": str(error)}
        with suppress(*GONE):
            ws.send(json.dumps(full))
        close_quietly(ws, TOO_MANY, "All places are taken.")


class _Stream:
    """One viewer's pictures on their way."""

    def __init__(self, ws: Any, viewer: Viewer, is_allowed: Callable[[], bool]) -> None:
        self._ws = ws
        self._viewer = viewer
        self._is_allowed = is_allowed
        self._check_s = time.monotonic()
        self._unseen = 0
        self._says_seen = False

    def run(self) -> None:
        try:
            while self._ws.connected and not self._viewer.has_ended:
                if not self._may_go_on():
                    return
                self._hear()
                part = self._viewer.next(QUIET_S)
                if part is not None:
                    self._pass_on(part)
        except GONE:
            pass
        close_quietly(self._ws, 1000, "")

    def _pass_on(self, part: Part) -> None:
        if part.codec:
            self._ws.send(json.dumps({"codec": part.codec}))
        self._ws.send(part.message())
        self._unseen += 1

    def _hear(self) -> None:
        """Take what the page says: one message for each picture that it has painted."""
        is_behind = self._says_seen and self._unseen >= UNSEEN_MAX
        message = self._ws.receive(timeout=QUIET_S if is_behind else 0)
        if is_behind and message is None:
            self._unseen = 0
        while message is not None:
            self._says_seen, self._unseen = True, max(0, self._unseen - 1)
            message = self._ws.receive(timeout=0)

    def _may_go_on(self) -> bool:
        now_s = time.monotonic()
        if now_s < self._check_s:
            return True
        self._check_s = now_s + LOGIN_CHECK_S
        if not self._is_allowed():
            close_quietly(self._ws, NOT_LOGGED_IN, "Log in again.")
            return False
        return True


class MotionJpeg:
    """JPEG pictures as `multipart/x-mixed-replace`, for a plain `<img>`; a place until closed.

    Raises:
        MakerKitError: all places are taken.
    """

    def __init__(self, hub: VideoHub, source: Source, is_allowed: Callable[[], bool]) -> None:
        self._place = hub.place(source, JPEG)
        self._viewer = self._place.__enter__()
        self._is_allowed = is_allowed
        self._is_open = True
        self._newest = b""
        self._sent_s = time.monotonic()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while self._is_open and not self._viewer.has_ended and self._is_allowed():
            part = self._viewer.next(QUIET_S)
            if part is not None or self._is_long_ago():
                self._newest = part.data if part is not None else self._newest
                self._sent_s = time.monotonic()
                return _boxed(self._newest)
        raise StopIteration

    def close(self) -> None:
        """Leave the place; whoever serves this calls it at the end, whatever the end was."""
        if self._is_open:
            self._is_open = False
            self._place.__exit__(None, None, None)

    def _is_long_ago(self) -> bool:
        """Whether to send the last picture again: only by sending is it seen who has gone."""
        return bool(self._newest) and time.monotonic() - self._sent_s > REPEAT_S


def _boxed(jpeg: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
    return head.encode() + jpeg + b"\r\n"
