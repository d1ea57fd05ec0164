"""Keeps what was baked in the user's cache, so that a program's next start finds it ready."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.bake import Baked, bake
from hardware_mocks.worlds.house.picture.edges import Edges
from hardware_mocks.worlds.house.picture.pinhole import Pinhole
from hardware_mocks.worlds.house.picture.surface import Surface
from hardware_mocks.worlds.house.plan import Camera, Plan
from makerkit.user_cache import cached_folder, content_key

KIND = "house_pictures"
MOST = 32
"""How many are kept: one of 640x480 takes 7 to 10 MB."""
_SMALL = ("albedo", "maps", "normals", "infrared", "mixed_color", "mixed_infrared", "bodies")
_HALF_MAX = 6.0e4


def baked(plan: Plan, camera: Camera, pinhole: Pinhole, step: int) -> Baked:
    """Return what a camera of the plan sees of the house, from the cache if it is there."""
    key = content_key([_programs(), repr(plan), repr(camera), repr(pinhole), str(step)])

    def make(folder: Path) -> None:
        _write(folder, bake(plan, pinhole, step))

    return _read(cached_folder(KIND, key, make, most=MOST))


def _write(folder: Path, made: Baked) -> None:
    for name, array in _arrays(made).items():
        is_small = name in _SMALL
        kept = np.clip(array, -_HALF_MAX, _HALF_MAX).astype(np.float16) if is_small else array
        np.save(folder / f"{name}.npy", kept)
    (folder / "names.json").write_text(json.dumps(made.names), encoding="utf-8")


def _read(folder: Path) -> Baked:
    found = {file.stem: np.load(file) for file in folder.glob("*.npy")}
    for name in _SMALL:
        found[name] = found[name].astype(np.float32)
    names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    surface = Surface(*(found.pop(name) for name in _SURFACE))
    edges = Edges(**{name: found.pop(name) for name in _EDGES})
    pairs = tuple((name, door) for name, door in names)
    return Baked(**found, surface=surface, edges=edges, names=pairs)


_EDGES = tuple(f.name for f in fields(Edges))
_SURFACE = ("points", "normals", "planes", "surface_rooms")


def _arrays(made: Baked) -> Mapping[str, NDArray[Any]]:
    apart = ("surface", "edges", "names")
    plain = {f.name: getattr(made, f.name) for f in fields(made) if f.name not in apart}
    edges = {name: getattr(made.edges, name) for name in _EDGES}
    values = (made.surface.points, made.surface.normals, made.surface.planes, made.surface.rooms)
    return {**plain, **edges, **dict(zip(_SURFACE, values, strict=True))}


@cache
def _programs() -> str:
    """Return a key of the programs that bake: what they compute changes with them."""
    here = Path(__file__).parent
    return content_key(file.read_bytes() for file in sorted(here.glob("*.py")))
