"""Morse messenger: the red lamp sends what was typed, so that another machine can read it."""

# fmt: off
LETTERS = {
    ".-": "A", "-...": "B", "-.-.": "C", "-..": "D", ".": "E", "..-.": "F", "--.": "G",
    "....": "H", "..": "I", ".---": "J", "-.-": "K", ".-..": "L", "--": "M", "-.": "N",
    "---": "O", ".--.": "P", "--.-": "Q", ".-.": "R", "...": "S", "-": "T", "..-": "U",
    "...-": "V", ".--": "W", "-..-": "X", "-.--": "Y", "--..": "Z",
    "-----": "0", ".----": "1", "..---": "2", "...--": "3", "....-": "4",
    ".....": "5", "-....": "6", "--...": "7", "---..": "8", "----.": "9",
}
# fmt: on
SILENCE_S = 4  # longer than any gap between two words


def unit_of(lamp):
    """Return how long a dot is: the shortest flash."""
    return min(lamp.on_times_s, default=0.0)


def read(lamp):
    """Return what the flashes of a lamp say; what is no letter becomes "?"."""
    unit_s = unit_of(lamp)
    text = marks = ""
    gaps = [*lamp.off_times_s, 100 * unit_s]
    for on_s, off_s in zip(lamp.on_times_s, gaps, strict=False):
        marks += "." if on_s < 2 * unit_s else "-"
        if off_s > 2 * unit_s:
            text += LETTERS.get(marks, "?")
            marks = ""
        if 5 * unit_s < off_s < 100 * unit_s:
            text += " "
    return text


def marks_of(word):
    """Return all dots and dashes of a word, without gaps."""
    codes = {letter: code for code, letter in LETTERS.items()}
    return "".join(codes[letter] for letter in word if letter in codes)


def flashes_of(lamp):
    """Return all flashes as dots and dashes, without gaps."""
    return "".join("." if on_s < 2 * unit_of(lamp) else "-" for on_s in lamp.on_times_s)


def wait_until_sent(bench, program):
    """Wait until the lamp has been dark for long."""
    lamp = bench.led("red")
    lamp.turns_on(within="5 s")
    quiet_s = 0.0
    while quiet_s < SILENCE_S and bench.now_s < 300:
        before = lamp.changes_so_far
        bench.wait("500 ms")
        quiet_s = quiet_s + 0.5 if lamp.changes_so_far == before else 0.0
    return lamp


def look_at_the_dashes(say, lamp):
    """A dash is three dots long."""
    longest = max(lamp.on_times_s) / unit_of(lamp)
    is_right = longest < 1.5 or 2.5 < longest < 3.5
    say.unless(is_right, "messenger.dash_length", units=longest)


def look_at_the_text(bench, say, program, typed, wanted):
    """Wait for the whole message and compare it."""
    lamp = wait_until_sent(bench, program)
    got = read(lamp)
    if got == wanted:
        look_at_the_dashes(say, lamp)
        return
    say.unless(got != "SOS", "messenger.same_message", typed=typed, read=got)
    on_times = lamp.on_times_s
    only_dots = max(on_times) < 1.5 * min(on_times)
    say.unless(not only_dots, "messenger.dots_and_dashes", on_s=on_times[0])
    together = flashes_of(lamp) == marks_of(wanted)
    if together and got.replace(" ", "") == wanted.replace(" ", ""):
        say.fail("messenger.words_run_together", typed=typed, read=got)
    say.unless(not together, "messenger.letters_run_together", typed=typed, read=got)
    say.fail("messenger.other_letters", typed=typed, read=got)


def test_sends_sos(bench, task, say):
    """Typed SOS, the lamp sends ... --- ..."""
    say.when(lambda seen: not seen.led("red").edges, "messenger.nothing_sent", typed="SOS")
    with task(types=("SOS",)) as program:
        look_at_the_text(bench, say, program, "SOS", "SOS")
        unit_s = unit_of(bench.led("red"))
        say.unless(0.045 < unit_s < 0.31, "messenger.unit", unit_s=unit_s)


def test_sends_small_letters(bench, task, say):
    """Small letters are sent like capitals."""
    say.if_error("KeyError", "messenger.small_letters", typed="sos", read="nothing")
    say.when(
        lambda seen: read(seen.led("red")) != "SOS",
        "messenger.small_letters",
        typed="sos",
        read=lambda seen: read(seen.led("red")) or "nothing",
    )
    with task(types=("sos",)) as program:
        look_at_the_text(bench, say, program, "sos", "SOS")


def test_sends_all_letters(bench, task, say):
    """Every letter has its own marks."""
    text = "THE QUICK BROWN FOX JUMPS OVER A LAZY DOG"
    say.if_error("KeyError", "messenger.unknown_sign", sign="a space")
    with task(points=2, types=(text,)) as program:
        look_at_the_text(bench, say, program, text, text)


def test_leaves_out_what_it_does_not_know(bench, task, say):
    """What Morse has no sign for is left out, and the rest is sent."""
    say.if_error("KeyError", "messenger.unknown_sign", sign='"?"')
    typed = "Où es-tu?"
    with task(points=2, types=(typed,)) as program:
        lamp = wait_until_sent(bench, program)
        got = read(lamp).replace(" ", "")
        say.unless(got in {"OESTU", "OUESTU"}, "messenger.other_letters", typed=typed, read=got)
