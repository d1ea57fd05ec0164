"""The analogue-to-digital converters MCP3001 to MCP3304, read over SPI.

Wiring: CLK to GPIO11, DOUT to GPIO9, DIN to GPIO10, CS to GPIO8 or GPIO7; VREF and VDD to 3.3 V.
The sequence of bits is that of the Microchip data sheets DS21293 (3001), DS21294 (3002), DS21295
(3004, 3008), DS21290 (3201), DS21034 (3202), DS21298 (3204, 3208), DS21700 (3301) and DS21697
(3302, 3304).
"""

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

    kind = "mcp3008"
    wiring_types = ("chip-mcp3008",)
    pins = (
        *("CH0", "CH1", "CH2", "CH3", "CH4", "CH5", "CH6", "CH7"),
        *("DGND", "CS", "DIN", "DOUT", "CLK", "AGND", "VREF", "VDD"),
    )
    devices = ("MCP3008",)
    controls = tuple(Control(f"ch{i}") for i in range(8))
    defaults: ClassVar = {control.name: 0.0 for control in controls}
    power_pins = ("VDD", "DGND")
    bits: ClassVar = 10
    is_signed: ClassVar = False
    channel_pins: ClassVar = tuple(f"CH{i}" for i in range(8))
    address_bits: ClassVar = 3

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
        heard = [word >> bit & 1 for word in words for bit in range(7, -1, -1)]
        said = self._answer(heard) if self.has_power else []
        said += [0] * (len(heard) - len(said))
        return [
            sum(bit << 7 - place for place, bit in enumerate(said[start : start + 8]))
            for start in range(0, len(heard), 8)
        ]

    def _answer(self, heard: list[int]) -> list[int]:
        """Return zeros up to the result, then its bits; after the start bit comes the request."""
        if 1 not in heard:
            return []
        start = heard.index(1)
        mode, *address = (heard + [0] * 5)[start + 1 : start + 2 + self.address_bits]
        channel = sum(bit << i for i, bit in enumerate(reversed(address)))
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
        code = max(lowest, min(steps - 1, int(share * steps // 1 + 0 if share < 0 else 0)))
        width = self.bits + self.is_signed
        bits = [code >> place & 1 for place in range(width - 1, -1, -1)]
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
