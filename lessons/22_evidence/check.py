"""Lesson 22: each film begins 3 s before the motion, and the folder never gets too large."""

import re
from datetime import datetime, timedelta

START = "2026-11-27 22:30:00"
BEFORE_S, LONGEST_S = 3, 9
MOST_BYTES = 3_000_000
OLD_BYTES = 450_000
COLOURS = ("blue", "green", "yellow", "red")
WHOLE = (0.02, 0.02, 0.96, 0.96)
NAME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)[ T_-]?(\d\d)[-_.:]?(\d\d)[-_.:]?(\d\d)")
TINY_LIMIT = r"^(\w*(?:BYTES|MOST|LIMIT|SIZE|MB)\w*) *= *(\d{1,4})\b(?!_| *\*)"
MAKES_A_PICTURE = r"imencode|imwrite|VideoWriter|\.save\(|\bav\b|Encoder|capture_file"
JPEG = b"\xff\xd8\xff"


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def clips_of(program):
    """Return the files in the folder of the films, in the order of their names."""
    folder = program.folder / "clips"
    files = folder.rglob("*") if folder.is_dir() else ()
    return sorted(file for file in files if file.is_file() and file.stat().st_size)


def pictures_of(path):
    """Return the pictures of a film: JPEGs one after the other, or what a player can open."""
    import cv2
    import numpy as np

    data = path.read_bytes()
    if JPEG in data:
        places = [found.start() for found in re.finditer(re.escape(JPEG), data)]
        parts = [data[a:b] for a, b in zip(places, [*places[1:], len(data)], strict=True)]
        found = (cv2.imdecode(np.frombuffer(part, np.uint8), cv2.IMREAD_COLOR) for part in parts)
        return [picture for picture in found if picture is not None]
    film = cv2.VideoCapture(str(path))
    pictures = []
    while True:
        is_there, picture = film.read()
        if not is_there:
            return pictures
        pictures.append(picture)


