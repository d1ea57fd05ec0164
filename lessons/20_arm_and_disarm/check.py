"""Lesson 20: only the transitions of the table happen, and three wrong codes lock for 30 s."""

import random
import re

CODE = "ABBA"
OTHER_CODES = ("AAAA", "BBBB", "BABA", "AABB", "ABAB", "BBAA", "ABBB", "BBBA")
LOCK_S = 30
NEXT = {
    ("disarmed", "hold A"): "armed",
    ("armed", "hold B"): "ALARM",
    ("armed", CODE): "disarmed",
    ("ALARM", CODE): "disarmed",
}
SHOWN = 3  # so many steps of the path are shown


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def table_line(event, state=""):
    """Return a function that finds the line of the table for an event in a state."""
    return lambda seen: line_of(seen, rf"\(\w+\.{state}\w*, *[\"']{event}[\"']\) *:")


class Walk:
    """Somebody presses and holds the buttons; after each step the alarm must be in its state."""

    def __init__(self, bench, say):
        self.bench, self.say = bench, say
        self.state, self.path = "disarmed", ["disarmed"]
        self.wrong = self.wrong_before = 0
        self.locked_until_s, self.last = 0, ""

    def starts(self):
        """Wait for the start, and look at the lamps."""
        self.bench.wait("2 s")
        state = self.now()
        self.say.unless(state == "disarmed", "alarm.wrong_start", state=state)

    def does(self, event):
        """Hold a button, or type a code, and compare what follows with the table."""
        before = self.state
        was_locked = self.bench.now_s < self.locked_until_s
        self.act(event)
        if event in {"hold A", "hold B"} or (event == CODE and not was_locked):
            self.state = NEXT.get((before, event), before)
        if len(event) == len(CODE) and not was_locked:
            self.count(event)
        after = self.now()
        self.path += [f"--{event}-->", after]
        if after != self.state:
            self.fail(before, event, after, was_locked=was_locked)
        self.last = event

    def act(self, event):
        if event.startswith("hold"):
            button = self.bench.button(event[-1])
            button.hold(bounce="3 ms")
            self.bench.wait("3 s")
            button.release(bounce="3 ms")
        else:
            for letter in event:
                self.bench.button(letter).press(for_="120 ms", bounce="3 ms")
                self.bench.wait("300 ms")
        self.bench.wait("500 ms")

    def count(self, code):
        """Count wrong codes in a row."""
        self.wrong_before = self.wrong
        self.wrong = 0 if code == CODE else self.wrong + 1
        if self.wrong == 3:
            self.wrong, self.locked_until_s = 0, self.bench.now_s + LOCK_S

    def now(self):
        """Return in which state the alarm is, by its lamps and its sound."""
        return state_of(self.bench)

    def fail(self, before, event, after, *, was_locked):
        message = self.about_the_lock(before, event, after, was_locked=was_locked)
        message = message or message_for(before, event, after)
        path = " ".join(self.path[-2 * SHOWN - 1 :])
        words = {"before": before, "after": after, "event": event, "path": path}
        words["wanted"] = self.state
        if message == "alarm.code_refused" and self.last.startswith("hold"):
            message, words["event"] = self.why_refused()
        line = LINES.get(message)
        self.say.fail(message, line=line, **words)

    def why_refused(self):
        """Try out why the code does not count: a letter too many, or does every other code?"""
        self.act("BABA")
        if self.now() == "disarmed":
            return "alarm.any_code", "BABA"
        self.act("BBA")  # with an A left of the holding, and one of the code, this is A B B A
        is_late = self.now() == "disarmed"
        return ("alarm.hold_is_a_letter" if is_late else "alarm.code_refused"), CODE

    def about_the_lock(self, before, event, after, *, was_locked):
        """Return what is said of a step that the lock has spoiled, or nothing."""
        if was_locked and event == CODE:
            return "alarm.code_in_the_lock"
        if event == CODE and before == after and self.wrong_before == 2:
            return "alarm.locks_too_early"
        if was_locked and (event, after) == ("hold B", "armed"):
            sleeps = any(s > 4 for s in self.bench.seen.code.numbers_in("sleep"))
            return "alarm.sleeps_in_the_lock" if sleeps else "alarm.deaf_in_the_lock"
        if not was_locked and self.bench.now_s < self.locked_until_s and event != CODE:
            return "alarm.lock_silences" if before == "ALARM" else "alarm.lock_changes_state"
        return ""


