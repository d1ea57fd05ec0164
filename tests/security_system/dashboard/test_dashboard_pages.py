"""The pages one by one: what each shows, and what its forms change."""

import dataclasses
import json
import re
import time
from types import SimpleNamespace

import pytest

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from makerkit.web import parts_of
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import Right
from security_system.dashboard.page import Page, make_page
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.security_system.dashboard.pretend_house import CODE, PretendHouse, usual_settings

SQUARE = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]


def text_of(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


# events


def test_a_clip_is_fetched_in_pieces_so_that_it_can_be_wound(mina, event):
    with mina.get(f"/events/{event.id}/clip", headers={"Range": "bytes=4-7"}) as answer:
        assert (answer.status_code, answer.data) == (206, bytes([4, 5, 6, 7]))
        assert answer.headers["Content-Type"] == "video/mp4"
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/events/x/clip", "/events/..%2f..%2fconfig.toml/clip", "/events/{id}/config.toml"]
)
def test_clips_are_fetched_by_id_and_never_by_path(mina, event, path):
    assert mina.get(path.format(id=event.id)).status_code == 404


def test_the_day_of_an_event_shows_it_and_other_days_do_not(mina, house, event):
    day = time.strftime("%Y-%m-%d", time.localtime(event.cause_s))
    page = text_of(mina, f"/events?day={day}")
    assert f"/events/{event.id}/thumbnail" in page
    assert json.dumps(f"/events/{event.id}/clip") in page
    assert event.id not in text_of(mina, "/events?day=2020-01-01")
    assert event.id not in text_of(mina, f"/events?day={day}&show=alarm")
    assert event.id not in text_of(mina, f"/events?day={day}&camera=garden")


def test_a_day_with_more_events_than_one_batch_shows_all(mina, house):
    for number in range(230):
        house.evidence.add(1_790_000_000.0 + number)
    day = time.strftime("%Y-%m-%d", time.localtime(1_790_000_000))
    page = text_of(mina, f"/events?day={day}")
    assert sum(event_id in page for event_id in house.evidence.all) == 230


def test_an_event_shows_its_boxes_why_it_triggered_and_the_rows_beside_it(mina, house, event):
    house.journal.add(Happening(Kind.ALARM, why="The hall alarmed."), event.cause_s + 1)
    house.journal.add(Happening(Kind.ARMED, why="Long ago."), event.cause_s - 5000)
    page = text_of(mina, f"/events/{event.id}")
    assert '<rect x="0.42" y="0.3" width="0.16" height="0.55"' in page
    assert event.why in page
    assert "<bdi>person</bdi>" in page
    assert "The hall alarmed." in page
    assert "Long ago." not in page


def test_an_event_that_no_camera_began_says_nothing_of_how_sure_it_is(mina, house, event):
    """A motion sensor's event said "sure 0 %, places 0"."""
    seen = text_of(mina, f"/events/{event.id}")
    house.evidence.all[event.id] = dataclasses.replace(event, boxes=(), score=0.0)
    felt = text_of(mina, f"/events/{event.id}")
    for word in (">sure ", ">places "):
        assert word in seen
        assert word not in felt


def test_a_false_alarm_becomes_a_setting_by_one_click(mina, house, event):
    form = {"verdict": "false", "remedy": "less"}
    answer = mina.post(f"/events/{event.id}/judge", form, csrf_from="/")
    assert answer.status_code == 303
    assert house.settings.cameras["hall"].motion.sensitivity == 40
    assert house.evidence.all[event.id].feedback == "false"


def test_what_is_protected_is_not_deleted_and_what_is_not_is(mina, house, event):
    mina.post(f"/events/{event.id}/protect", {"on": "1"}, csrf_from="/")
    answer = mina.post(f"/events/{event.id}/delete", csrf_from="/")
    assert answer.status_code == 409
    assert b"is protected" in answer.data
    mina.post(f"/events/{event.id}/protect", {"on": "0"}, csrf_from="/")
    assert mina.post(f"/events/{event.id}/delete", csrf_from="/").status_code == 303
    assert house.evidence.all == {}


