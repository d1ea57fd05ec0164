"""The cameras as the pages show them: the Pi's own, and those of other Pis."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import abort

from makerkit.web.video import NAME


@dataclass(frozen=True, slots=True)
class FarEye:
    """A camera of another Pi: single pictures that came over the broker.

    Attributes:
        picture: the newest; None while none has come.
    """

    picture: Path | None
    fan_out: None = None

    def latest_jpeg(self) -> bytes | None:
        """Return the newest picture."""
        try:
            return self.picture.read_bytes() if self.picture is not None else None
        except OSError:  # newer ones have taken its place
            return None


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera on a page.

    Attributes:
        name: in the settings.
        slug: in addresses.
        title: for people.
        is_live: whether there is video; else single pictures.
    """

    name: str
    slug: str
    title: str
    is_live: bool


def cameras(here: Any) -> list[Camera]:
    """Return every camera: ours in the order of the settings, then those of other Pis."""
    return [_camera(name, eye) for name, eye in _eyes(here.system).items()]


def camera_of(here: Any, slug: str) -> tuple[Camera, Any]:
    """Return a camera by the name in its address, and the eye; else 404."""
    eyes = _eyes(here.system)
    found = {_camera(name, eye).slug: name for name, eye in eyes.items()}
    if slug not in found:
        abort(404)
    eye = eyes[found[slug]]
    return _camera(found[slug], eye), eye


def _eyes(system: Any) -> dict[str, Any]:
    """Return the eyes here, and those of outposts; of two with one name, the one here."""
    pictures = getattr(system.mqtt, "outpost_pictures", None)
    far: Mapping[str, Path | None] = pictures() if pictures is not None else {}
    ours = dict(system.eyes)
    return ours | {name: FarEye(path) for name, path in far.items() if name not in ours}


def slug_of(name: str) -> str:
    """Return a camera's name as an address has it: small letters, digits, - and _."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    found = plain.strip("-")[:40]
    return found if NAME.fullmatch(found) else "camera"


def _camera(name: str, eye: Any) -> Camera:
    title = str(getattr(eye, "title", "") or name.replace("_", " ").replace("-", " ").capitalize())
    return Camera(name, slug_of(name), title, getattr(eye, "fan_out", None) is not None)
