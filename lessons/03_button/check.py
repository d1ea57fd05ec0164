"""Lesson 03: the red LED is lit as long as button A is pressed."""

import ast

QUICK = "100 ms"  # what feels like "at once"
QUICK_S = 0.1
VISIBLE_S = 0.02  # what is shorter nobody sees


def test_lit_with_the_press(bench, task, say):
    """You press button A, and the red LED goes on within 100 ms."""
    explain(say)
    with task():
        bench.wait("0.73 s")
        bench.button("A").hold()
        bench.led("red").turns_on(within=QUICK)
        bench.led("red").stays_on(for_="1 s")


def test_dark_after_the_press(bench, task, say):
    """You let go, and it goes off within 100 ms."""
    explain(say)
    with task():
        bench.wait("0.73 s")
        bench.button("A").hold()
        bench.led("red").turns_on(within=QUICK)
        bench.wait("0.58 s")
        bench.button("A").release()
        bench.led("red").turns_off(within=QUICK)
        bench.led("red").stays_off(for_="1 s")


def test_again_and_again(bench, task, say):
    """It does so with every press, long or short."""
    explain(say)
    with task():
        for length in ("0.37 s", "1.61 s", "0.29 s"):
            bench.wait("0.47 s")
            bench.led("red").is_off()
            bench.button("A").hold()
            bench.led("red").turns_on(within=QUICK)
            bench.wait(length)
            bench.button("A").release()
            bench.led("red").turns_off(within=QUICK)


def explain(say):
    """Name the mistakes that the program and its pins show, the surest first."""
    say.when(
        lambda seen: asks_the_button_itself(seen.code.text),
        "button.asks_nothing",
        line=lambda seen: asks_the_button_itself(seen.code.text),
    )
    say.when(
        lambda seen: (
            seen.pin("GPIO5").levels == [0]
            and pressed_at_s(seen) > 0.5
            and line_with(seen, "pull_up")
        ),
        "button.needs_pull_up",
        line=lambda seen: line_with(seen, "pull_up"),
    )
    say.when(
        lambda seen: seen.ended_s is not None and seen.code.uses("break"),
        "button.leaves_its_loop",
        t_s=lambda seen: seen.ended_s,
        line=lambda seen: line_with(seen, "break"),
    )
    say.when(
        lambda seen: seen.ended_s < pressed_at_s(seen) and "is_pressed" in seen.code.text,
        "button.looked_once",
        t_s=lambda seen: seen.ended_s,
        line=lambda seen: line_with(seen, "is_pressed"),
    )
    say.when(asked_before_the_loop, "button.asked_before_the_loop", line=asked_before_the_loop)
    say.when(
        lambda seen: (
            seen.pin("GPIO5").levels == [1] and pressed_at_s(seen) > 0.5 and seen.ended_s is None
        ),
        "button.leg_to_gnd",
    )
    say.when(
        lambda seen: seen.ended_s is not None and seen.code.uses("source"),
        "button.ended_while_joined",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: not seen.led("red").edges and not switches_a_lamp(seen.code),
        "button.nothing_switches",
    )
    say.when(
        lambda seen: seen.ended_s is not None and flashes(seen) == 1,
        "button.only_one_press",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: seen.ended_s is not None and flashes(seen) > 1,
        "button.only_a_few_presses",
        times=flashes,
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: len(seen.led("red").edges) > 3 and seen.code.calls("toggle"),
        "button.turns_over",
        times=lambda seen: len(seen.led("red").edges),
        line=lambda seen: seen.code.lines_of("toggle")[0],
    )
    say.when(is_upside_down, "button.upside_down", line=lambda seen: line_with(seen, "is_pressed"))
    say.when(
        lambda seen: seen.led("red").edges[0][0] < pressed_at_s(seen),
        "button.lit_without_a_press",
        t_s=lambda seen: seen.led("red").edges[0][0],
    )
    say.when(flickers, "button.flickers", times=flashes)
    say.when(
        off_while_down_s,
        "button.goes_off_too_early",
        after_s=off_while_down_s,
    )
    say.when(
        lambda seen: seen.code.uses("is_held"),
        "button.is_held_comes_late",
        line=lambda seen: line_with(seen, "is_held"),
    )
    say.when(
        lambda seen: longest_sleep_s(seen.code.text) > QUICK_S and is_pressed_in_a_loop(seen),
        "button.looks_too_rarely",
        sleep_s=lambda seen: longest_sleep_s(seen.code.text),
        line=lambda seen: line_with(seen, f"sleep({longest_sleep_s(seen.code.text)})"),
    )
    say.when(
        lambda seen: is_lit_after_release(seen) and sleeps_between_on_and_off(seen.code),
        "button.off_by_the_clock",
        after_s=lambda seen: seen.now_s - released_at_s(seen),
        line=lambda seen: seen.code.lines_of("off")[0],
    )
    say.when(is_lit_after_release, "button.stays_on")


