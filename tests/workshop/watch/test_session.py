"""What `maker watch` decides: each key, each save, each verdict."""

from types import SimpleNamespace

import pytest
from verdicts import blinking, failed, passed

from makerkit.errors import BadInputError
from workshop.lines import Marks
from workshop.watch.session import Do, Session

HINTS = [
    SimpleNamespace(level=1, text="Which line is dark?", message_id=None),
    SimpleNamespace(level=2, text="Look behind red.off().", message_id=None),
    SimpleNamespace(level=3, text="Write sleep(0.5) there.", message_id=None),
    SimpleNamespace(level=2, text="Both numbers count.", message_id="blink.uneven"),
]


@pytest.fixture
def session(desk):
    return at(desk, "01")


def at(desk, lesson, hints=HINTS):
    return Session(desk, desk.course.lesson(lesson), hints_of=lambda _: hints, marks=Marks())


def judge(session, verdict):
    session.checking()
    session.judged(session.lesson, verdict)


def save(session, verdict, times=1):
    for _ in range(times):
        with session.program.open("a") as file:
            file.write("# another try\n")
        assert session.saved() is Do.CHECK
        judge(session, verdict)


def kinds(desk):
    return [(event.lesson, event.kind) for event in desk.progress.read().events]


def page_of(session):
    page = session.view().page
    return None if page is None else "\n".join(line.plain.strip() for line in page.draw(70))


# -- checks


def test_opening_a_lesson_makes_the_file_and_says_where_it_is(session, desk):
    assert session.program.read_text() == "print('starter of 01_blink')\n"
    assert "main.py" in session.remark
    assert kinds(desk) == [("01_blink", "start")]


def test_the_check_at_the_start_does_not_count_as_a_try(session, desk):
    judge(session, failed())
    assert kinds(desk) == [("01_blink", "start")]
    assert session.view().verdict == failed()


def test_each_save_counts(session, desk):
    save(session, failed())
    save(session, passed())
    assert kinds(desk)[1:] == [("01_blink", "run"), ("01_blink", "pass")]
    assert session.view().done == 1


def test_saving_without_a_change_does_not_count_again(session, desk):
    save(session, failed())
    session.saved()
    judge(session, failed())
    assert kinds(desk)[1:] == [("01_blink", "run")]


def test_a_program_that_passes_at_the_start_counts_once(session, desk):
    judge(session, passed())
    judge(session, passed())
    assert kinds(desk)[1:] == [("01_blink", "pass")]


def test_a_verdict_for_a_lesson_that_was_left_is_forgotten(session, desk):
    session.judged(desk.course.lesson("02"), passed())
    assert session.view().verdict is None
    assert kinds(desk) == [("01_blink", "start")]


def test_a_save_brings_back_the_sentences(session):
    session.key("l")
    session.saved()
    assert session.view().page is None


# -- next


def test_next_goes_on_after_passing(session, desk):
    save(session, passed())
    assert session.key("n") is Do.CHECK
    assert session.lesson.name == "02_sos"
    assert kinds(desk)[-1] == ("02_sos", "start")


@pytest.mark.parametrize(("answer", "lesson"), [("y", "02_sos"), ("n", "01_blink")])
def test_next_asks_before_passing(session, answer, lesson):
    judge(session, failed())
    assert session.key("n") is None
    assert "not done yet" in session.view().question
    session.key(answer)
    assert (session.lesson.name, session.view().question) == (lesson, "")


def test_behind_the_last_lesson_next_points_to_the_list(desk):
    session = at(desk, "02")
    save(session, passed())
    session.key("n")
    assert "Press l" in session.view().remark
    assert not session.view().has_next


# -- hints


def test_hints_come_one_after_the_other_and_the_last_only_after_a_try(session):
    shown = []
    for _ in range(3):
        session.key("h")
        shown.append(page_of(session))
    assert shown[0] == "Which line is dark?"
    assert shown[1] == "Look behind red.off()."
    assert "after you have tried" in session.view().remark
    save(session, failed("other.id"))
    session.key("h")
    assert page_of(session) == "Write sleep(0.5) there."


def test_three_failures_with_one_message_offer_the_hint_made_for_it(session):
    offers = []
    for _ in range(3):
        save(session, failed())
        offers.append(session.view().is_hint_offered)
    assert offers == [False, False, True]
    session.key("h")
    assert page_of(session) == "Both numbers count."


def test_hints_are_kept_in_the_progress(session, desk):
    session.key("h")
    assert [event.score for event in desk.progress.read().events if event.kind == "hint"] == [1]


