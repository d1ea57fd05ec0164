"""How many signs and lights a net finds in labelled pictures, and how many that are none.

    python -m self_driving_car.training.signs_scores FOLDER [--model FILE] [--least-score 0.65]

It asks the whole of what runs in the car, not only the net.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from self_driving_car.perception.onnx_net import OnnxNet
from self_driving_car.perception.signs import LEAST_SCORE, MODEL, MOST_CANDIDATES, verdicts_of
from self_driving_car.training.signs_labels import Label, Labelled, read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from self_driving_car.perception.seen import Box
    from self_driving_car.perception.signs import Verdict

KINDS = ("stop", "red", "amber", "green")
SIZES_PX = (12, 16, 24, 48, 96)
"""Where the columns of the table begin; what is smaller is neither asked for nor held against."""
OVERLAP = 0.4
"""Two boxes mean the same thing when this share of what they cover together is common to both."""


@dataclass
class Scores:
    """What was there, found, and found wrongly; by kind and the beginning of its column."""

    there: Counter[tuple[str, int]] = field(default_factory=Counter)
    found: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    pictures: int = 0

    def add(self, labels: Iterable[Label], verdicts: Iterable[Verdict]) -> list[Label | Verdict]:
        """Take in one picture, and return what was missed or wrong."""
        self.pictures += 1
        left = list(labels)
        bad: list[Label | Verdict] = []
        for verdict in verdicts:
            hit = _match(verdict, left)
            if hit is not None and hit.kind == verdict.name:
                left.remove(hit)
                if column_of(hit.box):
                    self.found[hit.kind, column_of(hit.box)] += 1
                    self.there[hit.kind, column_of(hit.box)] += 1
            elif hit is None or (hit.kind != "unclear" and column_of(hit.box)):
                self.wrong[verdict.name] += 1
                bad.append(verdict)
        for label in left:
            if label.kind != "unclear" and column_of(label.box):
                self.there[label.kind, column_of(label.box)] += 1
                bad.append(label)
        return bad

    def recall(self, kind: str | None = None) -> float:
        """Return which share of what was there was found."""
        return _share(_of(self.found, kind), _of(self.there, kind))

    def precision(self, kind: str | None = None) -> float:
        """Return which share of what was found was there."""
        found = _of(self.found, kind)
        wrong = sum(self.wrong.values()) if kind is None else self.wrong[kind]
        return _share(found, found + wrong)

    def table(self) -> str:
        """Return recall by kind and size, and precision by kind, as text."""
        head = "".join(f"{f'{px} px':>12}" for px in SIZES_PX)
        lines = [f"{'recall':8}{head}{'all':>12}{'precision':>12}"]
        for kind in KINDS:
            cells = [
                f"{self.found[kind, px]}/{self.there[kind, px]}" if self.there[kind, px] else "-"
                for px in SIZES_PX
            ]
            row = "".join(f"{cell:>12}" for cell in cells)
            lines.append(f"{kind:8}{row}{self.recall(kind):>12.3f}{self.precision(kind):>12.3f}")
        columns = "".join(f"{self._recall_of_size(px):>12.3f}" for px in SIZES_PX)
        lines.append(f"{'all':8}{columns}{self.recall():>12.3f}{self.precision():>12.3f}")
        return "\n".join(lines)

    def _recall_of_size(self, px: int) -> float:
        found, there = (sum(c[kind, px] for kind in KINDS) for c in (self.found, self.there))
        return _share(found, there)

    def summary(self) -> dict[str, Any]:
        """Return the numbers for a model's card."""
        return {
            "pictures": self.pictures,
            "recall": round(self.recall(), 3),
            "precision": round(self.precision(), 3),
            "by_kind": {
                kind: {
                    "there": _of(self.there, kind),
                    "recall": round(self.recall(kind), 3),
                    "precision": round(self.precision(kind), 3),
                    "recall_by_size_px": {
                        str(px): round(_share(self.found[kind, px], self.there[kind, px]), 3)
                        for px in SIZES_PX
                        if self.there[kind, px]
                    },
                }
                for kind in KINDS
            },
        }


def column_of(box: Box) -> int:
    """Return where a box's column of the table begins; 0 for what is too small to count."""
    longer = max(box[2], box[3])
    return max((px for px in SIZES_PX if px <= longer), default=0)


def scores_of(
    pictures: list[Labelled], model: Path = MODEL, *, least_score: float = LEAST_SCORE
) -> Scores:
    """Return the scores of a net on labelled pictures; files that are broken are left out."""
    import cv2

    net, scores = OnnxNet(model), Scores()
    for one in pictures:
        picture = cv2.imread(str(one.path))
        if picture is not None:
            scores.add(one.labels, verdicts_of(picture, net, MOST_CANDIDATES, least_score))
    return scores


def overlap(one: Box, other: Box) -> float:
    """Return the common share of what two boxes cover together."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / (one[2] * one[3] + other[2] * other[3] - wide * high)


def _match(verdict: Verdict, labels: list[Label]) -> Label | None:
    best = max(labels, key=lambda label: overlap(verdict.box, label.box), default=None)
    if best is None:
        return None
    least = 0.1 if best.kind == "unclear" else OVERLAP
    return best if overlap(verdict.box, best.box) >= least else None


def _of(counts: Counter[tuple[str, int]], kind: str | None) -> int:
    return sum(count for (name, _), count in counts.items() if kind in {None, name})


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="self_driving_car.training.signs_scores")
    parser.add_argument("folder", type=Path, help="labelled pictures")
    parser.add_argument("--model", type=Path, default=MODEL, help="the net; else the kit's own")
    parser.add_argument("--least-score", type=float, default=LEAST_SCORE)
    options = parser.parse_args(arguments)
    scores = scores_of(read_labels(options.folder), options.model, least_score=options.least_score)
    print(f"{scores.pictures} pictures of {options.folder}\n{scores.table()}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
