"""What is kept of a drive: the section [recording]."""

from typing import Literal

from pydantic import Field

from makerkit.app.section import Section

Which = Literal["driving", "always"]
Drivers = Literal["everybody", "people"]


class RecordingSettings(Section):
    """`[recording]`: what is kept of a drive, for looking at it and for training a net."""

    folder: str = "tubs"
    """Where the tubs lie: inside the data folder, or an absolute path to another disk."""
    record: Which = "driving"
    """"driving": only while the wheels turn or shall turn; "always": also while it stands."""
    drivers: Drivers = "everybody"
    """"everybody": whoever drives, also the car itself; "people": only what a person drove."""
    fps: float = Field(default=20.0, ge=1.0, le=60.0)
    """At most so many records a second."""
    width_px: int = Field(default=320, ge=32, le=1920)
    """Wider pictures are made this wide; narrower ones stay as they are."""
    extras: bool = True
    """Whether speed, lane, place, sonar and battery are kept too; donkeycar passes over them."""
    erase_records: int = Field(default=100, ge=1, le=10_000)
    """How many records "erase the last ones" takes back: 100 are the last 5 s."""
    most_records: int = Field(default=50_000, ge=1000, le=1_000_000)
    """A tub that has so many is full; the next recording begins another one."""
    least_free_gb: float = Field(default=0.5, ge=0.0, le=1000.0)
    """Recording stops when less than this is left of the disk; the car drives on."""
    sync_every_s: float = Field(default=1.0, ge=0.1, le=60.0)
    """How often records are brought to the disk: a power cut costs at most so much."""
