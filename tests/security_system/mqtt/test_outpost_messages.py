"""Outposts and panel over a wire of lists: what is heard, what is late, what is played back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security_system.alarm.orders import BatterySeen, Condition, SourceSeen, ZoneSeen
from security_system.alarm.states import AlarmState, ArmMode, SirenPattern
from security_system.alarm.view import AlarmView, SirenView
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.conversation import Message
from security_system.mqtt.far_panel import WAITING_MAX, FarPanel
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.outpost_wire import (
    Beat,
    PanelState,
    Stamp,
    ZoneEvent,
    read_ack,
    read_beat,
    read_event,
    read_state,
    write_beat,
    write_event,
    write_state,
)
from security_system.mqtt.outposts import Outposts
from security_system.mqtt.payloads import BadPayloadError
from security_system.mqtt.seal import Seal, make_key
from security_system.mqtt.settings import OutpostSettings
from security_system.mqtt.topics import Topics
from security_system.order_queue import BusyError

TOPICS = Topics("home")
ZONES = {
    "shed_door": ZoneSettings(kind="door", source="outpost:shed/door"),
    "front": ZoneSettings(kind="door", source="gpio:4"),
}
NAMES = st.text("abcdefgh_", min_size=1, max_size=8)
STAMPS = st.builds(
    Stamp, boot=NAMES, number=st.integers(0, 2**53), panel=st.text("0123456789abcdef", max_size=16)
)


class Side:
    """The panel's side, with what it sent and posted."""

    def __init__(self, folder, **settings):
        self.outbox = Outbox(100, lambda: None)
        self.posted, self.stored, self.is_busy = [], [], False
        self.side = Outposts(
            {"shed": OutpostSettings.model_validate(settings)}, ZONES, TOPICS, self.post, folder
        )
        self.side.show(AlarmView(t_s=0.0), 0.0, self.outbox)
        self.run = read_state(self.sent()[-1].payload).stamp.boot

    def post(self, order, on_stored=None):
        if self.is_busy:
            raise BusyError("The alarm is busy.")
        self.posted.append(order)
        self.stored.append(on_stored)

    def sent(self):
        found = []
        while message := self.outbox.take():
            found.append(message)
        return found

    def hear(self, what, payload, *, now_s=1.0, retained=False, name="shed"):
        message = Message(f"home/outpost/{name}/{what}", payload, retained)
        return self.side.hear(message, now_s, self.outbox)

    def stamp(self, number, *, boot="b1", panel=None):
        return Stamp(boot=boot, number=number, panel=self.run if panel is None else panel)

    def beat(self, number, condition=Condition.QUIET, *, now_s=1.0, **more):
        zones = {"door": condition}
        beat = Beat(stamp=self.stamp(number, **more), zones=zones)
        return self.hear("beat", write_beat(beat), now_s=now_s)

    def event(self, number, condition=Condition.OPEN, *, retained=False, **more):
        stamp = self.stamp(number, **more)
        event = ZoneEvent(stamp=stamp, zone="door", condition=condition, why="It opened.")
        return self.hear("event", write_event(event), retained=retained)


@pytest.fixture
def side(tmp_path):
    return Side(tmp_path)


THERE = SourceSeen(source="outpost:shed", is_there=True, why="It is heard.")


def test_the_first_beat_says_that_it_is_there_and_how_its_zones_are(side):
    assert side.beat(1) == [THERE, ZoneSeen(zone="shed_door", condition=Condition.QUIET)]
    assert side.beat(2) == []
    assert side.beat(3, Condition.OPEN) == [ZoneSeen(zone="shed_door", condition=Condition.OPEN)]


def test_an_event_is_posted_and_acknowledged_only_when_it_is_stored(side):
    side.event(1)
    assert side.posted == [
        THERE,
        ZoneSeen(zone="shed_door", condition=Condition.OPEN, why="It opened.", evidence=""),
    ]
    assert side.sent() == []
    side.stored[1]()
    (ack,) = side.sent()
    assert ack.topic == "home/outpost/shed/ack"
    assert read_ack(ack.payload).number == 1


def test_an_event_that_comes_twice_is_taken_once_and_acknowledged_twice(side):
    side.event(1)
    side.event(1)
    assert len(side.posted) == 2  # that it is there, and what it saw
    assert len(side.sent()) == 1  # the first is acknowledged when it is stored
    assert side.side.repeated == 1


def test_what_is_played_back_or_kept_or_late_is_refused(side):
    side.beat(5)
    side.event(1)
    taken = len(side.posted)
    assert side.beat(5, Condition.OPEN) == []  # played back
    assert side.beat(4, Condition.OPEN) == []
    side.event(2, retained=True)  # kept by the broker
    side.event(2, panel="another run")  # late: for an earlier run of the panel
    side.beat(1, boot="b2")
    side.event(3)  # late: for an earlier run of the outpost
    assert len(side.posted) == taken
    assert side.side.refused == 5


