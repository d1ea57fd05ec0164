"""Lesson 05: the traffic light goes through its four states, and green never meets red."""

import ast
import re
from itertools import pairwise, permutations

VISIBLE_S = 0.02  # what is shorter nobody sees
MOST_S = 10  # no state of a real traffic light of this kind lasts longer
LAMPS = ("red", "amber", "green")
STOP, READY, GO, SOON = {"red"}, {"red", "amber"}, {"green"}, {"amber"}
ROUND = [(STOP, 3), (READY, 1), (GO, 3), (SOON, 1)]


def test_nobody_crashes(bench, task, say):
    """Green and red are never lit together."""
    explain(say)
    with task(points=2):
        bench.wait("9 s")
        bench.leds(*LAMPS).never_together("red", "green")


def test_order(bench, task, say):
    """Red, red with amber, green, amber: in this order, again and again."""
    explain(say)
    with task(points=2):
        bench.leds(*LAMPS).follow([state for state, _ in ROUND] * 2)


def test_times(bench, task, say):
    """Red lasts 3 s, red with amber 1 s, green 3 s, amber 1 s."""
    explain(say)
    say.when(
        wrong_time,
        "traffic.wrong_time",
        lamps=lambda seen: in_words(wrong_time(seen)[0]),
        lasts_s=lambda seen: wrong_time(seen)[1],
        expected_s=lambda seen: wrong_time(seen)[2],
    )
    with task():
        bench.leds(*LAMPS).follow(
            [state for state, _ in ROUND], times=[f"{s} s" for _, s in ROUND], within="2 %"
        )


def explain(say):
    """Name the mistakes that the lamps show, the surest first."""
    say.when(seconds_first, "traffic.seconds_first", line=seconds_first)
    say.when(
        lambda seen: exchanged(seen) and pins_are_right(seen) and rows(seen),
        "traffic.numbers_exchanged",
        expected=lambda seen: exchanged(seen)[0],
        lit=lambda seen: exchanged(seen)[1],
        line=first_row,
    )
    say.when(
        lambda seen: exchanged(seen) and not pins_are_right(seen),
        "traffic.pins_exchanged",
        expected=lambda seen: exchanged(seen)[0],
        lit=lambda seen: exchanged(seen)[1],
    )
    say.when(
        lambda seen: states(seen)[0][1] != STOP and len(states(seen)) > 1,
        "traffic.does_not_begin_with_red",
        lamps=lambda seen: in_words(states(seen)[0][1]),
    )
    say.when(
        lambda seen: seen.code.calls("blink") and first_dark(seen),
        "traffic.blinks",
        t_s=lambda seen: first_dark(seen)[0],
        line=lambda seen: seen.code.lines_of("blink")[0],
    )
    say.when(
        first_dark,
        "traffic.all_dark",
        t_s=lambda seen: first_dark(seen)[0],
        dark_s=lambda seen: first_dark(seen)[1],
    )
    say.when(
        sleep_behind_the_states,
        "traffic.sleep_behind_the_states",
        line=sleep_behind_the_states,
    )
    say.when(
        lambda seen: wrong_time(seen)[1] > MOST_S,
        "traffic.wrong_time",
        lamps=lambda seen: in_words(wrong_time(seen)[0]),
        lasts_s=lambda seen: wrong_time(seen)[1],
        expected_s=lambda seen: wrong_time(seen)[2],
    )
    say.when(
        unseen_amber,
        "traffic.amber_too_short",
        t_s=lambda seen: unseen_amber(seen)[0],
        lit_s=lambda seen: unseen_amber(seen)[1],
    )
    for message_id, find in (
        ("traffic.green_and_red", lambda seen: first_with(seen, "green", "red")),
        ("traffic.green_and_amber", lambda seen: first_with(seen, "green", "amber")),
        ("traffic.no_red_and_amber", lambda seen: first_after(seen, STOP, GO)),
        ("traffic.amber_alone_before_green", lambda seen: first_after(seen, STOP, SOON)),
        ("traffic.no_amber", lambda seen: first_after(seen, GO, STOP)),
        ("traffic.red_too_early", lambda seen: first_after(seen, GO, READY)),
        ("traffic.amber_left_on", lambda seen: first_after(seen, SOON, READY)),
    ):
        say.when(find, message_id, t_s=find)
    say.when(
        lambda seen: seen.ended_s is not None and len(states(seen)) > 2,
        "traffic.ended",
        t_s=lambda seen: seen.ended_s,
    )


