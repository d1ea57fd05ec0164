"""Real sockets: what is answered at once, what is refused, who is let go."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from simple_websocket import Client, ConnectionClosed
from simple_websocket import ConnectionError as NoConnection

from makerkit.web import WebConfig, create_app, parts_of, start
from makerkit.web.video import MotionJpeg
from tests.makerkit.web.door_browser import Browser

PATIENCE_S = 5.0


@pytest.fixture
def open_app():
    return create_app(WebConfig(login=False, port=0, pages_max=3, viewers_max=2))


class PageClient(Client):
    """The client of simple-websocket, which alone overlooks what comes along with the handshake."""

    def __init__(self, *args, **how):
        try:
            super().__init__(*args, **how)
        except Exception:
            self.sock.close()
            raise

    def handshake(self):
        super().handshake()
        self._handle_events()  # if it was closed at once, the reader notices


@contextmanager
def page_of(running, path="live", **headers):
    """Connect as a page of ours does."""
    origin = f"{running.url.split(':')[0]}://127.0.0.1"
    url = running.url.replace("http", "ws", 1) + path
    client = PageClient.connect(url, headers={"Origin": origin, **headers})
    try:
        yield client
    finally:
        with suppress(ConnectionClosed):
            client.close()
        client.thread.join(PATIENCE_S)
        client.sock.close()


def heard(client):
    text = client.receive(timeout=PATIENCE_S)
    assert text is not None, "nothing came"
    return json.loads(text)


def until(condition):
    """Wait for what another thread does."""
    end_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end_s, "it did not happen"
        time.sleep(0.005)


def close_code(client):
    try:
        while client.receive(timeout=PATIENCE_S) is not None:
            pass
    except ConnectionClosed as closed:
        return closed.reason
    pytest.fail("it was not closed")


def test_an_order_is_done_and_its_state_seen_by_every_page(open_app):
    live = parts_of(open_app).live
    live.on("switch", lambda args, page: live.publish({"lamp": args["on"]}))
    with start(open_app) as running, page_of(running) as one, page_of(running) as two:
        assert list(heard(one)) == list(heard(two)) == ["hello"]
        one.send('{"n": 1, "do": "switch", "with": {"on": true}}')
        assert heard(one) == {"done": 1}
        assert heard(one) == heard(two) == {"rev": 1, "state": {"lamp": True}}


def test_rubbish_is_answered_and_the_page_stays(open_app):
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        for rubbish in ("[[", b"\x00\xff", "\u0000", '{"n":1,"do":"x","with":7}'):
            page.send(rubbish)
            assert heard(page)["refused"] is None
        page.send('{"n": 5, "do": "unknown"}')
        assert heard(page)["refused"] == 5


def test_a_message_too_large_ends_the_page_alone(open_app):
    with start(open_app) as running, page_of(running) as other:
        heard(other)
        with page_of(running) as page:
            heard(page)
            page.send("x" * 100_000)
            assert close_code(page) == 1009
        other.send("[")
        assert heard(other)["refused"] is None


def code_of_one_more(running):
    """Return how one more page is closed; the client loses the code of a quick refusal."""
    for _ in range(50):
        with suppress(NoConnection), page_of(running) as page:
            return close_code(page)
    return None


def test_one_page_too_many_is_told_so(open_app):
    with start(open_app) as running:
        with page_of(running), page_of(running), page_of(running):
            until(lambda: len(parts_of(open_app).live.pages) == 3)
            assert code_of_one_more(running) == 4429
        until(lambda: parts_of(open_app).live.pages == [])
        with page_of(running) as again:
            assert "hello" in heard(again)


def test_a_page_that_goes_without_a_word_is_noticed(open_app):
    gone = []
    parts_of(open_app).live.on_gone(gone.append)
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        page.sock.shutdown(socket.SHUT_RDWR)
        until(lambda: len(gone) == 1)


def test_a_page_that_reads_nothing_slows_no_other(open_app):
    live = parts_of(open_app).live
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        with silent_page(running):
            until(lambda: len(live.pages) == 2)
            worst_s = 0.0
            for number in range(120):
                live.publish({"n": number, "much": "x" * 200_000}, at_once=True)
                begun_s = time.monotonic()
                page.send(json.dumps({"n": number, "do": "unknown"}))
                while "refused" not in heard(page):
                    pass
                worst_s = max(worst_s, time.monotonic() - begun_s)
            assert worst_s < 1.0
            assert all(len(one._waiting) < 200 for one in live.pages)


@contextmanager
def silent_page(running, path="/live"):
    """A page that shakes hands and then reads nothing."""
    with socket.create_connection(("127.0.0.1", running.port)) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        origin = f"http://127.0.0.1:{running.port}"
        sock.sendall(
            (
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nOrigin: {origin}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            ).encode()
        )
        assert b"101" in sock.recv(12)
        yield sock


def test_a_flood_of_orders_is_cut_off(open_app):
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        codes = []
        listener = threading.Thread(target=lambda: codes.append(close_code(page)))
        listener.start()
        try:
            for number in range(3000):
                page.send(json.dumps({"n": number, "do": "x"}))
        except (ConnectionClosed, OSError):
            pass
        listener.join(PATIENCE_S)
        assert codes == [4429] or codes[0] in (1006, 1005, 4408)


def test_when_the_server_ends_pages_are_told(open_app):
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        running.stop()
        assert close_code(page) == 1001
    assert [t.name for t in threading.enumerate() if t.name.startswith("web-page")] == []


RUDE = {
    "gone at once": lambda sock: None,
    "rubbish": lambda sock: (sock.recv(10), sock.sendall(b"\xff\x80" * 100)),
    "reset": lambda sock: sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1" + b"\0" * 7),
    "half a message": lambda sock: (sock.recv(10), sock.sendall(b"\x81\xfe\x10")),
    "a polite close": lambda sock: (sock.recv(999), sock.sendall(b"\x88\x80\0\0\0\0")),
}


@pytest.mark.parametrize("manner", RUDE.values(), ids=RUDE)
def test_however_a_page_goes_nothing_of_it_stays(open_app, pictures, manner, caplog):
    web = parts_of(open_app)
    pictures.first = [Part(b"x" * 1000) for _ in range(50)]
    with start(open_app) as running:
        before = threading.active_count()
        for path in ("/live", "/video/door", "/video/none") * 4:
            with silent_page(running, path) as sock:
                manner(sock)
        until(lambda: (web.live.pages, web.video.viewers) == ([], 0))
        until(lambda: threading.active_count() <= before)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_program_that_starts_again_says_so_in_its_greeting(open_app):
    starts = set()
    for app in (open_app, create_app(WebConfig(login=False, port=0))):
        with start(app) as running, page_of(running) as page:
            starts.add(heard(page)["hello"]["start"])
    assert len(starts) == 2


# a login that ends


@pytest.fixture
def logged_in(app):
    object.__setattr__(parts_of(app).config, "host", "127.0.0.1")
    object.__setattr__(parts_of(app).config, "port", 0)
    browser = Browser(app, "127.0.0.1")
    browser.log_in()
    return browser


def cookie_of(browser):
    return f"{browser.cookie().key}={browser.cookie().value}"


def test_logging_out_closes_the_pages_of_that_login_at_once(app, logged_in):
    other = Browser(app, "127.0.0.1")
    other.log_in()
    with (
        start(app) as running,
        page_of(running, Cookie=cookie_of(logged_in)) as mine,
        page_of(running, Cookie=cookie_of(other)) as theirs,
    ):
        heard(mine)
        heard(theirs)
        logged_in.post("/logout", csrf_from="/account")
        assert close_code(mine) == 4401
        theirs.send("[")
        assert heard(theirs)["refused"] is None


def test_an_order_after_the_login_ended_is_not_carried_out(app, logged_in, clock):
    done = []
    parts_of(app).live.on("press", lambda args, page: done.append(page.user))
    with start(app) as running, page_of(running, Cookie=cookie_of(logged_in)) as page:
        heard(page)
        page.send('{"n": 1, "do": "press"}')
        assert heard(page) == {"done": 1}
        clock.now_s += 2 * 24 * 3600
        page.send('{"n": 2, "do": "press"}')
        assert close_code(page) == 4401
    assert done == ["mina"]


def test_orders_keep_a_login_alive_and_looking_does_not(app, logged_in, clock):
    with start(app) as running, page_of(running, Cookie=cookie_of(logged_in)) as page:
        heard(page)
        clock.now_s += 0.9 * 24 * 3600
        page.send('{"n": 1, "do": "x"}')
        heard(page)
        clock.now_s += 0.9 * 24 * 3600
        page.send('{"n": 2, "do": "x"}')
        assert heard(page)["refused"] == 2


def test_pings_do_not_keep_a_login_alive(app, logged_in, clock):
    with start(app) as running, page_of(running, Cookie=cookie_of(logged_in)) as page:
        heard(page)
        clock.now_s += 0.9 * 24 * 3600
        page.send('{"n": 1, "do": "ping"}')
        assert heard(page) == {"done": 1}
        clock.now_s += 0.9 * 24 * 3600
        page.send('{"n": 2, "do": "ping"}')
        assert close_code(page) == 4401


def test_a_page_that_only_looks_is_closed_when_its_login_ends(app, logged_in, clock, monkeypatch):
    monkeypatch.setattr("makerkit.web.sockets.LOGIN_CHECK_S", 0.02)
    with start(app) as running, page_of(running, Cookie=cookie_of(logged_in)) as page:
        heard(page)
        clock.now_s += 2 * 24 * 3600
        assert close_code(page) == 4401


# video


class Pictures:
    """A source that gives pictures when it is told to."""

    def __init__(self):
        self.viewers = []
        self.first = []

    def subscribe(self, way="jpeg"):
        viewer = Viewer(way)
        viewer.parts.extend(self.first)
        self.viewers.append(viewer)
        return viewer

    def picture(self):
        return b"\xff\xd8still"


class Part:
    def __init__(self, data, codec=""):
        self.data, self.codec, self.t_us = data, codec, 7

    def message(self):
        return b"\x01" + self.t_us.to_bytes(8, "big") + self.data


class Viewer:
    def __init__(self, way):
        self.way = way
        self.has_ended = False
        self.parts = []
        self.is_closed = False

    def next(self, timeout_s):
        if self.parts:
            return self.parts.pop(0)
        time.sleep(0.002)
        return None

    def close(self):
        self.is_closed = True


@pytest.fixture
def pictures(open_app):
    source = Pictures()
    parts_of(open_app).video.add("door", source)
    return source


def test_pictures_come_with_their_kind_and_time(open_app, pictures):
    with start(open_app) as running, page_of(running, "video/door") as page:
        until(lambda: pictures.viewers)
        pictures.viewers[0].parts.append(Part(b"jpeg"))
        assert page.receive(timeout=PATIENCE_S) == b"\x01\0\0\0\0\0\0\0\x07jpeg"


def test_a_film_is_announced_by_its_codec(open_app, pictures):
    with start(open_app) as running, page_of(running, "video/door?as=mp4") as page:
        until(lambda: pictures.viewers)
        assert pictures.viewers[0].way == "mp4"
        pictures.viewers[0].parts.append(Part(b"head", "avc1.42E01E"))
        assert heard(page) == {"codec": "avc1.42E01E"}
        assert page.receive(timeout=PATIENCE_S)[9:] == b"head"


def test_when_all_places_are_taken_one_more_is_told_and_later_gets_one(open_app, pictures):
    video = parts_of(open_app).video
    with start(open_app) as running:
        with page_of(running, "video/door"), page_of(running, "video/door"):
            until(lambda: video.viewers == 2)
            with page_of(running, "video/door") as third:
                assert heard(third)["full"] == 2
                assert close_code(third) == 4429
        until(lambda: video.viewers == 0)
        assert [viewer.is_closed for viewer in pictures.viewers] == [True, True]
        with page_of(running, "video/door"):
            until(lambda: video.viewers == 1)


def test_a_page_that_says_what_it_has_painted_gets_no_more_than_that(open_app, pictures):
    with start(open_app) as running, page_of(running, "video/door") as page:
        until(lambda: pictures.viewers)
        viewer = pictures.viewers[0]
        page.send('{"seen": 0}')
        time.sleep(0.05)
        viewer.parts.extend(Part(b"%d" % n) for n in range(20))
        until(lambda: len(viewer.parts) <= 17)
        time.sleep(0.1)
        assert len(viewer.parts) >= 16
        for _ in range(20):
            assert page.receive(timeout=PATIENCE_S)
            page.send('{"seen": 7}')
        assert viewer.parts == []


def test_a_viewer_whose_login_has_ended_sees_no_more(app, logged_in, clock, monkeypatch):
    monkeypatch.setattr("makerkit.web.video.LOGIN_CHECK_S", 0.02)
    parts_of(app).video.add("door", Pictures())
    cookie = cookie_of(logged_in)
    with start(app) as running, page_of(running, "video/door", Cookie=cookie) as page:
        until(lambda: parts_of(app).video.viewers == 1)
        clock.now_s += 2 * 24 * 3600
        assert close_code(page) == 4401
        until(lambda: parts_of(app).video.viewers == 0)


def test_a_button_answers_though_every_place_is_taken_by_who_does_not_read(open_app, pictures):
    web = parts_of(open_app)
    web.live.on("disarm", lambda args, page: web.live.publish({"disarmed": args["at"]}))
    pictures.first = [Part(b"x" * 200_000) for _ in range(200)]
    with start(open_app) as running, page_of(running) as page:
        heard(page)
        with silent_page(running, "/video/door"), silent_page(running, "/video/door"):
            until(lambda: web.video.viewers == 2)
            took_s = []
            for number in range(20):
                begun_s = time.monotonic()
                page.send(json.dumps({"n": number, "do": "disarm", "with": {"at": number}}))
                while heard(page).get("state") != {"disarmed": number}:
                    pass
                took_s.append(time.monotonic() - begun_s)
            assert max(took_s) < 0.5


def test_a_source_that_ends_ends_its_viewers(open_app, pictures):
    with start(open_app) as running, page_of(running, "video/door") as page:
        until(lambda: pictures.viewers)
        pictures.viewers[0].has_ended = True
        assert close_code(page) == 1000


def test_an_unknown_video_is_closed_and_its_still_is_not_found(open_app):
    with start(open_app) as running, page_of(running, "video/nothing") as page:
        assert close_code(page) in (1000, 1005, 4404)
    assert open_app.test_client().get("/video/nothing.jpg").status_code == 404


def test_a_still_and_a_row_of_pictures_for_a_plain_img(open_app, pictures):
    client = open_app.test_client()
    still = client.get("/video/door.jpg")
    assert (still.mimetype, still.data) == ("image/jpeg", b"\xff\xd8still")
    pictures.first = [Part(b"one")]
    answer = client.get("/video/door.mjpg", buffered=False)
    assert next(answer.response) == (
        b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\none\r\n"
    )
    answer.close()
    assert pictures.viewers[0].is_closed
    assert parts_of(open_app).video.viewers == 0


def test_a_row_of_pictures_without_a_place_is_refused_in_words(open_app, pictures):
    pictures.first = [Part(b"one")]
    client = open_app.test_client()
    answers = [client.get("/video/door.mjpg", buffered=False) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 503]
    for answer in answers:
        answer.close()
    assert parts_of(open_app).video.viewers == 0


def test_a_row_of_pictures_that_nobody_ever_read_leaves_its_place(open_app, pictures):
    video = parts_of(open_app).video
    MotionJpeg(video, pictures, lambda: True).close()
    assert (video.viewers, pictures.viewers[0].is_closed) == (0, True)


def test_asking_only_for_the_head_of_a_video_takes_no_place(open_app, pictures):
    assert open_app.test_client().head("/video/door.mjpg").status_code == 200
    assert pictures.viewers == []