def state_of(bench):
    """Return the state that lamps and siren show."""
    red, green = bench.led("red"), bench.led("green")
    sound = bench.buzzer("beeper")
    if sound.lit or was_on(sound, bench.now_s - 0.4):
        return "ALARM"
    is_red, is_green = (lamp.lit or was_on(lamp, bench.now_s - 0.4) for lamp in (red, green))
    if is_red and is_green:
        return "both lamps"
    return "armed" if is_red else "disarmed" if is_green else "no lamp"


def was_on(thing, since_s):
    return any(t_s >= since_s for t_s, _ in thing.edges)


KNOWN = {
    ("disarmed", "hold B", "ALARM"): "alarm.while_disarmed",
    ("disarmed", "hold A", "disarmed"): "alarm.does_not_arm",
    ("disarmed", "hold B", "armed"): "alarm.armed_by_b",
    ("disarmed", "hold A", "ALARM"): "alarm.sounds_when_armed",
    ("disarmed", "A", "armed"): "alarm.armed_by_a_press",
    ("disarmed", CODE, "armed"): "alarm.code_arms",
    ("armed", "hold B", "armed"): "alarm.sleeps",
    ("armed", "hold B", "disarmed"): "alarm.burglar_disarms",
    ("armed", "hold A", "disarmed"): "alarm.disarmed_without_code",
    ("armed", "hold A", "ALARM"): "alarm.sounds_when_armed",
    ("armed", CODE, "ALARM"): "alarm.code_sounds",
    ("ALARM", "hold A", "armed"): "alarm.silenced_without_code",
    ("ALARM", "hold A", "disarmed"): "alarm.silenced_without_code",
    ("ALARM", "hold B", "armed"): "alarm.silenced_without_code",
    ("ALARM", "hold B", "disarmed"): "alarm.silenced_without_code",
    ("ALARM", CODE, "ALARM"): "alarm.never_silent",
    ("ALARM", CODE, "armed"): "alarm.code_only_silences",
}
LINES = {
    "alarm.while_disarmed": table_line("hold B"),
    "alarm.code_arms": table_line("code", "DISARMED"),
    "alarm.code_only_silences": table_line("code", "ALARM"),
    "alarm.silenced_without_code": table_line("hold [AB]", "ALARM"),
    "alarm.disarmed_without_code": table_line("hold A", "ARMED"),
    "alarm.code_in_the_lock": lambda seen: line_of(seen, r"blink\(|locked"),
    "alarm.sleeps_in_the_lock": lambda seen: line_of(seen, r"sleep\(\w\w"),
}


def message_for(before, event, after):
    """Return what is said of a step that is not in the table."""
    if after in {"both lamps", "no lamp"}:
        return "alarm.two_lamps" if after == "both lamps" else "alarm.no_lamp"
    if (before, event, after) in KNOWN:
        return KNOWN[before, event, after]
    if event == CODE and before == after:
        return "alarm.code_refused"
    if len(event) == len(CODE) and event != CODE:
        return "alarm.wrong_code_sounds" if after == "ALARM" else "alarm.any_code"
    return "alarm.not_in_the_table"