def test_an_outpost_that_starts_again_counts_from_one_again(side):
    side.event(7)
    side.event(1, boot="b2")
    assert [type(order) for order in side.posted] == [SourceSeen, ZoneSeen, ZoneSeen]


def test_while_the_alarm_is_busy_nothing_is_acknowledged_and_the_order_is_kept(side):
    side.is_busy = True
    side.event(1)
    side.is_busy = False
    side.event(2, Condition.QUIET)
    assert side.posted == []
    side.event(1)
    side.event(2, Condition.QUIET)
    seen = [order.condition for order in side.posted if isinstance(order, ZoneSeen)]
    assert seen == [Condition.OPEN, Condition.QUIET]


def test_silence_is_a_loss_and_the_next_beat_ends_it(tmp_path):
    side = Side(tmp_path, silent_max_s=15.0)
    side.beat(1, now_s=100.0)
    assert side.side.tick(115.0, side.outbox) == []
    (lost,) = side.side.tick(115.1, side.outbox)
    assert lost == SourceSeen(
        source="outpost:shed", is_there=False, why="Nothing was heard of it for 15 s."
    )
    assert side.side.tick(200.0, side.outbox) == []
    assert side.beat(2, now_s=201.0)[0] == THERE


def test_one_that_is_never_heard_is_lost_as_well(side):
    side.side.tick(10.0, None)
    assert [order.is_there for order in side.side.tick(26.0, None)] == [False]


def test_the_last_will_is_a_loss_at_once(side):
    side.beat(1)
    (lost,) = side.hear("status", b"offline")
    assert not lost.is_there
    assert side.hear("status", b"offline") == []
    assert side.hear("status", b"online") == []  # its beats say that, not this


def test_an_outpost_that_nobody_knows_is_not_heard(side):
    assert side.hear("beat", write_beat(Beat(stamp=side.stamp(1), zones={})), name="evil") == []
    assert side.side.refused == 1
    assert "know no outpost" in side.side.last_refusal


def test_a_zone_that_the_outpost_does_not_know_is_lost(side):
    (_, zone) = side.hear("beat", write_beat(Beat(stamp=side.stamp(1), zones={})))
    assert zone.condition is Condition.LOST


def test_batteries_are_told_when_they_change(side):
    low = Beat(stamp=side.stamp(1), zones={}, low_batteries=("door",))
    assert BatterySeen(source="outpost:shed/door", is_low=True) in side.hear(
        "beat", write_beat(low)
    )
    good = replace(low, stamp=side.stamp(2), low_batteries=())
    assert side.hear("beat", write_beat(good)) == [
        BatterySeen(source="outpost:shed/door", is_low=False)
    ]


def test_a_picture_is_kept_and_shown_and_what_is_none_is_not(side):
    jpeg = b"\xff\xd8\xff\xe0 picture"
    side.hear("picture/yard/shed-b1-1", jpeg)
    assert side.side.picture("shed-b1-1").read_bytes() == jpeg
    assert side.side.cameras() == ["shed_yard"]
    assert side.side.newest_pictures() == {"shed_yard": side.side.picture("shed-b1-1")}
    for what, payload in [
        ("picture/yard/shed-b1-2", b"GIF89a"),
        ("picture/../etc/shed-b1-2", jpeg),
        ("picture/yard/../../passwd", jpeg),
        ("picture/yard/cellar-b1-2", jpeg),
        ("nonsense", jpeg),
    ]:
        side.hear(what, payload)
    assert side.side.refused == 5
    assert side.side.picture("../../etc/passwd") is None


def test_another_version_is_refused_by_name(side):
    beat = json.loads(write_beat(Beat(stamp=side.stamp(1), zones={})))
    side.hear("beat", json.dumps({**beat, "v": 2}).encode())
    assert "speaks version 2, and this is 1" in side.side.last_refusal


@given(stamp=STAMPS, zones=st.dictionaries(NAMES, st.sampled_from(Condition), max_size=8))
def test_a_beat_is_read_as_it_was_written(stamp, zones):
    beat = Beat(stamp=stamp, zones=zones, low_batteries=tuple(sorted(zones)))
    assert read_beat(write_beat(beat)) == beat


@given(stamp=STAMPS, zone=NAMES, condition=st.sampled_from(Condition), age=st.integers(0, 9999))
def test_an_event_is_read_as_it_was_written(stamp, zone, condition, age):
    event = ZoneEvent(stamp=stamp, zone=zone, condition=condition, age_s=age / 10)
    assert read_event(write_event(event)) == event


def test_a_state_is_read_as_it_was_written():
    siren = SirenView(is_on=True, pattern=SirenPattern.WAIL, since_s=1.0, remaining_s=60.0)
    view = AlarmView(t_s=1.0, state=AlarmState.TRIGGERED, mode=ArmMode.AWAY, siren=siren)
    stamp = Stamp(boot="b", number=1)
    assert read_state(write_state(view, stamp)) == PanelState(
        stamp=stamp,
        state=AlarmState.TRIGGERED,
        mode=ArmMode.AWAY,
        siren=SirenPattern.WAIL,
        siren_s=60.0,
    )


