"""Lesson 18: the red lamp is lit when somebody moves, and not for noise, lamps and curtains."""

import re

VISITS = [  # seconds of people.toml in which somebody is to be seen
    (7.5, 9.5), (13, 15), (20.5, 25), (29, 32.5), (37.5, 39.5),
    (45, 47), (51.5, 55.5), (58, 62.5), (65.5, 68), (72, 74),
]  # fmt: skip
SWITCHES = [6, 11, 16, 21, 26]  # seconds of lamps.toml
GUSTS = [3.5, 5.5, 7.5, 9.5, 11.5]  # of curtain.toml: it blows all the time
LEAST_HITS = 9
COMPARES_WITH_ITSELF = (
    r"(\w+) *= *(\w+)\n(?:[ \t]*\n)*[ \t]+\w+ *= *cv2\.absdiff\((?:\1, *\2|\2, *\1)\)"
)
MINUS = r"^\s+\w+ *= *\w+ - \w+\s*$|absdiff *= *\w+ - "
NO_WRAP = r"absdiff|subtract|astype|int16|float"
LOOP = re.compile(r"^while[^\n]*\n((?:[ \t]+[^\n]*\n?|\s*\n)*)", re.MULTILINE)


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def starts_s(seen):
    """Return when the lamp went on, each time."""
    return [t_s for t_s, level in seen.led("red").edges if level]


def was_lit(seen, since_s, until_s):
    """Whether the lamp was lit at some time in a span."""
    level = 0
    for t_s, now in seen.led("red").edges:
        if t_s >= until_s:
            break
        if t_s > since_s and (now or level):
            return True
        level = now
    return bool(level)


def has(seen, pattern):
    return re.search(pattern, seen.code.text)


def frames_per_s(seen):
    """Return how often the program looks."""
    frames = seen.camera().frames
    return (len(frames) - 1) / (frames[-1].t_s - frames[0].t_s)


def number_at(seen, pattern):
    """Return the number that a pattern finds in the program; one with a name is looked up."""
    word = re.search(pattern, seen.code.text)[1]
    if re.fullmatch(r"[0-9.]+", word):
        return float(word)
    return float(re.search(rf"^{word} *= *([0-9.]+)", seen.code.text, re.MULTILINE)[1])


def threshold_of(seen):
    """Return from which difference on a point counts as changed."""
    return number_at(seen, r"threshold\([^,]+, *([\w.]+)")


def grey_without_return(seen):
    """Find a function without `return` whose value becomes `before` or `now`."""
    for found in re.finditer(r"^def (\w+)\(.*\n((?:[ \t]+.*\n|\n)+)", seen.code.text, re.MULTILINE):
        is_used = has(seen, rf"\b(before|now) *= *{found[1]}\(")
        if is_used and not re.search(r"\b(return|yield)\b", found[2]):
            return found
    return None


def never_reached(seen):
    """Find an `elif x > LARGE` behind `if x > SMALL`: the first takes all that the second wants."""
    names = dict(re.findall(r"^(\w+) *= *([0-9_]+)", seen.code.text, re.MULTILINE))
    pattern = r"^([ \t]*)if (\w+) *>=? *(\w+):.*\n(?:\1[ \t]+.*\n)+\1elif \2 *>=? *(\w+):"
    for found in re.finditer(pattern, seen.code.text, re.MULTILINE):
        first, second = (names.get(word, word) for word in found.group(3, 4))
        if first.isdigit() and second.isdigit() and int(first) < int(second):
            return found
    return None


def explain(say):
    """Name the mistakes that keep the program from seeing anything, or from ever being calm."""
    say.when(
        lambda seen: not seen.camera().started_s,
        "moved.camera_not_started",
        line=lambda seen: line_of(seen, r"Picamera2\("),
    )
    say.when(
        grey_without_return,
        "moved.gives_nothing_back",
        name=lambda seen: grey_without_return(seen)[1],
        line=lambda seen: line_of(seen, rf"def {grey_without_return(seen)[1]}\b"),
    )
    say.when(
        lambda seen: seen.ended_s is not None and len(seen.camera().frames) <= 3,
        "moved.looks_once",
        frames=lambda seen: len(seen.camera().frames),
        line=lambda seen: line_of(seen, "absdiff"),
    )
    say.when(
        lambda seen: starts_s(seen) and not has(seen, r"\.off\b|\.value\b|blink|toggle"),
        "moved.never_off",
        line=lambda seen: line_of(seen, r"\.on\("),
    )
    say.when(
        lambda seen: seen.led("red").lit and is_never_renewed(seen),
        "moved.old_background",
        line=lambda seen: line_of(seen, "absdiff"),
    )


def is_never_renewed(seen):
    """Whether one of the two pictures that are compared is never taken anew."""
    names = re.search(r"absdiff\( *(\w+) *, *(\w+) *\)", seen.code.text).groups()
    loop = LOOP.search(seen.code.text)[1]
    return any(not re.search(rf"\b{name} *(=|,.*=)|, *{name} *=", loop) for name in names)


