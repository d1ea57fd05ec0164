"""Pictures and what is in them: our own list, LabelMe's JSON, or YOLO's text files.

- `labels.csv`: `picture,kind,x,y,width,height`, one line for each thing (`maker train signs`
  writes it); a picture without any has a line with its name only.
- LabelMe: a JSON file beside each picture, with rectangles or polygons.
- YOLO: a text file beside each picture, or in a folder `labels` beside `images`, with lines of
  `class x y width height` as shares; `classes.txt`, or `names` in `data.yaml`, names the classes.

A thing marked `unclear` is neither learnt nor held against the net.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from makerkit.errors import BadInputError, NotThereError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from self_driving_car.perception.seen import Box

KINDS = ("stop", "red", "amber", "green", "unclear")
OTHER_NAMES = {
    "stop_sign": "stop", "stopsign": "stop", "halt": "stop",
    "yellow": "amber", "orange": "amber",
    "red_light": "red", "light_red": "red", "traffic_light_red": "red", "traffic_red": "red",
    "amber_light": "amber", "yellow_light": "amber", "traffic_light_yellow": "amber",
    "traffic_light_amber": "amber", "light_amber": "amber", "light_yellow": "amber",
    "green_light": "green", "light_green": "green", "traffic_light_green": "green",
    "traffic_green": "green", "ignore": "unclear", "difficult": "unclear",
}  # fmt: skip
PICTURES = {".jpg", ".jpeg", ".png", ".bmp"}
COLUMNS = ("picture", "kind", "x", "y", "width", "height")


@dataclass(frozen=True, slots=True)
class Label:
    """Something in a picture: one of `KINDS`, and where."""

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Labelled:
    """A picture and what is in it."""

    path: Path
    labels: tuple[Label, ...] = field(default=())


def read_labels(folder: Path) -> list[Labelled]:
    """Return the labelled pictures of a folder, sorted by name.

    Raises:
        NotThereError: there is no such folder, or nothing labelled in it.
        BadInputError: a label cannot be used; it says which, and why.
    """
    if not folder.is_dir():
        raise NotThereError(f"There is no folder {folder}. Where are the labelled pictures?")
    if (folder / "labels.csv").exists():
        found = _from_list(folder / "labels.csv")
    else:
        found = _from_files(folder)
    if not found:
        raise NotThereError(
            f"Nothing in {folder} is labelled: there is no labels.csv, and no picture has a .json "
            "(LabelMe) or .txt (YOLO) of its own. Label a few pictures first."
        )
    return sorted(found, key=lambda one: one.path)


def write_list(path: Path, found: list[Labelled]) -> None:
    """Write labels as `labels.csv` beside their pictures."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for one in found:
            for label in one.labels:
                lines.writerow((one.path.name, label.kind, *label.box))
            if not one.labels:
                lines.writerow((one.path.name, "", "", "", "", ""))


def _from_list(path: Path) -> list[Labelled]:
    found: dict[str, list[Label]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise BadInputError(f"{path} does not begin with the line {','.join(COLUMNS)}.")
        for number, row in enumerate(rows, 2):
            labels = found.setdefault(row["picture"], [])
            if row["kind"]:
                where = f"{path}, line {number}"
                box = _whole([row[name] for name in COLUMNS[2:]], where)
                labels.append(Label(_kind(row["kind"], where), box))
    return [Labelled(path.parent / name, tuple(labels)) for name, labels in found.items()]


def _from_files(folder: Path) -> list[Labelled]:
    names: list[str] = []
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in PICTURES:
            continue
        beside, text = path.with_suffix(".json"), _yolo_file(path)
        if beside.exists():
            found.append(Labelled(path, tuple(_labelme(beside))))
        elif text is not None:
            names = names or _yolo_names(folder)
            found.append(Labelled(path, tuple(_yolo(text, path, names))))
    return found


def _labelme(path: Path) -> Iterator[Label]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        shapes = [(str(one["label"]), one["points"]) for one in content["shapes"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInputError(
            f"{path} is no file of LabelMe ({error}). Save it there again."
        ) from error
    for name, points in shapes:
        where = f"{path}, shape {name!r}"
        try:
            across, down = [float(x) for x, _ in points], [float(y) for _, y in points]
            sides = [min(across), min(down), max(across) - min(across), max(down) - min(down)]
        except (TypeError, ValueError) as error:
            raise BadInputError(f"{where} has no usable points ({error}).") from error
        yield Label(_kind(name, where), _whole(sides, where))


def _yolo_file(picture: Path) -> Path | None:
    beside = picture.with_suffix(".txt")
    apart = picture.parent.parent / "labels" / beside.name
    return next((path for path in (beside, apart) if path.exists()), None)


def _yolo_names(folder: Path) -> list[str]:
    """Return the names of the classes, by their numbers."""
    for base in (folder, *list(folder.parents)[:2]):
        if (base / "classes.txt").exists():
            return (base / "classes.txt").read_text(encoding="utf-8").split("\n")
        if (base / "data.yaml").exists():
            return _names_in_yaml((base / "data.yaml").read_text(encoding="utf-8"))
    raise NotThereError(
        f"YOLO's labels in {folder} are numbers, and neither classes.txt nor data.yaml says what "
        "they mean. Put a classes.txt there with the name of one class a line: stop, red, ..."
    )


def _names_in_yaml(text: str) -> list[str]:
    """Return `names`, a list in brackets, with dashes, or by number: no YAML package is needed."""
    after = re.split(r"^names:", text, maxsplit=1, flags=re.MULTILINE)[-1]
    if after.lstrip().startswith("["):
        return [name.strip(" '\"\n") for name in after.lstrip()[1:].split("]")[0].split(",")]
    names = []
    for line in after.strip("\n").split("\n"):
        entry = re.match(r"\s*(?:-|\d+:)\s*(.+)", line)
        if entry is None:
            break
        names.append(entry[1].strip(" '\""))
    return names


def _yolo(path: Path, picture: Path, names: list[str]) -> Iterator[Label]:
    import cv2

    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(line.strip() for line in lines):
        return
    pixels = cv2.imread(str(picture))
    if pixels is None:
        raise BadInputError(f"{picture} cannot be read as a picture. Was its copying cut off?")
    height, width = pixels.shape[:2]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            which, x, y, wide, high = line.split()[:5]
            name = names[int(which)].strip()
            x_px, y_px = (float(x) - float(wide) / 2) * width, (float(y) - float(high) / 2) * height
            sides = [x_px, y_px, float(wide) * width, float(high) * height]
        except (ValueError, IndexError) as error:
            raise BadInputError(
                f"{where} is no line of YOLO: {line.strip()!r} ({error})."
            ) from error
        yield Label(_kind(name, where), _whole(sides, where))


def _kind(name: str, where: str) -> str:
    plain = re.sub(r"[\s-]+", "_", name.strip().lower())
    kind = OTHER_NAMES.get(plain, plain)
    if kind not in KINDS:
        raise BadInputError(
            f"{where}: nobody knows a {name!r}. A label is one of {', '.join(KINDS)}."
        )
    return kind


def _whole(sides: list[Any], where: str) -> Box:
    number: Callable[[Any], int] = lambda side: round(float(side))  # noqa: E731 - named for what it is
    try:
        x, y, width, height = (number(side) for side in sides)
    except (TypeError, ValueError) as error:
        raise BadInputError(f"{where}: {sides} are no four numbers.") from error
    if width < 1 or height < 1:
        raise BadInputError(f"{where}: a box of {width} x {height} pixels has nothing in it.")
    return x, y, width, height
