"""Lesson 21: time to go out and to come in; the door may be the owner, one motion may be the cat."""

import re

EXIT_S, ENTRY_S = 20, 15
SLACK_S = 2.5


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def has(seen, pattern):
    return re.search(pattern, seen.code.text)


LONG_SLEEP = r"sleep\((?:1[0-9]|[2-9][0-9]|[A-Z_]\w+)"


class Evening:
    """What happens at the house, and when; the times count from the start of the program."""

    def __init__(self, bench, say):
        self.bench, self.say = bench, say
        self.armed_s = self.opened_s = 0.0

    def begins(self):
        self.bench.wait("2 s")
        self.say.unless(not self.siren_s(), "delay.wrong_start", state="the siren sounds")
        green = self.bench.led("green").lit
        self.say.unless(green, "delay.wrong_start", state="the green lamp is dark", is_missing=True)

    def arms(self):
        self.hold("A")
        self.armed_s = self.bench.now_s - 1

    def hold(self, name):
        self.bench.button(name).hold(bounce="3 ms")
        self.bench.wait("3 s")
        self.bench.button(name).release(bounce="3 ms")
        self.bench.wait("300 ms")

    def opens(self):
        self.bench.set("front_door", closed=False)
        self.opened_s = self.bench.now_s

    def shuts(self):
        self.bench.set("front_door", closed=True)

    def moves(self, seconds=1):
        self.bench.motion_sensor("hall").sees_motion(for_=f"{seconds} s")

    def until(self, t_s):
        self.bench.wait(max(0, t_s - self.bench.now_s))

    def goes_out(self):
        """Arm, walk to the door, open it, shut it, and wait until the delay must be over."""
        self.arms()
        start_s = self.armed_s
        for after_s, what in (
            (2.5, self.moves),
            (5, self.moves),
            (8, self.opens),
            (11, self.shuts),
        ):
            self.until(start_s + after_s)
            what()
        self.until(start_s + EXIT_S + SLACK_S + 1)

    def siren_s(self, since_s=0.0):
        """Return when the siren began to sound, None if it did not."""
        sounds = [t_s for t_s, level in self.bench.buzzer("beeper").edges if level]
        return next((t_s for t_s in sounds if t_s >= since_s), None)

    @property
    def sounds(self):
        siren = self.bench.buzzer("beeper")
        return siren.lit or any(t_s > self.bench.now_s - 0.5 for t_s, _ in siren.edges)

    def is_dark(self, name):
        """Whether a lamp is off, and does not blink either."""
        lamp = self.bench.led(name)
        return not lamp.lit and not any(t_s > self.bench.now_s - 1.2 for t_s, _ in lamp.edges)

    def has_no_alarm_outside(self):
        """Fail if the owner is locked in: a siren after arming, with nobody there but the owner."""
        siren_s = self.siren_s()
        if siren_s is None:
            return
        after_s = siren_s - self.armed_s
        seen = self.bench.seen
        amber = self.bench.led("amber")
        off_s = next((t_s for t_s, level in amber.edges if not level), siren_s)
        if off_s < siren_s - 0.5 and amber.on_times_s[0] < EXIT_S - 3:
            self.say.fail("delay.exit_too_short", after_s=amber.on_times_s[0])
        if after_s > EXIT_S - 1 and has(seen, LONG_SLEEP):
            self.say.fail("delay.old_events", after_s=after_s, line=line_of(seen, LONG_SLEEP))
        self.say.fail("delay.locked_in", after_s=after_s)

    def still_has_time(self):
        """Fail if the delay is over, or the siren sounds."""
        self.has_no_alarm_outside()
        after_s = amber_off_s(self.bench) - self.armed_s
        self.say.unless(not self.is_dark("amber"), "delay.exit_too_short", after_s=after_s)


def explain(say):
    """Name the mistakes that keep the whole thing from working."""
    explain_the_clock(say)
    say.when(
        lambda seen: seen.code.makes("Buzzer") and not seen.code.makes("TonalBuzzer"),
        "delay.no_tone",
        line=lambda seen: line_of(seen, r"= *Buzzer\("),
    )
    say.when(
        lambda seen: seen.ended_s is not None and seen.ended_s < 60,
        "delay.ended",
        t_s=lambda seen: seen.ended_s,
    )


