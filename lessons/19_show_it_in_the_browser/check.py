"""Lesson 19: a page with a stream, five pictures a second, and one camera for two visitors."""

import re

LEAST_PER_S = 5
MOST_PER_S = 40
RED = (0.2, 0.2, 0.6, 0.6)


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def has(seen, pattern):
    return re.search(pattern, seen.code.text)


def path_of_stream(bench):
    """Return where the page takes its picture from, "/stream" if it has none."""
    images = bench.web.get("/").images
    return images[0] if images else "/stream"


def seconds_of_sleep(seen):
    """Return the longest sleep of the program that stands in a function or loop."""
    found = re.findall(r"^\s+(?:time\.)?sleep\(([0-9.]+)\)", seen.code.text, re.MULTILINE)
    return max(float(number) for number in found)


def route_line(seen):
    return line_of(seen, r"@\w+\.(route|get)\([\"'][^\"']*(stream|video|film)")


def explain_the_camera(say):
    """Name the mistakes with the one camera."""
    again = {
        "times": lambda seen: len(seen.camera().opened_s) + len(seen.camera().refused_s),
        "line": lambda seen: line_of(seen, r"^\s+.*Picamera2\("),
    }
    say.if_error("RuntimeError", "stream.second_opens", when=opens_for_each, **again)
    say.when(opens_for_each, "stream.second_opens", **again)
    say.when(
        lambda seen: seen.camera().opened_s and not seen.camera().started_s,
        "stream.camera_not_started",
        line=lambda seen: line_of(seen, r"configure\(|Picamera2\("),
    )
    say.when(
        returns_a_part,
        "stream.return_for_yield",
        line=lambda seen: line_of(seen, RETURNS_A_PART),
    )
    say.when(
        closed_before_run,
        "stream.closed_before_run",
        line=lambda seen: line_of(seen, r"^\w+\.close\(\)"),
    )


RETURNS_A_PART = r"^\s+return +\(?b[\"']--"


def returns_a_part(seen):
    """Whether a part of the stream is returned, and nothing is handed out with `yield`."""
    return line_of(seen, RETURNS_A_PART) and not has(seen, r"\byield\b")


def closed_before_run(seen):
    close, run = line_of(seen, r"^\w+\.close\(\)"), line_of(seen, r"^\w+\.run\(")
    return close and run and close < run and seen.camera().closed_s


def opens_for_each(seen):
    return len(seen.camera().opened_s) + len(seen.camera().refused_s) > 1


def test_page(bench, task, say):
    """The page / is there, and it has a picture in it."""
    say.when(
        lambda seen: line_of(seen, r"^\w+\.run\s*$"),
        "code.not_called",
        name="app.run",
        line=lambda seen: line_of(seen, r"^\w+\.run\s*$"),
    )
    say.when(
        lambda seen: not seen.web.is_serving and not has(seen, r"\.run\(|run_simple|serve\("),
        "stream.run_forgotten",
        line=lambda seen: line_of(seen, r"Flask\("),
    )
    say.when(
        lambda seen: not seen.web.is_serving and loop_before_run(seen),
        "stream.loop_before_run",
        line=loop_before_run,
    )
    with task():
        bench.camera().shows_card("red", at=RED)
        bench.web.serves()
        page = bench.web.get("/").is_there()
        line = line_of(bench.seen, r"return .*<|<h1>|<img")
        say.unless("&lt;" not in page.text or page.images, "stream.page_as_text", line=line)
        say.unless(page.type == "text/html", "stream.page_as_text", line=line)
        say.unless(page.images, "stream.no_picture_in_page", line=line)
        there = ", ".join(bench.web.routes)
        answers = bench.web.stream(page.images[0], for_="500 ms").status
        say.unless(
            answers != 404,
            "stream.picture_without_route",
            path=page.images[0],
            there=there,
            line=line,
        )


def loop_before_run(seen):
    """Return the line of a loop without end that stands outside of functions, None without one."""
    return line_of(seen, r"^while (True|1)")


def test_stream(bench, task, say):
    """The stream sends five pictures a second or more, and a browser can show them."""
    explain_the_camera(say)
    with task(points=3):
        bench.camera().shows_card("red", at=RED)
        path = path_of_stream(bench)
        bench.wait("2 s")
        stream = bench.web.stream(path, for_="2 s")
        look_at_the_head(bench, say, stream)
        look_at_the_pictures(bench, say, stream)


