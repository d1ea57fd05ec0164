"""Wrong passwords cost time, also after a restart; the owner gets in all the same."""

import json
import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.web import parts_of
from makerkit.web.gate import Visitor
from makerkit.web.lockout import KEYS_MAX, LONGEST_LOCK_S, Lockout, lock_s, network_of
from makerkit.web.secret_folder import SecretFolder
from makerkit.web.steady_clock import SteadyClock
from tests.makerkit.web.door_browser import PASSWORD, Browser, Clock

WRONG = "wrong password"


@pytest.fixture
def lockout(tmp_path, clock):
    return Lockout(SecretFolder(tmp_path / "locks"), clock)


def test_three_wrong_tries_lock_for_90_s_and_each_further_one_twice_as_long(lockout, clock):
    locks = []
    for _ in range(8):
        assert lockout.begin(["mina"]) == 0.0
        locks.append(lockout.wait_s(["mina"]))
        clock.now_s += locks[-1]
    assert locks == [0, 0, 90, 180, 360, 720, 900, 900]


def test_a_try_while_locked_is_not_judged_and_makes_it_no_longer(lockout, clock):
    for _ in range(3):
        lockout.begin(["mina"])
    clock.now_s += 60
    assert [lockout.begin(["mina"]) for _ in range(5)] == [30] * 5


def test_the_right_password_makes_all_forgotten(lockout):
    for _ in range(2):
        lockout.begin(["mina"])
    lockout.succeeded(["mina"])
    assert [lockout.begin(["mina"]) for _ in range(3)] == [0, 0, 0]


def test_one_locked_key_of_two_is_enough_and_the_other_is_not_counted(lockout):
    for _ in range(3):
        lockout.begin(["address"])
    for _ in range(5):
        assert lockout.begin(["address", "mina"]) > 0
    assert lockout.begin(["mina"]) == 0.0


def test_locks_are_kept_over_a_restart(lockout, clock, tmp_path):
    for _ in range(3):
        lockout.begin(["mina"])
    clock.now_s += 40
    again = Lockout(SecretFolder(tmp_path / "locks"), clock)
    assert again.wait_s(["mina"]) == 50
    clock.now_s += 50
    again.begin(["mina"])
    assert again.wait_s(["mina"]) == 180


def test_a_clock_that_went_back_locks_no_longer_than_once_more(lockout, clock, tmp_path):
    for _ in range(3):
        lockout.begin(["mina"])
    clock.now_s -= 10 * 365 * 86400
    assert Lockout(SecretFolder(tmp_path / "locks"), clock).wait_s(["mina"]) == 90


def test_a_day_without_tries_makes_all_forgotten(lockout, clock):
    for _ in range(3):
        lockout.begin(["mina"])
    clock.now_s += 24 * 3600 + 1
    assert [lockout.begin(["mina"]), lockout.wait_s(["mina"])] == [0, 0]


def test_many_made_up_names_do_not_push_a_lock_out(lockout):
    for _ in range(3):
        lockout.begin(["mina"])
    lockout._folder = None  # a thousand files are not what is tested here
    for number in range(KEYS_MAX + 200):
        lockout.begin([f"made up {number}"])
    assert lockout.wait_s(["mina"]) > 0
    assert len(lockout._counts) == KEYS_MAX


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans(), st.floats(0, 2000)), max_size=60))
def test_no_order_of_tries_gives_more_guesses_than_the_locks_allow(steps):
    clock = Clock()
    lockout = Lockout(None, clock)
    guesses = {"a": [], "b": []}
    for key, is_right, pause_s in steps:
        clock.now_s += pause_s
        if lockout.begin([key]) == 0.0:
            if is_right:
                lockout.succeeded([key])
                guesses[key].clear()
            else:
                guesses[key].append(clock.now_s)
    for times in guesses.values():
        gaps = [after - before for before, after in pairwise(times)]
        assert [g for n, g in enumerate(gaps, 1) if g < lock_s(n) - 1e-6] == []
    assert lock_s(10_000) == LONGEST_LOCK_S


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.168.1.20", "192.168.1.20"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.168.1.20", "192.168.1.20"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_addresses_are_counted_by_what_one_person_has(address, network):
    assert network_of(address) == network


# at the door


def test_the_page_says_how_long_to_wait_and_a_right_password_waits_too(app, open_browser, clock):
    answers = [open_browser().log_in(password=WRONG) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 429, 429]
    assert "Wait 90 s" in answers[2].get_data(as_text=True)
    assert open_browser().log_in().status_code == 429
    clock.now_s += 91
    assert open_browser().log_in().status_code == 303


def test_an_address_is_locked_for_every_name(app, open_browser):
    parts_of(app).gate.users.set_password("aram", PASSWORD)
    for name in ("a", "b", "c"):
        open_browser().log_in(name, WRONG)
    assert open_browser().log_in("aram").status_code == 429
    assert open_browser("192.168.1.99").log_in("aram").status_code == 303


def test_a_name_is_locked_for_every_address_also_one_that_nobody_has(open_browser):
    for name in ("mina", "nobody"):
        for last in (1, 2, 3):
            open_browser(f"10.0.0.{last}").log_in(name, WRONG)
        for _ in range(2):
            assert open_browser("10.0.0.9").log_in(name).status_code == 429