def explain_the_clock(say):
    """Name the slips with deadlines and events that the program's text shows."""
    lines = {
        "delay.get_waits": lambda seen: (
            None
            if has(seen, r"\.empty\(|timeout|get_nowait|block")
            else line_of(seen, r"\.get\(\)")
        ),
        "delay.clock_upside_down": lambda seen: (
            line_of(
                seen,
                r"monotonic\(\) *<=? *(deadline|until|end)\w*|(deadline|until|end)\w* *>=? *monotonic",
            )
            if has(seen, r"< *deadline\w*:\n +event = [\"']time")
            else None
        ),
        "delay.deadline_each_turn": lambda seen: line_of(
            seen, r"^    (deadline|until)\w* = monotonic"
        ),
        "delay.deadline_is_no_time": lambda seen: line_of(
            seen,
            r"^\s+(deadline|until)\w* = (?!.*(monotonic|now|NEVER|inf|None)\b(?![^(]*\)$)).*(DELAY|[0-9])",
        ),
        "delay.sleeps_in_the_function": sleeps_in_a_callback,
    }
    for message, line in lines.items():
        say.when(line, message, line=line)
    say.when(
        event_without_a_line,
        "delay.event_without_a_line",
        event=event_without_a_line,
        line=lambda seen: line_of(seen, rf"put\([\"']{event_without_a_line(seen)}[\"']"),
    )
    say.if_error(
        "TypeError", "delay.not_a_row", when=lambda seen: "not iterable" in str(seen.error)
    )


def sleeps_in_a_callback(seen):
    """Return the line of a long sleep in a function that a part calls, or None."""
    text = seen.code.text
    for name in re.findall(r"\.when_\w+ *= *(\w+)", text):
        found = re.search(rf"^def {name}\(.*\n((?:[ \t]+.*\n|\s*\n)+)", text, re.MULTILINE)
        sleep = re.search(LONG_SLEEP, found[1]) if found else None
        if sleep:
            return text.count("\n", 0, found.start(1) + sleep.start()) + 1
    return None


def event_without_a_line(seen):
    """Return an event that is put into the queue and is nearly, not quite, one that is expected."""
    text = seen.code.text
    put = set(re.findall(r"put\([\"']([^\"']{2,})[\"']\)", text))
    wanted = set(re.findall(r"(?:, *|== *)[\"']([^\"']+)[\"']\s*\)?\s*:", text))
    plain = {re.sub(r"\W|_", "", name).casefold() for name in wanted - put}
    nearly = (re.sub(r"\W|_", "", name).casefold() for name in sorted(put - wanted))
    pairs = zip(sorted(put - wanted), nearly, strict=True)
    return next((name for name, bare in pairs if any(bare in one for one in plain)), "")


def evening_of(bench, say):
    evening = Evening(bench, say)
    evening.begins()
    return evening


def test_goes_out(bench, task, say):
    """The owner arms, has 20 s to go out, and then it is armed."""
    explain(say)
    with task(points=2):
        evening = evening_of(bench, say)
        evening.arms()
        bench.wait("500 ms")
        say.unless(not bench.led("green").lit, "delay.does_not_arm", is_missing=True)
        evening.has_no_alarm_outside()
        is_amber, is_red = not evening.is_dark("amber"), not evening.is_dark("red")
        if not is_amber and is_red:
            evening.moves()
            bench.wait("2.5 s")
            evening.moves()
            bench.wait("1.5 s")
            evening.has_no_alarm_outside()
        say.unless(is_amber, "delay.no_amber_leaving", is_missing=True)
        for after_s, what in (
            (4, evening.moves),
            (7, evening.moves),
            (9, evening.opens),
            (12, evening.shuts),
        ):
            evening.until(evening.armed_s + after_s)
            evening.still_has_time()
            what()
        evening.until(evening.armed_s + EXIT_S - 1.5)
        evening.still_has_time()
        evening.until(evening.armed_s + EXIT_S + SLACK_S)
        bench.wait("1.5 s")
        evening.has_no_alarm_outside()
        say.unless(evening.is_dark("amber"), "delay.exit_too_long", is_missing=True)
        say.unless(not evening.is_dark("red"), "delay.not_armed", is_missing=True)


def amber_off_s(bench):
    return next((t for t, level in reversed(bench.led("amber").edges) if not level), bench.now_s)


def test_comes_home(bench, task, say):
    """The owner opens the door, and has 15 s for the code."""
    explain(say)
    with task(points=2):
        evening = evening_of(bench, say)
        evening.goes_out()
        evening.has_no_alarm_outside()
        bench.wait("40 s")
        evening.opens()
        bench.wait("1 s")
        siren_s = evening.siren_s()
        line = line_of(bench.seen, r"[\"']door[\"']\) *:")
        say.unless(siren_s is None, "delay.no_time_for_the_code", line=line)
        if evening.is_dark("amber"):
            say_of_the_dark_door(bench, say, evening)
        for after_s, what in ((2, evening.moves), (4, evening.shuts), (5.5, evening.moves)):
            evening.until(evening.opened_s + after_s)
            what()
        evening.until(evening.opened_s + 8)
        siren_s = evening.siren_s()
        say.unless(
            siren_s is None,
            "delay.motion_in_the_entry",
            after_s=(siren_s or 0) - evening.opened_s,
        )
        evening.hold("B")
        say.unless(bench.led("green").lit, "delay.code_too_late", is_missing=True)
        bench.wait("20 s")
        say.unless(not evening.siren_s(), "delay.alarm_after_the_code")
        say.unless(bench.led("green").lit, "delay.deadline_goes_on")
        say.unless(evening.is_dark("red") and evening.is_dark("amber"), "delay.two_lamps")


