"""`python -m self_driving_car.training drive TUB...`: from recordings to a net that drives."""

import argparse
import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from makerkit.errors import BadInputError, MakerKitError
from self_driving_car.training.balance import histogram
from self_driving_car.training.cards import write_card
from self_driving_car.training.progress import Progress, plain_time
from self_driving_car.training.recordings import Ints, Recordings, read_recordings
from self_driving_car.training.scores import Scores, score
from self_driving_car.training.settings import DriveTraining, changed
from self_driving_car.training.split import split_by_time

MODEL = Path("drive.onnx")


@dataclass(frozen=True)
class Order:
    """What shall be trained, and where it goes.

    Attributes:
        tubs: to learn from.
        out: the ONNX file; card and report go beside it.
        settings: how it is taught.
        start_from: weights of an earlier training, to go on from.
        is_dry: only look at the recordings.
    """

    tubs: tuple[Path, ...]
    out: Path = MODEL
    settings: DriveTraining = dataclasses.field(default_factory=DriveTraining)
    start_from: Path | None = None
    is_dry: bool = False


def main(arguments: list[str]) -> int:
    """Train as the words say; the exit code is 0."""
    order = read_order(arguments)
    progress = Progress(sys.stdout)
    recordings = read_recordings(order.tubs, order.settings.net_input, progress)
    split = split_by_time(recordings.times_s, recordings.drives, order.settings.split)
    for line in what_there_is(recordings, split):
        progress.say(line)
    if not order.is_dry:
        train(order, recordings, split, progress)
    return 0


def read_order(arguments: list[str]) -> Order:
    """Return what the words say.

    Raises:
        BadInputError: they cannot be understood.
    """
    parser = argparse.ArgumentParser(prog="maker train drive", add_help=True)
    parser.add_argument("tubs", nargs="+", type=Path, metavar="TUB")
    parser.add_argument("--out", type=Path, default=MODEL, metavar="F")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--start-from", type=Path, metavar="F")
    parser.add_argument("--dry", action="store_true")
    said = parser.parse_args(arguments)
    if said.out.suffix != ".onnx":
        raise BadInputError(f"--out must name an .onnx file (got {said.out}).")
    settings = changed(DriveTraining(seed=said.seed), _pairs(said.set))
    return Order(tuple(said.tubs), said.out, settings, said.start_from, said.dry)


def what_there_is(recordings: Recordings, split: tuple[Ints, Ints]) -> list[str]:
    """Return what was read, what was left out, and how it is split, a line each."""
    learn, exam = split
    lines = [f"{len(recordings)} records of {len(recordings.tubs)} tubs can be used."]
    lines += [f"Left out: {sentence}" for sentence in recordings.left_out]
    nobody = len(recordings) - len(learn) - len(exam)
    lines.append(
        f"{len(learn)} to learn from, {len(exam)} for the exam, in blocks of time; {nobody} "
        "between them are for neither."
    )
    return lines


def train(
    order: Order, recordings: Recordings, split: tuple[Ints, Ints], progress: Progress
) -> Scores:
    """Train, write model, card, weights and report, and return the scores of the exam.

    Raises:
        MakerKitError: PyTorch is missing, or its export cannot be used.
    """
    try:
        import torch
    except ImportError as error:
        raise MakerKitError(
            f"This Python ({sys.executable}) has no PyTorch. `./maker train drive` installs it and "
            "starts with it."
        ) from error
    from self_driving_car.training.export import export_onnx
    from self_driving_car.training.fit import fit, predict
    from self_driving_car.training.net_shape import drive_net

    how = order.settings
    size = (how.net_input.height_px, how.net_input.width_px)
    torch.manual_seed(how.seed)
    net = drive_net(how.width, *size)
    if order.start_from is not None:
        _take_up(net, order.start_from)
    history = fit(net, recordings, split, how, progress)
    predicted = predict(net, recordings, split[1])
    wanted = _wanted(recordings, split[1])
    scores = score(predicted, wanted, recordings.angles[split[0]])
    export_onnx(net, order.out, (1, 3, *size))
    torch.save(net.state_dict(), order.out.with_suffix(".weights"))
    write_card(order.out, "drive", _card(order, recordings, split, history, scores))
    _report(order, recordings, history, (wanted, predicted), scores)
    for line in _result(order, history, scores):
        progress.say(line)
    return scores


