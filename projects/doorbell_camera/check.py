"""Doorbell camera: press, picture, page; ten pictures at most, newest first, camera closed."""

import re

KEPT = 10
READY_S = 4
COLOURS = ("red", "green", "blue", "yellow")
WHOLE = (0.1, 0.1, 0.8, 0.8)
PROMISE = re.compile(r"delet|kept|keep|remov|erase", re.IGNORECASE)


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def ring(bench, times=1, *, pause="3 s"):
    """Press the button of the bell."""
    for _ in range(times):
        bench.button("A").press(for_="200 ms")
        bench.wait(pause)


def pictures_of(bench):
    """Return the pictures that the page shows, in its order."""
    page = bench.web.get("/").is_there()
    return [bench.web.get(path) for path in page.images], page


def colour_of(picture):
    """Return which card is in a picture: the colour of its middle."""
    height, width = picture.shape[:2]
    blue, green, red = (int(n) for n in picture[height // 2, width // 2])
    if red > 150 and green > 150:
        return "yellow"
    numbers = {"red": red, "green": green, "blue": blue}
    return max(numbers, key=numbers.get)


def explain(say):
    """Name the mistakes that keep the whole thing from working."""
    again = {
        "times": lambda seen: len(seen.camera().opened_s) + len(seen.camera().refused_s),
        "line": lambda seen: line_of(seen, r"^\s+.*Picamera2\("),
    }
    say.if_error(
        "RuntimeError", "doorbell.opens_again", when=lambda seen: seen.camera().refused_s, **again
    )
    say.when(
        lambda seen: (
            not seen.web.is_serving and line_of(seen, r"^while (True|1)|^pause\(|wait_for")
        ),
        "doorbell.waits_before_run",
        line=lambda seen: line_of(seen, r"^while (True|1)|^pause\(|wait_for"),
    )
    say.when(
        lambda seen: line_of(seen, r"when_pressed *= *\w+\("),
        "doorbell.called_at_once",
        line=lambda seen: line_of(seen, r"when_pressed *= *\w+\("),
    )
    say.when(
        lambda seen: (
            seen.camera().opened_s and not seen.camera().started_s and seen.camera().is_open
        ),
        "doorbell.camera_not_started",
        line=lambda seen: line_of(seen, r"configure\(|Picamera2\("),
    )


def test_rings(bench, task, say):
    """A press takes a picture, and the page shows it."""
    explain(say)
    with task(points=2, own_folder=True):
        bench.camera().shows_card("red", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        before = len(bench.web.get("/").is_there().images)
        ring(bench)
        say.unless(
            bench.pictures or bench.camera().frames,
            "doorbell.no_picture",
            line=line_of(bench.seen, "when_pressed"),
        )
        found, _ = pictures_of(bench)
        line = line_of(bench.seen, r"<img|render_template")
        say.unless(
            len(found) > before,
            "doorbell.not_on_the_page",
            there=", ".join(bench.pictures),
            line=line,
        )
        more = len(found) - before
        say.unless(more == 1, "doorbell.bounces", count=more, line=line_of(bench.seen, r"Button\("))
        answer = found[0]
        say.unless(
            answer.status == 200,
            "doorbell.picture_not_served",
            path=answer.path,
            status=answer.status,
            line=line,
        )
        say.unless(
            answer.picture is not None, "doorbell.no_jpeg", path=answer.path, type=answer.type
        )
        colour = colour_of(answer.picture)
        say.unless(
            colour == "red",
            "doorbell.other_colour",
            seen=colour,
            line=line_of(bench.seen, "configure|cvtColor"),
        )


def test_newest_first(bench, task, say):
    """It works again and again, and the newest picture stands first."""
    explain(say)
    with task(points=2, own_folder=True):
        bench.camera().shows_card("green", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        for colour in COLOURS[:3]:
            bench.camera().shows_card(colour, at=WHOLE)
            bench.wait("1.5 s")
            ring(bench)
        found, _ = pictures_of(bench)
        colours = [colour_of(answer.picture) for answer in found if answer.picture is not None]
        name = line_of(bench.seen, r"capture_file|imwrite|save\(")
        say.unless(len(colours) >= 3, "doorbell.one_name_for_all", count=len(colours), line=name)
        wanted = list(COLOURS[:3])
        order = line_of(bench.seen, r"sorted|\.sort|glob|listdir|for .* in")
        say.unless(colours[:3] != wanted, "doorbell.oldest_first", line=order)
        say.unless(
            colours[:3] == wanted[::-1],
            "doorbell.no_order",
            shown=", ".join(colours[:3]),
            line=order,
        )


def test_pressed_twice(bench, task, say):
    """Two presses in a second are two pictures."""
    explain(say)
    with task(own_folder=True):
        bench.camera().shows_card("blue", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        before = len(bench.pictures)
        # both in one second of the clock
        bench.wait(1.05 - bench.now_s % 1)
        ring(bench, 2, pause="400 ms")
        bench.wait("6 s")
        new = len(bench.pictures) - before
        name = line_of(bench.seen, r"%S|strftime|capture_file")
        say.unless(new == 2, "doorbell.second_press_lost", count=new, line=name)


def test_keeps_ten(bench, task, say):
    """It keeps the ten newest pictures, also when it is started again, and the page says so."""
    with task(points=2, own_folder=True, starts_at="2026-11-27 22:00"):
        bench.camera().shows_card("green", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        ring(bench, 13, pause="2.5 s")
        found, page = pictures_of(bench)
        delete = line_of(bench.seen, r"unlink|remove|rmtree")
        say.unless(
            len(bench.pictures) >= KEPT,
            "doorbell.too_few_kept",
            count=len(bench.pictures),
            line=delete,
        )
        say.unless(
            len(bench.pictures) <= KEPT,
            "doorbell.keeps_all",
            count=len(bench.pictures),
            line=delete,
        )
        gone = [answer.path for answer in found if answer.status != 200]
        say.unless(not gone, "doorbell.shows_deleted", path=gone[0] if gone else "")
        kept = bench.pictures
        promise = PROMISE.search(page.words) and str(KEPT) in page.words
        say.unless(promise, "doorbell.no_promise", words=page.words[:60])
    with task(own_folder=True, starts_at="2026-11-28 07:30"):
        bench.camera().shows_card("red", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        still = [name for name in kept if name in bench.pictures]
        say.unless(len(still) >= KEPT - 1, "doorbell.forgets", count=len(still))
        ring(bench, 2)
        found, _ = pictures_of(bench)
        newest = found[0].picture if found else None
        is_new = newest is not None and colour_of(newest) == "red"
        count = len(bench.pictures)
        say.unless(count <= KEPT and is_new, "doorbell.keeps_old_ones", count=count)


def test_other_files_are_safe(bench, task, say):
    """Nobody gets another file of the Pi through the page."""
    with task(own_folder=True) as program:
        bench.camera().shows_card("green", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        ring(bench)
        _, page = pictures_of(bench)
        (program.folder / "secret.txt").write_text("my password", encoding="utf-8")
        folder = page.images[0].rpartition("/")[0]
        for path in ("../secret.txt", "..%2Fsecret.txt", "secret.txt", "%2e%2e/secret.txt"):
            answer = bench.web.get(f"{folder}/{path}")
            is_safe = "my password" not in answer.text
            say.unless(
                is_safe,
                "doorbell.gives_everything",
                path=f"{folder}/{path}",
                line=line_of(bench.seen, r"<\w*:?\w+>|send_file"),
            )


def test_ends_well(bench, task, say):
    """While it looks the red lamp is lit; at Ctrl+C the camera is closed."""
    with task(own_folder=True):
        bench.camera().shows_card("green", at=WHOLE)
        bench.web.serves(within="12 s")
        bench.wait(READY_S)
        ring(bench)
        lit = [t_s for t_s, level in bench.led("red").edges if level]
        say.unless(lit and lit[0] <= bench.camera().frames[0].t_s, "doorbell.lamp_dark")
        bench.web.press_ctrl_c()
        bench.wait("2 s")
        say.unless(
            not bench.camera().is_open, "doorbell.not_closed", line=line_of(bench.seen, r"\.run\(")
        )
