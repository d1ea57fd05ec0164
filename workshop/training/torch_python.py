"""Finds the Python that has PyTorch, and starts trainings in it.

PyTorch is large, so it is no part of the kit's own environment. It comes from Debian's packages
(`python3-torch`), or as a CPU build into `.venv-train` (`./maker train` sees to it); this file only
looks where it is.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from makerkit.errors import UnsupportedHereError

KIT = Path(__file__).resolve().parents[2]
CHOSEN = "MAKER_TORCH_PYTHON"
"""An environment variable with the Python to take."""
LOOK_WITHIN_S = 60
_LOOK = (
    "from importlib.util import find_spec as f; import sys; "
    "sys.exit(not all(s and s.origin for s in map(f, ('torch', 'cv2', 'numpy'))))"
)


def torch_python() -> str:
    """Return the Python that trains.

    Raises:
        UnsupportedHereError: none has PyTorch, NumPy and OpenCV.
    """
    for python in _candidates():
        if has_torch(python):
            return python
    raise UnsupportedHereError(
        "PyTorch is not installed, which trains nets. `./maker train` installs it; by hand it is "
        "`sudo apt install python3-torch python3-opencv` on Debian, Ubuntu and Raspberry Pi OS. "
        f"A Python that has it elsewhere can be named in {CHOSEN}."
    )


def has_torch(python: str) -> bool:
    """Tell whether a Python has what training stands on, without importing it."""
    try:
        done = subprocess.run(
            [python, "-c", _LOOK], capture_output=True, check=False, timeout=LOOK_WITHIN_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def training_command(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return command and environment of a training, such as of ["drive", "my_tub"].

    Raises:
        UnsupportedHereError: no Python has PyTorch.
    """
    command = [torch_python(), "-m", "self_driving_car.training", *words]
    paths = [str(KIT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return command, {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def train(words: Sequence[str]) -> int:
    """Run a training to its end, with its output where ours goes, and return its exit code.

    Raises:
        UnsupportedHereError: no Python has PyTorch.
    """
    command, environment = training_command(words)
    return subprocess.run(command, env=environment, check=False).returncode


def _candidates() -> Iterator[str]:
    chosen = os.environ.get(CHOSEN)
    if chosen:
        yield chosen
        return
    own = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    yield str(KIT / ".venv-train" / own)
    yield sys.executable
    if sys.platform != "win32":
        yield "/usr/bin/python3"
