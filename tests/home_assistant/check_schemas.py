"""Every payload through Home Assistant's real discovery schemas: an optional job, of 400 MB.

    .venv/bin/python -m tests.home_assistant.check_schemas [--python python3.11] [--record]

It makes an environment with Home Assistant in a temporary folder, puts what a full house announces
through the schemas there, and fails if one refuses a payload or drops a key. `--record` writes
which keys each schema has kept into `recorded_keys.json`, which quick tests compare with.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.home_assistant.payloads_for_home_assistant import full_house

HERE = Path(__file__).parent
RECORD = HERE / "recorded_keys.json"
# The newest that installs on Python 3.11, with what its MQTT and camera platforms import.
PINNED = (
    "homeassistant==2024.3.3",
    "paho-mqtt<2",
    "janus",
    "hass-nabucasa",
    "numpy",
    "PyTurboJPEG",
    "ha-av==10.1.1",
)


def environment(python, folder):
    """Return the Python of an environment that has Home Assistant."""
    made = Path(folder) / "bin" / "python"
    if not made.exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
        pinned = [*PINNED, "--constraint", str(HERE / "constraints.txt")]
        subprocess.run([made, "-m", "pip", "install", "--quiet", *pinned], check=True)
    return made


def verdict(python, folder):
    """Return what the schemas say of a full house."""
    payload = Path(folder) / "payload.json"
    payload.write_text(json.dumps(full_house()), encoding="utf-8")
    judged = subprocess.run(
        [python, HERE / "judge_in_home_assistant.py", payload],
        check=True,
        stdout=subprocess.PIPE,
        cwd=folder,
    )
    return json.loads(judged.stdout)


def main():
    """Check, say what was found, and exit with 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default="python3.11", help="a Python 3.11")
    parser.add_argument("--environment", help="one that was made before; else a temporary folder")
    parser.add_argument("--record", action="store_true", help="write recorded_keys.json")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = verdict(environment(wishes.python, wishes.environment or folder), folder)
    for complaint in found["complaints"]:
        print(complaint)
    print(f"{found['count']} components, {len(found['complaints'])} complaints")
    if wishes.record and not found["complaints"]:
        RECORD.write_text(json.dumps(found["kept"], indent=1, sort_keys=True) + "\n", "utf-8")
    sys.exit(1 if found["complaints"] else 0)


if __name__ == "__main__":
    main()