def test_headers_that_claim_another_address_change_nothing(open_browser):
    codes = []
    for number in range(4):
        browser = open_browser()
        browser.client.environ_base.update(
            HTTP_X_FORWARDED_FOR=f"10.1.1.{number}",
            HTTP_FORWARDED=f"for=10.1.1.{number}",
            HTTP_X_REAL_IP=f"10.1.1.{number}",
        )
        codes.append(browser.log_in(password=WRONG).status_code)
    assert codes == [401, 401, 429, 429]


def test_nobody_locks_the_owners_own_browser_out_by_guessing(open_browser):
    owner = open_browser("192.168.1.5")
    owner.log_in()
    owner.post("/logout", csrf_from="/account")
    for last in range(1, 6):
        open_browser(f"10.0.0.{last}").log_in(password=WRONG)
    assert open_browser("10.0.0.99").log_in().status_code == 429
    assert owner.log_in().status_code == 303


def test_a_browser_that_is_known_is_locked_by_its_own_wrong_tries(open_browser):
    owner = open_browser()
    owner.log_in()
    owner.post("/logout", csrf_from="/account")
    codes = [owner.log_in(password=WRONG).status_code for _ in range(4)]
    assert codes == [401, 401, 429, 429]
    assert open_browser("192.168.1.99").log_in().status_code == 303


def test_being_known_as_one_user_does_not_help_to_guess_another(app, open_browser):
    parts_of(app).gate.users.set_password("guest", PASSWORD)
    guest = open_browser()
    guest.log_in("guest")
    guest.post("/logout", csrf_from="/account")
    codes = [guest.log_in("mina", WRONG).status_code for _ in range(4)]
    assert codes == [401, 401, 429, 429]


@pytest.mark.parametrize("forged", ["", "x", "WyJ4IiwibWluYSJd.aaaa.bbbb", "é", "." * 3000])
def test_a_forged_mark_of_a_known_browser_is_worth_nothing(app, open_browser, forged):
    key = parts_of(app).config.cookie + "-known"
    codes = []
    for _ in range(4):
        browser = open_browser()
        browser.client.set_cookie(key, forged)
        codes.append(browser.log_in(password=WRONG).status_code)
    assert codes == [401, 401, 429, 429]


def test_guessing_the_current_password_of_an_open_page_locks_too(browser):
    browser.log_in()
    form = {"current": WRONG, "password": "four green doors", "again": "four green doors"}
    codes = [
        browser.post("/account/password", form, csrf_from="/account").status_code for _ in range(4)
    ]
    assert codes == [401, 401, 429, 429]


def test_guessing_setup_codes_locks_the_address_alone(app, open_browser):
    code = parts_of(app).gate.code.make()
    form = {"code": "wrong", "name": "thief", "password": PASSWORD, "again": PASSWORD}
    guesser, owner = open_browser("10.0.0.1"), open_browser("10.0.0.2")
    codes = [guesser.post("/setup", form, csrf_from="/setup").status_code for _ in range(4)]
    assert codes == [401, 401, 429, 429]
    form = {**form, "code": code, "name": "mina"}
    assert owner.post("/setup", form, csrf_from="/setup").status_code == 303


def test_the_rate_of_tries_is_bounded_and_the_page_says_for_how_long(app, clock):
    codes = []
    answer = None
    for number in range(22):
        browser = Browser(app)
        answer = browser.log_in(f"name{number}", WRONG)
        codes.append(answer.status_code)
        clock.now_s += 1000  # the lock has passed each time
    assert codes[19:] == [401, 429, 429] or codes[19:] == [429, 429, 429]
    assert answer.headers.get("Retry-After") is not None


def test_ten_tries_at_the_same_moment_are_no_more_than_three(app, monkeypatch):
    gate, judged, all_in = parts_of(app).gate, [], threading.Barrier(10)

    def judge(name, password):
        judged.append(password)

    monkeypatch.setattr(gate.users, "check", judge)

    def guess(number):
        all_in.wait(5)
        gate.log_in("mina", f"guess {number}", Visitor("192.168.1.20"))

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(judged) == 3


def test_a_lock_is_on_the_disk_before_the_password_is_judged(app, open_browser, monkeypatch):
    gate = parts_of(app).gate
    seen = []

    def judge(name, password):
        kept = json.loads((gate.folder.path / "lockout.json").read_text())
        seen.append(sorted(count["tries"] for count in kept["counts"].values()))

    monkeypatch.setattr(gate.users, "check", judge)
    for _ in range(2):
        open_browser().log_in()
    assert seen == [[1, 1], [2, 2]]


# the clock


def test_programs_with_one_folder_agree_on_the_time_though_it_was_set(tmp_path, monkeypatch):
    folder = SecretFolder(tmp_path)
    server = SteadyClock(folder, "this run")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    command = SteadyClock(folder, "this run")
    assert abs(server() - command()) < 1.0
    assert SteadyClock(folder, "the next run")() == pytest.approx(2_000_000_000.0, abs=1)


def test_without_a_name_for_this_run_the_time_of_day_counts(tmp_path, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert SteadyClock(SecretFolder(tmp_path), "")() == pytest.approx(2_000_000_000.0, abs=1)
    assert [file.name for file in tmp_path.iterdir()] == []
