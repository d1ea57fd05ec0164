"""The analogue-to-digital converters MCP3001 to MCP3304, read over SPI.

Wiring: CLK to GPIO11, DOUT to GPIO9, DIN to GPIO10, CS to GPIO8 or GPIO7; VREF and VDD to 3.3 V.
The sequence of bits is that of the Microchip data sheets DS21293 (3001), DS21294 (3002), DS21295
(3004, 3008), DS21290 (3201), DS21034 (3202), DS21298 (3204, 3208), DS21700 (3301) and DS21697
(3302, 3304).
"""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import PI_HIGH_VOLTS
from hardware_mocks.parts.part import Control, Part

SELECT_PINS = {0: (8, 7), 1: (18, 17, 16)}
"""GPIOs of the select lines by SPI port."""
ROUNDING = 1e-6
"""Half a supply is 512 of 1024 even where the circuit's arithmetic says 511.9999999."""


class Mcp3008(Part):
    """Eight channels, 10 bits; the rest of the family differs from it in a few numbers.

    A channel measures what is wired to it. One that nothing is wired to stands where its control
    `ch0`, `ch1`, ... was set, as a share of the reference.

    Attributes:
        bits: of an answer; one more for the sign where it `is_signed`.
        channel_pins: the inputs, in order.
        address_bits: of the channel in a request; 0 for a chip that listens to nothing.
    """

    kind: ClassVar[str] = "mcp3008"
    wiring_types: ClassVar[tuple[str, ...]] = ("chip-mcp3008",)
    pins: ClassVar[tuple[str, ...]] = (
        *("CH0", "CH1", "CH2", "CH3", "CH4", "CH5", "CH6", "CH7"),
        *("DGND", "CS", "DIN", "DOUT", "CLK", "AGND", "VREF", "VDD"),
    )
    devices: ClassVar[tuple[str, ...]] = ("MCP3008",)
    controls: ClassVar[tuple[Control, ...]] = tuple(Control(f"ch{i}") for i in range(8))
    defaults: ClassVar = {f"ch{i}": 0.0 for i in range(8)}
    power_pins: ClassVar[tuple[str, str]] = ("VDD", "DGND")
    bits: ClassVar[int] = 10
    is_signed: ClassVar[bool] = False
    channel_pins: ClassVar[tuple[str, ...]] = tuple(f"CH{i}" for i in range(8))
    address_bits: ClassVar[int] = 3

    @classmethod
    def wire(
        cls, *, port: int = 0, device: int = 0, select_pin: Any = None, **_: Any
    ) -> dict[str, Any]:
        """Only the select line matters: it says which chip is meant."""
        return {"CS": SELECT_PINS[port][device] if select_pin is None else select_pin}

    def connect(self) -> None:
        """Answer on the bus."""
        self.bench.spi_chips[self.nets["CS"].name] = self.transfer

    def remove(self) -> None:
        """Take it off the bus, unless another one has its place already."""
        super().remove()
        name = self.nets["CS"].name
        if self.bench.spi_chips.get(name) == self.transfer:
            del self.bench.spi_chips[name]

    def transfer(self, words: list[int]) -> list[int]:
        """Return what DOUT says, bit by bit, while DIN hears these bytes."""
        heard = [word >> place & 1 for word in words for place in range(7, -1, -1)]
        said = self._answer(heard) if self.has_power else []
        said = (said + [0] * len(heard))[: len(heard)]
        number = sum(bit << place for place, bit in enumerate(reversed(said)))
        return list(number.to_bytes(len(words), "big"))

    def _answer(self, heard: list[int]) -> list[int]:
        """Return zeros up to the result, then its bits; after the start bit comes the request."""
        if not self.address_bits:
            return [0, 0, 0, *self._result(0, single=False)]
        if 1 not in heard:
            return []
        start = heard.index(1)
        mode, *address = (heard[start + 1 :] + [0] * 4)[: 1 + self.address_bits]
        channel = sum(bit << place for place, bit in enumerate(reversed(address)))
        # Between request and result the chip samples for one clock, then sends a 0.
        return [0] * (start + 4 + self.address_bits) + self._result(channel, single=bool(mode))

    def _result(self, channel: int, *, single: bool) -> list[int]:
        """Return the bits of a conversion, highest first, and once more from the lowest."""
        channel %= len(self.channel_pins)
        share = self.share_of(channel)
        if not single:  # channels go in pairs, each against the other
            share -= self.share_of(channel ^ 1)
        steps = 1 << self.bits
        lowest = -steps if self.is_signed and not single else 0
        code = max(lowest, min(steps - 1, math.floor(share * steps + ROUNDING)))
        bits = [code >> place & 1 for place in range(self.bits - 1 + self.is_signed, -1, -1)]
        return bits + bits[-2::-1]

    def share_of(self, channel: int) -> float:
        """Return the voltage of a channel as a share of the reference."""
        net = self.nets.get(self.channel_pins[channel])
        volts = None if net is None else net.mean_volts
        if volts is None:
            return float(getattr(self, f"ch{channel}"))
        return volts / self.reference_volts

    @property
    def reference_volts(self) -> float:
        """What the highest number stands for: the voltage at VREF, or VDD on a chip without."""
        net = self.nets.get("VREF" if "VREF" in self.pins else "VDD")
        return PI_HIGH_VOLTS if net is None else net.mean_volts or PI_HIGH_VOLTS

    def look(self) -> dict[str, Any]:
        """Return each channel as a share of the reference."""
        channels = range(len(self.channel_pins))
        return {f"ch{channel}": round(self.share_of(channel), 4) for channel in channels}