def look_at_the_head(bench, say, stream):
    """Fail if the answer is no stream for a browser."""
    seen, line = bench.seen, route_line(bench.seen)
    say.unless(stream.status == 200, "page.not_200", path=stream.path, status=stream.status)
    is_stream = stream.type == "multipart/x-mixed-replace"
    if not is_stream and stream.jpegs_anywhere > 1:
        mime = line_of(seen, r"Response\(") or line
        say.fail("stream.wrong_type", type=stream.type, line=mime)
    if not is_stream:
        name = (
            "stream.only_one_picture" if stream.type.startswith("image/") else "stream.wrong_type"
        )
        say.fail(name, type=stream.type, line=line_of(seen, r"Response\(|return") or line)
    say.unless(stream.boundary, "stream.no_boundary", line=line_of(seen, "mimetype|content_type"))
    if stream.jpegs_anywhere and not stream.jpegs:
        mark = re.search(rb"--([^\r\n]*)", stream.data)
        sent = mark[1].decode(errors="replace") if mark else ""
        line = line_of(seen, "yield") or line
        say.unless(
            sent == stream.boundary,
            "stream.other_boundary",
            said=stream.boundary,
            sent=sent or "nothing",
            line=line,
        )
        say.fail("stream.no_empty_line", line=line)


def look_at_the_pictures(bench, say, stream):
    """Fail if the pictures are too few, too many, or of wrong colours."""
    seen = bench.seen
    yields = line_of(seen, "yield")
    say.unless(stream.jpegs, "stream.no_pictures", line=yields)
    if stream.jpegs == 1 and stream.ended:
        say.fail("stream.ends_after_one", line=yields or line_of(seen, "return"))
    if stream.per_s < LEAST_PER_S:
        say.fail(
            "stream.too_slow",
            per_s=stream.per_s,
            line=line_of(seen, r"^\s+(time\.)?sleep\("),
        )
    say.unless(stream.per_s <= MOST_PER_S, "stream.too_quick", per_s=stream.per_s, line=yields)
    picture = stream.pictures[-1]
    blue, _, red = (int(number) for number in picture[picture.shape[0] // 2, picture.shape[1] // 2])
    say.unless(
        red > blue,
        "stream.red_is_blue",
        format=bench.camera().format,
        line=line_of(seen, "configure|cvtColor"),
    )
    last = stream.pictures
    say.unless(
        len(last) < 3 or (last[0] != last[-1]).any() or len(bench.camera().frames) > 2,
        "stream.always_the_same",
        line=line_of(seen, "capture_array"),
    )


def test_two_visitors(bench, task, say):
    """Two visitors look at the same time, and share one camera."""
    explain_the_camera(say)
    with task(points=3):
        bench.camera().shows_card("red", at=RED)
        path = path_of_stream(bench)
        bench.wait("2 s")
        streams = bench.web.streams(path, visitors=2, for_="2 s")
        opened = len(bench.camera().opened_s)
        line = line_of(bench.seen, r"^\s+.*Picamera2\(")
        say.unless(opened == 1, "stream.second_opens", times=opened, line=line)
        rates = [stream.per_s for stream in streams]
        if min(rates) < LEAST_PER_S and max(rates) >= LEAST_PER_S:
            one = line_of(bench.seen, "threaded")
            say.unless(one is None, "stream.one_after_the_other", line=one)
        say.unless(
            min(rates) >= LEAST_PER_S,
            "stream.second_gets_little",
            first=max(rates),
            second=min(rates),
            line=line_of(bench.seen, "yield"),
        )


def test_closes_the_camera(bench, task, say):
    """When Ctrl+C is pressed, the camera is closed."""
    with task():
        bench.camera().shows_card("red", at=RED)
        path = path_of_stream(bench)
        bench.web.stream(path, for_="500 ms")
        bench.web.press_ctrl_c()
        bench.wait("1 s")
        say.unless(
            not bench.camera().is_open,
            "stream.not_closed",
            line=lambda seen: line_of(seen, r"\.run\("),
        )
