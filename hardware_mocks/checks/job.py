"""What is to be checked: which check, which program, on which bench."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

_PATHS = ("check", "program", "wiring", "scene")


@dataclass(frozen=True, slots=True)
class CheckJob:
    """One check of one program.

    Attributes:
        check: the lesson's `check.py`.
        program: the student's program.
        wiring: the lesson's wiring file, or None for a bench without parts.
        scene: what happens on the bench, or None.
        messages: catalogues of the lesson's own messages.
        seed: of chance, unless the check asks for another; None takes the lesson's.
        hardware: whether to run on real pins, and ask a person to touch the parts.
        language: of the words: "ckb".
        refusal: why the program cannot be run, found before (`sketches.prepared`): the message's
            id and params, the line and its code.
        has_arduino: whether a simulated one is needed, as `prepared` has found.
    """

    check: Path
    program: Path
    wiring: Path | None = None
    scene: Path | None = None
    messages: tuple[Path, ...] = ()
    seed: int | None = None
    hardware: bool = False
    language: str = "en"
    refusal: dict[str, Any] | None = None
    has_arduino: bool = False

    @property
    def has_camera(self) -> bool:
        """Whether there is a camera in the wiring: then pictures are drawn and looked at."""
        if self.wiring is None:
            return False
        with contextlib.suppress(OSError, ValueError):
            return "chip-camera" in self.wiring.read_text(encoding="utf-8")
        return False

    @property
    def has_house(self) -> bool:
        """Whether the check lets its program stand in the simulated house."""
        with contextlib.suppress(OSError, ValueError):
            return re.search(r"\btask\([^)]*world=", self.check.read_text("utf-8")) is not None
        return False

    @property
    def has_track(self) -> bool:
        """Whether the check lets its car drive on the simulated track."""
        with contextlib.suppress(OSError, ValueError):
            return re.search(r"bench\.(track|car)\b", self.check.read_text("utf-8")) is not None
        return False

    @property
    def has_pages(self) -> bool:
        """Whether the check visits pages that the program serves."""
        with contextlib.suppress(OSError, ValueError):
            return "bench.web" in self.check.read_text(encoding="utf-8")
        return False

    @classmethod
    def in_folder(cls, check: Path, program: Path | None = None, **more: Any) -> CheckJob:
        """Return the job for a check whose wiring, scene and messages stand beside it."""
        folder = check.parent
        beside = {name: folder / file for name, file in _FILES.items() if (folder / file).is_file()}
        own = folder / "messages.toml"
        messages = (own,) if own.is_file() else ()
        if program is None:
            sketch = folder / "solution.ino"
            program = sketch if sketch.is_file() else folder / "solution.py"
        return cls(check, program, messages=messages, **{**beside, **more})

    def at_home(self) -> CheckJob:
        """Return the same job with paths that hold wherever a process stands."""
        paths = {name: getattr(self, name) for name in _PATHS}
        absolute = {name: path.absolute() for name, path in paths.items() if path is not None}
        messages = tuple(path.absolute() for path in self.messages)
        return replace(self, messages=messages, **absolute)

    def to_json(self) -> str:
        """Return the job as one line."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, line: str) -> CheckJob:
        """Read what `to_json` wrote."""
        fields: dict[str, Any] = json.loads(line)
        for name in _PATHS:
            fields[name] = None if fields[name] is None else Path(fields[name])
        fields["messages"] = tuple(map(Path, fields["messages"]))
        return cls(**fields)


_FILES = {"wiring": "wiring.json", "scene": "scene.toml"}
