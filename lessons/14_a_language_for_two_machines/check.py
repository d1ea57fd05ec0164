"""Lesson 14: bad lines are counted and never believed, and nothing ends the program."""

import re

GOOD = re.compile(r"(-?\d+)\D+?(-?\d+)")
BAD = re.compile(r"\bbad\D*(\d+)", re.IGNORECASE)
RETURN_IN_LOOP = r"^( *)for [^\n]*\n(?:\1 +[^\n]*\n)*?\1 +return"
BEGUN_IN_LOOP = r"^( *)for [^\n]*\n(?:\1 +[^\n]*\n)*?\1 +\w+ *= *0 *(?=#|\n)"
FLOOD = 300
LONG = "".join(chr(48 + n * n % 71) for n in range(500))  # a line without an end, nearly


def xor_of(text):
    """Return the XOR of all characters of a text."""
    result = 0
    for character in text:
        result ^= ord(character)
    return result


def came(things):
    """Return the lines that came to the Pi since READY, whole, as bytes without the newline."""
    data = b"".join(line.raw for line in things.serial.to_pi)
    return data.partition(b"READY\n")[2].split(b"\n")[:-1]


def speeds_in(line, *, is_strict=True):
    """Return (left, right) of a good line, None of a bad one.

    Args:
        is_strict: whether the line must be as the sender writes it, letter by letter.
    """
    text, _, checksum = line.decode("latin-1").strip().partition("*")
    fields = text.split(",")
    try:
        numbers = int(fields[1]), int(fields[2])
        is_good = int(checksum, 16) == xor_of(text) and len(fields) == 3
    except (ValueError, IndexError):
        return None
    as_sent = f"M,{numbers[0]},{numbers[1]}*{xor_of(text):02X}".encode()
    return numbers if is_good and (line == as_sent or not is_strict) else None


def good_lines(things):
    return [speeds for line in came(things) if (speeds := speeds_in(line))]


def bad_lines(things):
    """Return the lines that are bad whichever way one looks at them."""
    return [line for line in came(things) if not speeds_in(line, is_strict=False)]


def doubtful(things):
    """Return how many lines one may call good or bad: a small hexadecimal letter, a space."""
    return len(came(things)) - len(good_lines(things)) - len(bad_lines(things))


def printed_speeds(things):
    """Return the pairs of speeds that were printed."""
    found = []
    for text in lines_printed(things):
        numbers = GOOD.search(BAD.split(text)[0])
        if numbers:
            found.append((int(numbers[1]), int(numbers[2])))
    return found


def lines_printed(things):
    return [event.data["text"] for event in things.trace if event.kind == "print"]


def counted(things):
    """Return the number behind "bad" that was printed last, 0 without one."""
    found = [BAD.search(text) for text in lines_printed(things)]
    return next((int(number[1]) for number in reversed(found) if number), 0)


def believed(things):
    """Return the first pair that was printed and that no good line has said, or None."""
    told = {speeds for line in came(things) if (speeds := speeds_in(line, is_strict=False))}
    return next((pair for pair in printed_speeds(things) if pair not in told), None)


