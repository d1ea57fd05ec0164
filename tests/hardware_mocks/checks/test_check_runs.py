"""Waiting, on a stage whose clock counts nanoseconds."""

from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.checks.names import Names
from hardware_mocks.checks.program_state import ProgramState
from hardware_mocks.checks.run import Run
from makerkit.trace import Trace


class CountingStage:
    """A stage on which nothing happens but time, in whole nanoseconds."""

    is_hardware = False

    def __init__(self, now_ns):
        self.trace = Trace()
        self.program = ProgramState()
        self.now_ns = now_ns
        self.waits = 0

    @property
    def now_s(self):
        return self.now_ns / 1e9

    def wait(self, until_s):
        self.waits += 1
        assert self.waits < 3, "it waits for ever"
        self.now_ns = max(self.now_ns, round(until_s * 1e9))


@given(
    now_ns=st.integers(0, 10**13),
    limit_s=st.floats(0, 1000, allow_nan=False),
)
def test_a_wait_ends_also_when_the_sum_is_no_whole_nanosecond(now_ns, limit_s):
    stage = CountingStage(now_ns)
    run = Run(stage, Names(None))
    assert run.wait_until(lambda: False, limit_s, ()) is False
    assert abs(stage.now_ns - (now_ns + limit_s * 1e9)) < 2 + 1e-3 * limit_s
