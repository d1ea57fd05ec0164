"""Every part the kit knows, by the name that stands in `"type"`.

To add one, add a `PartType` to a table in `devices.py` or `boards.py`: the reader checks against
it, the nets follow its joined pins, and the bench gets its settings in its own units.
"""

from __future__ import annotations

from collections.abc import Mapping

from makerkit.wiring import boards, devices
from makerkit.wiring.part_type import PartType

CATALOGUE: Mapping[str, PartType] = {
    part_type.name: part_type
    for table in (
        *(boards.BOARDS, boards.BREADBOARDS, boards.SYMBOLS),
        *(devices.LIGHTS, devices.SWITCHES, devices.SENSORS, devices.CONVERTERS),
        *(devices.MOVERS, devices.TWO_PINS),
    )
    for part_type in table
}