def as_text(line):
    return line.decode("latin-1") if isinstance(line, bytes) else line


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_in_last_loop(seen, pattern):
    """Return the number of the first line that fits a pattern, from the last `while` on."""
    loops = re.finditer(r"^[ ]*while\b", text_of(seen), re.MULTILINE)
    begin = max((loop.start() for loop in loops), default=0)
    before = text_of(seen).count("\n", 0, begin)
    lines = enumerate(text_of(seen).splitlines()[before:], before + 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_that_said(seen, pair):
    """Return the bad line in which a pair of numbers stands, as text."""
    for line in bad_lines(seen):
        numbers = GOOD.search(as_text(line))
        if numbers and (int(numbers[1]), int(numbers[2])) == pair:
            return as_text(line)
    return as_text(bad_lines(seen)[0])


def text_of(seen):
    return seen.code.text


def line_where_ends(seen, pattern):
    """Return the line in which a pattern of several lines ends, None if it does not fit."""
    found = re.search(pattern, text_of(seen), re.MULTILINE)
    return text_of(seen).count("\n", 0, found.end()) + 1 if found else None


def loops_of(seen):
    """Return the text of each loop with what stands behind it."""
    return re.split(r"^\s*while ", text_of(seen), flags=re.MULTILINE)[1:]


def hides_errors(seen):
    """Return the line of an `except` below which nothing is counted or said, or None."""
    found = re.search(r"^[ \t]*except[^\n]*:\s*\n?\s*(pass|continue|\.\.\.)", text_of(seen), re.M)
    return text_of(seen).count("\n", 0, found.start()) + 1 if found else None


def explain_the_errors(say):
    """Name what ends the program."""
    say.if_error(
        "UnicodeDecodeError",
        "lines.bytes_are_no_text",
        line=lambda seen: line_in_last_loop(seen, r"decode\("),
    )
    for kind in ("ValueError", "IndexError"):
        say.if_error(
            kind,
            "lines.no_number",
            when=lambda seen: bad_lines(seen),
            line_text=lambda seen: as_text(bad_lines(seen)[-1]),
        )


def explain_the_checksum(say):
    """Name the mistakes in the checksum: good lines count as bad."""
    numbers = {"count": lambda seen: len(good_lines(seen)), "bad": counted}
    surest = {
        "lines.hides_all_errors": r"^\s*except *(Exception|BaseException)?( as \w+)? *:",
        "lines.believes_the_opposite": r"if .*!= *\w+\(|if \w+\(.*\) *!=",
        "lines.return_in_the_loop": RETURN_IN_LOOP,
    }
    for message_id, pattern in surest.items():
        say.when(
            lambda seen, pattern=pattern: counted(seen) > 2 and line_where_ends(seen, pattern),
            message_id,
            line=lambda seen, pattern=pattern: line_where_ends(seen, pattern),
            **numbers,
        )
    say.when(
        lambda seen: counted(seen) > 2 and timeout_s(seen) < 0.1,
        "lines.counts_silence",
        timeout_s=timeout_s,
        line=lambda seen: line_of(seen, "timeout"),
    )
    say.when(
        lambda seen: counted(seen) > 2 and not re.search("strip|[:]-1]", loops_of(seen)[-1]),
        "lines.newline_in_the_checksum",
        line=lambda seen: line_of(seen, r"partition|split"),
        **numbers,
    )
    say.when(
        lambda seen: counted(seen) > 2 and re.search(r"return +hex\(", text_of(seen)),
        "lines.written_by_hex",
        line_text=lambda seen: as_text(came(seen)[-1]),
        own=lambda seen: hex(xor_of(as_text(came(seen)[-1]).strip().partition("*")[0])),
        line=lambda seen: line_of(seen, r"return +hex\("),
    )
    say.when(
        lambda seen: counted(seen) > 2 and re.search(r":0?2?x\}|:x\}|hex\(", text_of(seen)),
        "lines.written_otherwise",
        line_text=lambda seen: as_text(came(seen)[-1]),
        own=lambda seen: f"{xor_of(as_text(came(seen)[-1]).partition('*')[0]):02x}",
        line=lambda seen: line_of(seen, r":0?2?x\}|:x\}|hex\("),
    )
    say.when(
        lambda seen: counted(seen) > 2 and line_where_ends(seen, BEGUN_IN_LOOP),
        "lines.sum_begun_anew",
        line=lambda seen: line_where_ends(seen, BEGUN_IN_LOOP),
    )
    say.when(
        lambda seen: counted(seen) > 2 and line_of(seen, r"\+=? *ord"),
        "lines.adds_instead",
        line=lambda seen: line_of(seen, r"\+ *ord|\+= *ord"),
        **numbers,
    )
    say.when(
        lambda seen: counted(seen) > 2 and not re.search(r"[xX]\}|%02X|hex|, *16\)", text_of(seen)),
        "lines.number_against_text",
        line=lambda seen: line_of(seen, r"return"),
        **numbers,
    )
    say.when(
        lambda seen: counted(seen) > 2 and line_of(seen, r"==.*\((line|raw|.*\[:?-?\d*:?\])\)"),
        "lines.other_text_summed",
        line=lambda seen: line_of(seen, r"==.*\("),
        **numbers,
    )
    say.when(lambda seen: counted(seen) > 2, "lines.all_seem_bad", **numbers)


def begins(bench):
    bench.serial.wait_for_line("READY", within="4 s")


def test_good_lines(bench, task, say):
    """On a good cable the speeds are printed, line by line."""
    explain_the_errors(say)
    explain_the_checksum(say)
    say.when(
        lambda seen: line_of(seen, r"^\s+.*sleep\(") and len(printed_speeds(seen)) > 2,
        "lines.falls_behind",
        count=lambda seen: len(good_lines(seen)),
        found=lambda seen: len(printed_speeds(seen)),
        line=lambda seen: line_of(seen, r"^\s+.*sleep\("),
    )
    with task():
        begins(bench)
        bench.wait("1 s")
        told, seen = good_lines(bench), printed_speeds(bench.seen)
        say.unless(
            counted(bench.seen) == 0, "lines.all_seem_bad", count=len(told), bad=counted(bench.seen)
        )
        found = sum(pair in seen for pair in told[:-1])
        say.unless(
            found == len(told[:-1]), "lines.prints_no_good_lines", count=len(told), found=found
        )


def explain_the_count(say):
    """Name the mistakes in how bad lines are counted."""
    say.when(
        lambda seen: believed(seen),
        "lines.believes_bad_lines",
        line_text=lambda seen: line_that_said(seen, believed(seen)),
        printed=lambda seen: "left {} right {}".format(*believed(seen)),
        line=lambda seen: line_of(seen, r"print\("),
    )
    say.when(
        lambda seen: seen.ended_s is not None and re.search(r"\bbreak\b|exit\(", text_of(seen)),
        "lines.stops_at_the_first",
        line=lambda seen: line_of(seen, r"\bbreak\b|exit\("),
    )
    say.when(
        lambda seen: seen.ended_s is not None and line_of(seen, r"^try:"),
        "lines.loop_in_the_try",
        line=lambda seen: line_of(seen, r"^try:"),
    )
    say.when(
        lambda seen: counted(seen) == 0 and bad_lines(seen) and hides_errors(seen),
        "lines.hides_errors",
        count=lambda seen: len(bad_lines(seen)),
        line=hides_errors,
    )
    say.when(
        lambda seen: (
            counted(seen) == 1
            and sum(bool(BAD.search(text)) for text in lines_printed(seen)) > 2
            and line_in_last_loop(seen, r"^\s+\w+ *= *0\b")
        ),
        "lines.counter_begun_anew",
        expected=lambda seen: len(bad_lines(seen)),
        line=lambda seen: line_in_last_loop(seen, r"^\s+\w+ *= *0\b"),
    )


def count_is_right(bench, say):
    """Compare the program's count with the lines that really came."""
    expected, seen = len(bad_lines(bench)), counted(bench.seen)
    said = any(BAD.search(text) for text in lines_printed(bench.seen))
    params = {"expected": expected, "seen": seen}
    pair = believed(bench.seen)
    if pair is not None:
        text = line_that_said(bench.seen, pair)
        told = "left {} right {}".format(*pair)
        say.fail("lines.believes_bad_lines", line_text=text, printed=told)
    say.unless(said or not expected, "lines.no_count", expected=expected)
    say.unless(seen >= expected, "lines.counts_too_few", **params)
    say.unless(seen <= expected + doubtful(bench), "lines.counts_too_many", **params)


def test_damaged_lines(bench, task, say):
    """With a bad cable each bad line is counted, and none is believed."""
    explain_the_errors(say)
    explain_the_count(say)
    with task(points=2):
        begins(bench)
        bench.wait("100 ms")
        bench.arduino().damage("1 %")
        bench.wait("6 s")
        bench.arduino().mend()
        bench.wait("300 ms")
        count_is_right(bench, say)
        told = good_lines(bench)
        found = sum(pair in printed_speeds(bench.seen) for pair in told[:-1])
        is_complete = found >= len(told) - 1 - doubtful(bench)
        say.unless(is_complete, "lines.prints_no_good_lines", count=len(told), found=found)


def test_pieces(bench, task, say):
    """Lines that come in pieces are put together."""
    explain_the_errors(say)
    say.when(
        lambda seen: counted(seen) and not bad_lines(seen),
        "lines.cut_in_halves",
        first=lambda seen: as_text(came(seen)[-1])[:5],
        second=lambda seen: as_text(came(seen)[-1])[5:],
        timeout_s=timeout_s,
        line=lambda seen: line_of(seen, r"timeout"),
    )
    with task():
        begins(bench)
        bench.wait("100 ms")
        bench.arduino().split("4 %", gap="80 ms")
        bench.wait("2500 ms")
        bench.arduino().mend()
        bench.wait("1 s")
        count_is_right(bench, say)


def timeout_s(seen):
    return float(re.search(r"timeout *= *([0-9.]+)", text_of(seen))[1])


def test_flood(bench, task, say):
    """Hundreds of lines at once do not bring it out of step."""
    explain_the_errors(say)
    with task():
        begins(bench)
        bench.wait("200 ms")
        flood = "".join(f"M,{n},{-n}*{xor_of(f'M,{n},{-n}'):02X}\n" for n in range(FLOOD))
        bench.arduino().pi_gets(flood + "*,*,,M\n\n***\n" + LONG + "\n")
        bench.wait("1500 ms")
        told, seen = good_lines(bench)[:-1], printed_speeds(bench.seen)
        found = sum(pair in seen for pair in told)
        say.unless(found > len(told) - 5, "lines.falls_behind", count=len(told), found=found)
        count_is_right(bench, say)
