"""Pictures of a wiring: SVG and PNG, step by step, and the same in words.

The parts' looks come from @wokwi/elements (MIT; `art/`), or are drawn here where it has none. A
picture is the same on every machine. Nothing of this is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from makerkit.wiring.drawing.picture import draw_svg
    from makerkit.wiring.drawing.png import draw_png
    from makerkit.wiring.drawing.steps import BuildStep, build_steps
    from makerkit.wiring.drawing.words import wire_list

__all__ = ["BuildStep", "build_steps", "draw_png", "draw_svg", "wire_list"]

_HOMES = {
    "draw_svg": "picture",
    "draw_png": "png",
    "BuildStep": "steps",
    "build_steps": "steps",
    "wire_list": "words",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