# -- what the lamps show


def states(seen):
    """Return what was lit from when on, (t_s, lamps), without what nobody can see."""
    edges = [(t_s, name, level) for name in LAMPS for t_s, level in seen.led(name).edges]
    edges.sort(key=lambda edge: edge[0])  # what one lamp does in one moment stays in its order
    lit, found = set(), []
    for t_s, name, level in edges:
        lit = lit | {name} if level else lit - {name}
        if found and t_s - found[-1][0] < VISIBLE_S:
            found.pop()
        if not found or found[-1][1] != lit:
            found.append((t_s, lit))
    return found


def in_words(lamps):
    return " and ".join(sorted(lamps, key=LAMPS.index))


def exchanged(seen):
    """Return (the lamp that should be lit, the one that is) if only the names are exchanged."""
    shown = [lit for _, lit in states(seen)][: len(ROUND)]
    for order in permutations(LAMPS):
        other = dict(zip(LAMPS, order, strict=True))
        if other != dict(zip(LAMPS, LAMPS, strict=True)) and shown == [
            {other[lamp] for lamp in state} for state, _ in ROUND
        ]:
            return next((lamp, name) for lamp, name in other.items() if lamp != name)
    return None


def first_with(seen, one, other):
    """Return when two lamps were first lit together, or None."""
    return next((t_s for t_s, lit in states(seen) if {one, other} <= lit), None)


def first_after(seen, before, after):
    """Return when one state first followed another, or None."""
    pairs = pairwise(states(seen))
    return next((t_s for (_, a), (t_s, b) in pairs if (a, b) == (before, after)), None)


def first_dark(seen):
    """Return when all lamps first went dark and for how long, or None."""
    pairs = pairwise(states(seen))
    return next(((t_s, next_s - t_s) for (t_s, lit), (next_s, _) in pairs if not lit), None)


def unseen_amber(seen):
    """Return when amber was first on so shortly that nobody sees it, and for how long, or None."""
    for (t_s, is_on), (next_s, _) in pairwise(seen.led("amber").edges):
        if is_on and next_s - t_s < VISIBLE_S:
            return t_s, next_s - t_s
    return None


def wrong_time(seen):
    """Return the first state that lasts too long or too short: lamps, seconds seen and expected."""
    pairs = pairwise(states(seen))
    for (t_s, lit), (next_s, _) in pairs:
        expected_s = next((s for state, s in ROUND if state == lit), next_s - t_s)
        if abs(next_s - t_s - expected_s) > 0.02 * expected_s:
            return lit, next_s - t_s, expected_s
    return None


# -- what the program says


def rows(seen):
    """Return the line and the numbers of each row of a table of states."""
    tuples = [n for n in ast.walk(ast.parse(seen.code.text)) if isinstance(n, ast.Tuple | ast.List)]
    tuples = [n for n in tuples if len(n.elts) == len(LAMPS) + 1]
    return [(n.lineno, [e.value for e in n.elts]) for n in tuples if is_of_numbers(n)]


def is_of_numbers(node):
    return all(isinstance(e, ast.Constant) and isinstance(e.value, int) for e in node.elts)


def first_row(seen):
    return next((line for line, _ in rows(seen)), None)


def seconds_first(seen):
    """Return the line of a row that begins with the seconds though the loop reads them last."""
    loops = [n for n in ast.walk(ast.parse(seen.code.text)) if isinstance(n, ast.For)]
    targets = [n.target.elts for n in loops if isinstance(n.target, ast.Tuple)]
    is_last = any(seen.code.calls("sleep") == (f"sleep({t[-1].id})",) for t in targets)
    begins = (line for line, numbers in rows(seen) if numbers[0] > 1 >= numbers[-1])
    return next(begins, None) if is_last else None


def sleep_behind_the_states(seen):
    """Return the line of a `sleep` that stands behind a loop through the states, or None."""
    for node in ast.walk(ast.parse(seen.code.text)):
        for loop, after in pairwise(getattr(node, "body", None) or []):
            is_behind = isinstance(loop, ast.For) and "sleep(" in ast.unparse(after)
            if is_behind and "sleep(" not in ast.unparse(loop):
                return after.lineno
    return None


def pins_are_right(seen):
    return re.search(r"TrafficLights\(\s*17,\s*27,\s*22", seen.code.text)
