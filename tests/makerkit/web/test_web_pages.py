"""Files by id, errors in plain words, languages."""

import re

import pytest
from flask import render_template_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makerkit.web import WebConfig, catalogue, create_app, parts_of
from tests.makerkit.web.door_browser import Browser

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def open_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    app = create_app(WebConfig(name="Door", login=False))
    clip = folder / "one clip.mp4"
    clip.write_bytes(bytes(range(256)) * 40)
    (folder / "secret.txt").write_text("secret")
    parts_of(app).files.offer(clip, key="door-1")
    app.add_url_rule("/broken", "broken", lambda: {}["secret word"])
    app.add_url_rule("/say", "say", lambda: render_template_string('{{ _("Log in") }}'))
    return app


@pytest.fixture
def client(open_app):
    return open_app.test_client()


# files


@pytest.mark.parametrize(
    ("wanted", "status", "length"),
    [
        (None, 200, 10240),
        ("bytes=0-", 206, 10240),
        ("bytes=100-199", 206, 100),
        ("bytes=-100", 206, 100),
        ("bytes=10239-", 206, 1),
        ("bytes=10240-", 416, None),
        ("bytes=5-2", 416, None),
        ("lines=1-2", 416, None),
    ],
)
def test_a_film_is_sent_from_where_it_is_wound_to(client, wanted, status, length):
    headers = {} if wanted is None else {"Range": wanted}
    with client.get("/files/door-1", headers=headers) as answer:
        assert answer.status_code == status
        if length is not None:
            assert len(answer.data) == length
            assert answer.headers["Accept-Ranges"] == "bytes"
            assert answer.headers["Content-Type"] == "video/mp4"
            assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_file_is_saved_under_its_name_on_request(client):
    with client.get("/files/door-1?save") as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="one clip.mp4"'


def test_what_could_run_as_our_page_is_only_saved(open_app, client, tmp_path):
    page = tmp_path / "evil.html"
    page.write_text("<script>alert(1)</script>")
    key = parts_of(open_app).files.offer(page, kind="text/html", name='a"\r\nX: y.html')
    with client.get(f"/files/{key}") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "X" not in answer.headers


def test_a_file_that_was_withdrawn_or_deleted_is_not_found(open_app, client, tmp_path):
    clip = tmp_path / "two.mp4"
    clip.write_bytes(b"x")
    files = parts_of(open_app).files
    key = files.offer(clip)
    clip.unlink()
    assert client.get(f"/files/{key}").status_code == 404
    files.withdraw("door-1")
    assert client.get("/files/door-1").status_code == 404
    files.offer(clip.parent / "one clip.mp4", key="door-1")


@pytest.mark.parametrize("key", ["", "../x", "a/b", "x" * 81, "a b", "é"])
def test_an_id_that_could_be_a_path_is_our_own_mistake(open_app, tmp_path, key):
    with pytest.raises(ValueError, match="An id has letters"):
        parts_of(open_app).files.offer(tmp_path / "x", key=key)


nasty = st.text(max_size=30) | st.lists(
    st.sampled_from(["..", "/", "\\", "%2e", "%2f", "%00", "secret.txt", "door-1", ".", "~", "C:"])
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(nasty)
def test_no_id_leads_to_a_file_that_is_not_offered(open_app, key):
    with open_app.test_client().get("/files/" + key) as answer:
        assert answer.status_code in (200, 308, 404, 405)
        if answer.status_code == 200:
            assert key.split("?")[0].split("#")[0] in ("door-1",)


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "/etc/passwd", "%2e%2e/app.py", "x"])
def test_built_files_lead_nowhere_else(client, name):
    answer = client.get(f"/assets/abc/{name}")
    assert answer.status_code in (404, 308)
    assert b"create_app" not in answer.data


# errors


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nothing", 404, "There is no such page"),
        ("DELETE", "/session", 405, "Not this way"),
        ("POST", "/language", 400, "The form is too old"),
        ("GET", "/broken", 500, "The program has made a mistake"),
        ("GET", "/video/none.jpg", 404, "There is no such page"),
    ],
)
def test_an_error_is_a_page_for_a_person_and_json_for_a_script(client, method, path, status, words):
    headers = {"X-CSRFToken": client_token(client)} if method == "DELETE" else {}
    page = client.open(path, method=method, headers={**HTML, **headers})
    assert page.status_code == status
    assert words in page.get_data(as_text=True)
    answer = client.open(path, method=method, headers={"Sec-Fetch-Mode": "cors", **headers})
    assert answer.status_code == status
    assert answer.json["status"] == status
    assert sorted(answer.json) == ["error", "status", "try"]


def client_token(client):
    page = client.get("/nothing", headers=HTML).get_data(as_text=True)
    return re.search(r'data-csrf="([^"]+)"', page)[1]


def test_a_mistake_of_the_program_has_a_mark_that_the_log_has_too(client, caplog):
    page = client.get("/broken", headers=HTML).get_data(as_text=True)
    mark = re.search(r"error ([0-9a-f]{8})", page)[1]
    assert f"Error {mark} at GET /broken" in caplog.text
    assert "secret word" in caplog.text
    assert "secret word" not in page


def test_what_is_too_large_is_said_to_be(client):
    token = client_token(client)
    data = {"csrf_token": token, "language": "x" * 1_100_000}
    answer = client.post("/language", data=data, headers=HTML)
    assert answer.status_code in (400, 413)


