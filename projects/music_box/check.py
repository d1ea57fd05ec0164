"""Music box: two tunes, two lamps, and silence in between."""

LONGEST_S = 20
FLASHES = 3
NOTES, DIFFERENT = 5, 3
DOORS = {"A": ("red", "green"), "B": ("green", "red")}


def what_goes_on(things):
    """Return what can be heard or seen now, in words; "" for nothing."""
    found = ["sound"] if things.buzzer("beeper").lit else []
    found += [f"light ({name})" for name in ("red", "green") if things.led(name).lit]
    return " and ".join(found)


def only_switches(seen):
    """Whether the pin of the buzzer was switched, but never swung."""
    return not seen.trace.pwm("GPIO18") and seen.pin("GPIO18").changes_so_far


def quiet(bench, say):
    """Before anybody has pressed nothing happens."""
    bench.wait("2 s")
    moments = [tone.start_s for tone in bench.buzzer("beeper").tones]
    moments += [t_s for name in ("red", "green") for t_s, _ in bench.led(name).edges]
    at_s = min(moments, default=0)
    what = "sound" if bench.buzzer("beeper").tones else "light"
    say.unless(not moments, "box.plays_without_a_press", at_s=at_s, what=what)


def ring(bench, say, button):
    """Press, wait until the tune is over, and return its notes and how often each lamp flashed."""
    heard_before = len(bench.buzzer("beeper").tones)
    lamps = {name: bench.led(name).changes_so_far for name in ("red", "green")}
    bench.button(button).press()
    bench.wait(LONGEST_S)
    say.unless(not what_goes_on(bench), "box.never_silent", what=what_goes_on(bench))
    notes = [tone.note for tone in bench.buzzer("beeper").tones[heard_before:]]
    flashes = {name: (bench.led(name).changes_so_far - old) // 2 for name, old in lamps.items()}
    return notes, flashes


def look_at_a_ring(bench, say, button):
    """Hold one tune with its light against the rules of the page, and return its notes."""
    lamp, other = DOORS[button]
    notes, flashes = ring(bench, say, button)
    enough = len(notes) >= NOTES
    say.unless(enough, "box.no_tune", is_missing=True, button=button, notes=len(notes))
    different = len(set(notes))
    say.unless(different >= DIFFERENT, "box.monotonous", button=button, different=different)
    say.unless(not flashes[other], "box.same_lamp", button=button, other=other)
    say.unless(
        flashes[lamp] >= FLASHES,
        "box.no_light",
        button=button,
        lamp=lamp,
        flashes=flashes[lamp],
    )
    return notes


def test_quiet(bench, task, say):
    """Until somebody presses it is silent and dark."""
    with task():
        quiet(bench, say)
        bench.buzzer("beeper").is_silent()
        bench.led("red").is_off()
        bench.led("green").is_off()


def test_a(bench, task, say):
    """Button A plays a tune, and the red lamp flashes with it."""
    say.when(only_switches, "box.only_switches")
    with task(points=2):
        bench.wait("1 s")
        look_at_a_ring(bench, say, "A")
        bench.led("red").is_off()


def test_b(bench, task, say):
    """Button B plays a tune, and the green lamp flashes with it."""
    with task(points=2):
        bench.wait("1 s")
        look_at_a_ring(bench, say, "B")
        bench.led("green").is_off()


def test_different(bench, task, say):
    """The two tunes differ, and each button works again and again."""
    with task(points=2):
        bench.wait("1 s")
        first, _ = ring(bench, say, "A")
        second, _ = ring(bench, say, "B")
        say.unless(first != second, "box.same_tune", tune=" ".join(first[:8]))
        again, _ = ring(bench, say, "A")
        say.unless(again, "box.works_only_once", is_missing=True, button="A")
        bench.buzzer("beeper").is_silent()
