"""An environment with donkeycar in it, and its own Tub at work there."""

import json
import os
import signal
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
# donkeycar without what it would bring along, and what its `import donkeycar` needs (5.3, 4.5).
PINNED = "donkeycar==5.3.0"
NEEDED = ("numpy<2", "pillow", "pyfiglet", "prettytable", "psutil", "requests", "typing_extensions",
          "docopt", "tornado", "pyserial", "paho-mqtt", "setuptools")  # fmt: skip


class Donkey:
    """donkeycar's own Tub, asked by a process of its own.

    Args:
        folder: where the environment is made, or was.
        python: a Python that donkeycar installs on: 3.11.
    """

    def __init__(self, folder, python="python3.11"):
        self.python = Path(folder) / "bin" / "python"
        if not self.python.exists():
            subprocess.run([python, "-m", "venv", folder], check=True)
            self._install("--no-deps", PINNED)
            self._install(*NEEDED)

    @property
    def version(self):
        """Which donkeycar it is."""
        asked = "from importlib.metadata import version; print(version('donkeycar'))"
        return self._run("-c", asked).strip()

    def ask(self, what, folder, *numbers):
        """Have something done by `donkey_side.py`, and return its answer."""
        said = self._run(HERE / "donkey_side.py", what, folder, *map(str, numbers))
        return json.loads(said.splitlines()[-1])

    def write_and_be_killed(self, folder, after):
        """Have a tub written, and kill the writer by -9; return how many records it told of."""
        with subprocess.Popen(
            [self.python, HERE / "donkey_side.py", "write_for_ever", folder],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=_env(),
        ) as writer:  # fmt: skip
            count = 0
            while count < after:
                line = writer.stdout.readline().strip()
                count = int(line) if line.isdigit() else count
            writer.send_signal(signal.SIGKILL)
            lines = [line for line in writer.stdout.read().split("\n") if line.isdigit()]
        return int(lines[-1]) if lines else count

    def _install(self, *what):
        subprocess.run(
            [self.python, "-m", "pip", "install", "--quiet", "--no-warn-conflicts", *what],
            check=True,
        )

    def _run(self, *words):
        done = subprocess.run(
            [self.python, *words], check=False, capture_output=True, encoding="utf-8", env=_env()
        )
        if done.returncode:
            raise DonkeyError(done.stderr.strip().splitlines()[-1])
        return done.stdout


class DonkeyError(Exception):
    """donkeycar ended with an error; its last line."""


def _env():
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "LOGLEVEL": "ERROR", "COLUMNS": "80"}
