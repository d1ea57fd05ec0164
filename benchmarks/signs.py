"""What finding signs costs, and how many are found: `python -m benchmarks.signs cost|found`.

    cost     CPU ms a picture of 320x240: nothing coloured in it, signs, very much that is coloured
    found    recall and precision on pictures in looks and on roads on which no net was trained

In a process of its own and with one thread, so that CPU time is the time of one core.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable
from typing import Any

import cv2

from self_driving_car.perception.onnx_net import OnnxNet
from self_driving_car.perception.signs import LEAST_SCORE, MODEL, MOST_CANDIDATES, verdicts_of
from self_driving_car.perception.signs_candidates import candidates_of
from self_driving_car.training.signs_labels import Label
from self_driving_car.training.signs_scores import Scores
from workshop.training.sign_pictures import Drawn, pictures
from workshop.training.sign_track_pictures import track_pictures

SIZE = (320, 240)
ROUNDS, TIMES = 4, 10


def cost() -> dict[str, float]:
    """Return CPU ms a picture, each the middle of the best of five rounds."""
    net = OnnxNet(MODEL)
    drawn = [one for one in pictures(40, 4301) if one.picture.shape[1] == SIZE[0]]
    track = list(track_pictures(30, 4302, unseen=True))
    empty = [one.picture for one in track if not candidates_of(one.picture, 4).candidates]
    signs = [one.picture for one in track if one.labels]
    kinds = {
        "track, nothing coloured": empty or [cv2.blur(track[0].picture, (99, 99))],
        "track, with signs": signs,
        "a room full of colours": [one.picture for one in drawn],
    }
    return {name: round(_middle_ms(shown, net), 3) for name, shown in kinds.items()}


def _middle_ms(shown: list[Any], net: OnnxNet) -> float:
    return statistics.median(_best_ms(picture, net) for picture in shown[:12])


def _best_ms(picture: Any, net: OnnxNet) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            verdicts_of(picture, net, MOST_CANDIDATES, LEAST_SCORE)
        best = min(best, (time.process_time() - began) / TIMES * 1000)
    return best


def found(shown: Iterable[Drawn]) -> Scores:
    """Return the scores on pictures."""
    net, scores = OnnxNet(MODEL), Scores()
    for one in shown:
        labels = [Label(label.kind, label.box) for label in one.labels]
        labels += [Label("unclear", label.box) for label in one.hazy]
        scores.add(labels, verdicts_of(one.picture, net, MOST_CANDIDATES, LEAST_SCORE))
    return scores


def main(arguments: list[str]) -> int:
    """Print one of them."""
    parser = argparse.ArgumentParser(prog="benchmarks.signs")
    parser.add_argument("what", choices=("cost", "found"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=4300)
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    if options.what == "cost":
        print(json.dumps(cost(), indent=1))
    else:
        for name, draw in (("track", track_pictures), ("drawn", pictures)):
            print(f"{name}\n{found(draw(options.count, options.seed, unseen=True)).table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
