"""Lesson 23: nobody gets in without the password, the web arms, the log is whole, faces are blurred."""

import re

PASSWORD = "red-camel-42"
CARD = (0.42, 0.3, 0.12, 0.25)
NOTICE = re.compile(r"camera|film|record|video", re.IGNORECASE)
KEPT = re.compile(r"\bkept\b|\bkeep|\bstor|delet|\bdays?\b|\bhours?\b|\bsaved\b", re.IGNORECASE)
STAMP = re.compile(r"\d\d:\d\d")
WORDS = {
    "the wrong password": r"wrong|refus|fail|denied|bad|incorrect",
    "the login": r"log(?:ged|s)?[ _-]?in|came in|welcome",
    "the arming": r"(?<![a-z])arm",
    "the disarming": r"disarm",
}
FAST_HASH = r"\b(md5|sha1|sha224|sha256|sha384|sha512)\("
KEY = r"secret_key[\"']?\]? *= *b?f?[\"'][^\"']*[\"'] *$|SECRET_KEY *= *b?[\"']"
SAME = 0.4
"""How steep edges may still be, as a share: a blur over 21 points leaves 0.3, one over 61 0.1."""


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def explain(say):
    """Name the mistakes that keep pages from working at all."""
    say.if_error(
        "RuntimeError",
        "room.no_secret_key",
        when=lambda seen: "secret key" in str(seen.error),
        line=lambda seen: line_of(seen, r"Flask\("),
    )
    say.if_error(
        "KeyError",
        "room.asks_for_another_field",
        when=lambda seen: "BadRequest" in type(seen.error).__name__,
    )
    explain_the_text(say)
    say.if_error(
        "RuntimeError",
        "room.opens_again",
        when=lambda seen: seen.camera().refused_s,
        line=lambda seen: line_of(seen, r"^\s+.*Picamera2\("),
    )