@given(payload=st.binary(max_size=200))
@pytest.mark.parametrize("read", [read_beat, read_event, read_state, read_ack])
def test_no_bytes_break_the_reading(read, payload):
    try:
        read(payload)
    except BadPayloadError:
        return


@given(
    payload=st.fixed_dictionaries(
        {"v": st.just(1), "boot": st.just("b"), "n": st.integers() | st.floats() | st.none()},
        optional={
            key: st.none()
            | st.integers()
            | st.text(max_size=5)
            | st.lists(st.integers(), max_size=2)
            for key in ("panel", "zones", "zone", "condition", "why", "age_s", "low", "siren_s")
        },
    )
)
@pytest.mark.parametrize("read", [read_beat, read_event, read_state, read_ack])
def test_no_json_breaks_the_reading(read, payload):
    try:
        read(json.dumps(payload).encode())
    except BadPayloadError:
        return


def test_what_nobody_has_sealed_is_not_believed(tmp_path):
    seal = Seal(make_key(tmp_path).read_bytes().strip())
    side = object.__new__(Side)
    side.outbox = Outbox(100, lambda: None)
    side.posted, side.stored, side.is_busy = [], [], False
    side.side = Outposts({"shed": OutpostSettings()}, ZONES, TOPICS, side.post, tmp_path)
    side.side.show(AlarmView(t_s=0.0), 0.0, side.outbox)
    said = seal.open(TOPICS.panel, side.sent()[-1].payload)
    side.run = read_state(said).stamp.boot
    beat = write_beat(Beat(stamp=side.stamp(1), zones={"door": Condition.QUIET}))
    topic = "home/outpost/shed/beat"
    forged = [beat, b"0" * 32 + b"." + beat, seal.close("home/outpost/barn/beat", beat), b""]
    assert [side.hear("beat", payload) for payload in forged] == [[]] * 4
    assert side.side.refused == 4
    assert "outpost_key" in side.side.last_refusal
    assert side.hear("beat", seal.close(topic, beat))[0] == THERE


def test_a_key_that_others_could_read_is_closed_and_a_short_one_fits_nothing(tmp_path):
    path = make_key(tmp_path)
    assert make_key(tmp_path) == path
    path.chmod(0o644)
    Seal.kept_in(path.parent)
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("1234")
    with pytest.raises(BadPayloadError):
        Seal.kept_in(path.parent).open("t", Seal(b"1234").close("t", b"x"))


# -- the outpost's own side


class Shown:
    def __init__(self):
        self.views = []

    def show(self, view):
        self.views.append((view.state, view.siren.pattern))


def said(**more):
    base = {
        "stamp": Stamp(boot="p", number=1),
        "state": AlarmState.TRIGGERED,
        "mode": ArmMode.AWAY,
        "siren": SirenPattern.WAIL,
        "siren_s": 60.0,
    }
    return PanelState(**{**base, **more})


def test_what_sensors_post_waits_until_it_is_acknowledged():
    far = FarPanel()
    far.post(ZoneSeen(zone="door", condition=Condition.OPEN))
    far.post(ZoneSeen(zone="door", condition=Condition.OPEN))
    far.post(ZoneSeen(zone="door", condition=Condition.QUIET))
    assert [each.number for each in far.to_send(0.0, 5.0)] == [1, 2]
    assert far.to_send(4.9, 5.0) == []
    far.acknowledged(1)
    assert [each.number for each in far.to_send(5.0, 5.0)] == [2]
    assert far.zones() == {"door": Condition.QUIET}


def test_no_more_than_so_many_events_wait():
    far = FarPanel()
    for n in range(WAITING_MAX + 10):
        far.post(ZoneSeen(zone="door", condition=[Condition.OPEN, Condition.QUIET][n % 2]))
    assert far.waiting == WAITING_MAX
    assert far.dropped == 10


def test_its_siren_follows_the_panel_and_ends_by_itself_when_the_panel_is_gone():
    far, siren = FarPanel(), Shown()
    far.add_siren(siren)
    far.hear(said(), 100.0)
    far.tick(159.0)
    assert siren.views == [(AlarmState.TRIGGERED, SirenPattern.WAIL)]
    far.tick(160.0)
    assert siren.views[-1] == (AlarmState.TRIGGERED, SirenPattern.NONE)
    far.hear(
        said(state=AlarmState.DISARMED, mode=None, siren=SirenPattern.NONE, siren_s=0.0), 170.0
    )
    assert siren.views[-1] == (AlarmState.DISARMED, SirenPattern.NONE)


def test_an_outpost_takes_no_orders():
    from security_system.alarm.orders import Disarm

    assert not FarPanel().ask(Disarm(place="page")).is_done
