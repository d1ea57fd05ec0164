import pytest

from hardware_mocks.arduino.engine import CLOCK_HZ, Engine
from hardware_mocks.arduino.for_tests import require_node, require_toolchain
from makerkit.arduino.build import build

QUANTUM = 80_000  # 5 ms


class Running(Engine):
    """A chip that a test runs by the second."""

    def run(self, seconds, quantum=QUANTUM):
        """Run on in equal steps and return the events."""
        end = self.cycle + round(seconds * CLOCK_HZ)
        start, events = self.cycle, []
        while start < end:
            start = min(start + quantum, end)
            events += self.run_to(start)
        return events


@pytest.fixture
def sketch_chip(tmp_path):
    """Return a function that starts a chip with the text of a sketch."""
    require_toolchain()
    running = []

    def start(sketch, **options):
        file = tmp_path / "sketch.ino"
        file.write_text(sketch)
        firmware = build(file).hex
        running.append(Running(firmware, **options))
        running[-1].firmware = firmware
        return running[-1]

    yield start
    for engine in running:
        engine.close()


@pytest.fixture(params=["simavr", "avr8js"])
def kind(request):
    """The test holds for both simulators."""
    if request.param == "avr8js":
        require_node()
    return request.param
