"""Who gets in, and who does not."""

import json
import re
import statistics
import threading
import time

import pytest

from makerkit.errors import BadInputError
from makerkit.web import WebConfig, parts_of, user_now
from makerkit.web.users import PasswordError
from tests.makerkit.web.door_browser import PASSWORD, Browser


def test_the_right_password_opens_the_page_that_was_wanted(browser):
    answer = browser.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.location) == (303, "/login")
    answer = browser.log_in(next="/video/door.jpg?x=1")
    assert (answer.status_code, answer.location) == (303, "/video/door.jpg?x=1")
    assert browser.get("/").get_data(as_text=True) == "the house"


def test_a_page_of_a_product_knows_who_looks(app, browser):
    app.add_url_rule("/me", "me", lambda: str(user_now()))
    browser.log_in()
    assert browser.get("/me").get_data(as_text=True) == "mina"


def test_a_name_is_the_same_in_capitals_and_a_password_is_not(open_browser):
    assert open_browser().log_in("Mina ").status_code == 303
    assert open_browser().log_in("mina", PASSWORD.upper()).status_code == 401


def test_wrong_passwords_and_unknown_names_are_told_the_same(open_browser):
    def words(name, password):
        page = open_browser().log_in(name, password)
        return page.status_code, page.get_data(as_text=True).count("Name or password is wrong.")

    assert words("mina", "wrong password") == words("nobody", PASSWORD) == (401, 1)


def test_unknown_names_take_as_long_as_known_ones(real_hashes, app):
    users = parts_of(app).gate.users

    def took_s(name):
        begun_s = time.process_time()
        users.check(name, "not this one at all")
        return time.process_time() - begun_s

    known = statistics.median(took_s("mina") for _ in range(9))
    unknown = statistics.median(took_s("nobody") for _ in range(9))
    assert 0.5 < known / unknown < 2.0


@pytest.mark.parametrize(
    "place",
    ["https://evil.example/", "//evil.example", "/\\evil",
     "\\\\evil", "javascript:alert(1)",
     "/\t/evil.example", "/a\r\nSet-Cookie: x=1", "http:/evil", "", "x" * 2000, "/" + "x" * 2000],
)  # fmt: skip
def test_after_a_login_nobody_is_sent_elsewhere(browser, place):
    answer = browser.log_in(next=place)
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "\n" not in str(answer.headers.get("Location"))


def test_a_login_begins_a_new_session_so_that_a_planted_one_is_worth_nothing(browser):
    token = browser.csrf()
    planted = browser.cookie().value
    assert browser.log_in().status_code == 303
    assert browser.cookie().value != planted
    thief = Browser(browser.app)
    thief.client.set_cookie(browser.cookie().key, planted)
    assert not thief.is_in()
    answer = browser.client.post("/logout", data={"csrf_token": token})
    assert answer.status_code == 400


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser):
    answer = browser.log_in()
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert [c for c in cookies if "HttpOnly" not in c or "SameSite=Lax" not in c] == []


