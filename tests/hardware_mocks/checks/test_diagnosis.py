"""Of all that could be said of a failed run, the one message that is said."""

BLINK = """
red = LED(17)
while True:
    red.on()
    sleep({on})
    red.off()
    sleep({off})
"""
FAST = BLINK.format(on=0.2, off=0.2)


def blinks(bench, *_):
    bench.led("red").blinks(period="1 s")


def test_what_the_verb_saw_is_said_where_nothing_else_is_known(judge):
    assert judge(FAST, blinks)[0] == "led.wrong_period"


def test_the_first_predicate_that_fits_gives_the_message_with_what_was_seen(judge):
    def check(bench, program, say):
        say.when(lambda seen: seen.led("green").on_s, "never.seen")
        say.when(lambda seen: seen.led("red").on_s > 1, "too.long")
        say.when(
            lambda seen: seen.led("red").on_s < 1, "too.short", on_s=lambda s: s.led("red").on_s
        )
        say.when(lambda seen: True, "too.late")
        blinks(bench)

    message, params = judge(FAST, check)

    assert (message, round(params["on_s"], 9)) == ("too.short", 0.2)


def test_a_task_that_passes_says_nothing_of_likely_mistakes(judge):
    def check(bench, program, say):
        say.when(lambda seen: True, "always.fits")
        blinks(bench)

    assert judge(BLINK.format(on=0.5, off=0.5), check) is None


def test_an_error_goes_before_every_predicate(judge):
    def check(bench, program, say):
        say.when(lambda seen: True, "always.fits")
        say.if_error("KeyError", "not.this.one")
        say.if_error("LookupError", "index.of.a.list", when=lambda seen: seen.error.args)
        blinks(bench)

    assert judge("[][1]", check)[0] == "index.of.a.list"


def test_an_error_after_all_sentences_were_true_still_counts(judge):
    found = judge("LED(17).on()\n1 / 0", lambda bench, program, say: say.unless(True, "x.y"))

    assert found[0] == "value.zero_division_plain"


def test_an_error_in_a_callback_is_found_with_its_line(judge, last_diagnosis):
    program = """
    def change():
        red.toggle()
        change()
    red, button = LED(17), Button(5)
    button.when_pressed = change
    pause()
    """

    def check(bench, *_):
        bench.button("A").hold()
        bench.led("red").turns_on(within="1 s")
        bench.wait("1 s")

    assert judge(program, check) == ("other.calls_itself", {"name": "change"})
    assert last_diagnosis().code == "change()"


def test_a_lesson_may_name_the_line_it_means(judge, last_diagnosis):
    def check(bench, program, say):
        say.when(lambda seen: True, "sleep.too_short", line=lambda s: s.code.lines_of("sleep")[0])
        blinks(bench)

    assert judge(FAST, check) == ("sleep.too_short", {"line": 9})
    assert (last_diagnosis().line, last_diagnosis().code) == (9, "sleep(0.2)")


def test_so_may_a_condition_of_the_check(judge, last_diagnosis):
    def check(bench, program, say):
        say.unless(False, "no.good", line=8, seen=lambda s: s.used_pins)

    assert judge(FAST, check) == ("no.good", {"line": 8, "seen": ["GPIO17"]})
    assert last_diagnosis().code == "red.on()"


def test_a_program_that_has_ended_explains_what_never_came(judge):
    assert judge("red = LED(17)\nsleep(2)", blinks) == ("program.ended_early", {"t_s": 2.0})


def test_a_program_that_waits_to_be_called_lacks_its_pause(judge):
    program = "sensor = MotionSensor(4)\nsetattr(sensor, 'when_motion', print)"

    assert judge(program, blinks, head="from gpiozero import MotionSensor\n") == (
        "program.ended_add_pause", {"t_s": 0.0, "device": "motion sensor"}
    )  # fmt: skip


def test_a_wrong_rhythm_is_said_although_the_program_has_ended(judge):
    program = "red = LED(17)\nfor _ in range(9):\n    red.toggle()\n    sleep(0.3)"

    assert judge(program, blinks)[0] == "led.wrong_period"


def test_a_program_that_waits_for_typed_text_is_said_to(judge):
    assert judge("red = LED(17)\ninput('?')", blinks)[0] == "program.waits_for_input"


def test_a_check_that_stumbles_over_nothing_speaks_of_the_program_first(judge):
    def check(bench, program, say):
        say.unless(min(bench.led("red").on_times_s) > 1, "x.y")

    assert judge("red = LED(17)", check)[0] == "program.ended_early"
    assert judge("red = LED(17)\npause()", check)[0] == "check.broken"
