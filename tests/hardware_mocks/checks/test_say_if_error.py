"""What a lesson says about an error of the program, and about which errors."""


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
