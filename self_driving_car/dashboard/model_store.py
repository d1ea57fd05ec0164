"""The trained nets of a car: what there is, with what their cards say, and taking in new ones."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from makerkit.app.folder import make_folder
from makerkit.errors import BadInputError, MakerKitError
from self_driving_car.perception.net import KIT_MODELS, NetPilot, card_path, read_card

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\.onnx")
CARD_MOST_BYTES = 100_000
LINES_MOST = 12
VALUE_LONGEST = 80
MODELS_MOST = 50
NET_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Model:
    """One trained net.

    Attributes:
        name: of its file.
        is_ours: it lies in the car's own folder, and can be removed.
        card: what its card says, as words and values.
        trouble: why it cannot be used; "" if it can.
    """

    name: str
    is_ours: bool
    made: str
    size_kb: float
    card: tuple[tuple[str, str], ...]
    trouble: str = ""


def models_of(folder: Path) -> list[Model]:
    """Return the nets that drive: those of the car first; one of the same name hides the kit's."""
    found: dict[str, Model] = {}
    for place, is_ours in ((folder / "models", True), (KIT_MODELS, False)):
        for path in sorted(place.glob("*.onnx"))[:MODELS_MOST]:
            if path.name not in found and (model := _model(path, is_ours)) is not None:
                found[path.name] = model
    return list(found.values())


def take_in(folder: Path, name: str, net: bytes, card: bytes) -> str:
    """Take in a net with its card, once it has driven one picture; return its name.

    Raises:
        BadInputError: it is no net that this car can use; the message says why.
    """
    clean = _clean(name)
    if len(card) > CARD_MOST_BYTES:
        raise BadInputError(f"A card has at most {CARD_MOST_BYTES // 1000} kB. Is it another file?")
    if not net or len(net) > NET_MOST_BYTES:
        raise BadInputError("The file of the net is empty, or far too large. Choose it again.")
    home = folder / "models"
    make_folder(home)
    with tempfile.TemporaryDirectory(dir=home, prefix=".new-") as place:
        path = Path(place) / clean
        path.write_bytes(net)
        card_path(path).write_bytes(_renamed(card, clean))
        try_out(path)
        shutil.move(card_path(path), card_path(home / clean))
        shutil.move(path, home / clean)
    return clean


def try_out(path: Path) -> None:
    """Let a net look at one grey picture.

    Raises:
        MakerKitError: it cannot be used; the message says why.
    """
    NetPilot(path).look(np.full((240, 320, 3), 128, np.uint8))


def remove(folder: Path, name: str) -> None:
    """Remove a net of the car's own folder.

    Raises:
        BadInputError: there is none of that name.
    """
    if not NAME.fullmatch(name) or not (folder / "models" / name).is_file():
        raise BadInputError(f"There is no net {ascii(name)[:60]} in the car's own folder.")
    (folder / "models" / name).unlink()
    card_path(folder / "models" / name).unlink(missing_ok=True)


def _model(path: Path, is_ours: bool) -> Model | None:
    size_kb = path.stat().st_size / 1000
    try:
        card = read_card(path)
    except MakerKitError as error:
        return Model(path.name, is_ours, "", size_kb, (), str(error))
    if card.get("kind") != "drive":
        return None
    lines = tuple(_lines(card))[:LINES_MOST]
    return Model(path.name, is_ours, _short(card.get("made", "")), size_kb, lines)


def _lines(card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what people ask first: how it drove, how it was scored, of what it was made."""
    for key in ("laps", "scores", "data", "seed"):
        value = card.get(key)
        if isinstance(value, Mapping):
            for name, one in value.items():
                if not isinstance(one, Mapping | list):
                    yield f"{key}: {str(name).replace('_', ' ')}", _short(one)
        elif value is not None and not isinstance(value, list):
            yield key, _short(value)


def _short(value: Any) -> str:
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text if len(text) <= VALUE_LONGEST else f"{text[:VALUE_LONGEST]}…"


def _clean(name: str) -> str:
    clean = Path(name.replace("\\", "/")).name.lower().replace(" ", "-")
    if not NAME.fullmatch(clean):
        raise BadInputError(
            f"A net is a file named with small letters, digits, - and _, such as drive.onnx (got "
            f"{ascii(name)[:60]})."
        )
    return clean


def _renamed(card: bytes, name: str) -> bytes:
    """Return a card that names the file as it is called here."""
    try:
        said = json.loads(card)
    except ValueError as error:
        raise BadInputError(
            f"The card is no JSON ({error}). Choose the .card.json of it."
        ) from None
    if not isinstance(said, dict):
        raise BadInputError("The card is no card of a net. Choose its .card.json.")
    return json.dumps({**said, "model": name}, indent=1).encode()
