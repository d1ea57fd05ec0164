"""What a scene says of the simulated cameras: `[cameras.NAME]` with `looks_at` and `model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from makerkit.wiring.faults import Faults, did_you_mean, key_path, not_but

MODELS = ("imx219", "ov5647", "imx708")
_KEYS = ("looks_at", "model")
_KINDS = ("file", "folder", "webcam", "house", "card")
EXAMPLES = '"file:street.mp4", "folder:pictures", "webcam:0", "house:hall", "card:red", "test card"'


@dataclass(frozen=True, slots=True)
class CameraScene:
    """What one camera of the bench is like.

    Attributes:
        kind: "file", "folder", "webcam", "house", "card", "test card", or "" where nothing is said.
        what: the file, folder, number, camera of the house, or colour.
        model: of its sensor; "" leaves it to the wiring file.
        folder: from which file names count.
        place: where it is written, for messages.
    """

    kind: str = ""
    what: str = ""
    model: str = ""
    folder: Path = Path()
    place: str = ""


def read_cameras(raw: object, faults: Faults, source: str) -> dict[str, CameraScene]:
    """Return the cameras of a scene by name, and note what is wrong with them."""
    if not isinstance(raw, dict):
        faults.add("cameras", f"must be tables such as [cameras.front]{not_but(raw)}")
        return {}
    return {name: _read(key_path("cameras", name), of, faults, source) for name, of in raw.items()}


def _read(place: str, raw: object, faults: Faults, source: str) -> CameraScene:
    if not isinstance(raw, Mapping):
        faults.add(place, f"must be a table of names and values{not_but(raw)}")
        return CameraScene()
    for key in raw:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            faults.add(key_path(place, key), f"no such entry is known here.{hint}")
    kind, what = _looks_at(f"{place}.looks_at", raw.get("looks_at", ""), faults)
    model = raw.get("model", "")
    if model not in ("", *MODELS):
        faults.add(f"{place}.model", f"must be one of {', '.join(MODELS)}{not_but(model)}")
    where = f"{source}: {place}.looks_at"
    return CameraScene(kind, what, str(model), Path(source).resolve().parent, where)


def _looks_at(place: str, raw: object, faults: Faults) -> tuple[str, str]:
    if raw in ("", "test card"):
        return str(raw), ""
    kind, colon, what = str(raw).partition(":")
    is_known = isinstance(raw, str) and colon and kind in _KINDS and what.strip()
    if not is_known:
        faults.add(place, f"must be one of {EXAMPLES}{not_but(raw)}")
        return "", ""
    if kind == "webcam" and not what.isdigit():
        faults.add(place, f"must end with the webcam's number, webcam:0{not_but(raw)}")
    return kind, what.strip()