# -- what happened


def moves(seen, action):
    """Return when the button was pressed, or let go."""
    return [e.t_ns / 1e9 for e in seen.trace if e.data.get("action") == action]


def pressed_at_s(seen):
    return moves(seen, "press")[0]


def released_at_s(seen):
    """Return when the button was let go, or a time that never comes while it is down."""
    pressed, released = moves(seen, "press"), moves(seen, "release")
    return released[-1] if len(released) == len(pressed) else float("inf")


def is_lit_after_release(seen):
    return seen.led("red").lit and seen.now_s > released_at_s(seen)


def flashes(seen):
    """Return how often the LED went on."""
    return sum(level for _, level in seen.led("red").edges)


def flickers(seen):
    """Whether it goes on again and again, each time so shortly that nobody sees it."""
    return len(seen.led("red").on_times_s) > 3 and max(seen.led("red").on_times_s) < VISIBLE_S


def off_while_down_s(seen):
    """Return how long the LED was on before it went off under the first press, or None."""
    off_s = next(t_s for t_s, level in seen.led("red").edges if not level)
    pressed_s = pressed_at_s(seen)
    is_down = off_s < next((t for t in moves(seen, "release")), float("inf"))
    return off_s - pressed_s if is_down and off_s - pressed_s > VISIBLE_S else None


def is_upside_down(seen):
    """Whether the LED was on before the press, and went off with it."""
    (on_s, first), (off_s, second) = seen.led("red").edges[:2]
    return (first, second) == (1, 0) and on_s < pressed_at_s(seen) <= off_s


# -- what the program says


def line_with(seen, text):
    """Return the number of the first line that has some text in it, or None."""
    lines = enumerate(seen.code.text.splitlines(), start=1)
    return next((number for number, line in lines if text in line.partition("#")[0]), None)


def asks_the_button_itself(text):
    """Return the line of an `if` or `while` that has nothing but the name of a button, or None."""
    tree = ast.parse(text)
    buttons = {
        node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Button(")
    }
    questions = [node.test for node in ast.walk(tree) if isinstance(node, ast.If | ast.While)]
    names = [test for test in questions if isinstance(test, ast.Name)]
    return next((name.lineno for name in names if name.id in buttons), None)


def longest_sleep_s(text):
    """Return the longest time in a `sleep(...)` inside of a loop, 0 without one."""
    loops = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.While)]
    calls = [node for loop in loops for node in ast.walk(loop) if isinstance(node, ast.Call)]
    sleeps = [call.args[0] for call in calls if ast.unparse(call.func).endswith("sleep")]
    return max((a.value for a in sleeps if isinstance(a, ast.Constant)), default=0)


def sleeps_between_on_and_off(code):
    """Whether a long `sleep` stands in a line between the first `on` and the first `off`."""
    on, off = code.lines_of("on")[0], code.lines_of("off")[0]
    sleeps = zip(code.lines_of("sleep"), code.numbers_in("sleep"), strict=True)
    return any(on < line < off and for_s > QUICK_S for line, for_s in sleeps)


def switches_a_lamp(code):
    """Whether any line could switch a lamp, in whichever way."""
    return any(map(code.uses, ("on", "toggle", "value", "source", "blink", "pulse")))


def is_pressed_in_a_loop(seen):
    return "while" in seen.code.text and "is_pressed" in seen.code.text


def asked_before_the_loop(seen):
    """Return the line that asks the button once, where the loop below does not ask it; or None."""
    if "is_pressed" not in seen.code.text or "def " in seen.code.text:
        return None
    nodes = list(ast.walk(ast.parse(seen.code.text)))
    loops = [node for node in nodes if isinstance(node, ast.While)]
    inside = {id(inner) for loop in loops for inner in ast.walk(loop)}
    asking = [n for n in nodes if isinstance(n, ast.If) and "is_pressed" in ast.unparse(n.test)]
    is_outside = loops and asking and not any(id(node) in inside for node in asking)
    return min(node.lineno for node in asking) if is_outside else None