def say_of_the_dark_door(bench, say, evening):
    """Find out why the open door is not noticed: perhaps the shut one is."""
    evening.shuts()
    bench.wait("1 s")
    upside_down = not evening.is_dark("amber") or evening.sounds
    line = line_of(bench.seen, r"door\.when_pressed|door\.is_pressed|wait_for_press")
    say.unless(not upside_down, "delay.door_upside_down", line=line)
    say.fail("delay.door_not_seen", is_missing=True)


def test_code_while_leaving(bench, task, say):
    """Who has forgotten something holds B: the delay ends, and it is disarmed."""
    explain(say)
    with task():
        evening = evening_of(bench, say)
        evening.arms()
        bench.wait("4 s")
        evening.hold("B")
        sleeps = line_of(bench.seen, LONG_SLEEP)
        is_off = bench.led("green").lit and evening.is_dark("amber")
        say.unless(is_off or not sleeps, "delay.sleeps", line=sleeps)
        say.unless(is_off, "delay.no_way_back", is_missing=True)
        bench.wait("45 s")
        still = bench.led("green").lit and not evening.siren_s()
        say.unless(still, "delay.deadline_goes_on")


def test_burglar_by_the_door(bench, task, say):
    """A burglar who comes by the door is heard 15 s later, until somebody has the code."""
    explain(say)
    with task(points=2):
        evening = evening_of(bench, say)
        evening.goes_out()
        bench.wait("30 s")
        evening.opens()
        opened_s = evening.opened_s
        for after_s, what in (
            (3, evening.shuts),
            (6, evening.moves),
            (10, evening.opens),
            (12, evening.shuts),
        ):
            evening.until(opened_s + after_s)
            what()
        evening.until(opened_s + ENTRY_S - 1.5)
        siren_s = evening.siren_s()
        say.unless(siren_s is None, "delay.entry_too_short", after_s=(siren_s or 0) - opened_s)
        evening.until(opened_s + ENTRY_S + SLACK_S)
        if not evening.siren_s():
            bench.wait("12 s")
            late = "delay.begins_anew" if evening.siren_s() else "delay.burglar_not_heard"
            say.fail(late, is_missing=True)
        bench.wait("60 s")
        say.unless(evening.sounds, "delay.silent_by_itself")
        evening.hold("A")
        say.unless(evening.sounds, "delay.silenced_by_a")
        evening.hold("B")
        say.unless(not evening.sounds, "delay.code_does_not_silence")


def test_motion_alone(bench, task, say):
    """One motion may be the cat; a second one within 30 s is a burglar, and is heard at once."""
    explain(say)
    with task(points=2):
        evening = evening_of(bench, say)
        evening.moves()
        bench.wait("3 s")
        evening.moves()
        bench.wait("3 s")
        say.unless(not evening.siren_s(), "delay.while_disarmed")
        evening.goes_out()
        evening.has_no_alarm_outside()
        bench.wait("30 s")
        line = line_of(bench.seen, r"when_motion|motion_detected")
        evening.moves()
        bench.wait("20 s")
        say.unless(not evening.siren_s(), "delay.cat", line=line)
        bench.wait("60 s")
        evening.moves()
        bench.wait("10 s")
        say.unless(not evening.siren_s(), "delay.old_motion_counts", line=line)
        evening.moves()
        bench.wait("1.5 s")
        say.unless(evening.siren_s(), "delay.burglar_by_the_window", is_missing=True, line=line)


def test_three_evenings(bench, task, say):
    """In the house: a burglar by the back door, a cat, and an owner who comes home."""
    explain(say)
    with task(world="burglary.toml"):
        evening = evening_of(bench, say)
        evening.arms()
        evening.until(80)
        say.unless(evening.siren_s(30), "delay.burglary", is_missing=True)
    with task(world="cat.toml"):
        evening = evening_of(bench, say)
        evening.arms()
        evening.until(80)
        say.unless(not evening.siren_s(), "delay.cat_in_the_house")
    with task(world="owner.toml"):
        evening = evening_of(bench, say)
        evening.arms()
        evening.until(46)
        evening.hold("B")
        evening.until(80)
        say.unless(not evening.siren_s(), "delay.owner", t_s=evening.siren_s() or 0)
