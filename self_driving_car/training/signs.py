"""Trains the net of signs and lights from labelled pictures: `maker train signs FOLDER...`.

It reads files only: pictures with `labels.csv`, LabelMe's JSON or YOLO's text files
(`signs_labels.py`). A tenth of the pictures is kept apart and decides which epoch was the best.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from makerkit.errors import BadInputError
from self_driving_car.perception.signs_net import CLASSES, SIDE_PX
from self_driving_car.training.cards import card_path, read_card, write_card
from self_driving_car.training.export import export_onnx
from self_driving_car.training.progress import Progress, curve
from self_driving_car.training.signs_fit import RATE, RATE_LEARNING_ON, fit
from self_driving_car.training.signs_labels import Labelled, read_labels
from self_driving_car.training.signs_model import make_net, read_net
from self_driving_car.training.signs_samples import Samples, joined, samples_of
from self_driving_car.training.signs_scores import scores_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator

EVERY_TENTH = 10
LEAST_PICTURES = 20


def main(arguments: list[str]) -> int:
    """Train, export, measure, write the card; return the exit code."""
    options = _options(arguments)
    progress = Progress()
    learn, apart = _pictures(options.folders)
    samples = _samples(learn, np.random.default_rng(options.seed), progress)
    checks = _samples(apart, None, progress)
    progress.say(_counts(samples))
    net, history = _trained(options, samples, checks, progress)
    difference = export_onnx(net, options.out, (1, 3, SIDE_PX, SIDE_PX))
    scores = scores_of(read_labels(options.test) if options.test else apart, options.out)
    progress.say(f"loss {curve([one['loss'] for one in history])}")
    progress.say(scores.table())
    said = {
        "input": f"a square of {SIDE_PX} x {SIDE_PX} pixels round a candidate, BGR",
        "classes": list(CLASSES),
        "seed": options.seed,
        "data": {
            "folders": [folder.name for folder in options.folders],
            "pictures": len(learn) + len(apart),
            "learnt_from": len(learn),
            "samples": _by_class(samples),
            "made_by": options.made_by,
        },
        "learnt_on": _origin(options.learn_on),
        "epochs": len(history),
        "opencv_differs_by": difference,
        "scores": scores.summary(),
        "scores_of": options.test.name if options.test else "every tenth picture, kept apart",
    }
    write_card(options.out, "signs", said)
    progress.say(f"Written: {options.out}")
    return 0


def begin(seed: int, threads: int, learn_on: Path | None = None) -> Any:
    """Return the net that shall learn: a new one, or that of a file."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    return read_net(learn_on) if learn_on else make_net()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="maker train signs", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="labelled pictures")
    parser.add_argument("--out", type=Path, default=Path("signs.onnx"), help="the net's file")
    parser.add_argument("--test", type=Path, help="labelled pictures for the scores")
    parser.add_argument("--learn-on", type=Path, help="a net that shall go on learning")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--made-by", default="", help="how the pictures came about, for the card")
    return parser.parse_args(list(arguments))


def _pictures(folders: list[Path]) -> tuple[list[Labelled], list[Labelled]]:
    """Return the pictures to learn from, and every tenth, which is kept apart."""
    pictures = [one for folder in folders for one in read_labels(folder)]
    if len(pictures) < LEAST_PICTURES:
        raise BadInputError(
            f"{len(pictures)} labelled pictures are too few to learn from "
            f"(at least {LEAST_PICTURES}; some hundreds are good). Label more of them."
        )
    learn = [one for place, one in enumerate(pictures) if place % EVERY_TENTH]
    return learn, pictures[::EVERY_TENTH]


def _trained(
    options: argparse.Namespace, samples: Samples, checks: Samples, progress: Progress
) -> tuple[Any, list[dict[str, float]]]:
    """Return a net that has learnt, and how its epochs went."""
    net = begin(options.seed, options.threads, options.learn_on)
    rate = RATE_LEARNING_ON if options.learn_on else RATE
    history = fit(
        net, samples, checks, epochs=options.epochs, seed=options.seed, progress=progress, rate=rate
    )
    return net, history


def _samples(pictures: list[Labelled], chance: Generator | None, progress: Progress) -> Samples:
    """Return the samples of all pictures; one that is broken is told and left out."""
    import cv2

    cv2.setNumThreads(1)
    found = []
    for one in progress.each(pictures, len(pictures), "pictures"):
        picture = cv2.imread(str(one.path))
        if picture is None:  # donkeycar #761: one bad file must not end the training
            progress.say(f"{one.path} cannot be read as a picture: left out.")
            continue
        found.append(samples_of(picture, one.labels, chance))
    return joined(found)


def _origin(learn_on: Path | None) -> Any:
    """Return what the card of the net says that this one goes on from."""
    if learn_on is None:
        return None
    if not card_path(learn_on).exists():
        return learn_on.name
    card = read_card(learn_on)
    return {key: card[key] for key in ("model", "sha256", "seed", "data", "epochs") if key in card}


def _by_class(samples: Samples) -> dict[str, int]:
    counts = np.bincount(samples.classes, minlength=len(CLASSES))
    return {name: int(count) for name, count in zip(CLASSES, counts, strict=True)}


def _counts(samples: Samples) -> str:
    parts = [f"{count} {name}" for name, count in _by_class(samples).items()]
    return f"{len(samples.classes)} squares to learn from: {', '.join(parts)}"
