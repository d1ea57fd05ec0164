"""The doctor finds each planted fault, and calls nothing a fault that a laptop cannot have."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from workshop.commands import doctor
from workshop.finding import Status
from workshop.health import PI_GROUPS, examine
from workshop.machine import Library, Machine, look_around, try_library

LIBRARIES = {name: Library("1.0") for name in ("gpiozero", "serial", "numpy", "cv2", "weasyprint")}
LAPTOP = Machine(libraries=LIBRARIES)
PI = Machine(
    model="Raspberry Pi 4 Model B Rev 1.4",
    is_pi=True,
    groups=frozenset(PI_GROUPS),
    groups_at_next_login=frozenset(PI_GROUPS),
    devices=dict.fromkeys(
        ["/dev/gpiochip0", "/dev/i2c-1", "/dev/spidev0.0", "/dev/ttyACM0", "/dev/video0"], True
    ),
    libraries=LIBRARIES | {"lgpio": Library("0.2"), "picamera2": Library("0.3")},
    throttled=0,
)
ABI = "ValueError: numpy.dtype size changed, may indicate binary incompatibility"


def with_library(name, library):
    libraries = {key: value for key, value in PI.libraries.items() if key != name}
    return replace(PI, libraries=libraries | ({name: library} if library else {}))


def without_device(path):
    return replace(PI, devices={key: may for key, may in PI.devices.items() if key != path})


def closed_device(path):
    return replace(PI, devices=PI.devices | {path: False})


def finding(machine, about):
    return next(found for found in examine(machine) if found.about == about)


def test_a_healthy_pi_has_only_working_things():
    assert {found.status for found in examine(PI)} == {Status.WORKS}


def test_a_laptop_lacks_what_only_a_pi_has_and_that_is_no_fault():
    statuses = {found.about: found.status for found in examine(LAPTOP)}
    elsewhere = ["power", "groups", "GPIO pins", "SPI and I2C", "serial port", "camera"]
    assert statuses == {
        about: Status.NOT_HERE if about in elsewhere else Status.WORKS for about in statuses
    }


@pytest.mark.parametrize(
    ("machine", "about", "status", "words"),
    [
        (replace(PI, is_disk_read_only=True), "disk", Status.BROKEN, "replace the card"),
        (replace(PI, disk_free_mb=100), "disk", Status.BROKEN, "100 MB"),
        (replace(PI, disk_free_mb=900), "disk", Status.NOTICE, "900 MB"),
        (replace(PI, year=1970), "clock", Status.BROKEN, "1970"),
        (replace(PI, is_clock_synchronised=False), "clock", Status.NOTICE, "no battery clock"),
        (replace(LAPTOP, is_clock_synchronised=False), "clock", Status.NOTICE, "set-ntp true"),
        (replace(PI, throttled=0x50005), "power", Status.BROKEN, "at this moment"),
        (replace(PI, throttled=0x50000), "power", Status.NOTICE, "since the start"),
        (replace(PI, throttled=0x80000), "power", Status.NOTICE, "hot"),
        (replace(PI, throttled=None), "power", Status.NOTICE, "does not tell"),
        (
            replace(PI, groups=frozenset(), groups_at_next_login=frozenset()),
            "groups",
            Status.BROKEN,
            "sudo usermod -aG gpio,dialout,video,spi,i2c student",
        ),
        (replace(PI, groups=frozenset()), "groups", Status.BROKEN, "Log out and in again"),
        (without_device("/dev/gpiochip0"), "GPIO pins", Status.BROKEN, "no /dev/gpiochip0"),
        (closed_device("/dev/gpiochip0"), "GPIO pins", Status.BROKEN, "-aG gpio student"),
        (with_library("lgpio", None), "pin library", Status.BROKEN, "python3-lgpio"),
        (with_library("lgpio", Library(problem="boom")), "pin library", Status.BROKEN, "boom"),
        (with_library("gpiozero", None), "pin library", Status.BROKEN, "Delete .venv"),
        (replace(PI, pin_factory="native"), "pin library", Status.NOTICE, "unset"),
        (without_device("/dev/spidev0.0"), "SPI and I2C", Status.NOTICE, "do_spi 0"),
        (without_device("/dev/i2c-1"), "SPI and I2C", Status.NOTICE, "do_i2c 0"),
        (closed_device("/dev/ttyACM0"), "serial port", Status.BROKEN, "-aG dialout student"),
        (without_device("/dev/ttyACM0"), "serial port", Status.NOT_HERE, "only charges"),
        (with_library("picamera2", None), "camera", Status.BROKEN, "apt install python3-picamera2"),
        (
            with_library("picamera2", Library(problem=ABI)),
            "camera",
            Status.BROKEN,
            "numpy comes from apt",
        ),
        (
            with_library("picamera2", Library(problem="No module named 'libcamera'")),
            "camera",
            Status.BROKEN,
            "libcamera",
        ),
        (without_device("/dev/video0"), "camera", Status.NOTICE, "ribbon"),
        (
            replace(PI, devices=PI.devices | {"/dev/video0": False}),
            "camera",
            Status.BROKEN,
            "usermod -aG video",
        ),
        (
            replace(PI, camera_holders=("python3 alarm.py (process 77)",)),
            "camera",
            Status.NOTICE,
            "python3 alarm.py (process 77)",
        ),
        (with_library("cv2", None), "libraries", Status.BROKEN, "python3-opencv"),
        (with_library("serial", Library(problem="boom")), "libraries", Status.BROKEN, "boom"),
        (
            with_library("weasyprint", Library(problem="cannot load library 'libpango-1.0-0'")),
            "worksheets",
            Status.NOTICE,
            "apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0",
        ),
        (replace(LAPTOP, compiler=None), "sketches", Status.NOTICE, "Nothing here builds sketches"),
        (replace(PI, simulator=None), "sketches", Status.NOTICE, "./maker arduino"),
    ],
)
def test_a_planted_fault_is_found_and_something_to_do_is_named(machine, about, status, words):
    found = finding(machine, about)
    assert found.status is status
    assert words in f"{found.says} {found.to_do}"
    assert found.to_do or status in (Status.NOT_HERE, Status.NOTICE)
    others = [other.about for other in examine(machine) if other.about != about]
    assert [name for name in others if finding(machine, name).status is Status.BROKEN] == []


@pytest.mark.parametrize(("machine", "exit_code"), [(PI, 0), (replace(PI, year=1970), 1)])
def test_it_ends_with_1_only_when_something_is_broken(monkeypatch, machine, exit_code):
    monkeypatch.setattr(doctor, "look_around", lambda: machine)
    assert CliRunner().invoke(doctor.command).exit_code == exit_code


def test_the_table_tells_by_sign_and_not_by_colour_alone(monkeypatch):
    machine = replace(PI, year=1970, disk_free_mb=900)
    monkeypatch.setattr(doctor, "look_around", lambda: machine)
    shown = CliRunner().invoke(doctor.command).output
    signs = {line.split()[1]: line.split()[0] for line in shown.splitlines() if line[1:2].strip()}
    assert (signs["machine"], signs["disk"], signs["clock"]) == ("✓", "!", "✗")


@pytest.fixture
def other_root(tmp_path, monkeypatch):
    """The files of a Raspberry Pi, as far as the doctor reads them."""
    monkeypatch.setenv("PATH", str(tmp_path))
    files = {
        "proc/device-tree/model": "Raspberry Pi 5 Model B Rev 1.0\0",
        "proc/meminfo": "MemTotal:        4136244 kB\nMemFree: 1 kB\n",
        "etc/os-release": 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
        "sys/devices/platform/soc/soc:firmware/get_throttled": "50000\n",
        "run/systemd/timesync/synchronized": "",
        "dev/gpiochip4": "",
        "dev/video0": "",
        "dev/video10": "",
        "dev/rtc0": "",
    }
    for name, content in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return tmp_path


def test_the_facts_are_read_from_where_a_pi_keeps_them(other_root, monkeypatch):
    monkeypatch.setattr("workshop.machine.try_libraries", dict)
    pi = look_around(other_root)
    assert pi.model == "Raspberry Pi 5 Model B Rev 1.0"
    assert (pi.is_pi, pi.memory_mb, pi.system) == (True, 4039, "Debian GNU/Linux 13 (trixie)")
    assert (pi.throttled, pi.is_clock_synchronised) == (0x50000, True)
    assert list(pi.devices) == ["/dev/gpiochip4", "/dev/rtc0", "/dev/video0"]


def test_a_machine_that_tells_nothing_is_examined_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("workshop.machine.try_libraries", dict)
    assert not look_around(tmp_path).is_pi


def test_a_library_is_imported_in_a_python_of_its_own(tmp_path, monkeypatch):
    (tmp_path / "bad_library.py").write_text("raise ValueError('numpy.dtype size changed')")
    (tmp_path / "crashing_library.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert try_library("bad_library").problem == "ValueError: numpy.dtype size changed"
    assert "ended with" in str(try_library("crashing_library").problem)
    assert try_library("click").version
