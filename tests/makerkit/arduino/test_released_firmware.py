import hashlib

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino import build as build_module
from makerkit.arduino import released
from makerkit.arduino.messages import car
from makerkit.arduino.toolchain import ToolchainMissingError

SKETCH = """#include <Lamp.h>
void setup() {
#if MAKER_WATCHDOG_RESET + 0 == 0 && defined(MAKER_WATCHDOG_RESET)
  digitalWrite(LAMP, HIGH);
#endif
}
void loop() { }
"""


@pytest.fixture
def firmware(tmp_path, monkeypatch):
    """A firmware folder with one sketch that stands on one library."""
    for name, text in {
        "car_controller/car_controller.ino": SKETCH,
        "libraries/Lamp/src/Lamp.h": "#pragma once\nconstexpr int LAMP = 13;\n",
        "libraries/Other/src/Other.h": "#pragma once\n",
    }.items():
        file = tmp_path / "firmware" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
    monkeypatch.setattr(build_module, "FIRMWARE", tmp_path / "firmware")
    return tmp_path / "firmware"


def test_a_release_has_both_variants_and_says_what_they_are_made_of(firmware):
    require_toolchain()
    (release,) = released.write_release()
    assert (release.name, release.schema_hash) == ("car_controller", car.SCHEMA_HASH)
    files = {file.name for file in (firmware / "released").iterdir()}
    assert files == {
        "car_controller.hex",
        "car_controller.no_watchdog_reset.hex",
        "manifest.toml",
    }
    contents = {name: (firmware / "released" / name).read_bytes() for name in release.files}
    assert len(set(contents.values())) == 2
    assert release.files == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents.items()
    }
    assert released.read_manifest() == [release]


def test_without_a_manifest_nothing_is_released(firmware):
    assert released.read_manifest() == []


def test_the_source_is_what_the_sketch_stands_on_and_nothing_else(firmware):
    before = released.source_key("car_controller")
    (firmware / "libraries/Other/src/Other.h").write_text("#pragma once\n// other\n")
    (firmware / "car_controller/wiring.json").write_text("{}")
    assert released.source_key("car_controller") == before
    (firmware / "libraries/Lamp/src/Lamp.h").write_text("#pragma once\nconstexpr int LAMP = 12;\n")
    assert released.source_key("car_controller") != before


def test_without_a_compiler_the_released_firmware_is_taken_unless_it_was_changed(
    firmware, monkeypatch
):
    require_toolchain()
    released.write_release()

    def nothing_here(*_, **__):
        raise ToolchainMissingError("no compiler")

    monkeypatch.setattr(released, "build", nothing_here)
    sketch = firmware / "car_controller"
    names = [
        released.hex_of(sketch, defines=defines).name
        for defines in ((), released.NO_WATCHDOG_RESET)
    ]
    assert names == ["car_controller.hex", "car_controller.no_watchdog_reset.hex"]
    (sketch / "car_controller.ino").write_text(f"{SKETCH}// changed\n")
    with pytest.raises(ToolchainMissingError, match="no compiler"):
        released.hex_of(sketch)