def colour_of(picture):
    """Return which card is seen: the colour of the middle."""
    height, width = picture.shape[:2]
    blue, green, red = (int(n) for n in picture[height // 2, width // 2])
    if red > 110 and green > 110:
        return "yellow"
    numbers = {"red": red, "green": green, "blue": blue}
    return max(numbers, key=numbers.get)


def explain(say):
    """Name the mistakes that keep the whole thing from working."""
    say.when(
        lambda seen: seen.camera().opened_s and not seen.camera().started_s,
        "evidence.camera_not_started",
        line=lambda seen: line_of(seen, r"configure\(|Picamera2\("),
    )
    say.if_error(
        "ValueError",
        "evidence.written_after_close",
        when=lambda seen: "closed file" in str(seen.error),
    )
    say.if_error(
        "TypeError",
        "evidence.opened_for_text",
        when=lambda seen: "must be str" in str(seen.error) and "bytes" in str(seen.error),
        line=lambda seen: line_of(seen, r"open\("),
    )
    say.if_error(
        "TypeError",
        "evidence.two_values",
        when=lambda seen: "tuple" in str(seen.error),
        line=lambda seen: line_of(seen, r"imencode"),
    )
    say.when(
        lambda seen: line_of(seen, TINY_LIMIT),
        "evidence.tiny_limit",
        limit=lambda seen: re.search(TINY_LIMIT, seen.code.text, re.MULTILINE)[2],
        line=lambda seen: line_of(seen, TINY_LIMIT),
    )
    say.when(
        lambda seen: seen.code.uses("capture_array") and not line_of(seen, MAKES_A_PICTURE),
        "evidence.tables",
        line=lambda seen: line_of(seen, "capture_array"),
    )
    say.when(
        lambda seen: seen.ended_s is not None and seen.ended_s < 40,
        "evidence.ended",
        t_s=lambda seen: seen.ended_s,
    )


def visit(bench):
    """Somebody comes: seen by the camera for 4 s already when the sensor notices, then for 3 s."""
    for colour in ("blue", "green"):
        bench.camera().shows_card(colour, at=WHOLE)
        bench.wait("2 s")
    bench.motion_sensor("hall").sees_motion(for_="2 s")
    bench.camera().shows_card("red", at=WHOLE)
    bench.wait("3 s")
    bench.camera().shows_card("yellow", at=WHOLE)


def film_of(bench, say, program, old=()):
    """Return the only new film, and its pictures."""
    new = [file for file in clips_of(program) if file.name not in old]
    line = line_of(bench.seen, r"open\(|VideoWriter|write\(")
    there = sorted(file.name for file in program.folder.rglob("*") if file.is_file())
    others = [name for name in there if not name.endswith((".py", ".toml", ".json"))]
    if not new and others and not old:
        say.fail("evidence.other_folder", there=", ".join(others[:3]), line=line)
    say.unless(new, "evidence.no_film", is_missing=True, line=line)
    if len(new) > 3 and all(len(pictures_of(file)) == 1 for file in new):
        say.fail("evidence.single_pictures", count=len(new), line=line)
    say.unless(len(new) == 1, "evidence.several_films", count=len(new), line=line)
    pictures = pictures_of(new[0])
    say.unless(pictures, "evidence.not_a_film", name=new[0].name, line=line)
    return new[0], pictures


def looks_at_the_beginning(bench, say, pictures):
    """Fail unless the film begins 3 s before the motion, and not much earlier."""
    colours = [colour_of(picture) for picture in pictures]
    line = line_of(bench.seen, r"maxlen|deque\(|\.append\(|CircularOutput")
    if "blue" not in colours and "green" not in colours:
        say.unless(colours.count("red") > 2, "evidence.thief_has_left", line=line)
        say.unless(colours[0] == "red", "evidence.old_ring", line=line)
        say.fail("evidence.begins_with_the_motion", line=line)
    first_red = colours.index("red") if "red" in colours else len(colours)
    after = colours[first_red:]
    say.unless("red" in after, "evidence.only_before", line=line)
    before = colours[:first_red]
    order = "green" in before and "blue" in before and before.index("green") < before.index("blue")
    say.unless(not order, "evidence.backwards", line=line)
    say.unless("blue" in before, "evidence.begins_too_late", line=line)
    # how many pictures a second: red was to be seen for 3 s
    per_s = after.count("red") / 3
    say.unless(per_s >= 2.5, "evidence.too_few_pictures", per_s=per_s, line=line_of(
        bench.seen, r"sleep\("))  # fmt: skip
    before_s = len(before) / per_s
    say.unless(before_s >= BEFORE_S, "evidence.begins_too_late", line=line)
    say.unless(before_s <= LONGEST_S, "evidence.begins_too_early", before_s=before_s, line=line)
    return colours, per_s


def test_begins_before(bench, task, say):
    """The film of a visit begins 3 s before the motion was noticed, and goes on for 3 s after."""
    explain(say)
    with task(points=3, own_folder=True, world="empty_day", starts_at=START) as program:
        bench.camera().shows_card("yellow", at=WHOLE)
        bench.wait("14 s")
        early = clips_of(program)
        say.unless(not early, "evidence.films_nobody", count=len(early))
        visit(bench)
        bench.wait("10 s")
        file, pictures = film_of(bench, say, program)
        colours, per_s = looks_at_the_beginning(bench, say, pictures)
        after_s = len(colours[colours.index("red") :]) / per_s
        line = line_of(bench.seen, r"left|AFTER|until")
        say.unless(after_s >= 4.5, "evidence.ends_too_early", after_s=after_s, line=line)
        say.unless(after_s <= 12, "evidence.never_ends", after_s=after_s, line=line)
        look_at_the_name(bench, say, file)


def look_at_the_name(bench, say, file):
    """Fail unless the name has the date and the time of the visit."""
    found = NAME.search(file.name)
    line = line_of(bench.seen, r"%[YydHMS]|now\(|strftime|open\(")
    say.unless(found, "evidence.name_without_time", name=file.name, line=line)
    named = datetime(*map(int, found.groups()))
    at = datetime.fromisoformat(START) + timedelta(seconds=18)
    off_s = (named - at).total_seconds()
    say.unless(
        abs(off_s) < 15, "evidence.other_time", name=file.name, at=f"{at:%H:%M:%S}", line=line
    )


def test_second_visit(bench, task, say):
    """The next visit has a film of its own, which begins before its motion as well."""
    explain(say)
    with task(
        points=2, own_folder=True, world="empty_day", starts_at="2026-11-27 23:10:00"
    ) as program:
        old = {file.name for file in clips_of(program)}
        bench.camera().shows_card("yellow", at=WHOLE)
        bench.wait("10 s")
        visit(bench)
        bench.wait("14 s")
        first = {file.name for file in clips_of(program)}
        say.unless(len(first) == len(old) + 1, "evidence.one_name_for_all", count=len(first))
        visit(bench)
        bench.wait("10 s")
        say.unless(
            len(clips_of(program)) > len(first),
            "evidence.second_visit",
            is_missing=True,
            line=line_of(bench.seen, r"open\(|VideoWriter|begin\("),
        )
        _, pictures = film_of(bench, say, program, old=first)
        looks_at_the_beginning(bench, say, pictures)


def test_keeps_the_card_free(bench, task, say):
    """The folder never holds more than 3 MB: the oldest films go first, the newest stays."""
    explain(say)
    with task(own_folder=True, world="empty_day", starts_at="2026-11-28 06:00:00") as program:
        program.keeps_running(for_="4 s")
    with task(
        points=2, own_folder=True, world="empty_day", starts_at="2026-11-28 07:00:00"
    ) as program:
        bench.camera().shows_card("yellow", at=WHOLE)
        bench.wait("6 s")
        ending = {file.suffix for file in clips_of(program)} or {".mjpeg"}
        for file in clips_of(program):
            file.unlink()
        names = fill(program, ending.pop(), many=8)
        visit(bench)
        bench.wait("12 s")
        left = clips_of(program)
        total = sum(file.stat().st_size for file in left)
        line = line_of(bench.seen, r"unlink|remove|st_size|getsize")
        new = [file for file in left if file.name not in names]
        say.unless(new, "evidence.deletes_the_newest", line=line)
        numbers = {"total_mb": total / 1e6, "count": len(left), "line": line}
        say.unless(total <= MOST_BYTES * 1.02, "evidence.card_full", **numbers)
        kept = [name for name in names if name in {file.name for file in left}]
        say.unless(kept, "evidence.deletes_all", **numbers)
        is_oldest = kept == names[-len(kept) :]
        say.unless(is_oldest, "evidence.deletes_the_wrong", name=kept[0], **numbers)
        say.unless(total > MOST_BYTES - 2.5 * OLD_BYTES, "evidence.deletes_too_many", **numbers)


def fill(program, ending, many):
    """Put films of earlier weeks into the folder; return their names, the oldest first."""
    import os

    folder = program.folder / "clips"
    folder.mkdir(exist_ok=True)
    days = ("2025-12-31", "2026-02-03", "2026-10-05", "2026-11-12")
    names = [f"{day} 21-00-0{hour}{ending}" for hour in (1, 2) for day in days]
    names = sorted(names)[-many:]
    for number, name in enumerate(names):
        (folder / name).write_bytes(JPEG + bytes(OLD_BYTES))
        at_s = 1_700_000_000 + number * 3600
        os.utime(folder / name, (at_s, at_s))
    return names
