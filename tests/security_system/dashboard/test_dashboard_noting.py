"""Who changes something at the page stands in the journal: no change is made unseen."""

import json

import pytest

from security_system.alarm.happenings import Kind

SQUARE = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]


@pytest.fixture
def noted(house):
    """Return what the journal has of changes."""
    return lambda: [
        (row.user, row.why) for row in house.journal.all if row.kind == Kind.CHANGED.value
    ]


def test_settings_are_noted_with_who_and_what(mina, noted):
    mina.post("/settings/alarm", {"siren_s": "20"}, csrf_from="/settings")
    ((user, why),) = noted()
    assert user == "mina"
    assert "mina changed settings in [alarm]: siren_s = 20" in why


def test_what_is_refused_is_not_noted(mina, noted):
    mina.post("/settings/alarm", {"siren_s": "1e9"}, csrf_from="/settings")
    mina.post("/users/mina/remove", {}, csrf_from="/")
    assert noted() == []


def test_users_rights_codes_and_passwords_are_noted_and_none_is_said(mina, noted):
    mina.post("/users", {"name": "lena"}, csrf_from="/")
    mina.post("/users/lena/rights", {"right": ["arm", "manage"]}, csrf_from="/")
    mina.post("/users/lena/code", {"code": "940582", "again": "940582"}, csrf_from="/")
    word = "a long password 77"
    mina.post("/users/lena/password", {"password": word, "again": word}, csrf_from="/")
    mina.post("/users/lena/remove", {}, csrf_from="/")
    said = [why for _, why in noted()]
    assert said == [
        "mina added lena.",
        "mina changed what lena may do: arm, manage.",
        "mina set a code of lena.",
        "mina set the password of lena.",
        "mina removed lena.",
    ]


def test_a_code_of_duress_is_noted_like_any_other(mina, noted):
    for duress, code in (("0", "940582"), ("1", "820593")):
        form = {"code": code, "again": code, "duress": duress}
        mina.post("/users/mina/code", form, csrf_from="/")
    assert [why for _, why in noted()] == ["mina set a code of mina."] * 2


def test_messengers_cameras_and_clips_are_noted(mina, house, event, noted):
    mina.post("/settings/services", {"name": "phone"}, csrf_from="/settings")
    address = {"address": "ntfy://secret"}
    mina.post("/settings/services/phone", address, csrf_from="/settings")
    areas = json.dumps([{"kind": "private", "name": "bed", "points": SQUARE}])
    mina.post("/cameras/hall/areas", {"areas": areas}, csrf_from="/")
    mina.post(f"/events/{event.id}/protect", {"on": "1"}, csrf_from="/")
    mina.post(f"/events/{event.id}/protect", {"on": "0"}, csrf_from="/")
    mina.post(f"/events/{event.id}/delete", {}, csrf_from="/")
    said = [why for _, why in noted()]
    assert said == [
        "mina added the messenger phone.",
        "mina set the address of the messenger phone.",
        "mina drew the areas of the camera hall anew.",
        f"mina protected the event {event.id}.",
        f"mina let the event {event.id} go when its time comes.",
        f"mina deleted the event {event.id}.",
    ]
