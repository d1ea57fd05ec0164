"""`python -m tests.security_system.dashboard.pretend_server`: the pages of a pretend house, served.

It reads orders for the house from its input, a line of JSON each: `{"do": "trigger"}`.
"""

import json
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import click

from makerkit.web import limits, parts_of
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import AlarmState, Condition, Right
from security_system.alarm.view import SirenView
from security_system.dashboard.page import Page
from tests.security_system.dashboard.pretend_house import CODE, PretendHouse, usual_settings

FPS = 8
PASSWORD = "three blue doors"
MANY_LOGINS = "1000 per minute"
"""A quick machine logs in for more than twenty tests within a minute."""


def furnish(house: PretendHouse) -> None:
    """Put events, rows and people into the house."""
    import cv2

    from makerkit.web.demo.clips import make_clips
    from makerkit.web.demo.picture import Porch

    clips = make_clips(house.evidence.folder)
    midnight_s = time.mktime((*time.localtime()[:3], 0, 0, 0, 0, 0, -1))
    hours = [6.2, 7.5, 8.1, 12.6, 13.0, 17.4, 18.05, 18.3]
    for number, hour in enumerate(hours):
        picture = Porch().draw(somebody=0.2 + number / 14, brightness=0.3 + number / 12, pan=0,
                               tilt=0, now_s=midnight_s + hour * 3600)  # fmt: skip
        name = f"picture{number}.jpg"
        (house.evidence.folder / name).write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
        house.evidence.add(
            midnight_s + hour * 3600,
            kind="alarm" if number == 6 else "manual" if number == 3 else "motion",
            camera="garden" if number % 3 == 1 else "hall",
            clip=clips[number % 2].path.name, snapshot=name, thumbnail=name,
            is_protected=number == 6, feedback="false" if number == 1 else "",
            boxes=((0.16 + number / 14, 0.28, 0.14, 0.5),),
        )  # fmt: skip
    for hour, kind, why in (
        (7.0, Kind.DISARMED, "mina disarmed at the keypad."),
        (8.4, Kind.ARMED, "Armed: away. The exit delay of 45 s is over."),
        (12.5, Kind.SOURCE_LOST, "The camera garden has sent no picture for 5 s."),
        (12.6, Kind.SOURCE_BACK, "The camera garden is back after 41 s."),
        (18.0, Kind.ENTRY_STARTED, "The front door was opened: 30 s to disarm."),
        (18.05, Kind.ALARM, "Front door: nobody disarmed within 30 s."),
        (18.1, Kind.DISARMED, "mina disarmed at the page."),
    ):
        house.journal.add(Happening(kind, why=why, user="mina"), midnight_s + hour * 3600)
    everything = frozenset(Right)
    for name, rights, code in (
        ("mina", everything, CODE),
        ("tom", frozenset({Right.ARM, Right.DISARM, Right.CLIPS}), "5082"),
        ("guest", frozenset(), ""),
    ):
        house.codes.set_rights(name, rights)
        if code:
            house.codes.set_code(name, code)


def look_on(house: PretendHouse, ends: threading.Event) -> None:
    """Show pictures to the cameras."""
    from makerkit.camera.frame import Frame
    from makerkit.web.demo.picture import Porch

    porch, number = Porch(), 0
    while not ends.wait(1 / FPS):
        number += 1
        for at, eye in enumerate(house.eyes.values()):
            if not eye.fan_out.is_watched and number % FPS != 1:
                continue
            somebody = (number / 60 + at / 2) % 1.6
            shown = somebody if somebody < 1 else None
            picture = porch.draw(somebody=shown, brightness=0.7 - at / 3, pan=-0.4 * at, tilt=0,
                                 now_s=time.time())  # fmt: skip
            eye.fan_out.show(Frame.from_bgr(number, time.monotonic_ns(), picture))
            eye.seen = [sight(shown)]


def sight(somebody: float | None) -> SimpleNamespace:
    boxes = ((max(0.0, somebody - 0.08), 0.3, 0.16, 0.5),) if somebody is not None else ()
    why = "9 cells moved together for 0.5 s." if boxes else ""
    return SimpleNamespace(wall_s=time.time(), is_motion=bool(boxes), boxes=boxes,
                           score=0.9 if boxes else 0.05, why=why, held="")  # fmt: skip


def obey(house: PretendHouse, page: Page) -> None:
    """Carry out what a test writes."""
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "trigger":
            house.panel.trigger()
        elif asked["do"] == "zone":
            house.panel.set_zone(asked["zone"], condition=Condition(asked["condition"]))
        elif asked["do"] == "calm":
            house.panel.show(state=AlarmState.DISARMED, mode=None, remaining_s=None,
                             siren=SirenView(), memory=())  # fmt: skip
            house.panel.set_zone("front_door", condition=Condition.QUIET, is_in_memory=False)
        elif asked["do"] == "delay":
            house.panel.delay_s = asked["s"]
        print("OK", len(parts_of(page.app).live.pages), flush=True)


@click.command()
@click.option("--port", type=int, default=0)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
@click.option("--viewers", type=int, default=4)
@click.option("--fresh", is_flag=True, help="Nobody has a login yet.")
def main(port: int, folder: Path, viewers: int, fresh: bool) -> None:
    settings = usual_settings()
    web = settings.web.model_copy(update={"port": port, "viewers": viewers})
    house = PretendHouse(folder, settings.model_copy(update={"web": web}))
    limits.TRYING = MANY_LOGINS
    page = Page(house, web, say=print)
    if not fresh:
        furnish(house)
        for name in ("mina", "tom", "guest"):
            parts_of(page.app).gate.users.set_password(name, PASSWORD)
    ends = threading.Event()
    threading.Thread(target=look_on, args=(house, ends), daemon=True).start()
    threading.Thread(target=obey, args=(house, page), daemon=True).start()
    page.start()
    print(f"READY {page.url}", flush=True)
    try:
        ends.wait()
    except KeyboardInterrupt:
        ends.set()
    page.stop()


if __name__ == "__main__":
    main()