def test_an_export_is_a_zip_that_is_gone_from_the_disk_afterwards(mina, house, event):
    house.journal.add(Happening(Kind.DURESS, why="Forced."), event.cause_s)
    house.journal.add(Happening(Kind.ALARM, why="Alarm."), event.cause_s)
    with mina.post(f"/events/{event.id}/export", csrf_from="/") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "application/zip")
        assert answer.data[:2] == b"PK"
    assert [row["why"] for row in house.evidence.extracted] == ["Alarm."]
    assert list(house.evidence.folder.glob("*.zip")) == []


def test_without_cameras_the_pages_say_so(tmp_path):
    house = PretendHouse(tmp_path, usual_settings(()))
    house.evidence, house.telling, house.journal = None, None, None
    app = make_page(house, house.settings.web)
    parts_of(app).gate.users.set_password("mina", PASSWORD)
    house.codes.set_rights("mina", frozenset(Right))
    mina = Browser(app, "127.0.0.1")
    mina.log_in()
    assert "there is no camera" in text_of(mina, "/events")
    assert "No camera yet" in text_of(mina, "/cameras")
    assert "Nothing to show" in text_of(mina, "/log")
    assert "No log is kept" in text_of(mina, "/log/chain")
    assert "<mk-video" not in text_of(mina, "/")
    answer = mina.post("/settings/test-message", csrf_from="/")
    assert b"Nobody is told of alarms yet" in answer.data


# cameras


def save_areas(browser, areas):
    return browser.post("/cameras/hall/areas", {"areas": json.dumps(areas)}, csrf_from="/")


def test_what_is_drawn_becomes_masks_areas_and_private_regions(mina, house):
    areas = [
        {"kind": "mask", "name": "Ignore 1", "points": SQUARE},
        {"kind": "area", "name": "Watch 1", "points": SQUARE, "sensitivity": 0.8},
        {"kind": "private", "name": "Private 1", "points": SQUARE},
    ]
    assert save_areas(mina, areas).status_code == 303
    camera = house.settings.cameras["hall"]
    corners = tuple(tuple(point) for point in SQUARE)
    assert (camera.motion.masks, camera.private) == ((corners,), (corners,))
    assert (camera.motion.areas["Watch 1"].polygon, camera.motion.areas["Watch 1"].sensitivity) == (
        corners, 80,
    )  # fmt: skip
    assert '"sensitivity": 0.8' in text_of(mina, "/cameras/hall").replace("&#34;", '"')