def test_empty_room(bench, task, say):
    """At night, with nobody there, the lamp stays dark."""
    explain(say)
    say.when(
        lambda seen: starts_s(seen) and line_of(seen, MINUS) and not has(seen, NO_WRAP),
        "moved.minus_wraps",
        line=lambda seen: line_of(seen, MINUS),
    )
    say.when(
        lambda seen: starts_s(seen) and not has(seen, r"GaussianBlur|blur\(|medianBlur|resize"),
        "moved.noise",
        count=lambda seen: len(starts_s(seen)),
        line=lambda seen: line_of(seen, r"\.on\(|absdiff"),
    )
    say.when(
        lambda seen: starts_s(seen) and threshold_of(seen) < 8,
        "moved.noise_above_the_limit",
        count=lambda seen: len(starts_s(seen)),
        limit=threshold_of,
        line=lambda seen: line_of(seen, r"threshold\("),
    )
    with task(points=2):
        bench.camera().looks_at("night.toml")
        bench.wait("10 s")
        say.unless(bench.camera().frames, "moved.no_picture", is_missing=True)
        say.unless(bench.seen.ended_s is None, "moved.looks_once", frames=2)
        found = starts_s(bench.seen) or [0]
        is_lit = bench.led("red").lit or len(found) > 1
        say.unless(not is_lit, "moved.in_an_empty_room", count=len(found), at_s=found[0])


def test_people(bench, task, say):
    """Ten times somebody walks through the room, and the lamp is lit in nine of them or more."""
    explain(say)
    say.when(
        lambda seen: frames_per_s(seen) < 1,
        "moved.looks_too_rarely",
        every_s=lambda seen: 1 / frames_per_s(seen),
        line=lambda seen: line_of(seen, r"^\s+sleep\("),
    )
    say.when(
        lambda seen: not starts_s(seen) and has(seen, COMPARES_WITH_ITSELF),
        "moved.compares_with_itself",
        line=lambda seen: line_of(seen, "absdiff"),
    )
    say.when(
        lambda seen: not starts_s(seen) and not has(seen, r"\.on\b|\.value\b|blink|toggle"),
        "moved.lamp_forgotten",
        line=lambda seen: line_of(seen, r"print\("),
    )
    say.when(
        lambda seen: not starts_s(seen) and threshold_of(seen) > 120,
        "moved.limit_too_high",
        limit=threshold_of,
        line=lambda seen: line_of(seen, r"threshold\("),
    )
    say.when(
        lambda seen: not starts_s(seen) and has(seen, r"contourArea|countNonZero"),
        "moved.never_large_enough",
        line=lambda seen: line_of(seen, r"contourArea|countNonZero"),
    )
    with task(points=3):
        bench.camera().looks_at("people.toml")
        bench.wait("77 s")
        seen = bench.seen
        hits = [was_lit(seen, since - 0.4, until + 1) for since, until in VISITS]
        say.unless(any(hits), "moved.nobody_seen", at_s=VISITS[0][0])
        if sum(hits) < LEAST_HITS:
            missed = VISITS[hits.index(False)]
            say.fail("moved.too_few", hits=sum(hits), from_s=missed[0], to_s=missed[1])
        pauses = zip(
            [until for _, until in VISITS], [since for since, _ in VISITS[1:]], strict=False
        )
        spans = [(since + 1.6, until - 0.4) for since, until in pauses]
        restless = [since for since, until in spans if was_lit(seen, since, until)]
        say.unless(len(restless) < 3, "moved.lit_too_long", at_s=restless[0] if restless else 0)


def test_lamps(bench, task, say):
    """When a lamp is switched five times, it stays dark in four of them or more."""
    explain(say)
    say.when(
        never_reached,
        "moved.small_asked_first",
        small=lambda seen: never_reached(seen)[3],
        large=lambda seen: never_reached(seen)[4],
        line=lambda seen: line_of(seen, rf"elif .*> *=? *{never_reached(seen)[4]}:"),
    )
    with task(points=2):
        bench.camera().looks_at("lamps.toml")
        bench.wait("30 s")
        false = [at_s for at_s in SWITCHES if was_lit(bench.seen, at_s - 0.1, at_s + 4)]
        upper = upper_limit(bench.seen)
        name = "moved.light_settles" if upper else "moved.light_switch"
        line = upper or line_of(bench.seen, r"\.on\(")
        say.unless(len(false) <= 1, name, count=len(false), line=line)


def upper_limit(seen):
    """Return the line that looks for too much change, None without one."""
    numbers = re.findall(r"[<>]=? *(\w+)", seen.code.text)
    names = dict(re.findall(r"^(\w+) *= *([0-9_]+)", seen.code.text, re.MULTILINE))
    large = [word for word in numbers if int(names.get(word, word if word.isdigit() else 0)) > 8000]
    return line_of(seen, rf"[<>]=? *{large[0]}\b") if large else None


def test_curtain(bench, task, say):
    """A curtain in the wind is no movement either."""
    with task(points=2):
        bench.camera().looks_at("curtain.toml")
        bench.wait("13 s")
        false = [at_s for at_s in GUSTS if was_lit(bench.seen, at_s - 1, at_s + 1)]
        area = line_of(bench.seen, r"contourArea|countNonZero|boundingRect")
        name = "moved.curtain" if area else "moved.any_contour"
        line = area or line_of(bench.seen, r"\.on\(")
        say.unless(len(false) <= 1, name, count=len(starts_s(bench.seen)), line=line)