def _take_up(net: Any, weights: Path) -> None:
    import torch

    try:
        net.load_state_dict(torch.load(str(weights)))
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise BadInputError(
            f"One cannot go on from {weights}: {reason}. It must be the .weights file of a "
            "training with the same width."
        ) from error


def _wanted(recordings: Recordings, indexes: Ints) -> Any:
    import numpy as np

    return np.stack([recordings.angles[indexes], recordings.throttles[indexes]], axis=1)


def _card(
    order: Order, recordings: Recordings, split: tuple[Ints, Ints], history: Any, scores: Scores
) -> dict[str, Any]:
    how = dataclasses.asdict(order.settings)
    net_input, cut = how.pop("net_input"), how.pop("split")
    return {
        "input": net_input,
        "outputs": ["angle", "throttle"],
        "data": {
            "tubs": {Path(name).name: count for name, count in recordings.tubs.items()},
            "records": len(recordings),
            "drives": len(set(recordings.drives.tolist())),
            "left_out": list(recordings.left_out),
            "steering": histogram(recordings.angles).tolist(),
        },
        "seed": order.settings.seed,
        "split": {"by": "blocks of time", **cut, "learn": len(split[0]), "exam": len(split[1])},
        "settings": how,
        "epochs": len(history.learned),
        "best_epoch": history.best_epoch + 1,
        "loss": {"learned": _short(history.learned), "exam": _short(history.judged)},
        "cpu_s": round(history.cpu_s, 1),
        "cpu_s_per_1000_frames_and_epoch": round(history.cpu_s_per_1000, 2),
        "scores": scores.rounded(),
    }


def _report(
    order: Order, recordings: Recordings, history: Any, exam: tuple[Any, Any], scores: Scores
) -> None:
    from self_driving_car.training.report import bars_svg, curves_svg, points_svg, write_report

    drawings = (
        curves_svg(history.learned, history.judged, history.best_epoch)
        + points_svg(exam[0][:, 0].tolist(), exam[1][:, 0].tolist())
        + bars_svg(histogram(recordings.angles).tolist(), "Steering as recorded")
    )
    rows = {
        **scores.rounded(),
        "records": len(recordings),
        "left out": " ".join(recordings.left_out) or "nothing",
        "epochs": len(history.learned),
        "processor time": plain_time(history.cpu_s),
    }
    write_report(order.out.with_suffix(".html"), f"Training of {order.out.name}", drawings, rows)


def _result(order: Order, history: Any, scores: Scores) -> list[str]:
    verdict = (
        "It has learned to steer; laps will tell."
        if scores.beats_a_constant
        else "It is hardly better than always steering the same: record more bends, or other light."
    )
    return [
        f"Mean error of the steering {scores.angle_mae:.3f} of full (always the same: "
        f"{scores.constant_mae:.3f}); clear bends the right way: {scores.right_way:.0%}. {verdict}",
        f"{history.cpu_s_per_1000:.1f} CPU s per 1,000 frames and epoch.",
        f"Wrote {order.out}, its card {order.out.with_suffix('.card.json').name} and "
        f"{order.out.with_suffix('.html').name}.",
    ]


def _pairs(words: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise BadInputError(f"--set wants NAME=VALUE, such as lr=3e-4 (got {word!r}).")
        pairs[name.strip()] = value.strip()
    return pairs


def _short(values: Sequence[float]) -> list[float]:
    return [round(value, 5) for value in values]