def explain_the_text(say):
    """Name the slips with forms, hashes and lines of JSON that the program's text shows."""
    say.if_error(
        "TypeError",
        "room.methods_are_a_list",
        when=lambda seen: "Allowed methods" in str(seen.error),
        line=lambda seen: line_of(seen, r"methods *= *[\"']"),
    )
    say.if_error(
        "TypeError",
        "room.writes_a_dictionary",
        when=lambda seen: "must be str, not dict" in str(seen.error),
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.if_error(
        "JSONDecodeError",
        "room.lines_are_glued",
        when=lambda seen: "Extra data" in str(seen.error),
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    for message, pattern in (
        ("room.hash_and_password_exchanged", r"check_password_hash\( *(request|password|typed)"),
        ("room.hashes_compared", r"generate_password_hash\(.*\) *[!=]=|== *generate_password_hash"),
        ("room.asks_the_address", r"request\.args"),
        ("room.redirect_not_returned", r"^\s+redirect\("),
    ):
        say.when(
            lambda seen, pattern=pattern: line_of(seen, pattern),
            message,
            line=lambda seen, pattern=pattern: line_of(seen, pattern),
        )


def shows_the_house(page):
    """Whether an answer gives away what only the owner may see."""
    return page.status == 200 and (page.images or re.search(r"\b(dis)?armed\b", page.words))


def logs_in(bench, say, visitor=1):
    """Log in with the right password, and look at the first page."""
    answer = bench.web.post("/login", password=PASSWORD, visitor=visitor)
    line = line_of(bench.seen, r"check_password_hash|verify\(|request\.form|def login")
    missing = answer.status in {404, 405}
    say.unless(
        not missing, "room.no_login", status=answer.status, line=line_of(bench.seen, "/login")
    )
    page = bench.web.get("/", visitor=visitor)
    say.unless(shows_the_house(page), "room.login_refused", status=page.status, line=line)
    return page


def begin(bench):
    bench.camera().shows_card("red", at=CARD)
    bench.web.serves(within="12 s")
    bench.wait("3 s")


def test_door(bench, task, say):
    """Without the password nobody sees the house, takes a picture, or arms; a notice says what is done."""
    explain(say)
    with task(points=3, own_folder=True):
        begin(bench)
        guard = line_of(bench.seen, r"before_request|def page|route\(\"/\"\)")
        say.unless(not shows_the_house(bench.web.get("/")), "room.open", line=guard)
        picture = bench.web.get("/picture")
        line = line_of(bench.seen, "/picture")
        say.unless(
            not (picture.status == 200 and picture.picture is not None),
            "room.picture_open",
            line=line,
        )
        bench.web.post("/arm")
        bench.wait("200 ms")
        line = line_of(bench.seen, "/arm")
        say.unless(not bench.led("red").lit, "room.arm_open", line=line)
        page = bench.web.get("/login")
        say.unless(page.status != 404, "room.no_login", status=404)
        is_round = page.status in {301, 302, 303, 307, 308}
        say.unless(
            not is_round, "room.login_behind_itself", line=line_of(bench.seen, "before_request")
        )
        page.is_there()
        has_field = re.search(r"name *= *[\"']?password", page.text)
        line = line_of(bench.seen, r"<form|<input|def login")
        say.unless(has_field, "room.no_field", line=line)
        hidden = re.search(r"type *= *[\"']?password", page.text)
        say.unless(hidden, "room.password_on_the_screen", line=line)
        posts = re.search(r"method *= *[\"']?post", page.text, re.IGNORECASE)
        say.unless(posts, "room.password_in_the_address", line=line)
        says = NOTICE.search(page.words) and KEPT.search(page.words)
        say.unless(says, "room.no_notice", words=page.words[:60] or "nothing", line=line)


def test_login(bench, task, say):
    """The right password opens, a wrong one does not; it stands nowhere, and each visitor needs it."""
    explain(say)
    with task(points=3, own_folder=True) as program:
        begin(bench)
        bench.web.post("/login", password="blue-camel-42")
        line = line_of(bench.seen, r"check_password_hash|verify\(|request\.form|def login")
        say.unless(not shows_the_house(bench.web.get("/")), "room.any_password", line=line)
        logs_in(bench, say)
        other = bench.web.get("/", visitor=2)
        line = line_of(bench.seen, r"global |logged|session|is_in|user")
        say.unless(not shows_the_house(other), "room.one_ticket_for_all", line=line)
        look_at_the_text(bench, say, program)
        answer = bench.web.post("/logout")
        say.unless(answer.status not in {404, 405}, "room.no_logout", status=answer.status)
        line = line_of(bench.seen, "/logout")
        say.unless(not shows_the_house(bench.web.get("/")), "room.stays_in", line=line)


def look_at_the_text(bench, say, program):
    """Fail if the program's own text gives the secrets away."""
    seen = bench.seen
    name = "main.py"
    readable = line_of(seen, re.escape(PASSWORD))
    say.unless(not readable, "room.password_readable", name=name, line=readable)
    for file in program.folder.rglob("*"):
        if file.is_file() and PASSWORD.encode() in file.read_bytes():
            say.fail("room.password_in_a_file", name=file.name)
    fast = line_of(seen, FAST_HASH)
    say.unless(not fast, "room.fast_hash", line=fast)
    key = line_of(seen, KEY)
    say.unless(not key, "room.secret_readable", name=name, line=key)


def test_arms(bench, task, say):
    """The buttons of the page arm and disarm, and the page says so; a link does not."""
    explain(say)
    with task(points=2, own_folder=True):
        begin(bench)
        logs_in(bench, say)
        bench.web.get("/arm")
        bench.wait("200 ms")
        line = line_of(bench.seen, r"route\([\"']/arm")
        say.unless(not bench.led("red").lit, "room.arms_by_link", line=line)
        line = line_of(bench.seen, r"def arm|red\.on")
        answer = bench.web.post("/arm")
        say.unless(
            answer.status not in {404, 405}, "room.no_arm", path="/arm", status=answer.status
        )
        bench.wait("200 ms")
        say.unless(bench.led("red").lit, "room.not_armed", line=line)
        is_dark = not bench.led("green").lit
        say.unless(is_dark, "room.two_lamps", line=line)
        page = bench.web.get("/").is_there()
        say.unless(
            says_armed(page),
            "room.page_is_behind",
            is_="armed",
            line=line_of(bench.seen, "def page"),
        )
        answer = bench.web.post("/disarm")
        say.unless(
            answer.status not in {404, 405}, "room.no_arm", path="/disarm", status=answer.status
        )
        bench.wait("200 ms")
        off = not bench.led("red").lit and bench.led("green").lit
        say.unless(off, "room.not_disarmed", line=line_of(bench.seen, r"def disarm|red\.off"))


def says_armed(page):
    """Whether the page says first that the house is armed."""
    found = re.search(r"\b(dis|un|not )?armed\b", page.words, re.IGNORECASE)
    return found is not None and not found[1]


def log_of(program):
    """Return what stands in the files called log: lines, or a database."""
    files = sorted(file for file in program.folder.rglob("log*") if file.is_file())
    return "\n".join(file.read_bytes().decode("utf-8", errors="replace") for file in files)


def test_log(bench, task, say):
    """The log has each event with its time, is shown on the page, and is there after a new start."""
    explain(say)
    with task(points=2, own_folder=True, starts_at="2026-11-27 22:30:00") as program:
        begin(bench)
        before = len(re.findall(WORDS["the disarming"], log_of(program), re.IGNORECASE))
        typed = "red-camel-43"
        bench.web.post("/login", password=typed)
        logs_in(bench, say)
        for path in ("/arm", "/disarm", "/arm", "/disarm"):
            bench.wait("2 s")
            bench.web.post(path)
        log, line = log_of(program), line_of(bench.seen, r"open\(|INSERT|write\(")
        there = ", ".join(sorted(file.name for file in program.folder.iterdir()))
        say.unless(log, "room.no_log", there=there or "nothing", line=line)
        disarmed = len(re.findall(WORDS["the disarming"], log, re.IGNORECASE)) - before
        missing = [
            what for what, words in WORDS.items() if not re.search(words, log, re.IGNORECASE)
        ]
        overwritten = len(missing) == len(WORDS) - 1 or (not missing and disarmed == 1)
        say.unless(not overwritten, "room.log_overwritten", line=line)
        say.unless(not missing, "room.log_incomplete", what=" and ".join(missing), line=line)
        say.unless(typed not in log, "room.typed_password_in_log", line=line)
        say.unless(
            STAMP.search(log) or re.search(r"\d{10}", log), "room.log_without_time", line=line
        )
        page = bench.web.get("/").is_there()
        shown = len(STAMP.findall(page.words))
        say.unless(
            shown >= 4, "room.log_not_shown", count=shown, line=line_of(bench.seen, "def page")
        )
    with task(own_folder=True, starts_at="2026-11-28 07:00:00") as program:
        begin(bench)
        bench.web.get("/")
        again = len(re.findall(WORDS["the disarming"], log_of(program), re.IGNORECASE))
        line = line_of(bench.seen, r"[\"']w[\"']|unlink|DROP|remove\(|write_text")
        say.unless(again >= before + disarmed, "room.log_forgotten", line=line)


def detail(picture):
    """Return how steep the steepest edge is; 0 for a picture of blocks: in both, faces are lost."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(cv2.resize(picture, (320, 240)), cv2.COLOR_BGR2GRAY)
    for blocks in ((40, 30), (32, 24), (20, 15), (16, 12), (10, 8), (8, 6)):
        small = cv2.resize(grey, blocks, interpolation=cv2.INTER_AREA)
        again = cv2.resize(small, (320, 240), interpolation=cv2.INTER_NEAREST)
        if np.percentile(cv2.absdiff(grey, again), 99) < 5:
            return 0.0
    calm = cv2.GaussianBlur(grey, (5, 5), 0).astype(int)
    return float(np.percentile(np.abs(calm[:, 6:] - calm[:, :-6]), 99.7))


def picture_of(bench, say):
    """Return the picture that the owner gets now."""
    bench.wait("500 ms")
    answer = bench.web.get("/picture").is_there()
    say.unless(answer.picture is not None, "room.no_picture", type=answer.type)
    return answer.picture


def test_privacy(bench, task, say):
    """It begins with privacy on: nobody can be recognised. A button changes that, and back."""
    explain(say)
    with task(points=2, own_folder=True):
        begin(bench)
        logs_in(bench, say)
        first = picture_of(bench, say)
        answer = bench.web.post("/privacy")
        say.unless(answer.status not in {404, 405}, "room.no_privacy", status=answer.status)
        second = picture_of(bench, say)
        line = line_of(bench.seen, r"[bB]lur|resize|rectangle|privacy")
        sharp, private = detail(second), detail(first)
        say.unless(max(sharp, private) > 12, "room.always_blurred", line=line)
        change = private / max(sharp, 0.01)
        say.unless(not 0.9 < change < 1.1, "room.privacy_does_nothing", line=line)
        say.unless(change < 1, "room.begins_public", line=line)
        say.unless(change < SAME, "room.blur_too_weak", line=line)
        say.unless(float(first.std()) > 1.5, "room.nothing_to_see", line=line)
        bench.web.post("/privacy")
        third = picture_of(bench, say)
        say.unless(detail(third) < SAME * sharp, "room.privacy_stays_off", line=line)
