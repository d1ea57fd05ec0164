"""Pedestrian light: a wish is remembered, and nobody ever walks beside cars that move."""

GREEN_S, AMBER_S, WALK_S, CLEAR_S = 10, 3, 4, 1
SLACK_S = 0.3
PATIENCE_S = 30


def stretches(thing, until_s):
    """Return when it was on, as (from, until)."""
    edges = thing.edges
    ends = [t_s for t_s, level in edges if not level] + [until_s]
    return [(t_s, min(end for end in ends if end >= t_s)) for t_s, level in edges if level]


def lit(bench_or_seen):
    """Return the cars' lamps that are lit now, in words."""
    names = [name for name in ("red", "amber", "green") if bench_or_seen.led(name).lit]
    return " and ".join(names) or "nothing"


def people(bench_or_seen):
    """Return what the people see now, in words."""
    stop, walk = bench_or_seen.pin("GPIO16").lit, bench_or_seen.pin("GPIO20").lit
    return {(True, False): "stop", (False, True): "walk", (True, True): "both"}.get(
        (stop, walk), "nothing"
    )


def overlap(one, other):
    """Return when two stretches begin to overlap, or None if they do not."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start if end - start > 0.001 else None


def look_at_the_rules(bench, say):
    """Hold everything that has happened so far against the rules of the page."""
    now_s = bench.now_s
    cars = {name: stretches(bench.led(name), now_s) for name in ("red", "amber", "green")}
    walks = stretches(bench.pin("GPIO20"), now_s)
    for walk in walks:
        for name in ("green", "amber"):
            for moving in cars[name]:
                at_s = overlap(walk, moving)
                say.unless(at_s is None, "crossing.walk_beside_cars", at_s=at_s, cars=name)
    for start_s, end_s in cars["green"]:
        green_s = end_s - start_s
        is_over = end_s < now_s
        enough = green_s > GREEN_S - SLACK_S or not is_over
        say.unless(enough, "crossing.green_too_short", green_s=green_s)
    for walk in walks:
        look_at_one_crossing(say, cars, walk, is_over=walk[1] < now_s)


def look_at_one_crossing(say, cars, walk, *, is_over):
    """Hold one walk, and what came before and after it, against the rules."""
    start_s, end_s = walk
    stopped_s = max((red[0] for red in cars["red"] if red[0] <= start_s), default=start_s)
    amber_s = max((a[0] for a in cars["amber"] if a[0] < stopped_s), default=stopped_s)
    say.unless(
        abs(stopped_s - amber_s - AMBER_S) < 0.5,
        "crossing.amber_not_three",
        amber_s=stopped_s - amber_s,
    )
    clear_s = start_s - stopped_s
    say.unless(clear_s > CLEAR_S - 0.05, "crossing.no_time_to_clear", after_s=clear_s)
    if not is_over:
        return
    say.unless(end_s - start_s > WALK_S - 0.05, "crossing.walk_too_short", walk_s=end_s - start_s)
    for name in ("green", "amber"):
        next_s = min((t_s for t_s, _ in cars[name] if t_s >= end_s), default=end_s + CLEAR_S)
        after_s = next_s - end_s
        say.unless(
            after_s > CLEAR_S - 0.05, "crossing.cars_go_too_soon", after_s=after_s, cars=name
        )


def wait_for_walk(bench, say, message):
    """Wait until people may walk; the time counts from the press."""
    pressed_s = bench.now_s
    walk = bench.pin("GPIO20")
    while bench.now_s < pressed_s + PATIENCE_S and not walk.lit:
        bench.wait("100 ms")
    look_at_the_rules(bench, say)
    say.unless(walk.lit, message, is_missing=True, waited_s=bench.now_s - pressed_s)
    walk.is_on()


def test_cars_have_green(bench, task, say):
    """Cars have green, people have stop, and without a press it stays so."""
    with task():
        bench.led("green").turns_on(within="1 s")
        bench.pin("GPIO16").is_on()
        say.unless(
            lit(bench) == "green" and people(bench) == "stop",
            "crossing.wrong_start",
            cars=lit(bench),
            people=people(bench),
        )
        say.when(
            lambda seen: len(seen.led("green").edges) > 1,
            "crossing.walks_without_a_wish",
            at_s=lambda seen: seen.led("green").edges[1][0],
        )
        bench.led("green").stays_on(for_="60 s")


def test_people_walk(bench, task, say):
    """After a press the cars stop, and then people walk."""
    with task(points=2):
        bench.wait("15 s")
        bench.button("A").press()
        wait_for_walk(bench, say, "crossing.no_answer")
        bench.wait("60 s")
        look_at_the_rules(bench, say)
        times = len(stretches(bench.pin("GPIO20"), bench.now_s))
        say.unless(times == 1, "crossing.wish_not_taken_back", times=times)
        bench.button("A").press()
        wait_for_walk(bench, say, "crossing.works_only_once")


def test_early_wish(bench, task, say):
    """A press in the first seconds of green is remembered, and green stays for 10 s."""
    with task(points=2):
        bench.wait("1 s")
        bench.button("A").press()
        wait_for_walk(bench, say, "crossing.wish_forgotten")


def test_late_wish(bench, task, say):
    """A press just after people have walked is remembered as well."""
    with task(points=2):
        bench.wait("15 s")
        bench.button("A").press()
        wait_for_walk(bench, say, "crossing.no_answer")
        bench.pin("GPIO20").turns_off(within="60 s")
        bench.wait("500 ms")
        bench.button("A").press()
        wait_for_walk(bench, say, "crossing.wish_forgotten")


def test_child_at_the_button(bench, task, say):
    """However often somebody presses, cars keep their green for 10 s."""
    with task(points=2):
        bench.button("A").presses(60, every="1 s")
        look_at_the_rules(bench, say)
        bench.wait("60 s")
        look_at_the_rules(bench, say)
        bench.leds("red", "green").never_together()