class Mcp3208(Mcp3008):
    """Eight channels, 12 bits."""

    kind = "mcp3208"
    wiring_types = ("chip-mcp3208",)
    devices = ("MCP3208",)
    bits = 12


class Mcp3304(Mcp3008):
    """Eight channels, 12 bits, and a sign between a pair of them."""

    kind = "mcp3304"
    wiring_types = ("chip-mcp3304",)
    devices = ("MCP3304",)
    bits = 12
    is_signed = True


class Mcp3004(Mcp3008):
    """Four channels, 10 bits."""

    kind = "mcp3004"
    wiring_types = ("chip-mcp3004",)
    pins = (
        *("CH0", "CH1", "CH2", "CH3", "NC.1", "NC.2", "DGND"),
        *("CS", "DIN", "DOUT", "CLK", "AGND", "VREF", "VDD"),
    )
    devices = ("MCP3004",)
    controls = Mcp3008.controls[:4]
    channel_pins = Mcp3008.channel_pins[:4]


class Mcp3204(Mcp3004):
    """Four channels, 12 bits."""

    kind = "mcp3204"
    wiring_types = ("chip-mcp3204",)
    devices = ("MCP3204",)
    bits = 12


class Mcp3302(Mcp3004):
    """Four channels, 12 bits, and a sign between a pair of them."""

    kind = "mcp3302"
    wiring_types = ("chip-mcp3302",)
    devices = ("MCP3302",)
    bits = 12
    is_signed = True


class Mcp3002(Mcp3008):
    """Two channels, 10 bits; the supply is the reference."""

    kind = "mcp3002"
    wiring_types: ClassVar[tuple[str, ...]] = ("chip-mcp3002",)
    pins = ("CS", "CH0", "CH1", "VSS", "DIN", "DOUT", "CLK", "VDD")
    devices = ("MCP3002",)
    controls = Mcp3008.controls[:2]
    power_pins = ("VDD", "VSS")
    channel_pins = Mcp3008.channel_pins[:2]
    address_bits = 1


class Mcp3202(Mcp3002):
    """Two channels, 12 bits; the supply is the reference."""

    kind = "mcp3202"
    wiring_types = ("chip-mcp3202",)
    devices = ("MCP3202",)
    bits = 12


class Mcp3001(Mcp3002):
    """One pair of inputs, `ch0` against `ch1`, 10 bits; it is not asked for anything."""

    kind = "mcp3001"
    wiring_types: ClassVar[tuple[str, ...]] = ()
    pins = ("VREF", "IN+", "IN-", "VSS", "CS", "DOUT", "CLK", "VDD")
    devices = ("MCP3001",)
    channel_pins = ("IN+", "IN-")
    address_bits = 0


class Mcp3201(Mcp3001):
    """One pair of inputs, 12 bits."""

    kind = "mcp3201"
    devices = ("MCP3201",)
    bits = 12


class Mcp3301(Mcp3001):
    """One pair of inputs, 12 bits and a sign."""

    kind = "mcp3301"
    wiring_types = ("chip-mcp3301",)
    devices = ("MCP3301",)
    bits = 12
    is_signed = True
