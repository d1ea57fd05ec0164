"""Lesson 30: a lap with a stop sign and a box, a log of it, a pulled cable, and a page in two languages."""

import re

SIGN_AHEAD_M = 0.88  # of the car's front, where it begins
LONGEST_S = 60
BOX_AHEAD_M = 0.6
SIGN = r"sign|stop"
BOX = r"box|obstacle|blocked|thing|wall"
CABLE = r"cable|plug|serial|lost|usb|port"
NEAR = r"< *\w*_MM|if .*<"
TIME = r"\d+[.:]\d+"
ENGLISH = r"\b(the|and|is|my|car|it)\b"
ANOTHER = r"[\u0600-\u06ff]|[çêîşûÇÊÎŞÛ]"
"""Letters of Arabic and Sorani, and of Kurmanji, that English does not have."""


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def explain(say):
    """Name what a pulled cable does to a program that does not expect it."""
    say.if_error(
        "OSError",
        "demo.cable_ends_it",
        when=lambda seen: seen.car.way_m > 0.02,
        line=lambda seen: line_of(seen, r"^ +.*(port\.|drive\()"),
    )


def gap_m(bench):
    """Return how far the sign is ahead of the car's front, along the straight."""
    path = bench.car.path
    return SIGN_AHEAD_M - (path[-1].x_m - path[0].x_m)


def until(bench, say, is_over, within_s):
    """Wait until something is so; return whether it came to that. It must stay on the road."""
    end_s = bench.now_s + within_s
    while not is_over() and bench.now_s < end_s:
        bench.wait("100 ms")
        if bench.car.hits:
            _, name, speed = bench.car.hits[-1]
            say.fail("demo.hit", name=name, speed_m_s=speed, line=line_of(bench.seen, NEAR))
        if bench.track.left_lane_s:
            say.fail("demo.left_line", t_s=bench.track.left_lane_s[0])
    return is_over()


def begins(bench, say):
    """Wait until the car drives."""
    bench.serial.wait_for_line("READY", within="4 s")
    moves = until(bench, say, lambda: bench.car.speed_m_s > 0.1, 4)
    say.unless(moves, "demo.never_drives", is_missing=True)


def stands_at_the_sign(bench, say):
    """It stands before the sign for three seconds, goes on, and does not stand there again."""
    car, line = bench.car, line_of(bench.seen, r"if .*width|width_of_sign\(")
    until(bench, say, lambda: car.stands or gap_m(bench) < -0.1, 15)
    say.unless(gap_m(bench) >= -0.1, "demo.passes_sign", line=line)
    say.unless(car.stands, "demo.too_slow", is_missing=True, t_s=bench.now_s)
    say.unless(gap_m(bench) <= 0.6, "demo.sign_too_early", gap_cm=100 * gap_m(bench), line=line)
    since_s = bench.now_s - car.stood_for_s
    goes_on = until(bench, say, lambda: car.speed_m_s > 0.05, 7)
    say.unless(goes_on, "demo.stays_at_sign", is_missing=True, line=line)
    stood_s = bench.now_s - since_s
    say.unless(2.4 <= stood_s <= 5, "demo.stood", stood_s=stood_s, line=line)
    until(bench, say, lambda: car.stands or gap_m(bench) < -0.2, 10)
    say.unless(not car.stands, "demo.stops_again", t_s=bench.now_s, line=line)


def waits_before_the_box(bench, say):
    """On the other straight a box is put before it; it waits, and goes on when it is taken."""
    car, line = bench.car, line_of(bench.seen, NEAR)
    comes = until(bench, say, lambda: car.turned_deg > 176 or car.stands, 30)
    say.unless(comes and not car.stands, "demo.stands_for_nothing", t_s=bench.now_s)
    name = bench.track.puts("box", BOX_AHEAD_M, name="box", looks="blue")
    stands = until(bench, say, lambda: car.stands, 8)
    say.unless(stands, "demo.hit", name=name, speed_m_s=car.speed_m_s, line=line)
    gap_cm = 100 * car.distance_to(name)
    say.unless(5 <= gap_cm <= 35, "demo.box_gap", gap_cm=gap_cm, line=line)
    bench.track.takes(name)
    goes_on = until(bench, say, lambda: car.speed_m_s > 0.05, 3)
    say.unless(goes_on, "demo.stays_at_box", is_missing=True, line=line)


def log_of(program, say):
    """Return the lines of the log."""
    files = [file for file in program.folder.glob("drive.*") if file.suffix != ".py"]
    say.unless(files, "demo.no_log", is_missing=True)
    lines = files[0].read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip()]
    say.unless(lines, "demo.log_is_empty", name=files[0].name)
    return lines


def logged(bench, say, lines, what, pattern):
    """Look for what happened once in the log; return in which line it stands."""
    found = [number for number, line in enumerate(lines) if re.search(pattern, line.lower())]
    line = line_of(bench.seen, r"\.write\(|writerow|\bopen\(")
    say.unless(found, "demo.not_in_the_log", name=what, line=line)
    say.unless(len(found) <= 3, "demo.log_is_full", name=what, times=len(found), line=line)
    say.unless(re.search(TIME, lines[found[0]]), "demo.log_without_time", text=lines[found[0]][:60])
    return found[0]


def test_lap(bench, task, say):
    """One lap by the line, with a stop at the sign and a wait before a box; all of it is in the log."""
    explain(say)
    with task(points=5, own_folder=True) as program:
        begins(bench, say)
        stands_at_the_sign(bench, say)
        waits_before_the_box(bench, say)
        lines = log_of(program, say)
        sign = logged(bench, say, lines, "the stop sign", SIGN)
        say.unless(sign < logged(bench, say, lines, "the box", BOX), "demo.log_mixed_up")
        is_round = until(bench, say, lambda: bench.track.laps >= 1, LONGEST_S - bench.now_s)
        say.unless(is_round, "demo.too_slow", is_missing=True, t_s=bench.now_s)


def test_cable(bench, task, say):
    """The cable is pulled: the car stands, the program does not break, and its log knows it."""
    explain(say)
    with task(points=3, own_folder=True) as program:
        begins(bench, say)
        bench.wait("400 ms")
        bench.arduino().unplug()
        bench.wait("1 s")
        say.unless(abs(bench.car.speed_m_s) < 0.02, "demo.goes_on_without_cable")
        logged(bench, say, log_of(program, say), "the cable", CABLE)


def test_page(bench, task, say):
    """Beside the program lies README.md, and it tells of the car in two languages."""
    with task(points=1, own_folder=True):
        pages = bench.seen.texts_beside("README*.md")
        say.unless(pages, "demo.no_readme")
        text = "\n".join(pages.values())
        titles = re.findall(r"^#+ +\S.*$|^.+\n[=-]{3,}$", text, re.MULTILINE)
        say.unless(len(titles) >= 2, "demo.readme_titles", count=len(titles))
        is_both = re.search(ENGLISH, text, re.IGNORECASE) and re.search(ANOTHER, text)
        say.unless(is_both, "demo.readme_one_language")
