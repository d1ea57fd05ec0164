"""What a training of the driving net can be told."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from makerkit.errors import BadInputError
from self_driving_car.perception.net_input import NetInput
from self_driving_car.training.augment import Augmentation
from self_driving_car.training.split import TimeSplit

BOUNDS: dict[str, tuple[float, float]] = {
    "epochs": (1, 1000),
    "patience": (1, 1000),
    "batch": (2, 4096),
    "lr": (1e-6, 1.0),
    "decay": (0.0, 1.0),
    "width": (0.1, 4.0),
    "balance": (0.0, 1.0),
    "throttle_weight": (0.0, 10.0),
    "threads": (0, 256),
    "most_minutes": (0.01, 10_000),
}


@dataclass(frozen=True, slots=True)
class DriveTraining:
    """How the net is taught.

    Attributes:
        epochs: at most so many.
        patience: so many epochs in a row may bring nothing.
        batch: pictures at a time.
        lr: how far one step goes, at most; it falls to nothing over the epochs.
        decay: how strongly large weights are held back.
        width: of the net, as a share of PilotNet's.
        balance: of steering, 0 (as recorded) to 1 (each bend as often as straight on).
        throttle_weight: of the error of the throttle beside that of the steering.
        seed: of all chance.
        threads: of PyTorch; 0: as many as it thinks best.
        most_minutes: after these no further epoch begins.
        augmentation, split, net_input: see there.
    """

    epochs: int = 30
    patience: int = 6
    batch: int = 64
    lr: float = 1.5e-3
    decay: float = 1e-4
    width: float = 0.5
    balance: float = 0.5
    throttle_weight: float = 0.2
    seed: int = 0
    threads: int = 0
    most_minutes: float = 600.0
    augmentation: Augmentation = field(default_factory=Augmentation)
    split: TimeSplit = field(default_factory=TimeSplit)
    net_input: NetInput = field(default_factory=NetInput)

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise BadInputError(
                    f"{name} must be between {least:g} and {most:g} (got {value:g})."
                )


def changed(settings: DriveTraining, said: dict[str, str]) -> DriveTraining:
    """Return settings with some of them changed, as typed: {"lr": "3e-4", "width": "1"}.

    Raises:
        BadInputError: there is no such setting, or the value is no number or out of bounds.
    """
    values = {name: _value(settings, name, text) for name, text in said.items()}
    return dataclasses.replace(settings, **values)


def _value(settings: DriveTraining, name: str, text: str) -> Any:
    plain = {one.name for one in dataclasses.fields(settings)} & {*BOUNDS, "seed"}
    if name not in plain:
        raise BadInputError(
            f"There is no setting {name!r} of a training. There are: {', '.join(sorted(plain))}."
        )
    kind = type(getattr(settings, name))
    try:
        return kind(text)
    except ValueError as error:
        what = "a whole number" if kind is int else "a number"
        raise BadInputError(f"{name} must be {what} (got {text!r}).") from error
