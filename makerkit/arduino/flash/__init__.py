"""Uploading: a sketch of the kit, one's own, or a file, onto the board that is plugged in."""

from makerkit.arduino.flash.upload import (
    Flashed,
    HexFile,
    KitSketch,
    Program,
    Sketch,
    confirm,
    flash,
    kit_sketches,
)

__all__ = [
    "Flashed",
    "HexFile",
    "KitSketch",
    "Program",
    "Sketch",
    "confirm",
    "flash",
    "kit_sketches",
]
