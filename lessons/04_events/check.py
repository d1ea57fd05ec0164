"""Lesson 04: each press of button A switches the red LED, even if the contact bounces."""

SOON = "250 ms"  # a bounce time may pass before the program hears of a press
SOON_S = 0.25
PRESSES = 10


def test_stays_alive(task, say):
    """The program stays alive and waits for you."""
    explain(say)
    with task() as program:
        program.keeps_running(for_="5 s")


def test_answers_the_press(bench, task, say):
    """You press button A, and the red LED changes: when you press, not when you let go."""
    explain(say)
    with task():
        for _ in range(2):
            bench.wait("1 s")
            bench.button("A").hold()
            bench.led("red").changes(times=1, within=SOON)
            bench.wait("1 s")
            bench.button("A").release()
            bench.led("red").changes(times=0, within="500 ms")


def test_ten_presses(bench, task, say):
    """Ten presses switch it ten times, although the button bounces."""
    explain(say)
    say.when(is_late, "events.sleeps_in_the_function", late_s=is_late)
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
        lambda seen: seen.ended_s is not None and "when_" in seen.code.text,
        "events.ended_add_pause",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(lambda seen: seen.code.calls_handler("when_pressed"), "events.called_not_named")
    say.when(
        lambda seen: "when_pressed" not in seen.code.text and is_at_the_release(seen),
        "events.switches_at_release",
    )
    say.when(
        lambda seen: "is_pressed" in seen.code.text and len(changes_in_first_press(seen)) > 2,
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
        lambda seen: (
            seen.led("red").lit
            and len(seen.led("red").edges) == 1
            and len(moves(seen, "press")) > 1
        ),
        "events.only_on",
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


def is_at_the_release(seen):
    """Whether the LED was still while the button was down, in the first press."""
    return not changes_in_first_press(seen)


def is_bouncing(seen):
    """Whether two changes came closer together than any two presses of a finger."""
    times = change_times(seen)
    return any(later - earlier < 0.03 for earlier, later in zip(times, times[1:], strict=False))


def is_late(seen):
    """Return how long after its press a change came, if each came later than the one before."""
    delays = [
        t_s - pressed_s
        for t_s, pressed_s in zip(change_times(seen), moves(seen, "press"), strict=False)
    ]
    is_growing = len(delays) > 2 and delays == sorted(delays) and delays[-1] > 1
    return delays[-1] if is_growing else 0