def test_too_many_requests_are_told_how_long_to_wait(monkeypatch, tmp_path):
    monkeypatch.setattr("makerkit.web.limits.LOOKING", "5 per minute")
    client = create_app(WebConfig(folder=tmp_path)).test_client()
    answers = [client.get("/setup") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    wait_s = int(answers[-1].headers["Retry-After"])
    assert 1 <= wait_s <= 61
    assert f"Wait {wait_s} seconds" in answers[-1].json["try"]


def test_the_rate_of_one_address_is_not_that_of_another(monkeypatch, tmp_path):
    monkeypatch.setattr("makerkit.web.limits.LOOKING", "2 per minute")
    app = create_app(WebConfig(folder=tmp_path))
    codes = []
    for address in ("192.168.1.1", "192.168.1.1", "192.168.1.1", "192.168.1.2"):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        codes.append(client.get("/setup").status_code)
    assert codes == [200, 200, 429, 200]


def test_a_script_without_login_gets_json_and_no_form(app):
    browser = Browser(app)
    for headers in ({"Sec-Fetch-Mode": "cors"}, {"Accept": "application/json"}, {}):
        answer = browser.get("/session", headers=headers)
        assert answer.status_code == 401
        assert answer.json["error"].startswith("This page is only for those")


# languages


@pytest.mark.parametrize(
    ("wanted", "language", "direction"),
    [
        ("", "en", "ltr"),
        ("ar", "ar", "rtl"),
        ("ar-IQ,en;q=0.5", "ar", "rtl"),
        ("ckb", "ckb", "rtl"),
        ("ckb-IQ", "ckb", "rtl"),
        ("kmr", "kmr", "ltr"),
        ("ku", "kmr", "ltr"),
        ("ku-TR", "kmr", "ltr"),
        ("ku-IQ", "ckb", "rtl"),
        ("de,fr;q=0.9,ar;q=0.1", "ar", "rtl"),
        ("tlh", "en", "ltr"),
        ("*", "en", "ltr"),
        ("\u200f;;q=", "en", "ltr"),
    ],
)
def test_a_page_speaks_what_the_browser_asks_for(client, wanted, language, direction):
    page = client.get("/nothing", headers={**HTML, "Accept-Language": wanted})
    assert f'<html lang="{language}" dir="{direction}"' in page.get_data(as_text=True)


def test_what_was_chosen_counts_more_and_only_what_there_is_can_be(client):
    token = client_token(client)
    for chosen, then in (("ckb", "ckb"), ("tlh", "ckb"), ("en\r\nX: y", "ckb")):
        answer = client.post(
            "/language", data={"csrf_token": token, "language": chosen, "next": "/say"}
        )
        assert (answer.status_code, answer.location) == (303, "/say")
        page = client.get("/nothing", headers={**HTML, "Accept-Language": "ar"})
        assert f'<html lang="{then}" dir="rtl"' in page.get_data(as_text=True)


def test_an_app_offers_only_its_own_languages():
    client = create_app(WebConfig(login=False, languages=("en", "ar"))).test_client()
    page = client.get("/nothing", headers={**HTML, "Accept-Language": "ckb"})
    assert '<html lang="en"' in page.get_data(as_text=True)


@pytest.fixture
def translated(tmp_path, monkeypatch):
    """Catalogues with one word translated."""
    monkeypatch.setattr(catalogue, "TRANSLATIONS", tmp_path)
    for language, word in (("ar", "الدخول"), ("ku", "Têkeve")):
        text = catalogue.source(language)
        text.parent.mkdir(parents=True)
        text.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
                        f'msgid "Log in"\nmsgstr "{word}"\n', encoding="utf-8")  # fmt: skip
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "word"), [("ar", "الدخول"), ("kmr", "Têkeve"), ("ckb", "Log in"), ("en", "Log in")]
)
def test_a_translation_is_compiled_at_the_start_and_used(translated, wanted, word):
    app = create_app(WebConfig(login=False))
    app.add_url_rule("/say", "say", lambda: render_template_string('{{ _("Log in") }}'))
    answer = app.test_client().get("/say", headers={"Accept-Language": wanted})
    assert answer.get_data(as_text=True) == word


def test_a_folder_that_cannot_be_written_has_its_compiled_words_in_the_cache(
    translated, tmp_path, monkeypatch
):
    monkeypatch.setenv("MAKER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(catalogue, "_may_write", lambda folder: False)
    test_a_translation_is_compiled_at_the_start_and_used(translated, "ar", "الدخول")
    assert (tmp_path / "cache/translations/ar/LC_MESSAGES/messages.mo").exists()


def test_every_marked_text_is_found_in_python_and_in_templates():
    found = {message.id for message in catalogue.extract() if message.id}
    wanted = {
        "Log in",
        "There is no such page",
        "A password needs %(least)d characters or more. Three words are a good one.",
    }
    assert wanted - found == set()


def test_bringing_the_catalogues_up_to_date_keeps_what_is_translated(translated):
    lines = catalogue.update()
    assert lines[1:] == [f"{code}: {n} of {lines[0].split()[1]} translated"
                         for code, n in (("ar", 1), ("ckb", 0), ("ku", 1))]  # fmt: skip
    before = catalogue.source("ar").read_text(encoding="utf-8")
    assert 'msgstr "الدخول"' in before
    catalogue.update()
    assert catalogue.source("ar").read_text(encoding="utf-8") == before
