"""What this machine is: every fact the doctor judges, gathered in one place and changed nowhere."""

import getpass
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from makerkit.camera.holders import holders_of
from makerkit.camera.listing import webcams
from workshop import arduino_tools
from workshop.kit_folder import FOLDER

LIBRARIES = ("gpiozero", "serial", "numpy", "cv2", "lgpio", "libcamera", "picamera2", "weasyprint")
# video10 and above are a Pi's codecs, there with and without a camera
DEVICES = ("gpiochip*", "ttyACM*", "ttyUSB*", "cu.usb*", "video?", "spidev*", "i2c-1", "rtc*")
IMPORT_AND_TELL = """
import importlib, importlib.metadata, sys
module = importlib.import_module(sys.argv[1])
try:
    print(importlib.metadata.version(sys.argv[1]))
except importlib.metadata.PackageNotFoundError:
    print(getattr(module, "__version__", ""))
"""
ANSWER_TIMEOUT_S = 30  # importing cv2 from a worn SD card takes this long


@dataclass(frozen=True, slots=True)
class Library:
    """A library as a fresh Python sees it: its version, or what its import said."""

    version: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The facts. The defaults describe a healthy laptop: a test names only what is different."""

    model: str = "a laptop"
    system: str = "Debian GNU/Linux 12 (bookworm)"
    python: str = "3.11.2"
    memory_mb: int | None = 4096
    is_pi: bool = False

    user: str = "student"
    is_root: bool = False
    groups: frozenset[str] = frozenset()
    groups_at_next_login: frozenset[str] = frozenset()

    devices: dict[str, bool] = field(default_factory=dict)
    """Device files, each with whether this user may open it."""
    libraries: dict[str, Library] = field(default_factory=dict)
    """Only those that are installed."""
    webcams: dict[str, str] = field(default_factory=dict)
    """Names of USB webcams by how the kit calls them: {"webcam:0": "HD Webcam"}."""
    camera_holders: tuple[str, ...] = ()
    """Programs that have a camera open now."""
    pin_factory: str | None = None
    """What the environment variable GPIOZERO_PIN_FACTORY asks for."""

    compiler: str | None = "avr-gcc 5.4.0"
    """What builds sketches for an Arduino."""
    simulator: str | None = "simavr"
    """What runs them here."""

    disk_free_mb: int = 10_000
    is_disk_read_only: bool = False
    year: int = 2026
    is_clock_synchronised: bool | None = True
    """None where the system does not tell."""
    throttled: int | None = None
    """The bits of `vcgencmd get_throttled`; None where there is no such thing."""

    def devices_named(self, *beginnings: str) -> list[str]:
        """Return the device files whose names begin so, for example "/dev/video"."""
        return [path for path in self.devices if path.startswith(beginnings)]

    def openable(self, paths: Iterable[str]) -> list[str]:
        """Return those this user may open."""
        return [path for path in paths if self.devices[path]]


def look_around(root: Path = Path("/")) -> Machine:
    """Gather the facts of this machine; `root` is another one in tests."""
    pi_model = read_pi_model(root)
    return Machine(
        model=pi_model or f"{platform.system()} computer ({platform.machine()})",
        system=read_system(root),
        python=platform.python_version(),
        memory_mb=read_memory_mb(root),
        is_pi=pi_model is not None,
        user=getpass.getuser(),
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        groups=groups_now(),
        groups_at_next_login=groups_at_next_login(),
        devices=find_devices(root / "dev"),
        libraries=try_libraries(),
        webcams={found.source: found.model for found in webcams(root / "sys/class/video4linux")},
        camera_holders=tuple(map(str, holders_of(proc=root / "proc"))),
        pin_factory=os.environ.get("GPIOZERO_PIN_FACTORY"),
        compiler=arduino_tools.compiler_here(),
        simulator=arduino_tools.simulator_here(),
        disk_free_mb=shutil.disk_usage(FOLDER).free // 2**20,
        is_disk_read_only=is_read_only(FOLDER),
        year=datetime.now(UTC).year,
        is_clock_synchronised=read_clock_state(root),
        throttled=read_throttled(root),
    )


def read_pi_model(root: Path) -> str | None:
    """Return "Raspberry Pi 4 Model B Rev 1.4", or None on another machine."""
    model = _text(root / "proc/device-tree/model").rstrip("\0\n")
    return model if "Raspberry Pi" in model else None


def read_system(root: Path) -> str:
    """Return the name of the operating system, as its makers write it."""
    for line in _text(root / "etc/os-release").splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return f"{platform.system()} {platform.release()}"


def read_memory_mb(root: Path) -> int | None:
    """Return the size of the memory."""
    for line in _text(root / "proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) // 1024
    return None


def groups_now() -> frozenset[str]:
    """Return the groups of this process."""
    if sys.platform == "win32":
        return frozenset()
    import grp

    names = set()
    for number in {*os.getgroups(), os.getegid()}:
        with suppress(KeyError):
            names.add(grp.getgrgid(number).gr_name)
    return frozenset(names)


def groups_at_next_login() -> frozenset[str]:
    """Return the groups the user was put into; a running session does not know of new ones."""
    if sys.platform == "win32":
        return frozenset()
    import grp

    user = getpass.getuser()
    return groups_now() | {group.gr_name for group in grp.getgrall() if user in group.gr_mem}


def find_devices(folder: Path) -> dict[str, bool]:
    """Return the device files that matter here, and whether this user may open each."""
    found = sorted(path for pattern in DEVICES for path in folder.glob(pattern))
    return {f"/dev/{path.name}": os.access(path, os.R_OK | os.W_OK) for path in found}


def try_libraries() -> dict[str, Library]:
    """Import each installed library in a Python of its own, as one that crashes takes it along."""
    installed = [name for name in LIBRARIES if find_spec(name)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        return dict(zip(installed, pool.map(try_library, installed), strict=True))


def try_library(name: str) -> Library:
    """Import one library and return what came of it."""
    command = [sys.executable, "-P", "-c", IMPORT_AND_TELL, name]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=ANSWER_TIMEOUT_S
        )
    except subprocess.TimeoutExpired:
        return Library(problem=f"its import took more than {ANSWER_TIMEOUT_S} s")
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"its import ended with {done.returncode}"]
        return Library(problem=said[-1])
    return Library(version=done.stdout.strip())


def is_read_only(folder: Path) -> bool:
    """Tell whether the file system under a folder refuses all writing."""
    if sys.platform == "win32":
        return False
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def read_clock_state(root: Path) -> bool | None:
    """Tell whether the clock was set from the network; None when the system does not say."""
    if (root / "run/systemd/timesync/synchronized").exists():
        return True
    said = _answer("timedatectl", "show", "--property=NTPSynchronized", "--value")
    return {"yes": True, "no": False}.get(said)


def read_throttled(root: Path) -> int | None:
    """Return the firmware's bits about power and heat, on a Pi."""
    text = _text(root / "sys/devices/platform/soc/soc:firmware/get_throttled").strip()
    text = text or _answer("vcgencmd", "get_throttled").partition("=")[2]
    return int(text, 16) if text else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _answer(*command: str) -> str:
    """Return what a program of the system says, "" when there is no such program or no answer."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
