"""The order of locks in a live run: the clock's first, then the view's."""

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.picture import CameraView


def test_a_view_never_asks_for_the_state_while_it_holds_its_own_lock():
    house = House("empty_day")
    held = []

    def state_of(t_ns):
        locks = (view._drawing, view._baking, view._metering)
        held.append(any(lock.locked() for lock in locks))
        return house.state(t_ns)

    view = CameraView(house.plan, "hall", state_of, seed=0)
    view.look(0, (64, 48))
    view.light(1)
    view.colour_temperature(2)
    view.is_on(3)
    view.boxes(4)
    assert held == [False] * 5
