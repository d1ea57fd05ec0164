"""Reaction game: fair rounds, and nobody wins by holding a button."""

import re

SHORTEST_S, LONGEST_S = 2, 5
SLACK_S = 0.15  # for a program that looks at its buttons only so often


def result(player, word):
    """Return the pattern of a line such as "A won!"."""
    return re.compile(rf"\b{player}\b.*\b{word}\b|\b{word}\b.*\b{player}\b")


def said(seen, player, word):
    """Return the last line that says so about a player, "" without one."""
    lines = [line for line in seen.prints if result(player, word).search(line)]
    return lines[-1] if lines else ""


def wait_for_red(bench, say):
    """Wait through the amber time of one round and return how long it was."""
    began_s = bench.now_s
    bench.led("red").turns_on(within=LONGEST_S + SLACK_S)
    waited_s = bench.now_s - began_s
    say.unless(waited_s > SHORTEST_S - SLACK_S, "game.red_too_early", wait_s=waited_s)
    return waited_s


def test_red_follows_amber(bench, task, say):
    """Amber comes on, and red follows after 2 s to 5 s."""
    with task():
        bench.led("amber").turns_on(within="1 s")
        wait_for_red(bench, say)


def player_wins(bench, task, say, player, other):
    """Play one fair round."""
    say.when(
        lambda seen: said(seen, other, "won"),
        "game.wrong_winner",
        player=player,
        said=lambda seen: said(seen, other, "won"),
    )
    with task() as program:
        bench.led("amber").turns_on(within="1 s")
        wait_for_red(bench, say)
        bench.wait("300 ms")
        bench.button(player).press(for_="150 ms")
        bench.wait("1 s")
        won = any(result(player, "won").search(line) for line in program.lines)
        last = program.lines[-1] if program.lines else "nothing"
        say.unless(won, "game.no_winner", is_missing=True, player=player, said=last)


def test_a_wins(bench, task, say):
    """A presses first and wins."""
    player_wins(bench, task, say, "A", "B")


def test_b_wins(bench, task, say):
    """B presses first and wins."""
    player_wins(bench, task, say, "B", "A")


def test_holding_loses(bench, task, say):
    """Who holds the button while amber is on loses."""
    say.when(lambda seen: said(seen, "B", "won"), "game.held_button_wins", player="B")
    say.when(
        lambda seen: said(seen, "B", "lost") and seen.led("red").edges,
        "game.red_after_early_press",
        player="B",
    )
    with task(points=2) as program:
        bench.led("amber").turns_on(within="1 s")
        bench.wait("500 ms")
        bench.button("B").hold()
        program.prints(result("B", "lost"), within=LONGEST_S + SLACK_S)
        bench.led("red").is_off()


def test_early_press_loses(bench, task, say):
    """Who presses too early, even for a moment, loses the round."""
    say.when(
        lambda seen: said(seen, "A", "lost") and seen.led("red").edges,
        "game.red_after_early_press",
        player="A",
    )
    say.when(lambda seen: seen.led("red").edges, "game.early_press_not_seen", player="A")
    with task(points=2) as program:
        bench.led("amber").turns_on(within="1 s")
        bench.wait("1 s")
        bench.button("A").press(for_="100 ms")
        program.prints(result("A", "lost"), within=LONGEST_S + SLACK_S)
        bench.led("red").is_off()


def test_nobody_can_know_when(bench, task, say):
    """Round follows round, and the time until red is another one each time."""
    say.when(
        lambda seen: len(seen.led("red").edges) == 2 and not seen.led("amber").lit,
        "game.one_round_only",
    )
    with task(points=2):
        waits = []
        for _ in range(3):
            bench.led("amber").turns_on(within="6 s")
            waits.append(wait_for_red(bench, say))
            bench.wait("250 ms")
            bench.button("A").press(for_="150 ms")
        say.unless(max(waits) - min(waits) > 0.1, "game.always_the_same_wait", wait_s=waits[0])
