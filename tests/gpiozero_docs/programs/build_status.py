"""Green when the last build of a project passed, red when it did not; asked once an hour."""

from signal import pause
from time import sleep

from gpiozero import LED
from gpiozero.tools import negated
from travispy import TravisPy


def passing(project="gpiozero/gpiozero", every_s=3600):
    server = TravisPy()
    while True:
        yield server.repo(project).last_build_state == "passed"
        sleep(every_s)


broken = LED(12)
fine = LED(16)

broken.source = negated(fine)
fine.source = passing()

pause()
