"""Lesson 16: one picture of 1280 x 720 in first.jpg, the camera closed, and a lamp that tells."""

import re

FILE = "first.jpg"
WIDTH, HEIGHT = 1280, 720
SETTLED_S = 0.8  # a second is the round number; the third frame is already good
LATE_S = 0.01


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_of_picture(seen):
    return line_of(seen, r"\.(switch_mode_and_)?capture|imwrite")


def is_running_without_start(seen):
    camera = seen.camera()
    return camera.opened_s and not camera.started_s


def took_s(seen):
    """Return when the program took its picture."""
    return seen.camera().frames[-1].t_s


def after_start_s(seen):
    """Return how long after the start it took the picture."""
    return took_s(seen) - seen.camera().started_s[0]


def looked_until_s(seen):
    """Return until when the camera looked."""
    return seen.camera().stopped_s[-1] if seen.camera().stopped_s else seen.now_s


def lamp_changes(seen, *, on):
    return [t_s for t_s, level in seen.led("red").edges if bool(level) is on]


def explain_the_camera(say):
    """Name the mistakes that keep the picture from being taken."""
    say.if_error("ModuleNotFoundError", "first.old_library", when=is_old_library)
    say.when(is_old_library, "first.old_library", line=lambda seen: line_of(seen, r"\bpicamera\b"))
    say.when(lambda seen: not seen.camera().opened_s, "first.never_opened")
    without_brackets = r"^\s*\w+\.(start|capture_file|configure)\s*$"
    say.when(
        lambda seen: line_of(seen, without_brackets),
        "code.not_called",
        name=lambda seen: re.search(without_brackets, seen.code.text, re.MULTILINE)[0].strip(),
        line=lambda seen: line_of(seen, without_brackets),
    )
    say.when(
        is_running_without_start,
        "first.never_started",
        line=line_of_picture,
    )
    say.when(
        lambda seen: seen.camera().closed_s and not seen.camera().frames,
        "first.closed_too_soon",
        at_s=lambda seen: seen.camera().closed_s[0],
        line=line_of_picture,
    )
    say.when(
        lambda seen: not seen.camera().frames,
        "first.no_picture",
        line=lambda seen: line_of(seen, r"Picamera2\(\)"),
    )
    say.when(
        lambda seen: (
            re.search(r"^\w+\.create_\w+_configuration\(", seen.code.text, re.MULTILINE)
            and not re.search(r"\.configure\(", seen.code.text)
        ),
        "first.not_configured",
        wide=WIDTH,
        high=HEIGHT,
        seen_wide=lambda seen: seen.camera().frames[-1].size[0],
        seen_high=lambda seen: seen.camera().frames[-1].size[1],
        line=lambda seen: line_of(seen, r"create_\w+_configuration"),
    )


def is_old_library(seen):
    return re.search(r"(from|import) +picamera\b(?!2)", seen.code.text)


def test_takes_a_picture(bench, task, say):
    """There is a picture of 1280 x 720 points in first.jpg."""
    explain_the_camera(say)
    with task(points=2, own_folder=True):
        bench.wait("8 s")
        bench.picture(FILE).has_size(WIDTH, HEIGHT)
        say.unless(bench.camera().frames, "first.no_picture", is_missing=True)


def test_waits_for_the_light(bench, task, say):
    """The camera had time to measure the light before the picture."""
    with task(own_folder=True):
        bench.wait("8 s")
        say.unless(
            after_start_s(bench.seen) >= SETTLED_S,
            "first.no_time_for_the_light",
            after_s=after_start_s,
            line=line_of_picture,
        )


def test_closes_the_camera(bench, task, say):
    """Then the camera is closed, and the program ends."""
    say.when(
        lambda seen: (
            seen.camera().is_open and line_of(seen, r"\.stop\(") and not line_of(seen, r"\.close\(")
        ),
        "first.stopped_not_closed",
        line=lambda seen: line_of(seen, r"\.stop\("),
    )
    with task(points=2, own_folder=True):
        bench.wait("12 s")
        say.unless(
            not bench.camera().is_open,
            "first.not_closed",
            line=line_of_picture,
        )
        say.unless(bench.seen.ended_s is not None, "first.goes_on", now_s=bench.now_s)


def test_the_lamp_tells(bench, task, say):
    """The red lamp is lit as long as the camera looks."""
    with task(own_folder=True):
        bench.wait("12 s")
        from_s, to_s = bench.camera().started_s[0], looked_until_s(bench.seen)
        lit = lamp_changes(bench.seen, on=True)
        say.unless(lit, "first.lamp_dark", from_s=from_s, to_s=to_s)
        say.unless(
            lit[0] <= from_s + LATE_S,
            "first.lamp_too_late",
            from_s=from_s,
            late_s=lit[0] - from_s,
            line=lambda seen: line_of(seen, r"\.on\("),
        )
        dark = [t_s for t_s in lamp_changes(bench.seen, on=False) if t_s > lit[0]]
        say.unless(
            not dark or dark[0] >= to_s - LATE_S,
            "first.lamp_off_too_soon",
            off_s=dark[0] if dark else 0,
            to_s=to_s,
            line=lambda seen: line_of(seen, r"\.off\("),
        )
