"""Telling as a process of its own, to be killed: `telling_process FOLDER [WHAT]`.

The address stands in the folder's secrets. With WHAT an alarm of that name happens.
"""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

from security_system.alarm.happenings import Happening, Kind
from security_system.telling.settings import TellingSettings
from security_system.telling.telling import Telling


def main():
    settings = TellingSettings.model_validate({"services": {"phone": {}}})
    telling = Telling(settings, Path(sys.argv[1]))
    telling.start()
    for zone in sys.argv[2:]:
        happened = (Happening(Kind.ALARM, zone=zone),)
        telling.on_turn(SimpleNamespace(happenings=happened))
    print("started", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main()
