"""`python -m tests.self_driving_car.dashboard.pretend_pages`: the pages of a car on the track.

It reads orders for the car from its input, a line of JSON each: `{"do": "camera", "on": false}`.
"""

import json
import sys
import threading
from pathlib import Path

import click

from makerkit.web import limits, parts_of
from self_driving_car.dashboard.page import Page
from tests.self_driving_car.dashboard.pretend_car import Settings, TrackCar

PASSWORD = "three blue doors"
MANY_LOGINS = "1000 per minute"
"""A quick machine logs in for more than twenty tests within a minute."""


def obey(car, page):
    """Carry out what a test writes, and answer with how the car is."""
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "camera":
            car.has_camera = asked["on"]
        elif asked["do"] == "battery":
            car.battery_v = asked["v"]
        elif asked["do"] == "calm":
            car.calm()
        told = {
            "pages": len(parts_of(page.app).live.pages),
            "phase": car.status.halt.reason if car.status.halt else "",
            "speed_m_s": car.track.car.left_m_s,
            "laps": car.track.referee.way_m / car.track.lap_m,
            "offset_m": car.track.place.offset_m,
            "silence_s": car.silence_s,
            "late_s": car.late_s,
            "holder": car.status.holder,
            "mode": car.status.mode.value,
            "cap_m_s": car.status.speed_cap_m_s,
            "orders": len(car.orders),
            "newest": [repr(one) for one in car.orders[-5:]],
        }
        print("OK", json.dumps(told), flush=True)


@click.command()
@click.option("--port", type=int, default=0)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
@click.option("--scenario", default="oval")
@click.option("--patience", type=float, default=0.3, help="Seconds of silence of who steers.")
def main(port, folder, scenario, patience):
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings()
    web = settings.web.model_copy(update={"port": port, "viewers": 6})
    drive = settings.drive.model_copy(update={"holder_within_s": patience})
    car = TrackCar(folder, scenario, settings.model_copy(update={"web": web, "drive": drive}))
    limits.TRYING = MANY_LOGINS
    page = Page(car, web, say=print)
    for name in ("mina", "tom"):
        parts_of(page.app).gate.users.set_password(name, PASSWORD)
    threading.Thread(target=obey, args=(car, page), daemon=True).start()
    car.start()
    page.start()
    print(f"READY {page.url}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        page.stop()
        car.stop()


if __name__ == "__main__":
    main()