def explain(say):
    """Name the mistakes that keep the alarm from living at all."""
    explain_the_text(say)
    say.when(
        lambda seen: seen.ended_s is not None and seen.code.uses("when_held"),
        "alarm.no_loop",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: (
            not re.search(r"bounce_time", seen.code.text)
            and seen.code.uses("when_pressed")
            and presses_seen(seen) > 2 * 4
        ),
        "alarm.bounces",
        line=lambda seen: line_of(seen, r"Button\("),
    )
    say.when(
        lambda seen: seen.code.makes("Buzzer") and not seen.code.makes("TonalBuzzer"),
        "alarm.no_tone",
        line=lambda seen: line_of(seen, r"= *Buzzer\("),
    )
    say.when(
        lambda seen: assigns_outer_state(seen),
        "alarm.state_of_its_own",
        name=lambda seen: assigns_outer_state(seen)[1],
        line=lambda seen: seen.code.text.count("\n", 0, assigns_outer_state(seen).end()) + 1,
    )


def explain_the_text(say):
    """Name the slips that a table of states invites."""
    say.if_error(
        "AttributeError",
        "alarm.no_such_state",
        when=lambda seen: missing_state(seen),
        name=lambda seen: missing_state(seen),
        there=lambda seen: ", ".join(states_of(seen)),
    )
    say.when(
        lambda seen: line_of(seen, r"\.get\(\(\w+, *\w+\)\)"),
        "alarm.get_without_a_second_value",
        line=lambda seen: line_of(seen, r"\.get\(\(\w+, *\w+\)\)"),
    )
    say.when(
        event_without_a_line,
        "alarm.event_without_a_line",
        event=event_without_a_line,
        line=lambda seen: line_of(seen, rf"put\([\"']{event_without_a_line(seen)}[\"']"),
    )
    say.when(
        lambda seen: line_of(seen, COMPARES_WITH_TEXT),
        "alarm.state_is_no_text",
        line=lambda seen: line_of(seen, COMPARES_WITH_TEXT),
    )
    say.when(
        lambda seen: list_and_text(seen),
        "alarm.list_and_text",
        line=lambda seen: list_and_text(seen),
    )
    say.when(
        lambda seen: line_of(seen, r"^ +\w+\.wait_for_\w+\(") and seen.code.calls("get"),
        "alarm.waits_twice",
        line=lambda seen: line_of(seen, r"^ +\w+\.wait_for_\w+\("),
    )


COMPARES_WITH_TEXT = r"== *[\"'](State\.)?[A-Z]{4,}[\"']"


def states_of(seen):
    """Return the names of the family of states."""
    family = re.search(
        r"^class \w+\(Enum\):\n((?:[ \t]+.*\n|\s*\n)+)", seen.code.text, re.MULTILINE
    )
    return re.findall(r"^[ \t]+(\w+) *=", family[1], re.MULTILINE)


def missing_state(seen):
    """Return the name in capitals that an error says is not there, or nothing."""
    found = re.search(r"\b([A-Z][A-Z_]+)\b(?!.*\b[A-Z][A-Z_]+\b)", str(seen.error))
    return found[1] if found and found[1] not in states_of(seen) else ""


def event_without_a_line(seen):
    """Return an event that is put into the queue and is nearly, not quite, one that is expected."""
    text = seen.code.text
    put = set(re.findall(r"put\([\"']([^\"']{2,})[\"']\)", text))
    wanted = set(re.findall(r"(?:, *|== *)[\"']([^\"']+)[\"']\s*\)?\s*:", text))
    plain = {re.sub(r"\W|_", "", name).casefold() for name in wanted - put}
    nearly = (re.sub(r"\W|_", "", name).casefold() for name in sorted(put - wanted))
    pairs = zip(sorted(put - wanted), nearly, strict=True)
    return next((name for name, bare in pairs if any(bare in one for one in plain)), "")


def list_and_text(seen):
    """Return the line where a list of letters is compared with a text, or None."""
    text = seen.code.text
    names = re.findall(r"^(\w+) *= *\[\]", text, re.MULTILINE)
    texts = [*re.findall(r"^(\w+) *= *[\"']\w+[\"']", text, re.MULTILINE), r"[\"']\w+[\"']"]
    pairs = (rf"\b{name} *== *(?:{word})(?!\w)" for name in names for word in texts)
    return next((line for pair in pairs if (line := line_of(seen, pair))), None)


def presses_seen(seen):
    return seen.button("A").presses_so_far + seen.button("B").presses_so_far


