"""Lesson 12: the Pi waits for READY, then sends PING 1 to PING 5 and prints what comes back."""

import re

PINGS = [f"PING {n}" for n in range(1, 6)]
PONGS = [f"PONG {n}" for n in range(1, 6)]
BAUD = 115200  # as in Serial.begin of the given sketches


def spoken(seen):
    """Return what the program has sent so far."""
    return list(seen.serial.to_arduino)


def heard(seen):
    """Return the lines that the Arduino has heard, without those that were lost."""
    return [line.text.strip() for line in spoken(seen) if not line.is_lost]


def ready_s(seen):
    """Return when the Arduino said READY; raises StopIteration if it has not yet."""
    return next(line.t_s for line in seen.serial.sent if line.text.strip() == "READY")


def is_ready(seen):
    return any(line.text.strip() == "READY" for line in seen.serial.sent)


def first_word_after_s(seen):
    """Return how long after opening the program spoke first."""
    return spoken(seen)[0].t_s - seen.serial.opened_s[0]


def spoke_too_early(seen):
    """Whether the first word was sent before the Arduino was ready."""
    return spoken(seen) and (not is_ready(seen) or spoken(seen)[0].t_s < ready_s(seen))


def speeds_differ(seen):
    return seen.serial.pi_baud != BAUD


def broken_letters(seen):
    """Return some of the bytes that the program got, as Python would print them."""
    return repr(next(line.raw for line in seen.serial.to_pi if not line.is_lost)[:4])[2:-1]


def waits_for_ready(seen):
    """Whether READY has come, and the program has sent nothing half a second later."""
    return seen.now_s > ready_s(seen) + 0.5 and not spoken(seen)


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


SPEEDS = {
    "seen_bytes": broken_letters,
    "pi_baud": lambda seen: seen.serial.pi_baud,
    "board_baud": BAUD,
    "line": lambda seen: line_of(seen, r"Serial\("),
}


def gives_a_text(seen):
    """Whether the error speaks of `write` that was given a text."""
    return re.search("unicode strings", str(seen.error))


