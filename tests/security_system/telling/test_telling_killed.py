"""Telling killed with -9 while it sends: nothing is lost, and what comes twice can be known."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from security_system.telling.addresses import Addresses
from tests.security_system.telling.messenger_servers import WebMessenger

ROOT = Path(__file__).parents[3]
PROGRAM = "tests.security_system.telling.telling_process"
PATIENCE_S = 30.0


@pytest.fixture
def messenger():
    started = WebMessenger()
    yield started
    started.close()


@pytest.fixture
def run(tmp_path, messenger):
    """Start telling as a process; it is killed at the end."""
    Addresses(tmp_path / "secrets").write("phone", f"json://127.0.0.1:{messenger.port}/")
    running = []

    def start(*zones):
        running.append(
            subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", PROGRAM, str(tmp_path), *zones], cwd=ROOT
            )
        )
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait(10)


def wait_until(is_so):
    until_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until_s
        time.sleep(0.02)


def test_a_message_that_was_being_sent_when_the_power_went_is_sent_at_the_next_start(
    run, messenger
):
    messenger.holds = True
    first = run("Hall")
    wait_until(lambda: messenger.asked == 1)
    first.kill()
    first.wait(10)
    messenger.holds = False
    run()
    wait_until(lambda: messenger.got)
    titles = [message["title"] for message in messenger.messages]
    assert titles[0] == "Security system: Alarm: Hall"
    numbers = {message["message"].splitlines()[-1] for message in messenger.messages}
    assert numbers == {"(message 1)"}


def test_a_message_that_was_taken_is_not_sent_again(run, messenger):
    first = run("Hall")
    wait_until(lambda: messenger.got)
    time.sleep(0.5)  # until it is noted that it was taken
    first.kill()
    first.wait(10)
    run("Cellar")
    wait_until(lambda: len(messenger.got) == 2)
    titles = [message["title"].rpartition(": ")[2] for message in messenger.messages]
    assert titles == ["Hall", "Cellar"]
