"""Lesson 04: each press of button A switches the red LED, even if the contact bounces."""

import re
from itertools import pairwise

SOON = "250 ms"  # a bounce time may pass before the program hears of a press
DEAF_S = 0.15  # so long lasts a quick press
AT_ONCE_S = 0.00003  # two lines of a program, one after the other
PRESSES = 10
MANY_CHANGES = 12  # more than a bouncing contact makes
LISTENING = ("when_pressed", "when_released", "is_pressed", "value", "source", "wait_for_press")


def test_stays_alive(task, say):
    """The program stays alive and waits for you."""
    explain(say)
    with task() as program:
        program.keeps_running(for_="60 s")


def test_answers_the_press(bench, task, say):
    """You press button A, and the red LED changes: when you press, not when you let go."""
    explain(say)
    with task():
        for _ in range(2):
            bench.wait("1 s")
            bench.button("A").hold()
            bench.led("red").changes(times=1, within=SOON)
            bench.led("red").changes(times=0, within="1 s")
            bench.button("A").release()
            bench.led("red").changes(times=0, within="500 ms")


def test_ten_presses(bench, task, say):
    """Ten presses switch it ten times, although the button bounces."""
    explain(say)
    say.when(late_s, "events.sleeps_in_the_function", late_s=late_s)
    with task(points=2):
        bench.wait("1 s")
        before = bench.led("red").changes_so_far
        for _ in range(PRESSES):
            bench.button("A").press(for_="300 ms", bounce="5 ms")
            bench.wait("500 ms")
        bench.led("red").changes(times=0, within="400 ms")
        times = bench.led("red").changes_so_far - before
        say.unless(times <= PRESSES, "events.bounces", times=times, presses=PRESSES)
        say.unless(times == PRESSES, "events.misses_presses", times=times, presses=PRESSES)


def explain(say):
    """Name the mistakes that the program and the light show, the surest first."""
    say.if_error("CallbackSetToNone", "events.called_not_named")
    say.when(
        lambda seen: seen.ended_s is not None and pause_in_a_function(seen),
        "events.pause_in_the_function",
        t_s=lambda seen: seen.ended_s,
        line=pause_in_a_function,
    )
    say.when(
        lambda seen: seen.ended_s > 1 and seen.code.calls("sleep") and joins(seen),
        "events.ended_after_a_sleep",
        t_s=lambda seen: seen.ended_s,
        line=lambda seen: seen.code.lines_of("sleep")[-1],
    )
    say.when(
        lambda seen: (
            seen.ended_s is not None and "when_" in seen.code.text and not lacks_call(seen)
        ),
        "events.ended_add_pause",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: seen.code.calls_handler("when_pressed"),
        "events.called_not_named",
        line=lambda seen: line_with(seen, "when_pressed"),
    )
    say.when(
        lambda seen: seen.code.handler("when_held") and not seen.code.handler("when_pressed"),
        "events.waits_for_a_long_press",
        line=lambda seen: line_with(seen, "when_held"),
    )
    say.when(
        lambda seen: not any(map(seen.code.uses, LISTENING)),
        "events.nobody_listens",
    )
    say.when(
        lambda seen: seen.code.handler("when_released") and not changes_in_first_press(seen),
        "events.switches_at_release",
        line=lambda seen: line_with(seen, "when_released"),
    )
    say.when(
        lambda seen: (
            seen.code.handler("when_pressed").endswith(".on")
            and seen.code.handler("when_released").endswith(".off")
        ),
        "events.follows_the_button",
        line=lambda seen: line_with(seen, "when_released"),
    )
    say.when(
        lambda seen: is_lit_as_long_as_pressed(seen) and not seen.code.handler("when_released"),
        "events.lit_while_pressed",
        line=lambda seen: line_of_function(seen, seen.code.handler("when_pressed")),
    )
    say.when(
        lambda seen: seen.code.uses("blink") or seen.code.uses("pulse"),
        "events.blinks",
        line=lambda seen: line_with(seen, "blink"),
    )
    say.when(
        lambda seen: seen.code.handler("when_released") and moves(seen, "release"),
        "events.switches_at_both",
        line=lambda seen: line_with(seen, "when_released"),
    )
    say.when(
        lambda seen: DEAF_S <= bounce_time_s(seen) <= 2,
        "events.deaf_too_long",
        deaf_s=lambda seen: bounce_time_s(seen),
        line=lambda seen: line_with(seen, "bounce_time"),
    )
    say.when(
        lambda seen: there_and_back(seen) and seen.code.uses("is_lit"),
        "events.turned_twice",
        line=lambda seen: line_with(seen, "is_lit"),
    )
    say.when(
        there_and_back,
        "events.over_and_back",
        line=lambda seen: line_of_function(seen, seen.code.handler("when_pressed")),
    )
    say.when(
        lambda seen: not change_times(seen) and moves(seen, "press") and seen.ended_s is None,
        "events.nothing_changes",
        line=lambda seen: line_of_function(seen, seen.code.handler("when_pressed")),
    )
    say.when(
        lambda seen: asks_while_held(seen) or len(changes_in_first_press(seen)) > MANY_CHANGES,
        "events.switches_while_held",
        times=lambda seen: len(changes_in_first_press(seen)),
    )
    say.when(
        is_bouncing,
        "events.bounces",
        times=lambda seen: len(change_times(seen)),
        presses=lambda seen: len(moves(seen, "press")),
    )
    say.when(
        lambda seen: answers_once(seen) and only_switches_on(seen),
        "events.only_on",
        presses=lambda seen: len(moves(seen, "press")),
    )
    say.when(
        answers_once,
        "events.only_the_first_press",
        presses=lambda seen: len(moves(seen, "press")),
    )


