"""The doctor's judgements: each check takes the facts of a machine and says what they mean.

A check is a function from `Machine` to `Finding`. To add one, write it and put it into `CHECKS`.
"""

from collections.abc import Callable

from workshop.camera_health import check_camera
from workshop.finding import SIMULATE, Finding, Status
from workshop.machine import Machine
from workshop.worksheet import FROM_APT

PI_GROUPS = ("gpio", "dialout", "video", "spi", "i2c")
SERIAL_PORTS = ("/dev/ttyACM", "/dev/ttyUSB", "/dev/cu.usb")
FIRST_SANE_YEAR = 2025  # a Pi without network starts in 1970, or at its last shutdown
DISK_FULL_MB, DISK_LOW_MB = 200, 1000

# Raspberry Pi documentation, "vcgencmd", get_throttled: bits 0-3 now, bits 16-19 since the start.
UNDER_VOLTAGE_NOW, UNDER_VOLTAGE_SEEN = 1 << 0, 1 << 16
HOT_NOW, HOT_SEEN = 1 << 3, 1 << 19


def examine(machine: Machine) -> list[Finding]:
    """Return what every check finds, in the order of reading."""
    return [check(machine) for check in CHECKS]


def check_machine(machine: Machine) -> Finding:
    """Say what this is."""
    memory = f", {machine.memory_mb} MB of memory" if machine.memory_mb else ""
    says = f"{machine.model}, {machine.system}, Python {machine.python}{memory}"
    return Finding("machine", Status.WORKS, says)


def check_disk(machine: Machine) -> Finding:
    """A worn SD card turns read-only; a full one breaks whatever writes next."""
    free = f"{machine.disk_free_mb} MB free"
    if machine.is_disk_read_only:
        return Finding(
            "disk",
            Status.BROKEN,
            "The disk is read-only. Linux does that to an SD card with errors.",
            "Save your work elsewhere, then restart. If it comes back, replace the card.",
        )
    if machine.disk_free_mb < DISK_FULL_MB:
        to_do = "Delete what you do not need: du -h --max-depth=1 ~ | sort -h"
        return Finding("disk", Status.BROKEN, f"The disk is full: {free}.", to_do)
    if machine.disk_free_mb < DISK_LOW_MB:
        to_do = "Recordings fill it soon. Make room, or use a larger card."
        return Finding("disk", Status.NOTICE, f"Only {free}.", to_do)
    return Finding("disk", Status.WORKS, free)


def check_clock(machine: Machine) -> Finding:
    """A wrong clock breaks secure connections and every time in a log."""
    if machine.year < FIRST_SANE_YEAR:
        to_do = "Connect to a network, or type: sudo date --set '2026-11-22 14:30'"
        return Finding("clock", Status.BROKEN, f"The clock says {machine.year}.", to_do)
    if machine.is_clock_synchronised is False:
        says = "The clock was not set from the network since the start."
        if machine.is_pi and not machine.devices_named("/dev/rtc"):
            says += " There is no battery clock: it lost the time without power."
        to_do = "sudo timedatectl set-ntp true, and connect to a network"
        return Finding("clock", Status.NOTICE, says, to_do)
    how = "set from the network" if machine.is_clock_synchronised else "looks right"
    return Finding("clock", Status.WORKS, how)


def check_power(machine: Machine) -> Finding:
    """A weak supply makes a Pi slow, and corrupts its card."""
    if machine.throttled is None:
        if machine.is_pi:
            return Finding("power", Status.NOTICE, "The firmware does not tell about the power.")
        return Finding("power", Status.NOT_HERE, "This is measured on a Raspberry Pi only.")
    supply = "Use the official supply and a short cable; feed motors and servos from their own."
    if machine.throttled & UNDER_VOLTAGE_NOW:
        return Finding("power", Status.BROKEN, "The supply is too weak at this moment.", supply)
    if machine.throttled & UNDER_VOLTAGE_SEEN:
        return Finding("power", Status.NOTICE, "The supply was too weak since the start.", supply)
    if machine.throttled & (HOT_NOW | HOT_SEEN):
        return Finding("power", Status.NOTICE, "The chip got hot and slowed down.", "Give it air.")
    return Finding("power", Status.WORKS, "strong and cool")


def check_groups(machine: Machine) -> Finding:
    """Who is not in these groups may not touch pins, ports and camera."""
    if not machine.is_pi:
        return Finding("groups", Status.NOT_HERE, f"Only a Pi needs them. {SIMULATE}")
    missing = [group for group in PI_GROUPS if group not in machine.groups]
    if machine.is_root or not missing:
        return Finding("groups", Status.WORKS, "all that the hardware asks for")
    if machine.groups_at_next_login.issuperset(missing):
        says = f"You are in {', '.join(missing)}, but since after you logged in."
        return Finding("groups", Status.BROKEN, says, "Log out and in again, or restart.")
    to_do = f"sudo usermod -aG {','.join(missing)} {machine.user}, then log out and in again"
    return Finding("groups", Status.BROKEN, f"You are not in {', '.join(missing)}.", to_do)


def check_gpio(machine: Machine) -> Finding:
    """The pins are behind /dev/gpiochip0 (or 4 on the first kernels of a Pi 5)."""
    if not machine.is_pi:
        return Finding("GPIO pins", Status.NOT_HERE, SIMULATE)
    chips = machine.devices_named("/dev/gpiochip")
    if not chips:
        to_do = "Update the system: sudo apt update && sudo apt full-upgrade, then restart."
        return Finding("GPIO pins", Status.BROKEN, "There is no /dev/gpiochip0.", to_do)
    if not machine.openable(chips):
        to_do = f"sudo usermod -aG gpio {machine.user}, then log out and in again"
        return Finding("GPIO pins", Status.BROKEN, f"You may not open {chips[0]}.", to_do)
    return Finding("GPIO pins", Status.WORKS, f"{chips[0]} can be opened")