def assigns_outer_state(seen):
    """Find a function that gives the outer name a value without saying `global`."""
    text = seen.code.text
    for found in re.finditer(r"^def \w+\(([^)]*)\):\n((?:[ \t]+.*\n|\s*\n)+)", text, re.MULTILINE):
        inside = re.search(r"^[ \t]+(state|mode)[ \t]*=[ \t]*\S+", found[2], re.MULTILINE)
        is_outer = inside and re.search(rf"^{inside[1]}[ \t]*=", text, re.MULTILINE)
        own = inside and (re.search(rf"\b{inside[1]}\b", found[1]) or "return" in found[2])
        if is_outer and not own and not re.search(rf"(global|nonlocal).*\b{inside[1]}\b", found[2]):
            place = re.compile(rf"[ \t]+({inside[1]})[ \t]*=[ \t]*\S+")
            return place.search(text, found.start(2))
    return None


def walk_of(bench, say):
    walk = Walk(bench, say)
    walk.starts()
    return walk


def test_arms(bench, task, say):
    """It begins disarmed, and it is armed when you hold A; a short press does nothing."""
    explain(say)
    with task():
        walk = walk_of(bench, say)
        walk.does("A")
        walk.does("hold A")
        walk.does("hold A")


def test_burglar(bench, task, say):
    """The burglar, who holds B, is heard when it is armed, and only then."""
    explain(say)
    with task(points=2):
        walk = walk_of(bench, say)
        walk.does("hold B")
        walk.does("hold A")
        walk.does("hold B")
        walk.does("hold B")
        walk.does("hold A")


def test_code(bench, task, say):
    """The code A B B A disarms, from both states; another one does not."""
    explain(say)
    with task(points=2):
        walk = walk_of(bench, say)
        for event in (CODE, "hold A", CODE, "hold A", "BABA", CODE):
            walk.does(event)
        for event in ("hold A", "hold B", CODE, "hold A", "hold B", "AABB", CODE, CODE):
            walk.does(event)


def test_lock(bench, task, say):
    """After three wrong codes in a row, none counts for 30 s, and the amber lamp is lit."""
    explain(say)
    with task(points=3):
        walk = walk_of(bench, say)
        walk.does("hold A")
        for code in ("AAAA", "BABA", CODE):
            walk.does(code)
        walk.does("hold A")
        for code in ("AABB", "BBBA"):
            walk.does(code)
        line = line_of(bench.seen, r"== *[23]\b|>=? *[23]\b|blink\(|locked\.on")
        say.unless(not bench.led("amber").lit, "alarm.locks_too_early", line=line)
        walk.does("BBBB")
        say.unless(bench.led("amber").lit, "alarm.does_not_lock", line=line, is_missing=True)
        walk.does(CODE)
        walk.does("hold B")
        bench.wait(walk.locked_until_s - 6 - bench.now_s)
        walk.does(CODE)
        say.unless(bench.led("amber").lit, "alarm.lock_too_short", line=line)
        bench.wait(max(0, walk.locked_until_s + 3 - bench.now_s))
        say.unless(not bench.led("amber").lit, "alarm.lock_too_long", line=line)
        walk.does(CODE)
        walk.does("hold A")
        walk.does("hold B")
        for code in ("AAAA", "BABA", "ABBB"):
            walk.does(code)


def test_walks(bench, task, say):
    """Whatever somebody presses, only what is in the table happens."""
    explain(say)
    for seed in (1, 2, 3):
        chance = random.Random(seed)
        with task(seed=seed):
            walk = walk_of(bench, say)
            for _ in range(16):
                event = chance.choice(["hold A", "hold B", CODE, "hold A", "hold B", "wrong"])
                walk.does(chance.choice(OTHER_CODES) if event == "wrong" else event)
                wait_for_the_lock(bench, walk)


def wait_for_the_lock(bench, walk):
    """After a third wrong code in a row nothing more is tried until the lock is over."""
    if bench.now_s < walk.locked_until_s:
        bench.wait(walk.locked_until_s + 3 - bench.now_s)
