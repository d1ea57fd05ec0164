"""H.264 for the stand-ins of picamera2's encoders, by the kit's own encoder (libx264, PyAV)."""

from typing import Any

from makerkit.camera.h264 import make_key, open_codec, video_frame
from makerkit.camera.mp4 import nal

BASELINE, MAIN, HIGH = "cabac=0:8x8dct=0:weightp=0", "cabac=1:8x8dct=0", "cabac=1:8x8dct=1"
"""What makes a profile, in x264's words: its own option has another type in some FFmpegs."""

_PROFILES = {
    "baseline": BASELINE,
    "constrained baseline": BASELINE,
    "main": MAIN,
    "high": HIGH,
}
NEVER = 1_000_000


class H264Stream:
    """One run of an encoder: pictures in, Annex B out."""

    def __init__(
        self,
        size: tuple[int, int],
        *,
        fps: float,
        bitrate: int | None,
        iperiod: int,
        qp: int | None,
        profile: str | None,
        repeat: bool,
        preset: str | None = None,
    ) -> None:
        """Open it.

        Args:
            iperiod: pictures from one key frame to the next; 0 for never again.
            repeat: whether SPS and PPS come with each key frame, not only with the first.
            preset: of x264; the quickest that the profile allows when left out.
        """
        features = profile_of(profile)
        quickest = "superfast" if features in (MAIN, HIGH) else "ultrafast"
        options = {"preset": preset or quickest, "x264-params": f"scenecut=0:{features}"}
        if qp is not None:
            options["qp"] = str(qp)
        self._codec = open_codec(
            *size, fps=fps, bitrate=None if qp is not None else bitrate, options=options
        )
        self._codec.gop_size = iperiod or NEVER
        self._repeat = repeat
        self._has_begun = False

    def encode(self, bgr: Any, pts_us: int, *, is_key: bool = False) -> list[tuple[bytes, bool]]:
        """Return a picture as bytes, and whether it is a key frame.

        Args:
            bgr: the picture, shape (h, w, 3).
            is_key: make it one.
        """
        import cv2

        picture = video_frame(cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420), pts_us)
        if is_key:
            make_key(picture)
        return [self._told(packet) for packet in self._codec.encode(picture)]

    def _told(self, packet: Any) -> tuple[bytes, bool]:
        data, is_key = bytes(packet), bool(packet.is_keyframe)
        if is_key and self._has_begun and not self._repeat:
            kept = [u for u in nal.units(data) if nal.unit_type(u) not in (nal.SPS, nal.PPS)]
            data = b"".join(b"\0\0\0\1" + unit for unit in kept)
        self._has_begun = True
        return data, is_key


def profile_of(profile: str | None) -> str:
    """Return what a profile allows, in x264's words.

    Raises:
        RuntimeError: it is no text, or no profile, in picamera2's words.
    """
    if not profile:
        return BASELINE
    if not isinstance(profile, str):
        raise RuntimeError("Profile should be a string value")
    if profile.lower() not in _PROFILES:
        raise RuntimeError("Profile " + profile + " not recognised")
    return _PROFILES[profile.lower()]
