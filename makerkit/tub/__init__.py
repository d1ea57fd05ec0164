"""Recordings of a drive: Tub v2, as donkeycar 4 and 5 write and read it.

    with TubWriter(folder) as tub:
        tub.write({"cam/image_array": jpeg, "user/angle": 0.2, "user/throttle": 0.4})

    for record in Tub(folder):
        print(record.index, record["user/angle"])

A tub is a folder: `manifest.json`, `catalog_<n>.catalog` with a line of JSON for each record, and
`images/`. What stands for what is told in `manifest.py`, `catalog.py` and `record.py`.

This package needs the standard library alone; numpy and OpenCV only where a picture is decoded.
"""

from makerkit.tub.errors import NoTubError, TubWriteError
from makerkit.tub.healing import Report, heal
from makerkit.tub.reader import Session, Tub
from makerkit.tub.record import INPUTS, TYPES, Record
from makerkit.tub.writer import TubWriter

__all__ = [
    "INPUTS",
    "TYPES",
    "NoTubError",
    "Record",
    "Report",
    "Session",
    "Tub",
    "TubWriteError",
    "TubWriter",
    "heal",
]
