"""What a lesson says: about an error it means, and in which order."""


def _says(judge, program):
    def sentences(bench, _program, say):
        say.if_error("ValueError", "lesson.tone", when=lambda seen: "tone" in str(seen.error))
        say.if_error("LookupError", "lesson.lookup")
        bench.wait("1 s")

    found = judge(program, sentences)
    return found[0] if found else None


def test_an_error_that_fits_kind_and_words_gets_the_lessons_message(judge):
    assert _says(judge, "raise ValueError('tone is out of range')") == "lesson.tone"


def test_another_error_of_the_same_kind_is_explained_in_general(judge):
    assert _says(judge, "raise ValueError('not enough values')") != "lesson.tone"


def test_a_child_of_the_kind_fits_as_well(judge):
    assert _says(judge, "{}['door']") == "lesson.lookup"


def test_a_line_for_the_message_does_not_make_a_lesson_know_the_code(judge):
    """A slip of the pen still comes before what was only seen of the lamps."""

    def sentences(bench, _program, say):
        say.when(
            lambda seen: seen.led("red").lit,
            "lesson.stays_on",
            line=lambda seen: seen.code.lines_of("LED")[0],
        )
        bench.wait("1 s")
        bench.led("red").is_off()

    found = judge("red = LED(17)\nred.on()\nred.off\npause()", sentences)
    assert found is not None
    assert found[0] == "code.not_called"
