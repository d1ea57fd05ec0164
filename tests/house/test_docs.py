"""What the documents show is run here, so that it stays true."""

import re
from pathlib import Path
from time import sleep

import pytest

ROOT = Path(__file__).resolve().parents[2]


def code_blocks(document):
    """Return the Python code blocks of a document."""
    return re.findall(r"```python\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), re.S)


def test_the_test_in_the_readme_passes(bench):
    _, source = code_blocks("README.md")
    namespace = {}
    exec(source, namespace)
    namespace["test_the_button_switches_the_lamp"](bench)


@pytest.mark.bench(wiring=str(ROOT / "firmware/car_controller/wiring.json"), quantum_ms=5)
def test_the_program_in_the_readme_turns_the_servo_of_the_car(bench):
    source, _ = code_blocks("README.md")
    exec(source.replace("1500", "2000"), {})
    sleep(0.5)
    right_deg = bench.part("pan").look()["angle_deg"]
    exec(source, {})
    sleep(0.5)

    assert right_deg == pytest.approx(142.1, abs=0.2)  # 500 to 2400 us are 180 degrees
    assert bench.part("pan").look()["angle_deg"] == pytest.approx(94.7, abs=0.2)


def test_the_part_in_contributing_works_on_a_bench(bench):
    (source,) = code_blocks("CONTRIBUTING.md")
    namespace = {"__name__": "tilt_switch"}
    exec(source, namespace)
    tilt = bench.add_part(
        namespace["TiltSwitch"], "tilt", {"1": bench.net("GPIO4"), "2": bench.net("GND")}
    )
    pull = bench.circuit.add_source(bench.net("GPIO4"), "pull-up")
    bench.circuit.drive(pull, 3.3, 50_000)
    levels = [bench.net("GPIO4").level]
    bench.set("tilt", closed=False)
    from time import sleep

    sleep(0.1)
    levels.append(bench.net("GPIO4").level)

    assert (levels, tilt.look()) == ([0, 1], {"closed": False})


def test_every_file_that_the_overview_names_is_there():
    overview = (ROOT / "docs/code_overview.md").read_text(encoding="utf-8")
    packages = ("makerkit", "hardware_mocks", "security_system", "self_driving_car", "workshop")
    there = [
        f"/{file.relative_to(ROOT)}" for top in packages for file in (ROOT / top).rglob("*.py")
    ]
    there.append("/hatch_build.py")
    named = set(re.findall(r"`([\w/.]+\.py)`", overview)) - {"check.py"}  # of a lesson

    assert len(named) > 40
    assert [n for n in named if not any(file.endswith(f"/{n}") for file in there)] == []