def explain_the_beginning(say):
    """Name the mistakes that keep the two from talking at all."""
    say.when(
        lambda seen: speeds_differ(seen) and seen.serial.to_pi, "hello.speeds_differ", **SPEEDS
    )
    say.when(
        lambda seen: spoke_too_early(seen) and first_word_after_s(seen) < 1.6,
        "hello.spoke_too_early",
        after_s=first_word_after_s,
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.when(
        spoke_too_early,
        "hello.slow_board",
        after_s=first_word_after_s,
        ready_s=lambda seen: ready_s(seen) - seen.serial.opened_s[0],
        line=lambda seen: line_of(seen, r"sleep\("),
    )
    say.when(
        lambda seen: waits_for_ready(seen) and "while" not in code(seen) and has(seen, "readline"),
        "hello.looked_once",
        line=lambda seen: line_of(seen, r"\.readline\("),
    )
    say.when(
        lambda seen: waits_for_ready(seen) and "while" in code(seen) and not reads_in_loop(seen),
        "hello.never_reads_again",
        line=lambda seen: line_of(seen, r"\bwhile\b"),
    )
    say.when(
        lambda seen: (
            waits_for_ready(seen) and not re.search(r"decode|\bstr\(|b[\"']", loop_of(seen))
        ),
        "hello.bytes_against_text",
        line=lambda seen: line_of(seen, r"\.readline\("),
    )
    say.when(
        lambda seen: waits_for_ready(seen) and not re.search(r"strip|\\n| in ", loop_of(seen)),
        "hello.line_end_still_there",
        line=lambda seen: line_of(seen, r"\.readline\("),
    )
    say.when(
        lambda seen: (
            waits_for_ready(seen)
            and line_of(seen, "while")
            and not re.search(r"=[ \"'b]*READY[\"']", code(seen))
        ),
        "hello.waits_for_another_word",
        line=lambda seen: line_of(seen, r"while"),
    )
    say.when(
        lambda seen: (
            waits_for_ready(seen) and not has(seen, r"\.write\(") and has(seen, r"print\(.*PING")
        ),
        "hello.prints_for_the_screen",
        line=lambda seen: line_of(seen, r"print\(.*PING"),
    )
    say.when(waits_for_ready, "hello.never_speaks", ready_s=ready_s)


def code(seen):
    return seen.code.text


def has(seen, pattern):
    return re.search(pattern, code(seen))


def reads_in_loop(seen):
    """Whether the loop reads, by itself or through a function of the program."""
    names = "|".join(re.findall(r"def (\w+)\(", code(seen))) or "read"
    return re.search(rf"read|in_waiting|iter\(|\b({names})\(", loop_of(seen))


def loop_of(seen):
    """Return the program's first `while` with what is indented below it."""
    return re.search(r"while[^\n]*\n(?:[ \t]+[^\n]*\n?|\s*\n)*", code(seen))[0]


def explain_the_talk(say):
    """Name the mistakes in what was sent and read, once the two are talking."""
    say.when(
        lambda seen: spoken(seen) and not any("\n" in line.raw.decode() for line in spoken(seen)),
        "hello.no_line_end",
        sent=lambda seen: spoken(seen)[0].text,
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.when(
        lambda seen: len(seen.serial.opened_s) > 1,
        "hello.opens_again",
        times=lambda seen: len(seen.serial.opened_s),
        line=lambda seen: line_of(seen, r"Serial\("),
    )
    say.when(
        lambda seen: any(line.text.strip() == "WHAT?" for line in seen.serial.sent),
        "hello.not_understood",
        sent=lambda seen: next(text for text in heard(seen) if text not in PINGS),
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.when(
        lambda seen: any("{" in text for text in heard(seen)),
        "hello.f_is_missing",
        sent=lambda seen: heard(seen)[0],
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.when(
        lambda seen: [text for text in heard(seen) if text not in PINGS],
        "hello.other_numbers",
        heard=lambda seen: ", ".join(heard(seen)[:6]),
        line=lambda seen: line_of(seen, r"range\("),
    )
    say.when(
        lambda seen: len(heard(seen)) < 5 and seen.now_s > ready_s(seen) + 1,
        "hello.too_few",
        count=lambda seen: len(heard(seen)),
        line=lambda seen: line_of(seen, r"\.write\("),
    )


def explain_the_printing(say):
    """Name the mistakes that show in what was printed."""
    say.when(
        lambda seen: printed_s(seen, "PONG 1") < came_s(seen, "PONG 1"),
        "hello.does_not_listen",
        printed="PONG 1",
        line=lambda seen: line_of(seen, r"print\("),
    )
    say.when(
        lambda seen: "READY" in seen.prints and seen.prints.index("READY") < 2,
        "hello.one_behind",
        printed=lambda seen: "READY",
        line=lambda seen: line_of(seen, r"\.readline\("),
    )
    say.when(
        lambda seen: gives_up_s(seen) < 0.02,
        "hello.gives_up_too_soon",
        timeout_s=gives_up_s,
        line=lambda seen: line_of(seen, "timeout"),
    )
    say.when(
        lambda seen: has(seen, r"\.read\(") and not has(seen, r"print\(.*readline"),
        "hello.reads_single_letters",
        line=lambda seen: line_of(seen, r"\.read\("),
    )
    say.when(
        lambda seen: sum("PONG" in text for text in seen.prints) == 1,
        "hello.prints_only_one",
        printed=lambda seen: next(text for text in seen.prints if "PONG" in text),
        line=lambda seen: line_of(seen, r"print\("),
    )
    say.when(
        lambda seen: not seen.prints,
        "hello.not_printed",
        answer="PONG 1",
        line=lambda seen: line_of(seen, r"\.write\("),
    )


def gives_up_s(seen):
    """Return the program's timeout."""
    return float(re.search(r"timeout *= *([0-9.]+)", code(seen))[1])


def printed_s(seen, text):
    """Return when a text was printed first."""
    prints = (event for event in seen.trace if event.kind == "print")
    return next(event.t_ns / 1e9 for event in prints if text in event.data["text"])


def came_s(seen, text):
    """Return when a line of the Arduino came to the Pi."""
    return next(line.t_s for line in seen.serial.to_pi if line.text == text)


def talks(bench, seconds):
    """Let the board become ready and the talk go on."""
    bench.serial.wait_for_line("READY", within="4 s")
    bench.wait(seconds)


def test_waits_for_ready(bench, task, say):
    """Your program waits for READY before it speaks."""
    say.if_error("TypeError", "hello.text_not_bytes", when=gives_a_text)
    say.if_error(
        "TypeError",
        "hello.number_is_no_bytes",
        when=lambda seen: re.search("concat (int|float)", str(seen.error)),
    )
    say.if_error("UnicodeDecodeError", "hello.speeds_differ", when=speeds_differ, **SPEEDS)
    explain_the_beginning(say)
    with task(points=2):
        talks(bench, "700 ms")
        say.unless(not speeds_differ(bench), "hello.speeds_differ", is_missing=True)
        say.unless(spoken(bench), "hello.never_speaks", is_missing=True, ready_s=ready_s)
        say.unless(not spoke_too_early(bench), "hello.spoke_too_early", after_s=first_word_after_s)


def test_talks(bench, task, say):
    """It sends PING 1 to PING 5, and the Arduino understands each of them."""
    explain_the_talk(say)
    with task(points=2):
        talks(bench, "1 s")
        say.unless(heard(bench) == PINGS, "hello.too_few", is_missing=True, count=0)


def test_prints(bench, task, say):
    """It prints PONG 1 to PONG 5, as the Arduino answers."""
    explain_the_printing(say)
    with task(points=2) as program:
        talks(bench, "1 s")
        for pong in PONGS:
            is_there = any(pong in line for line in program.lines)
            last = program.lines[-1] if program.lines else "nothing"
            say.unless(is_there, "hello.other_printed", answer=pong, last=last)
            is_real = printed_s(bench.seen, pong) >= came_s(bench.seen, pong)
            say.unless(is_real, "hello.does_not_listen", printed=pong)


def test_slow_board(bench, task, say):
    """It also waits for a board that needs a second more."""
    explain_the_beginning(say)
    with task(sketch="slow_pong/slow_pong.ino"):
        talks(bench, "1 s")
        say.unless(not spoke_too_early(bench), "hello.slow_board")
        say.unless(heard(bench) == PINGS, "hello.too_few", count=len(heard(bench)))