@pytest.mark.parametrize(
    "areas",
    [
        {}, [1], [{"kind": "roof", "name": "x", "points": SQUARE}],
        [{"kind": "mask", "name": "", "points": SQUARE}],
        [{"kind": "mask", "name": "x", "points": SQUARE[:2]}],
        [{"kind": "mask", "name": "x", "points": [[0, 0], [1, 0], [2, 2]]}],
        [{"kind": "mask", "name": "x", "points": [[0.1, 0.1], [0.1001, 0.1], [0.1, 0.1001]]}],
        [{"kind": "mask", "name": "x", "points": SQUARE}] * 25,
        [{"kind": "area", "name": "a]b", "points": SQUARE}],
        [{"kind": "area", "name": "x", "points": SQUARE, "sensitivity": "much"}],
        [{"kind": "area", "name": "x", "points": SQUARE}] * 2,
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused_with_a_sentence(mina, house, areas):
    answer = save_areas(mina, areas)
    assert answer.status_code == 400
    assert b"note error" in answer.data
    assert house.changes == []


def test_a_camera_of_another_pi_shows_its_newest_picture(mina, house, tmp_path):
    picture = tmp_path / "shed.jpg"
    picture.write_bytes(b"a picture")
    house.mqtt = SimpleNamespace(outpost_pictures=lambda: {"shed_door": picture, "shed_gate": None})
    assert "Shed door" in text_of(mina, "/cameras")
    assert mina.get("/cameras/shed-door/picture.jpg").data == b"a picture"
    assert mina.get("/cameras/shed-gate/picture.jpg").status_code == 404
    page = text_of(mina, "/cameras/shed-door")
    assert "belongs to another Pi" in page
    assert "<mk-areas" not in page
    assert mina.get("/cameras/shed-door/sights.json").json == []


def test_a_camera_s_settings_are_kept_and_wrong_ones_stand_at_their_field(mina, house):
    form = {"record": "alarm", "hold_s": "9", "motion.sensitivity": "70"}
    assert mina.post("/cameras/hall/settings", form, csrf_from="/").status_code == 303
    camera = house.settings.cameras["hall"]
    assert (camera.record, camera.hold_s, camera.motion.sensitivity) == ("alarm", 9.0, 70)
    answer = mina.post("/cameras/hall/settings", {"motion.sensitivity": "700"}, csrf_from="/")
    assert answer.status_code == 400
    assert b"from 1 to 100" in answer.data


def test_somebody_records_by_hand(mina, house):
    assert mina.post("/cameras/hall/record", csrf_from="/").status_code == 303
    assert [camera for camera, _cause in house.evidence.begun] == ["hall"]


# users


def test_somebody_new_gets_rights_a_code_and_a_password(mina, app, house):
    mina.post("/users", {"name": "Sara"}, csrf_from="/users")
    mina.post("/users/sara/rights", {"right": ["arm", "clips", "fly"]}, csrf_from="/")
    mina.post("/users/sara/code", {"code": "٩٤٠٥٨٢", "again": "940582"}, csrf_from="/")
    form = {"password": PASSWORD, "again": PASSWORD}
    mina.post("/users/sara/password", form, csrf_from="/")
    sara = next(person for person in house.codes.people() if person.name == "sara")
    assert (sara.rights, sara.has_code) == (frozenset({Right.ARM, Right.CLIPS}), True)
    assert house.codes.judge("940582").user == "sara"
    assert Browser(app, "127.0.0.1").log_in("sara").status_code == 303


def test_a_code_for_who_can_only_log_in_brings_no_rights_along(mina, app, house):
    parts_of(app).gate.users.set_password("lena", PASSWORD)
    mina.post("/users/lena/code", {"code": "940582", "again": "940582"}, csrf_from="/")
    assert house.codes.judge("940582").rights == frozenset()


@pytest.mark.parametrize(
    "form", [{"code": "12", "again": "12"}, {"code": "940582", "again": "940583"}, {}]
)
def test_a_code_that_cannot_be_taken_is_said_and_never_shown(mina, house, form):
    before = house.codes.kept()
    answer = mina.post("/users/tom/code", form, csrf_from="/")
    assert answer.status_code == 400
    assert b"9405" not in answer.data
    assert house.codes.kept() == before


def test_the_keypad_of_the_node_learns_a_code_when_asked(mina, house):
    told = []
    house.node = SimpleNamespace(set_code=lambda code, is_duress: told.append((code, is_duress)))
    form = {"code": "940582", "again": "940582"}
    mina.post("/users/tom/code", form, csrf_from="/")
    mina.post("/users/tom/code", {**form, "keypad": "1"}, csrf_from="/")
    assert told == [("940582", False)]


def test_a_keypad_that_cannot_learn_is_said_and_the_code_counts_all_the_same(mina, house):
    def fail(code, is_duress):
        raise MakerKitError("The node is not there.")

    house.node = SimpleNamespace(set_code=fail)
    form = {"code": "940582", "again": "940582", "keypad": "1"}
    mina.post("/users/tom/code", form, csrf_from="/")
    assert house.codes.judge("940582").user == "tom"
    assert "has not learned it: The node is not there." in text_of(mina, "/users/tom")


def test_the_last_who_can_manage_and_log_in_is_neither_removed_nor_demoted(mina, house):
    house.codes.set_rights("ghost", frozenset(Right))  # who has no login opens nothing
    for path in ("/users/mina/remove", "/users/mina/rights"):
        answer = mina.post(path, {}, csrf_from="/")
        assert answer.status_code in (400, 409)
        assert b"Somebody must be able to manage" in answer.data
    mina.post("/users/tom/rights", {"right": ["manage"]}, csrf_from="/")
    assert mina.post("/users/mina/remove", {}, csrf_from="/").status_code == 303
    assert mina.get("/users").status_code in (302, 303, 401)


def test_who_is_removed_is_out_at_once_and_cannot_come_back(mina, log_in, app, house):
    tom = log_in("tom")
    assert tom.get("/").status_code == 200
    mina.post("/users/tom/remove", {}, csrf_from="/")
    assert not tom.is_in()
    assert Browser(app, "127.0.0.1").log_in("tom").status_code == 401
    assert [person.name for person in house.codes.people()] == ["guest", "mina"]


def test_no_page_shows_a_code_or_a_hash(mina, house):
    pages = "".join(text_of(mina, path) for path in ("/", "/users", "/users/mina", "/settings"))
    assert CODE not in pages
    kept = json.dumps(house.codes.kept())
    digest = json.loads(kept)["users"]["mina"]["code"]
    assert digest
    assert digest not in pages


def test_where_nobody_has_a_code_the_first_page_says_it(mina, house):
    assert "Nobody has a code yet" not in text_of(mina, "/")
    house.codes.forget("mina")
    house.codes.set_rights("mina", frozenset(Right))
    assert "Nobody has a code yet" in text_of(mina, "/")
    assert "/users/mina" in text_of(mina, "/")


# settings, health, log


def test_a_setting_is_kept_and_one_out_of_bounds_is_said_at_its_field(mina, house):
    answer = mina.post("/settings/modes.away", {"entry_s": "20"}, csrf_from="/")
    assert answer.status_code == 303
    assert house.settings.alarm.modes["away"].entry_s == 20
    answer = mina.post("/settings/modes.away", {"entry_s": "300"}, csrf_from="/")
    assert answer.status_code == 400
    assert b"It must be from 0 to 45 (got 300)." in answer.data
    assert b'id="wrong-modes-away-entry_s"' in answer.data
    assert mina.post("/settings/secrets", {"key": "x"}, csrf_from="/").status_code == 404


def test_every_setting_that_is_shown_has_words(mina):
    page = text_of(mina, "/settings")
    assert page.count('class="help"') > 50
    assert '<span class="help" id="help-alarm-siren_s">After this long' in page


def test_a_message_is_tried_out(mina, house):
    answer = mina.post("/settings/test-message", csrf_from="/")
    assert b"phone: sent." in answer.data
    assert house.told == 1

    def fail():
        raise MakerKitError("No network.")

    house.telling.test = fail
    assert b"No network." in mina.post("/settings/test-message", csrf_from="/").data


def test_a_messenger_is_added_and_its_address_kept_and_never_shown(mina, house):
    secret = "ntfy://mina:kettle@ntfy.example/alarm"
    form = {"address": secret}
    assert mina.post("/settings/services/phone", form, csrf_from="/").status_code == 400
    assert mina.post("/settings/services", {"name": "../x"}, csrf_from="/").status_code == 400
    assert mina.post("/settings/services", {"name": "Phone"}, csrf_from="/").status_code == 303
    assert mina.post("/settings/services", {"name": "phone"}, csrf_from="/").status_code == 400
    assert "no address yet" in text_of(mina, "/settings")
    assert mina.post("/settings/services/phone", form, csrf_from="/").status_code == 303
    assert house.addresses == {"phone": secret}
    page = text_of(mina, "/settings")
    assert "address is known" in page
    assert "kettle" not in page


def test_health_has_a_sentence_for_each_part_and_the_worst_first(mina, house):
    house.healths.append(Health("node", Level.ERROR, "No answer from the Arduino for 12 s."))
    page = text_of(mina, "/health")
    assert page.index("No answer from the Arduino") < page.index("The broker does not answer")
    assert page.index("The broker does not answer") < page.index("In order.")
    for part in ("Disk", "Memory", "Processor", "battery"):
        assert part in page


def test_the_log_filters_pages_and_says_whether_its_chain_is_whole(mina, house):
    for number in range(130):
        house.journal.add(Happening(Kind.ZONE_OPENED, why=f"Door {number}."))
    house.journal.add(Happening(Kind.ALARM, why="An alarm."))
    assert "Door 129." in text_of(mina, "/log")
    assert "Door 10." not in text_of(mina, "/log")
    assert "Door 10." in text_of(mina, "/log?before=31")
    only = text_of(mina, "/log?show=alarms")
    assert ("An alarm." in only, "Door 129" in only) == (True, False)
    assert "No row was changed" in text_of(mina, "/log/chain")
    house.journal.is_whole = False
    assert "Row 12 is not what it was" in text_of(mina, "/log/chain")


def test_the_downloaded_log_has_every_row_but_silent_ones_and_no_formulas(mina, house):
    house.journal.add(Happening(Kind.ALARM, why='=HYPERLINK("http://evil")'))
    house.journal.add(Happening(Kind.DURESS, why="mina was forced."))
    house.journal.add(Happening(Kind.PANIC, why="hush", detail={"is_silent": True}))
    house.journal.add(Happening(Kind.ARMED, why="Armed."))
    lines = mina.get("/log/download").get_data(as_text=True).splitlines()
    assert [line.split(",")[1] for line in lines] == ["kind", "armed", "alarm"]
    assert "id" not in lines[0].split(","), "a number that is missing would be a trace"
    assert "'=HYPERLINK" in lines[2]
    for path in ("/log", "/events", "/"):
        assert "forced" not in text_of(mina, path)


# the edge


def test_a_busy_port_is_said_by_the_health_and_lived_with(house):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        web = house.settings.web.model_copy(update={"port": taken.getsockname()[1]})
        page = Page(house, web)
        page.start()
        assert page.health().level is Level.ERROR
        assert not page.is_alive
        page.stop()


def test_a_page_that_is_not_built_says_what_builds_it(house, monkeypatch):
    """A fresh clone served a bare page whose buttons did nothing, and said nothing of it."""
    monkeypatch.setattr("makerkit.web.page_edge.is_built", lambda: False)
    page = Page(house, house.settings.web)
    page.start()
    health = page.health()
    page.stop()
    assert health.level is Level.WARNING
    assert "maker security --help" in health.says


def test_the_page_starts_and_stops_again_and_leaves_no_thread(house):
    import threading

    said = []
    page = Page(house, house.settings.web, say=said.append)
    for _ in range(2):
        page.start()
        assert page.is_alive
        page.stop()
        page.stop()
    assert [t.name for t in threading.enumerate() if t.name.startswith(("web-", "page-"))] == []
    assert any("Nobody can log in yet" in line for line in said)


def test_the_first_code_is_the_last_line_at_the_terminal_and_stands_alone(house):
    """People did not find the first password in the log (frigate, discussion 15721)."""
    said = []
    page = Page(house, house.settings.web, say=said.append)
    page.start()
    page.stop()
    assert "type this code" in said[-2]
    assert re.fullmatch(r" +[A-Z0-9-]{8,}", said[-1])


def test_the_notice_says_how_long_pictures_are_kept(mina):
    assert "deleted after at most 30 days" in text_of(mina, "/notice")