def test_with_https_cookies_are_sent_by_https_alone_and_bound_to_this_host(make_app):
    app = make_app(https=True)
    parts_of(app).gate.users.set_password("mina", PASSWORD)
    client = app.test_client()
    page = client.get("/login", base_url="https://localhost")
    token = re.search(r'data-csrf="([^"]+)"', page.get_data(as_text=True))[1]
    answer = client.post(
        "/login",
        base_url="https://localhost",
        headers={"Referer": "https://localhost/login"},
        data={"csrf_token": token, "name": "mina", "password": PASSWORD},
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 303
    assert [c for c in cookies if "; Secure" in c and c.startswith("__Host-")] == cookies


def test_logging_out_ends_the_login_also_for_who_copied_the_cookie(browser):
    browser.log_in()
    copied = browser.cookie().value
    browser.post("/logout", csrf_from="/account")
    thief = Browser(browser.app)
    thief.client.set_cookie(browser.cookie().key if browser.cookie() else "x", copied)
    assert not thief.is_in()
    assert not browser.is_in()


def test_log_out_everywhere_ends_every_browser_of_that_user_alone(app, open_browser):
    parts_of(app).gate.users.set_password("aram", PASSWORD)
    mine, other, arams = open_browser(), open_browser(), open_browser()
    for one, name in ((mine, "mina"), (other, "mina"), (arams, "aram")):
        one.log_in(name)
    mine.post("/account/end-all", csrf_from="/account")
    assert [one.is_in() for one in (mine, other, arams)] == [False, False, True]


def test_another_login_can_be_ended_but_not_somebody_elses(app, open_browser):
    gate = parts_of(app).gate
    gate.users.set_password("aram", PASSWORD)
    mine, other, arams = open_browser(), open_browser(), open_browser()
    for one, name in ((mine, "mina"), (other, "mina"), (arams, "aram")):
        one.log_in(name)
    for login in [*gate.logins.of("mina")[1:], *gate.logins.of("aram")]:
        mine.post("/account/end", {"session": login.key}, csrf_from="/account")
    assert [one.is_in() for one in (mine, other, arams)] == [True, False, True]


def test_logging_in_again_ends_the_login_before(app, browser):
    browser.log_in()
    browser.post("/login", {"name": "mina", "password": PASSWORD}, csrf_from="/account")
    assert len(parts_of(app).gate.logins.of("mina")) == 1
    assert browser.is_in()


def test_who_is_locked_out_does_not_fill_the_audit_log(app, open_browser):
    for _ in range(12):
        open_browser().log_in(password="wrong password")
    lines = (parts_of(app).folder.path / "audit.jsonl").read_text().splitlines()
    assert [json.loads(line)["what"] for line in lines] == [
        "login refused", "login refused", "login refused, locked for 90 s",
    ]  # fmt: skip


def test_a_login_that_does_nothing_ends(browser, clock):
    browser.log_in()
    for _ in range(10):
        clock.now_s += 0.9 * 24 * 3600
        assert browser.is_in()
    clock.now_s += 1.1 * 24 * 3600
    assert not browser.is_in()


def test_a_login_ends_when_it_is_old_whatever_it_does(browser, clock):
    browser.log_in()
    days = 0
    while browser.is_in():
        days += 0.5
        clock.now_s += 0.5 * 24 * 3600
    assert days == 30


def test_a_restart_logs_nobody_out(browser, make_app):
    browser.log_in()
    again = Browser(make_app(host="0.0.0.0"))
    again.client.set_cookie(browser.cookie().key, browser.cookie().value)
    assert again.is_in()


def test_changing_the_password_logs_out_everywhere_else(open_browser):
    mine, other = open_browser(), open_browser()
    mine.log_in()
    other.log_in()
    new = "four green doors"
    form = {"current": PASSWORD, "password": new, "again": new}
    assert mine.post("/account/password", form, csrf_from="/account").status_code == 303
    assert [mine.is_in(), other.is_in()] == [True, False]
    assert "The password is changed." in mine.get("/account").get_data(as_text=True)
    assert open_browser().log_in().status_code == 401
    assert open_browser().log_in(password=new).status_code == 303


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"current": "wrong", "password": "four green doors", "again": "four green doors"},
         "This is not the password until now."),
        ({"current": PASSWORD, "password": "four green doors", "again": "four green door"},
         "These are not the same password."),
        ({"current": PASSWORD, "password": "short", "again": "short"}, "needs 10 characters"),
        ({"current": PASSWORD, "password": "password123", "again": "password123"}, "first that"),
        ({}, "This is not the password until now."),
    ],
)  # fmt: skip
def test_a_password_that_cannot_be_taken_is_explained_and_nothing_changes(browser, form, words):
    browser.log_in()
    answer = browser.post("/account/password", form, csrf_from="/account")
    assert 400 <= answer.status_code < 402
    assert words in answer.get_data(as_text=True)
    assert Browser(browser.app).log_in().status_code == 303


# the first start


def test_the_first_start_prints_a_code_that_makes_the_first_user_once(make_app):
    app = make_app()
    lines = list(parts_of(app).greeting("http://127.0.0.1:8000/"))
    code = lines[-1].strip()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", code)
    first = Browser(app, "127.0.0.1")
    assert first.get("/", headers={"Accept": "text/html"}).location == "/setup"
    form = {"code": code.lower(), "name": "Mina", "password": PASSWORD, "again": PASSWORD}
    answer = first.post("/setup", form, csrf_from="/setup")
    assert (answer.status_code, answer.location) == (303, "/")
    assert first.is_in()
    answer = first.post("/setup", {**form, "name": "thief"}, csrf_from="/setup")
    assert answer.status_code == 401
    assert parts_of(app).gate.users.names == ["mina"]