def check_pin_library(machine: Machine) -> Finding:
    """Gpiozero drives the pins through lgpio; its other ways are old or half."""
    if machine.pin_factory not in (None, "lgpio", "sim"):
        says = f"GPIOZERO_PIN_FACTORY asks for {machine.pin_factory}."
        to_do = "Type: unset GPIOZERO_PIN_FACTORY (and look into ~/.bashrc)"
        return Finding("pin library", Status.NOTICE, says, to_do)
    gpiozero, lgpio = (machine.libraries.get(name) for name in ("gpiozero", "lgpio"))
    if gpiozero is None or gpiozero.problem:
        says = f"gpiozero cannot be imported: {gpiozero.problem if gpiozero else 'not installed'}"
        return Finding("pin library", Status.BROKEN, says, "Delete .venv and start ./maker again.")
    if machine.is_pi and (lgpio is None or lgpio.problem):
        says = f"lgpio cannot be imported: {lgpio.problem if lgpio else 'not installed'}"
        to_do = "sudo apt install python3-lgpio, then delete .venv and start ./maker again"
        return Finding("pin library", Status.BROKEN, says, to_do)
    through = f" through lgpio {lgpio.version}" if machine.is_pi and lgpio else ""
    return Finding("pin library", Status.WORKS, f"gpiozero {gpiozero.version}{through}".rstrip())


def check_buses(machine: Machine) -> Finding:
    """SPI and I2C are off on a fresh Pi."""
    if not machine.is_pi:
        return Finding("SPI and I2C", Status.NOT_HERE, SIMULATE)
    buses = {"SPI": "/dev/spidev", "I2C": "/dev/i2c"}
    off = [name for name, path in buses.items() if not machine.devices_named(path)]
    if not off:
        return Finding("SPI and I2C", Status.WORKS, "both are on")
    to_do = " && ".join(f"sudo raspi-config nonint do_{name.lower()} 0" for name in off)
    says = f"Off: {', '.join(off)}. Analogue converters need SPI, small displays I2C."
    return Finding("SPI and I2C", Status.NOTICE, says, to_do)


def check_serial(machine: Machine) -> Finding:
    """An Arduino appears as a serial port."""
    ports = machine.devices_named(*SERIAL_PORTS)
    if not ports:
        says = f"No Arduino is plugged in (or its cable only charges). {SIMULATE}"
        return Finding("serial port", Status.NOT_HERE, says)
    closed = [port for port in ports if port not in machine.openable(ports)]
    if closed:
        to_do = f"sudo usermod -aG dialout {machine.user}, then log out and in again"
        return Finding("serial port", Status.BROKEN, f"You may not open {closed[0]}.", to_do)
    return Finding("serial port", Status.WORKS, ", ".join(ports))


def check_libraries(machine: Machine) -> Finding:
    """Pictures need numpy and OpenCV, the Arduino needs pyserial."""
    needed = {name: machine.libraries.get(name) for name in ("numpy", "cv2", "serial")}
    broken = [name for name, library in needed.items() if library is None or library.problem]
    if not broken:
        versions = [f"{name} {found.version}" for name, found in needed.items() if found]
        return Finding("libraries", Status.WORKS, ", ".join(versions))
    first = needed[broken[0]]
    says = f"{broken[0]} cannot be imported: {first.problem if first else 'not installed'}"
    to_do = "Delete .venv and start ./maker again."
    if machine.is_pi and broken != ["serial"]:
        to_do = f"sudo apt install python3-numpy python3-opencv. {to_do}"
    return Finding("libraries", Status.BROKEN, says, to_do)


def check_worksheets(machine: Machine) -> Finding:
    """Worksheets are printed by WeasyPrint, which stands on Pango."""
    library = machine.libraries.get("weasyprint")
    if library is None:
        says = "The first `./maker print` installs what it needs."
        return Finding("worksheets", Status.NOT_HERE, says)
    if library.problem is None:
        return Finding("worksheets", Status.WORKS, f"weasyprint {library.version}")
    says = f"weasyprint cannot be imported: {library.problem}"
    to_do = f"sudo apt-get install --yes {' '.join(FROM_APT)}"
    return Finding("worksheets", Status.NOTICE, says, to_do)


def check_sketches(machine: Machine) -> Finding:
    """Lessons 11 to 15 build sketches for an Arduino and run them in a simulator."""
    missing = [] if machine.compiler else ["builds"]
    missing += [] if machine.simulator else ["simulates"]
    if not missing:
        says = f"{machine.compiler} builds them, {machine.simulator} simulates them"
        return Finding("sketches", Status.WORKS, says)
    says = f"Nothing here {' or '.join(missing)} sketches for an Arduino; lessons 11 to 15 do."
    to_do = "./maker arduino installs what it may, and says what to do for the rest."
    return Finding("sketches", Status.NOTICE, says, to_do)


CHECKS: tuple[Callable[[Machine], Finding], ...] = (
    check_machine,
    check_disk,
    check_clock,
    check_power,
    check_groups,
    check_gpio,
    check_pin_library,
    check_buses,
    check_serial,
    check_camera,
    check_libraries,
    check_worksheets,
    check_sketches,
)
