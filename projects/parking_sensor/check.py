"""Parking sensor: silence, beeps that get faster, one long tone."""

COUNT_S = 4
MORE = 1.25  # so much faster must the beeps be at the next distance


def beeps(bench, for_s=COUNT_S):
    """Let time pass and return how many tones began in it."""
    before = len(bench.buzzer("beeper").tones)
    bench.wait(for_s)
    return len(bench.buzzer("beeper").tones) - before


def reads_only_before_the_loop(seen):
    """Whether the distance is read before the loop and never in it."""
    lines = [line for line in seen.code.text.splitlines() if ".distance" in line]
    return "while " in seen.code.text and all(not line.startswith(" ") for line in lines)


def only_switches(seen):
    """Whether the pin of the buzzer was switched, but never swung."""
    return not seen.trace.pwm("GPIO18") and seen.pin("GPIO18").changes_so_far


def beeps_at(bench, say, distance):
    """Put the wall somewhere and return the number of beeps."""
    bench.distance_sensor("front").sees(distance)
    bench.wait("2 s")
    count = beeps(bench)
    say.unless(count >= 2, "parking.silent", is_missing=True, at=distance, beeps=count)
    return count


def test_silence(bench, task, say):
    """With nothing there it is silent, and a wall wakes it up."""
    say.when(only_switches, "parking.only_switches")
    say.when(
        lambda seen: (
            seen.buzzer("beeper").lit and "*" not in seen.code.text.replace("import *", "")
        ),
        "parking.metres_not_centimetres",
    )
    say.when(
        lambda seen: reads_only_before_the_loop(seen) and not seen.buzzer("beeper").tones,
        "parking.measures_only_once",
        at="40 cm",
    )
    with task():
        bench.distance_sensor("front").sees_nothing()
        bench.wait("2 s")
        count = beeps(bench, 3)
        say.unless(count == 0, "parking.beeps_for_nothing", beeps=count)
        say.unless(not bench.buzzer("beeper").lit, "parking.sounds_for_nothing")
        bench.distance_sensor("front").sees("40 cm")
        bench.buzzer("beeper").sounds(within="3 s")


def test_faster(bench, task, say):
    """The nearer the wall, the faster the beeps."""
    say.when(reads_only_before_the_loop, "parking.measures_only_once", at="60 cm")
    with task(points=3):
        bench.wait("1 s")
        far, far_beeps = "60 cm", beeps_at(bench, say, "60 cm")
        for near in ("40 cm", "20 cm"):
            near_beeps = beeps_at(bench, say, near)
            params = {"far": far, "far_beeps": far_beeps, "near": near, "near_beeps": near_beeps}
            say.unless(near_beeps * MORE > far_beeps, "parking.slower_when_nearer", **params)
            say.unless(near_beeps >= far_beeps * MORE, "parking.same_beat", **params)
            far, far_beeps = near, near_beeps
        bench.buzzer("beeper").sounds(within="3 s")


def test_long_tone(bench, task, say):
    """Very near there is one long tone."""
    with task(points=2):
        bench.distance_sensor("front").sees("40 cm")
        bench.buzzer("beeper").sounds(within="3 s")
        bench.distance_sensor("front").moves_to("5 cm", over="2 s")
        bench.wait("2 s")
        gaps = beeps(bench, 1.5)
        say.unless(gaps == 0, "parking.no_long_tone", at="5 cm", beeps=gaps)
        bench.buzzer("beeper").is_on()


def test_goes_away(bench, task, say):
    """When the wall is gone it is silent again."""
    with task():
        bench.distance_sensor("front").sees("5 cm")
        bench.wait("2 s")
        bench.buzzer("beeper").is_on()
        bench.distance_sensor("front").sees_nothing()
        bench.wait("2 s")
        say.unless(not bench.buzzer("beeper").lit, "parking.does_not_end")
        bench.buzzer("beeper").stays_silent(for_="2 s")
