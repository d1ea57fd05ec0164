"""What the sketch promises. It runs on a simulated Uno here, and time is simulated as well."""

from pathlib import Path
from time import sleep

import pytest

SKETCH = next(Path(__file__).parent.glob("*.ino"))


def test_the_lamp_is_half_a_second_on_and_half_a_second_off(bench, firmware):
    firmware(SKETCH)
    sleep(2.2)
    changes = [t_s for t_s, _level in bench.trace.edges("D13")]
    assert changes == pytest.approx([0.5, 1.0, 1.5, 2.0], abs=0.002)