def test_of_two_who_use_a_code_at_once_one_gets_in(make_app):
    gate = parts_of(make_app()).gate
    code = gate.code.make()
    used = []
    threads = [threading.Thread(target=lambda: used.append(gate.code.use(code))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(used) == [False] * 7 + [True]


def test_a_setup_code_ends_after_an_hour(make_app, clock):
    gate = parts_of(make_app()).gate
    code = gate.code.make()
    clock.now_s += 3599
    assert gate.code.fits(code)
    clock.now_s += 2
    assert not gate.code.fits(code)


def test_a_new_code_ends_the_one_before(make_app):
    gate = parts_of(make_app()).gate
    before, after = gate.code.make(), gate.code.make()
    assert [gate.code.fits(before), gate.code.fits(after)] == [False, True]


def test_nothing_fits_where_no_code_was_made(make_app):
    gate = parts_of(make_app()).gate
    assert [gate.code.fits(code) for code in ("", "----", "ABCD-EFGH-JKMN")] == [False] * 3


def test_a_bad_password_does_not_use_the_code_up(make_app):
    app = make_app()
    code = parts_of(app).gate.code.make()
    first = Browser(app, "127.0.0.1")
    form = {"code": code, "name": "mina", "password": "short", "again": "short"}
    answer = first.post("/setup", form, csrf_from="/setup")
    assert "needs 10 characters" in answer.get_data(as_text=True)
    form = {**form, "password": PASSWORD, "again": PASSWORD}
    assert first.post("/setup", form, csrf_from="/setup").status_code == 303


def test_who_has_no_code_learns_nothing_about_passwords(make_app):
    app = make_app()
    parts_of(app).gate.code.make()
    form = {"code": "wrong", "name": "mina", "password": "short", "again": "short"}
    answer = Browser(app, "127.0.0.1").post("/setup", form, csrf_from="/setup")
    assert answer.status_code == 401
    assert "This is not the code." in answer.get_data(as_text=True)


def test_a_reset_gives_a_new_password_logs_out_and_lifts_locks(app, open_browser):
    from click.testing import CliRunner

    from makerkit.web.__main__ import main

    mine = open_browser()
    mine.log_in()
    for _ in range(3):
        open_browser("192.168.1.66").log_in(password="wrong password")
    assert open_browser("192.168.1.77").log_in().status_code == 429
    folder = str(parts_of(app).folder.path)
    done = CliRunner().invoke(main, ["reset", "--folder", folder])
    assert done.exit_code == 0
    assert "mina" in done.output
    code = done.output.splitlines()[1].strip()
    new = "four green doors"
    other = open_browser("192.168.1.77")
    form = {"code": code, "name": "mina", "password": new, "again": new}
    assert other.post("/setup", form, csrf_from="/setup").status_code == 303
    assert [mine.is_in(), other.is_in()] == [False, True]
    assert open_browser("192.168.1.66").log_in(password=new).status_code == 303


def test_a_reset_of_a_folder_that_is_none_says_so(tmp_path):
    from click.testing import CliRunner

    from makerkit.web.__main__ import main

    done = CliRunner().invoke(main, ["reset", "--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "is not the folder of a page" in done.output
    assert list(tmp_path.iterdir()) == []


# what is kept


def test_files_are_for_their_owner_alone_and_hold_no_password(app, browser):
    browser.log_in(password="my secret typo")
    browser.log_in("three blue doors", "x")  # the password in the place of the name
    browser.log_in()
    folder = parts_of(app).folder.path
    assert folder.stat().st_mode & 0o777 == 0o700
    files = [file for file in folder.iterdir() if file.is_file()]
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in files} == {
        file.name: "0o600" for file in files
    }
    kept = b"".join(file.read_bytes() for file in files)
    assert [word for word in (PASSWORD, "typo", "blue") if word.encode() in kept] == []


def test_what_others_may_read_is_closed_at_the_next_start(app, make_app):
    users = parts_of(app).folder.path / "users.json"
    users.chmod(0o644)
    make_app()
    assert users.stat().st_mode & 0o777 == 0o600


def test_the_hash_is_argon2id_with_the_wanted_costs_and_needs_the_key(real_hashes, app, make_app):
    folder = parts_of(app).folder.path
    kept = json.loads((folder / "users.json").read_text())["users"]["mina"]["hash"]
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    (folder / "device.key").write_bytes(b"k" * 32)
    assert parts_of(make_app()).gate.users.check("mina", PASSWORD) is None


def test_a_hash_with_other_costs_is_renewed_at_the_next_login(real_hashes, app):
    from argon2 import PasswordHasher

    users = parts_of(app).gate.users
    users._users["mina"]["hash"] = PasswordHasher(1, 8192, 1).hash(users._peppered(PASSWORD))
    assert users.check("mina", PASSWORD) == "mina"
    assert "m=19456,t=2" in users._users["mina"]["hash"]


def test_a_full_disk_keeps_nobody_out(app, browser, monkeypatch, caplog):
    def full(path, content, **more):
        raise BadInputError("Cannot write it: No space left on device.")

    monkeypatch.setattr("makerkit.web.secret_folder.write_atomically", full)
    assert browser.log_in().status_code == 303
    assert browser.is_in()
    assert "No space left on device" in caplog.text
    codes = [Browser(app).log_in(password="wrong password").status_code for _ in range(4)]
    assert codes == [401, 401, 429, 429]


@pytest.mark.parametrize("kept", ['{"logins": {"x": {"a": 1}}}', '{"logins": []}', "[]", "{}"])
def test_logins_of_another_version_are_none(app, make_app, kept):
    (parts_of(app).folder.path / "logins.json").write_text(kept)
    assert parts_of(make_app()).gate.logins.of("mina") == []


def test_damaged_users_are_refused_at_the_start_and_not_taken_for_none(app, make_app):
    (parts_of(app).folder.path / "users.json").write_text('{"users": ')
    with pytest.raises(BadInputError, match=r"users\.json is damaged"):
        make_app()


def test_what_happened_stands_in_the_audit_log_a_line_each(app, browser):
    browser.log_in(password="wrong password")
    browser.log_in("name\n{}", "x")
    browser.log_in()
    browser.post("/logout", csrf_from="/account")
    lines = (parts_of(app).folder.path / "audit.jsonl").read_text().splitlines()
    noted = [(line["what"], line.get("user"), line["address"]) for line in map(json.loads, lines)]
    assert noted == [
        ("login refused", "mina", "192.168.1.20"),
        ("login refused", None, "192.168.1.20"),
        ("login", "mina", "192.168.1.20"),
        ("logout", "mina", "192.168.1.20"),
    ]


@pytest.mark.parametrize("name", ["", "  ", "a b", "x" * 41, "a/b", "<b>", "a\nb"])
def test_names_that_are_none_are_refused(app, name):
    with pytest.raises(PasswordError, match=r"name|Choose") as error:
        parts_of(app).gate.users.set_password(name, PASSWORD)
    assert error.value.field == "name"


@pytest.mark.parametrize("name", ["mina", "Mina.Q-2", "مينا", "ڕێبین", "şêrîn"])
def test_names_in_every_language_of_the_room_are_taken(app, name):
    users = parts_of(app).gate.users
    users.set_password(name, PASSWORD)
    assert users.check(name, PASSWORD) is not None


def test_a_password_may_be_typed_on_another_keyboard(app):
    users = parts_of(app).gate.users
    users.set_password("mina", "şêrîn û ferhad")
    assert users.check("mina", "s\u0327e\u0302ri\u0302n u\u0302 ferhad") == "mina"


@pytest.mark.parametrize("password", ["\ud800" * 12, "x" * 100_000, "\0" * 12, ""])
def test_passwords_that_nobody_types_break_nothing(app, password):
    assert parts_of(app).gate.users.check("mina", password) is None


# the settings


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"login": False, "host": "0.0.0.0"}, "Without login the page is only for this machine"),
        ({"login": True}, "needs a folder"),
        ({"login": False, "https": True}, "HTTPS needs a folder"),
        ({"login": False, "port": 70000}, "port must be between"),
        ({"login": False, "hosts": ("http://x",)}, "no name of a machine"),
        ({"login": False, "languages": ("tlh",)}, "languages has tlh"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_what_to_do(settings, words):
    with pytest.raises(BadInputError, match=words):
        WebConfig(**settings)
