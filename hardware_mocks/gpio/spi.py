"""SPI of the simulated Pi: what the program sends goes to the chip on that select line."""

from typing import Any

from gpiozero.exc import DeviceClosed, SPIInvalidClockMode
from gpiozero.mixins import SharedMixin
from gpiozero.pins import SPI


class SimSPI(SPI):  # type: ignore[misc]  # gpiozero has no types
    """A bus with one chip selected by `select_pin`."""

    def __init__(
        self, clock_pin: Any, mosi_pin: Any, miso_pin: Any, select_pin: Any, pin_factory: Any
    ) -> None:
        super().__init__(pin_factory=pin_factory)
        self._select_pin = select_pin
        self._is_open = False
        self._clock_mode = 0
        self._rate_hz = 500_000
        pins = [p for p in (clock_pin, mosi_pin, miso_pin, select_pin) if p is not None]
        pin_factory.reserve_pins(self, *pins)
        self._is_open = True

    def close(self) -> None:
        """Give the pins back."""
        if getattr(self, "_is_open", False):
            self._is_open = False
            self.pin_factory.release_all(self)
        super().close()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return not getattr(self, "_is_open", False)

    def __repr__(self) -> str:
        return "SPI(closed)" if self.closed else f"SPI(select_pin={self._select_pin})"

    def transfer(self, data: list[int]) -> list[int]:
        """Send words to the chip and return as many words of its answer."""
        if self.closed:
            raise DeviceClosed("SPI is closed or uninitialized")
        factory = self.pin_factory
        factory.bench.clock.poll()
        with factory.bench.clock.lock:
            return list(factory.bench.spi_transfer(self._select_pin, list(data)))

    def read(self, n: int) -> list[int]:
        """Return `n` words."""
        return self.transfer([0] * n)

    def write(self, data: list[int]) -> int:
        """Send words and return how many."""
        return len(self.transfer(data))

    def _conflicts_with(self, other: Any) -> bool:
        return not isinstance(other, SimSPI) or other._select_pin == self._select_pin

    def _get_clock_mode(self) -> int:
        return self._clock_mode

    def _set_clock_mode(self, value: int) -> None:
        if not 0 <= value < 4:
            raise SPIInvalidClockMode(f"{value} is not a valid SPI clock mode")
        self._clock_mode = value

    def _get_lsb_first(self) -> bool:
        return False

    def _get_select_high(self) -> bool:
        return False

    def _get_bits_per_word(self) -> int:
        return 8

    def _get_rate(self) -> int:
        return self._rate_hz

    def _set_rate(self, value: int) -> None:
        self._rate_hz = int(value)


class SimSPIShared(SharedMixin, SimSPI):  # type: ignore[misc]
    """One bus used by several devices of gpiozero."""

    @classmethod
    def _shared_key(
        cls, clock_pin: Any, mosi_pin: Any, miso_pin: Any, select_pin: Any, pin_factory: Any
    ) -> tuple[Any, ...]:
        return (clock_pin, select_pin)