def test_a_lesson_without_hints_points_to_its_page(desk):
    session = at(desk, "01", hints=[])
    session.key("h")
    assert "./maker read 01_blink" in session.view().remark


def test_a_page_that_cannot_be_read_is_said(desk):
    def broken(_lesson):
        raise BadInputError("lesson.md:3: no such fence")

    session = Session(desk, desk.course.lesson("01"), hints_of=broken, marks=Marks())
    session.key("h")
    assert session.view().remark == "lesson.md:3: no such fence"


# -- the other keys


@pytest.mark.parametrize(
    ("key", "do"), [("q", Do.QUIT), ("r", Do.RUN), ("p", Do.READ), ("e", Do.EDIT), ("Q", Do.QUIT)]
)
def test_keys_that_the_terminal_has_to_obey(session, key, do):
    assert session.key(key) is do


@pytest.mark.parametrize("key", ["z", "escape", "up", "shift+tab", "5", ""])
def test_keys_that_mean_nothing_change_nothing(session, key):
    session.remark = ""
    before = session.view()
    assert session.key(key) is None
    assert session.view() == before


def test_the_list_opens_another_lesson(session):
    session.key("l")
    assert "01 Blink" in page_of(session)
    session.key("down")
    assert session.key("enter") is Do.CHECK
    assert session.lesson.name == "02_sos"


def test_the_list_has_the_projects_too_and_ends_at_both_ends(session):
    session.key("l")
    for _ in range(9):
        session.key("down")
    session.key("enter")
    assert session.lesson.name == "reaction_game"
    session.key("l")
    for _ in range(9):
        session.key("up")
    session.key("enter")
    assert session.lesson.name == "00_start_here"


@pytest.mark.parametrize("key", ["l", "w", "t"])
def test_a_page_is_left_by_escape_and_by_its_own_key(session, key):
    for back in ("escape", key):
        session.key(key)
        assert session.view().page is not None
        session.key(back)
        assert session.view().page is None


def test_the_timeline_shows_the_last_check(session):
    session.key("t")
    assert "Nothing ran yet" in page_of(session)
    judge(session, failed(trace=blinking()))
    session.key("t")
    session.key("t")
    assert "GPIO17 red" in page_of(session)


def test_the_solution_is_shown_only_after_passing(session):
    session.key("s")
    assert "when your program has passed" in session.view().remark
    save(session, passed())
    session.key("s")
    assert page_of(session) == "1 print('solution')"


def test_a_long_page_is_scrolled_but_not_above_its_first_line(session):
    session.lesson.solution.write_text("\n" * 14)
    save(session, passed())
    session.key("s")
    scrolls = []
    for key in ("down", "page down", "page down", "up", "page up", "page up"):
        session.key(key)
        scrolls.append(session.view().page.scroll)
    assert scrolls == [1, 11, 13, 12, 2, 0]


@pytest.mark.parametrize(
    ("answer", "text"), [("y", "print('starter of 01_blink')\n"), ("n", "mine")]
)
def test_a_reset_asks_first_and_keeps_the_old_file(session, answer, text):
    session.program.write_text("mine")
    session.key("x")
    assert "Put the starter back?" in session.view().question
    session.key(answer)
    assert session.program.read_text() == text
    kept = sorted(path.name for path in session.program.parent.iterdir())
    assert kept == (["main.before_reset_1.py", "main.py"] if answer == "y" else ["main.py"])


# -- where nothing can be written


def test_progress_that_cannot_be_kept_is_said_and_learning_goes_on(desk):
    desk.profile.progress_file.mkdir(parents=True)
    session = at(desk, "01")
    save(session, failed(), times=3)
    view = session.view()
    assert "not kept" in view.trouble
    assert view.is_hint_offered
    save(session, passed())
    assert session.view().done == 1


def test_a_work_folder_that_cannot_be_made_is_said(desk):
    desk.profile.home.mkdir()
    (desk.profile.home / "work").write_text("")
    assert "Cannot make the folder" in at(desk, "01").view().remark


def test_two_watches_of_one_profile_keep_each_other_s_events(desk, course):
    one, other = at(desk, "01"), at(type(desk)(course, desk.profile), "02")
    save(one, failed())
    save(other, passed())
    save(one, passed())
    assert one.view().done == other.view().done == 2
    assert sorted(kinds(desk)) == sorted(kinds(other.desk))


def test_a_work_folder_that_was_deleted_is_made_anew_by_a_reset(session):
    session.program.unlink()
    session.program.parent.rmdir()
    session.key("x")
    assert session.key("y") is Do.CHECK
    assert session.program.read_text() == "print('starter of 01_blink')\n"
    assert session.view().remark == "Your file is the starter."
