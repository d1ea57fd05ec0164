"""Draw docs/bench.svg, the picture in the README: `.venv/bin/python docs/draw_bench.py`.

A real program runs on the bench in virtual time, and the live view draws it after four seconds.
"""

import io
import re
from pathlib import Path
from time import sleep

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from hardware_mocks.auto_wiring import AutoWiring
from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import VirtualClock
from hardware_mocks.virtual_time import VirtualTime
from hardware_mocks.virtual_time.install import install
from workshop.live_pen import Pen
from workshop.live_screen import Scene, draw

PROGRAM = """
from gpiozero import AngularServo, Button, DistanceSensor, Motor, PWMLED, TrafficLights

lights = TrafficLights(17, 27, 22)
lamp = PWMLED(18)
lamp.pulse()
button = Button(5)
button.when_pressed = lights.red.on
gate = AngularServo(12)
gate.angle = 35
eye = DistanceSensor(echo=24, trigger=23)
wheel = Motor(6, 13)
wheel.forward(0.7)
"""
COLUMNS, ROWS = 80, 16


def bench_after_four_seconds() -> Scene:
    """Run the program and return what the view would show."""
    install()
    import gpiozero

    from hardware_mocks.gpio.closing import close_devices
    from hardware_mocks.gpio.factory import SimFactory

    with VirtualTime() as scheduler:
        bench = Bench(VirtualClock(scheduler))
        set_current_bench(bench)
        gpiozero.Device.pin_factory = SimFactory(bench)
        AutoWiring(bench).install()
        namespace: dict[str, object] = {}
        exec(PROGRAM, namespace)
        bench.name_things_after(namespace)
        bench.press("button", at_s=1)
        bench.set("eye", distance_m=0.62)
        sleep(4.3)
        parts = bench.snapshot()
        close_devices()
    prints = [("ready", "stdout"), ("62 cm to the wall", "stdout")]
    return Scene("robot.py · simulated bench", 4.3, parts, prints)


def main() -> None:
    """Write the picture; without the web fonts that rich asks for, it needs no network."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    for line in draw(bench_after_four_seconds(), COLUMNS, ROWS, Pen()):
        console.print(line)
    plain = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.S)
    svg = console.export_svg(title="./maker run robot.py", code_format=plain, unique_id="bench")
    Path(__file__).with_name("bench.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
