import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino import build as build_module
from makerkit.arduino.build import BuildError, ToolchainMissingError, build
from makerkit.arduino.build_progress import progress_told
from makerkit.arduino.diagnostics import read_diagnostics
from makerkit.errors import BadInputError

BLINK = """void setup() { pinMode(13, OUTPUT); }
void loop() {
  wink(13);
}
void wink(int pin) { digitalWrite(pin, !digitalRead(pin)); delay(500); }
"""


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def sketch(tmp_path):
    def write(text, name="blink.ino"):
        file = tmp_path / name
        file.write_text(text)
        return file

    return write


def test_a_sketch_becomes_an_elf_and_a_hex_and_its_sizes_are_known(sketch):
    built = build(sketch(BLINK))
    assert built.elf.read_bytes()[:4] == b"\x7fELF"
    assert built.hex.read_text().splitlines()[-1] == ":00000001FF"
    assert 700 < built.flash_bytes < 1400
    assert 9 <= built.ram_bytes < 50
    assert built.warnings == ()


def test_a_second_build_compiles_nothing(sketch):
    compiled = []
    with progress_told(lambda *files: compiled.append(files)):
        first = build(sketch(BLINK))
    assert compiled[0][0] == 0
    assert compiled[-1][0] == compiled[-1][1] > 20
    assert compiled == sorted(compiled)
    compiled.clear()
    with progress_told(lambda *files: compiled.append(files)):
        second = build(sketch(BLINK))
    assert (second, compiled) == (first, [])


def test_after_a_mistake_no_other_library_is_begun(sketch, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compiled = []
    tells = progress_told(lambda *files: compiled.append(files))
    with tells, pytest.raises(BuildError):
        build(sketch("#include <AlarmPanel.h>\nmistake\n"))
    done, of_all = compiled[-1]
    assert done < of_all // 2


def test_a_mistake_is_told_with_the_students_own_file_and_line(sketch):
    file = sketch("void setup() {\n  help()\n}\nvoid loop() { }\nvoid help() { }\n")
    with pytest.raises(BuildError) as caught:
        build(file)
    places = [(one.file, one.line, one.severity) for one in caught.value.diagnostics]
    assert places == [(file, 3, "error")]
    assert "expected ';'" in caught.value.diagnostics[0].text


def test_a_warning_is_kept_with_the_build_also_from_the_cache(sketch):
    file = sketch("void setup() {\n  int unused;\n}\nvoid loop() { }\n")
    expected = "unused variable 'unused' [-Wunused-variable]"
    build(file)
    assert [(one.line, one.text) for one in build(file).warnings] == [(2, expected)]


def test_a_function_that_is_nowhere_defined_is_named(sketch):
    with pytest.raises(BuildError) as caught:
        build(sketch("void siren();\nvoid setup() { siren(); }\nvoid loop() { }\n"))
    assert [one.text for one in caught.value.diagnostics] == ["undefined reference to `siren()'"]


def test_a_sketch_without_loop_is_told_so(sketch):
    with pytest.raises(BuildError) as caught:
        build(sketch("void setup() { }\n"))
    assert [one.text for one in caught.value.diagnostics] == ["undefined reference to `loop'"]


def test_a_sketch_too_large_for_the_ram_is_refused_with_the_numbers(sketch):
    text = "volatile char big[2100];\nvoid setup() { big[millis() % 9] = 1; }\nvoid loop() { }\n"
    with pytest.raises(BuildError, match=r"needs 21\d\d bytes of RAM, and the chip has 2048"):
        build(sketch(text))


def test_the_cores_own_libraries_are_found(sketch):
    text = (
        "#include <EEPROM.h>\n#include <Wire.h>\n"
        "void setup() { Wire.begin(); EEPROM.update(3, 4); }\nvoid loop() { }\n"
    )
    assert build(sketch(text)).flash_bytes > 1000


def test_a_library_of_the_kit_is_found_with_those_it_stands_on(tmp_path, sketch, monkeypatch):
    monkeypatch.setattr(build_module, "FIRMWARE", tmp_path)
    for name, text in {
        "Upper/src/Upper.h": "#pragma once\nint upper();\n",
        "Upper/src/Upper.cpp": "#include <Lower.h>\nint upper() { return lower(); }\n",
        "Lower/src/Lower.h": "#pragma once\nint lower();\n",
        "Lower/src/Lower.cpp": '#include "Lower.h"\nint lower() { return 7; }\n',
        "Other/src/Other.h": "#error never included\n",
    }.items():
        file = tmp_path / "libraries" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    text = "#include <Upper.h>\nvoid setup() { digitalWrite(upper(), 1); }\nvoid loop() { }\n"
    first = build(sketch(text))
    (tmp_path / "libraries/Lower/src/Lower.h").write_text("#pragma once\nint lower(); // new\n")
    assert build(sketch(text)).elf != first.elf


def test_a_header_beside_the_sketch_is_part_of_it(sketch):
    sketch("constexpr int LAMP = 12;\n", "pins.h")
    text = '#include "pins.h"\nvoid setup() { digitalWrite(LAMP, 1); }\nvoid loop() { }\n'
    first = build(sketch(text))
    sketch("constexpr int LAMP = 11;\n", "pins.h")
    assert build(sketch(text)).hex.read_text() != first.hex.read_text()


def test_defines_and_the_board_reach_the_compiler(sketch):
    text = (
        "#ifndef ARDUINO_AVR_NANO\n#error other board\n#endif\n"
        "#if SPEED != 7\n#error other speed\n#endif\nvoid setup() { }\nvoid loop() { }\n"
    )
    assert build(sketch(text), board="nano", defines=("SPEED=7",)).flash_bytes > 0
    with pytest.raises(BadInputError, match="no board 'mega'"):
        build(sketch(text), board="mega")


def test_without_a_toolchain_it_is_said_how_to_get_one(sketch, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ToolchainMissingError, match=r"no avr-gcc was found.*`\./maker arduino`"):
        build(sketch(BLINK))


def test_what_compiler_and_linker_say_is_read():
    said = """In file included from x.h:1:0:
x.ino: In function 'void setup()':
/home/a b/x.ino:3:5: warning: unused variable 'x' [-Wunused-variable]
C:/a/x.ino:4:1: fatal error: nothing.h: No such file or directory
/tmp/cc.ltrans0.ltrans.o: In function `main':
<artificial>:(.text.startup+0x1e): undefined reference to `loop'
/usr/lib/gcc/avr/ld: address 0x800a3c of x.elf section `.bss' is not within region `data'
/usr/lib/gcc/avr/ld: address 0x7fa0 of x.elf section `.text' is not within region `text'
collect2: error: ld returned 1 exit status
"""
    found = [(str(one.file), one.line, one.column, one.severity) for one in read_diagnostics(said)]
    assert found == [
        ("/home/a b/x.ino", 3, 5, "warning"),
        ("C:/a/x.ino", 4, 1, "error"),
        ("None", 0, 0, "error"),
        ("None", 0, 0, "error"),
        ("None", 0, 0, "error"),
    ]
    assert [one.text for one in read_diagnostics(said)[2:]] == [
        "undefined reference to `loop'",
        "the sketch needs 2364 bytes of RAM, and the chip has 2048",
        "the sketch needs 32672 bytes of flash, and the chip has 32256",
    ]
