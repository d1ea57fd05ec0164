"""What really happened, for whoever wants to know whether a program understood it.

Each event is {"t_s": ..., "what": ...} with more by its kind:

| what | with |
|---|---|
| comes, goes | who, room: is there from now on, or no longer |
| enters | who, kind, room, from |
| sits, lies, gets_up | who, place's room |
| door_opened, door_shut | door (a window too) |
| lamp | lamp, on, perhaps who |
| key, bell | keypad or bell, key, who |
| weather | clouds, rain or wind: what it goes to, over_s |
| headlights, insects, camera_shaken | how long |
| power, camera, node | on |
| felt | pir, who, until_s: what a PIR at that place feels |
| shown | camera, who, until_s, most: its largest share of the picture (with cameras only) |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house.deeds import Deed
from hardware_mocks.worlds.house.movement import Settle, Track
from hardware_mocks.worlds.house.pir import Lens
from hardware_mocks.worlds.house.sensing import AJAR, felt
from hardware_mocks.worlds.house.story import NS_PER_S

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House

STEP_S = 0.1
CAMERA_STEP_S = 0.5
MOST_LOOKS = 1200
Event = dict[str, Any]


def truth_of(house: House, until_s: float) -> list[Event]:
    """Return everything that happened until a time, but for what cameras showed of it."""
    events = [
        *_of_deeds(house),
        *_of_leaves(house),
        *_of_bodies(house, until_s),
        *_felt(house, until_s),
    ]
    return in_order(events, until_s)


def in_order(events: Sequence[Event], until_s: float) -> list[Event]:
    """Return events until a time in the order of their times, rounded to milliseconds."""
    for event in events:
        event["t_s"] = round(event["t_s"], 3)
        if "until_s" in event:
            event["until_s"] = round(min(event["until_s"], until_s), 3)
    return sorted((e for e in events if e["t_s"] <= until_s), key=lambda event: event["t_s"])


def _of_deeds(house: House) -> Iterator[Event]:
    for deed in house.story.deeds:
        event = _told(deed)
        if event:
            who = {"who": deed.who} if deed.who else {}
            yield {"t_s": deed.t_s, **event, **who}


def _told(deed: Deed) -> Event:
    is_on = deed.value > 0.5
    kinds: dict[str, Event] = {
        "lamp": {"what": "lamp", "lamp": deed.thing, "on": is_on},
        "curtain": {"what": "curtain", "window": deed.thing, "drawn": is_on},
        "key": {"what": "key", "keypad": deed.thing, "key": deed.text},
        "bell": {"what": "bell", "bell": deed.thing},
        "power": {"what": "power", "on": is_on},
        "camera_power": {"what": "camera", "camera": deed.thing, "on": is_on},
        "node": {"what": "node", "on": is_on},
        "headlights": {"what": "headlights", "from": deed.text, "over_s": deed.over_s},
        "insects": {"what": "insects", "camera": deed.thing, "over_s": deed.over_s},
        "shake": {"what": "camera_shaken", "camera": deed.thing, "over_s": deed.over_s},
    }
    if deed.what in {"clouds", "rain", "wind"}:
        return {"what": "weather", deed.what: deed.value, "over_s": deed.over_s}
    return kinds.get(deed.what, {})


def _of_leaves(house: House) -> Iterator[Event]:
    deeds = house.story.deeds
    for name in (*house.plan.doors, *house.plan.windows):
        for t_s, is_open in deeds.door(name).changes(AJAR):
            yield {"t_s": t_s, "what": "door_opened" if is_open else "door_shut", "door": name}


def _of_bodies(house: House, until_s: float) -> Iterator[Event]:
    for who, track in house.story.tracks.items():
        yield from _rooms(house, who, track, until_s)
        for leg in track.legs:
            if isinstance(leg, Settle):
                pose = leg.at(leg.end_s).pose
                what = {"sits": "sits", "lies": "lies"}.get(pose, "gets_up")
                stance = leg.at(leg.end_s)
                room = house.plan.room_at(stance.x_m, stance.y_m)
                yield {"t_s": leg.end_s, "what": what, "who": who, "room": room}


def _rooms(house: House, who: str, track: Track, until_s: float) -> Iterator[Event]:
    room: str | None = None
    kind = house.story.people[who].kind
    for t_s in _times(track, until_s):
        stance = track.at(t_s)
        now_in = None if stance is None else house.plan.room_at(stance.x_m, stance.y_m)
        if now_in == room:
            continue
        if room is None:
            yield {"t_s": t_s, "what": "comes", "who": who, "kind": kind, "room": now_in}
        elif now_in is None:
            yield {"t_s": t_s, "what": "goes", "who": who, "kind": kind, "room": room}
        else:
            yield {
                "t_s": t_s,
                "what": "enters",
                "who": who,
                "kind": kind,
                "room": now_in,
                "from": room,
            }
        room = now_in


def _times(track: Track, until_s: float) -> Iterator[float]:
    """Yield the times at which a body may have changed rooms: often where it walks."""
    edges = [edge for span in track.away for edge in span]
    for leg in track.legs:
        if leg.start_s > until_s:
            break
        yield leg.start_s
        if leg.is_walk:
            steps = int((leg.end_s - leg.start_s) / STEP_S)
            yield from (leg.start_s + STEP_S * (step + 1) for step in range(steps))
    yield from (edge for edge in edges if edge <= until_s)


def _felt(house: House, until_s: float) -> Iterator[Event]:
    for name, sensor in house.plan.pirs.items():
        for motion in felt(house, Lens(house.plan, sensor), 0.0, until_s):
            yield {
                "t_s": motion.start_s,
                "what": "felt",
                "pir": name,
                "who": motion.who,
                "until_s": motion.end_s,
            }


def shown(house: House, until_s: float) -> Iterator[Event]:
    """Yield from when until when each camera shows somebody, looked at twice a second.

    In a long run each camera is looked at `MOST_LOOKS` times.
    """
    for camera in house.plan.cameras:
        view: Any = house.view(camera)
        seen: dict[str, Event] = {}
        step_s = max(CAMERA_STEP_S, until_s / MOST_LOOKS)
        for step in range(int(until_s / step_s) + 1):
            t_s = step * step_s
            boxes = {}
            state = house.state(round(t_s * NS_PER_S))
            if state.bodies and state.cameras_on[camera]:
                boxes = {b[0]: b for b in view.boxes(round(t_s * NS_PER_S)) if b[2] >= 0.1}
            yield from (seen.pop(who) for who in list(seen) if who not in boxes)
            for who, (_, (_, _, width, height), _) in boxes.items():
                event = seen.setdefault(
                    who, {"t_s": t_s, "what": "shown", "camera": camera, "who": who, "most": 0.0}
                )
                event["until_s"] = t_s + step_s
                event["most"] = max(event["most"], round(width * height, 4))
        yield from seen.values()
