"""The cameras of this machine, and what is in their way."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from makerkit.camera.holders import holders_of

SYSFS = Path("/sys/class/video4linux")
NOT_WEBCAMS = ("unicam", "rp1-cfe", "bcm2835", "pispbe", "rpivid", "rpi-hevc", "codec")
"""Devices of a Pi's own camera socket and its codecs: picamera2 uses them."""


@dataclass(frozen=True, slots=True)
class CameraFound:
    """One camera.

    Attributes:
        source: how `open_source` names it.
        model: what it calls itself.
        problem: why it cannot be used now; "" where it can.
    """

    source: str
    model: str
    problem: str = ""


def cameras_here() -> list[CameraFound]:
    """Return the cameras of this machine: a Pi's first, then webcams (of a Linux machine)."""
    return [*_on_ribbons(), *webcams()]


def webcams(sysfs: Path = SYSFS, dev: Path = Path("/dev")) -> list[CameraFound]:
    """Return the USB webcams that Linux knows."""
    found = []
    for entry in sorted(sysfs.glob("video*"), key=lambda path: _number(path.name)):
        model = _text(entry / "name")
        is_picture = _text(entry / "index") in ("", "0")  # a webcam's second node is metadata
        if is_picture and not any(word in model.casefold() for word in NOT_WEBCAMS):
            device = dev / entry.name
            found.append(
                CameraFound(f"webcam:{_number(entry.name)}", model or entry.name, _problem(device))
            )
    return found


def _problem(device: Path) -> str:
    if not device.exists():
        return f"there is no {device}: start the computer again"
    if not os.access(device, os.R_OK | os.W_OK):
        return "not yours to open: sudo usermod -aG video $USER, then log out and in again"
    holders = holders_of([str(device)])
    return f"in use by {', '.join(map(str, holders))}" if holders else ""


def _on_ribbons() -> list[CameraFound]:
    try:
        from picamera2 import Picamera2
    except ImportError:
        return []
    holders = holders_of(["/dev/media"])
    problem = f"in use by {', '.join(map(str, holders))}" if holders else ""
    return [
        CameraFound(f"picamera:{info['Num']}", str(info.get("Model", "camera")), problem)
        for info in Picamera2.global_camera_info()
    ]


def _number(name: str) -> int:
    return int("0" + "".join(filter(str.isdigit, name)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
