"""The trained net as a pilot: a picture in, steering and throttle out.

    pilot = NetPilot(Path("models/drive.onnx"))
    angle, throttle = pilot.look(picture)

Beside the ONNX file lies its card, `drive.card.json`, which says how a picture is cut for it.
"""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

from makerkit.errors import BadInputError, NotThereError
from self_driving_car.perception.net_input import NetInput, Picture
from self_driving_car.perception.onnx_net import OnnxNet

KIT_MODELS = Path(__file__).resolve().parents[1] / "models"
"""The models that come with the kit."""


class NetPilot:
    """Steers by a net.

    Args:
        model_path: the ONNX file; it is read at the first picture, or by `load`.
        gain, offset: the steering is multiplied and moved by these: a car that bends too little
            needs more gain, one that pulls to the left a positive offset.
        throttle: a fixed one instead of the net's.
    """

    def __init__(
        self,
        model_path: Path,
        *,
        gain: float = 1.0,
        offset: float = 0.0,
        throttle: float | None = None,
    ) -> None:
        self.path = model_path
        self._gain, self._offset, self._throttle = gain, offset, throttle
        self._net = OnnxNet(model_path)
        self._input: NetInput | None = None

    def load(self) -> dict[str, Any]:
        """Read model and card now, and return the card.

        Raises:
            NotThereError: one of both is missing.
            BadInputError: one of both cannot be used, or they do not belong together.
        """
        card = read_card(self.path)
        digest = hashlib.sha256(self._net.content()).hexdigest()
        if card.get("sha256") != digest:
            raise BadInputError(
                f"{card_path(self.path).name} is not the card of this {self.path.name}: the file "
                "has changed since. Copy both again, from one training."
            )
        if card.get("kind") != "drive":
            raise BadInputError(
                f"{self.path.name} is a net of the kind {card.get('kind')!r}, which does not "
                "drive. `maker train drive` makes one that does."
            )
        self._input = NetInput.read(card.get("input") or {})
        self._net.load()
        return card

    def look(self, bgr: Picture) -> tuple[float, float]:
        """Return what to do about one picture.

        Args:
            bgr: (H, W, 3), any size.

        Returns:
            The angle, -1.0 (full left) to +1.0 (full right), and the throttle, 0.0 to 1.0, a share
            of the speed cap.

        Raises:
            NotThereError, BadInputError: model or card cannot be used.
        """
        if self._input is None:
            self.load()
        assert self._input is not None
        said = self._net(self._input.blob(bgr)).reshape(-1)
        if said.size < 2 or not (math.isfinite(said[0]) and math.isfinite(said[1])):
            raise BadInputError(
                f"{self.path.name} answers {said[:4].tolist()}: two numbers are needed, angle and "
                "throttle. Was it trained for something else?"
            )
        angle = float(said[0]) * self._gain + self._offset
        throttle = float(said[1]) if self._throttle is None else self._throttle
        return min(1.0, max(-1.0, angle)), min(1.0, max(0.0, throttle))


def card_path(model_path: Path) -> Path:
    """Return where the card of a model lies: drive.onnx has drive.card.json."""
    return model_path.with_suffix(".card.json")


def read_card(model_path: Path) -> dict[str, Any]:
    """Return what stands in the card of a model.

    Raises:
        NotThereError: there is none.
        BadInputError: it is no card.
    """
    path = card_path(model_path)
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotThereError(
            f"{model_path.name} has no card: {path} is missing ({error.strerror}). It says how "
            "pictures are cut for the net; copy it along with the model."
        ) from error
    except ValueError as error:
        raise BadInputError(f"{path} is no card of a model: it is no JSON ({error}).") from error
    if not isinstance(card, dict):
        raise BadInputError(f"{path} is no card of a model: it says only {card!r}.")
    return card


def find_model(name: str, folder: Path) -> Path:
    """Return the file of a model: from the car's own folder, else one that came with the kit.

    Args:
        name: "drive.onnx", or a path.
        folder: of the car.

    Raises:
        NotThereError: neither has it.
    """
    places = [Path(name)] if Path(name).is_absolute() else [folder / "models", KIT_MODELS]
    found = [place if place.is_file() else place / name for place in places]
    for path in found:
        if path.is_file():
            return path
    there = sorted({p.name for place in places if place.is_dir() for p in place.glob("*.onnx")})
    raise NotThereError(
        f"There is no model {name} in {' or '.join(map(str, places))}. "
        + (f"There is: {', '.join(there)}." if there else "`maker train drive` makes one.")
    )
