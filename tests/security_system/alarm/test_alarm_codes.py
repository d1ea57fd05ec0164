"""Codes: one hash a try, nothing easy, nothing that shows."""

import itertools
import json
import logging

import pytest
from argon2 import low_level

from security_system.alarm import CodeBook, CodeError, Judged, Right, User
from security_system.alarm.guesses import is_easy

KEY = b"k" * 32


@pytest.fixture
def book() -> CodeBook:
    book = CodeBook(KEY)
    book.set_code("ada", "4817")
    book.set_code("ada", "4818", is_duress=True)
    book.set_code("بروين", "90210735")
    book.set_rights("بروين", {Right.ARM})
    return book


def test_a_code_tells_its_user_rights_and_duress(book: CodeBook) -> None:
    assert book.judge("4817") == Judged("ada", frozenset(Right))
    assert book.judge("4818") == Judged("ada", frozenset(Right), is_duress=True)
    assert book.judge("90210735") == Judged("بروين", frozenset({Right.ARM}))


@pytest.mark.parametrize("wrong", ["", "4816", "48170", "0", " 4817", "٤٨١٧", "\ud800", "x" * 9999])
def test_any_other_code_is_nobodys(book: CodeBook, wrong: str) -> None:
    assert book.judge(wrong) is None


def test_a_user_without_a_code_has_no_code_that_opens() -> None:
    book = CodeBook(KEY)
    book.set_rights("ada", Right)
    assert book.judge("") is None
    assert book.people() == (User("ada", frozenset(Right), has_code=False, has_duress=False),)
    assert not book.has_codes


def test_one_try_costs_one_hash_of_19_mib_however_many_users(
    book: CodeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[tuple[object, ...]] = []
    real = low_level.hash_secret_raw
    monkeypatch.setattr(
        low_level, "hash_secret_raw", lambda *how: (costs.append(how[2:]), real(*how))[1]
    )
    book.judge("4817")
    book.judge("0000")
    assert costs == [(2, 19 * 1024, 1, 32, low_level.Type.ID)] * 2


def test_the_book_is_the_same_after_json(book: CodeBook) -> None:
    again = CodeBook(KEY, json.loads(json.dumps(book.kept())))
    assert again.people() == book.people()
    assert again.judge("4818") == book.judge("4818")


def test_hashes_are_worth_nothing_without_the_device_key(book: CodeBook) -> None:
    assert CodeBook(b"another key of ours", book.kept()).judge("4817") is None


def test_a_code_shows_in_no_repr_no_file_no_log_and_no_error(
    book: CodeBook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(CodeError) as e:
        book.set_code("bob", "4817")
    for text in [repr(book), str(book), json.dumps(book.kept()), caplog.text, str(e.value)]:
        assert "4817" not in text


def test_two_users_cannot_have_one_code(book: CodeBook) -> None:
    for name, is_duress in itertools.product(["ada", "bob"], [True, False]):
        if (name, is_duress) == ("bob", True):
            book.set_code("bob", "7351")
        with pytest.raises(CodeError):
            book.set_code(name, "90210735", is_duress=is_duress)


def test_ones_own_code_is_no_code_for_duress(book: CodeBook) -> None:
    with pytest.raises(CodeError):
        book.set_code("ada", "4817", is_duress=True)
    with pytest.raises(CodeError):
        book.set_code("ada", "4818")


def test_a_code_can_be_set_again(book: CodeBook) -> None:
    book.set_code("ada", "4817")
    book.set_code("ada", "5926")
    assert book.judge("4817") is None
    assert book.judge("5926") == Judged("ada")


def test_who_is_forgotten_opens_nothing(book: CodeBook) -> None:
    book.forget("ada")
    book.forget("nobody")
    assert book.judge("4817") is None
    assert [user.name for user in book.people()] == ["بروين"]


def test_a_code_for_duress_can_be_dropped(book: CodeBook) -> None:
    book.drop_duress("ada")
    assert book.judge("4818") is None
    assert book.judge("4817") is not None


def test_duress_needs_a_code_of_ones_own_first() -> None:
    with pytest.raises(CodeError, match="first"):
        CodeBook(KEY).set_code("ada", "4818", is_duress=True)


@pytest.mark.parametrize("code", ["", "481", "4817a", "48 17", "٤٨١٧", "1" * 13, "²³¹¹", "4817\n"])
def test_a_code_is_4_to_12_digits(code: str) -> None:
    with pytest.raises(CodeError, match="4 to 12 digits"):
        CodeBook(KEY).set_code("ada", code)


@pytest.mark.parametrize(
    "code",
    [
        "0000",
        "1111",
        "1234",
        "4321",
        "2468",
        "7890",
        "9876",
        "1212",
        "123123",
        "1122",
        "778899",
        "2580",
        "1984",
        "2024",
        "147258",
        "5555555",
        "12345678",
        "0123",
        "8520",
    ],
)
def test_what_a_thief_tries_first_is_refused(code: str) -> None:
    with pytest.raises(CodeError, match="thief"):
        CodeBook(KEY).set_code("ada", code)


def test_few_codes_are_refused_for_their_pattern() -> None:
    assert sum(is_easy(f"{code:04}") for code in range(10_000)) < 400


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 41, "-x", "a\x00", "<b>", "x/../y"])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(CodeError):
        CodeBook(KEY).set_rights(name, {Right.ARM})


@pytest.mark.parametrize(
    "kept",
    [
        {"users": 3},
        {"users": {"a": {}}},
        {"users": {"a": {"rights": ["fly"], "code": "", "duress": ""}}},
        {"users": {"a": {"rights": [], "code": "!", "duress": ""}}},
        {"users": {"a": {"rights": [], "code": 3, "duress": ""}}},
        {"users": {"a": None}},
    ],
)
def test_a_damaged_book_says_so(kept: dict[str, object]) -> None:
    with pytest.raises(CodeError, match="cannot be read"):
        CodeBook(KEY, kept)


def test_a_short_key_and_too_many_users_are_refused() -> None:
    with pytest.raises(CodeError, match="16"):
        CodeBook(b"short")
    book = CodeBook(KEY)
    for number in range(50):
        book.set_rights(f"user {number}", ())
    with pytest.raises(CodeError, match="50 users"):
        book.set_rights("one more", ())
