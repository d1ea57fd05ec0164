"""Lesson 27: the program says where the line is: by day, in shadow and glare, and when it is gone."""

import random
import re

BY_DAY, IN_THE_EVENING = 8, 16
TOPS = (120, 140, 160, 180, 200)  # whoever keeps another part of the picture is right as well
WITHIN = 0.1  # of -1 to 1: 5 % of the picture's width
LEAST_SHARE = 0.9
SETTLES = "500 ms"
AWAY_M = 0.9
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
KEEPS_ROWS = r"\[\s*(\w+|\d+ *// *\d+|\w+ *// *\d+)\s*:"
KEEPS_COLUMNS = r"\[\s*:\s*,\s*\w+\s*:"
ONE_LIMIT = r"threshold\(|inRange\("
COMPARES_WITH_THE_FLOOR = r"subtract|absdiff|adaptiveThreshold|OTSU|TOPHAT|divide|mean\(|percentile|max\(|equalize|createCLAHE"


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def explain(say):
    """Name the mistakes that keep the program from saying anything."""
    say.when(
        lambda seen: not seen.camera().started_s,
        "line.camera_not_started",
        line=lambda seen: line_of(seen, r"Picamera2\("),
    )
    say.if_error(
        "ZeroDivisionError", "line.no_white_point", line=lambda seen: line_of(seen, r"m00")
    )
    say.if_error(
        "KeyError", "line.unknown_sum", line=lambda seen: line_of(seen, r"\[[\"']m\d\d?[\"']\]")
    )
    say.when(
        lambda seen: seen.ended_s is not None and len(seen.camera().frames) <= 3,
        "line.looks_once",
        frames=lambda seen: len(seen.camera().frames),
    )


def said_last(program, before):
    """Return what the program said last, as a number; None: that there is no line."""
    new = [line for line in program.lines[before:] if line.strip()]
    if not new:
        return "nothing"
    numbers = NUMBER.findall(new[-1])
    return float(numbers[-1]) if numbers else None


def places(bench, count, seed):
    """Carry the car to places at which the line is to be seen well, one after the other."""
    chance = random.Random(seed)
    while count:
        s_m, side_m = chance.uniform(0, bench.track.lap_m), chance.uniform(-0.1, 0.1)
        bench.track.carries_car(s_m, side_m, turned=chance.uniform(-14, 14))
        truth = bench.track.place_of_marks(160)
        if truth is not None and abs(truth) < 0.7:
            count -= 1
            yield [bench.track.place_of_marks(top) for top in TOPS]


def answers(bench, program, count, seed):
    """Return (what was said, what is right for each part that one may keep) for each place."""
    found = []
    for truths in places(bench, count, seed):
        before = len(program.lines)
        bench.wait(SETTLES)
        found.append((said_last(program, before), truths))
    return found


def is_right(said, truths):
    return isinstance(said, float) and any(
        truth is not None and abs(said - truth) <= WITHIN for truth in truths
    )


def look_at_the_kind(bench, say, found):
    """Fail with what is wrong in all places alike: silent, in pixels, the other way round."""
    seen = bench.seen
    numbers = [(said, truths) for said, truths in found if isinstance(said, float)]
    prints = line_of(seen, r"print\(")
    silent = [said for said, _ in found if said == "nothing"]
    say.unless(len(silent) < len(found), "line.says_nothing", is_missing=True, line=prints)
    say.unless(len(silent) <= 2, "line.too_slow", count=len(silent), line=line_of(seen, r"sleep\("))
    say.unless(numbers, "line.never_sees_it", line=line_of(seen, ONE_LIMIT))
    if max(abs(said) for said, _ in numbers) > 1.5:
        say.fail("line.in_points", number=numbers[0][0], line=line_of(seen, r"m10") or prints)
    mirrored = [(-said, truths) for said, truths in numbers]
    swings = sum(abs(truths[2]) > 2 * WITHIN for _, truths in numbers)
    if swings and sum(is_right(*each) for each in mirrored) > 0.8 * len(numbers):
        say.fail("line.other_way_round", line=line_of(seen, r"m10|160"))


def look_at_the_part(bench, say, right, found):
    """Fail if too many places were wrong, with what the program shows of the reason."""
    seen = bench.seen
    if right >= LEAST_SHARE * len(found):
        return
    said, truths = next(each for each in found if not is_right(*each))
    if line_of(seen, KEEPS_COLUMNS):
        say.fail("line.keeps_columns", line=line_of(seen, KEEPS_COLUMNS))
    if not line_of(seen, KEEPS_ROWS):
        say.fail("line.ceiling", line=line_of(seen, r"cvtColor|threshold"))
    words = "no line" if said is None else f"{said:.2f}"
    say.fail(
        "line.wrong", said=words, right=truths[2], count=len(found) - right, of=len(found),
        line=line_of(seen, r"m10|moments"),
    )  # fmt: skip


def says_that_there_is_none(bench, say, program):
    """Where there is no line, no place may be said."""
    for s_m in (0.5, 3.0):
        bench.track.carries_car(s_m, AWAY_M)
        before = len(program.lines)
        bench.wait("600 ms")
        said = said_last(program, before)
        line = line_of(bench.seen, r"is None|countNonZero|m00")
        say.unless(said != "nothing", "line.silent_without_one", line=line)
        say.unless(said is None, "line.sees_one_too_many", said=said, line=line)


def test_by_day(bench, task, say):
    """By day the program says where the line is, and where there is none."""
    explain(say)
    with task(points=2) as program:
        found = answers(bench, program, BY_DAY, seed=27)
        look_at_the_kind(bench, say, found)
        look_at_the_part(bench, say, sum(is_right(*each) for each in found), found)
        says_that_there_is_none(bench, say, program)


def test_shadow_and_glare(bench, task, say):
    """In the evening it does so too, in shadow and in glare, in nine of ten places."""
    explain(say)
    with task(points=3, track="evening.toml") as program:
        found = answers(bench, program, IN_THE_EVENING // 2, seed=5)
        bench.track.dims(0.6)
        found += answers(bench, program, IN_THE_EVENING // 2, seed=6)
        look_at_the_kind(bench, say, found)
        right = sum(is_right(*each) for each in found)
        if right < LEAST_SHARE * len(found) and not line_of(bench.seen, COMPARES_WITH_THE_FLOOR):
            say.fail(
                "line.one_limit_for_all", count=len(found) - right, of=len(found),
                line=line_of(bench.seen, ONE_LIMIT),
            )  # fmt: skip
        look_at_the_part(bench, say, right, found)
        says_that_there_is_none(bench, say, program)