# -- what happened


def moves(seen, action):
    """Return the times at which the button was pressed, or released."""
    return [e.t_ns / 1e9 for e in seen.trace if e.data.get("action") == action]


def change_times(seen):
    return [t_s for t_s, _ in seen.led("red").edges]


def changes_in_first_press(seen):
    """Return the changes of the LED between the first press and its release, or until now."""
    pressed_s, released_s = moves(seen, "press")[0], [*moves(seen, "release"), seen.now_s][0]
    return [t_s for t_s in change_times(seen) if pressed_s <= t_s <= released_s]


def is_lit_as_long_as_pressed(seen):
    """Whether the LED went on with the first press, and off when it was let go."""
    (on_s, _), (off_s, _) = seen.led("red").edges[:2]
    pressed_s, released_s = moves(seen, "press")[0], moves(seen, "release")[0]
    return on_s - pressed_s < 0.25 and 0 <= off_s - released_s < 0.25


def asks_while_held(seen):
    """Whether a loop that asks the button switched again while it was still down."""
    times = changes_in_first_press(seen)
    return seen.code.uses("is_pressed") and len(times) > 1 and times[-1] - times[0] > 0.03


def there_and_back(seen):
    """Whether a press changed the LED twice, in one go."""
    is_quick = (b - a <= AT_ONCE_S for a, b in pairwise(change_times(seen)))
    return any(is_quick) and len(changes_in_first_press(seen)) <= 2


def answers_once(seen):
    """Whether the LED went on with the first press, and no later press changed it."""
    return seen.led("red").lit and len(change_times(seen)) == 1 and len(moves(seen, "press")) > 1


def is_bouncing(seen):
    """Whether two changes came closer together than two presses, but not in one go."""
    times = change_times(seen)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return any(AT_ONCE_S < gap_s < 0.03 for gap_s in gaps)


def late_s(seen):
    """Return how long the latest answer came after its press, if some came right after none."""
    presses, changes = moves(seen, "press"), change_times(seen)
    waits = [min(t_s - p for p in presses if p <= t_s) for t_s in changes if t_s > presses[0]]
    return changes[-1] - presses[len(changes) - 1] if max(waits) > 0.25 else 0


# -- what the program says


def line_with(seen, text):
    """Return the number of the first line that has some text in it, or None."""
    lines = enumerate(seen.code.text.splitlines(), start=1)
    return next((number for number, line in lines if text in line.partition("#")[0]), None)


def line_of_function(seen, name):
    return line_with(seen, f"def {name}(")


def pause_in_a_function(seen):
    """Return the line of a `pause()` that is moved to the right below a `def`, or None."""
    lines = seen.code.text.splitlines()
    found = [n for n in seen.code.lines_of("pause") if lines[n - 1].startswith((" ", "\t"))]
    return found[0] if found and len(found) == len(seen.code.lines_of("pause")) else None


def lacks_call(seen):
    """Whether `pause` stands there without its brackets."""
    return re.search(r"^\s*pause\s*$", seen.code.text, re.MULTILINE)


def joins(seen):
    """Whether the program gives the button a function."""
    return seen.code.handler("when_pressed")


def only_switches_on(seen):
    """Whether what the button calls can do nothing but switch on."""
    given = seen.code.handler("when_pressed")
    return given.endswith(".on") or (given and not seen.code.calls("toggle"))


def bounce_time_s(seen):
    """Return the time that the button is told to be deaf, 0 if none is."""
    found = re.search(r"bounce_time\s*=\s*([0-9.]+)", seen.code.text)
    return float(found[1]) if found else 0
