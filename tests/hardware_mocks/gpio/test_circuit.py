"""Voltages on hand-made circuits, against what Ohm and Kirchhoff say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.gpio.circuit import SHORT_AMPS, Circuit


@pytest.fixture
def circuit():
    return Circuit()


def test_a_net_that_nothing_pushes_floats(circuit):
    net = circuit.net("GPIO4")

    assert (net.volts, net.level, net.mean_volts) == (None, None, None)


def test_a_supply_keeps_its_voltage(circuit):
    assert [circuit.net(name).volts for name in ("GND", "3V3", "5V")] == [0.0, 3.3, 5.0]
    assert [circuit.net(name).level for name in ("GND", "3V3")] == [0, 1]


def test_a_strong_output_wins_against_a_pull(circuit):
    net = circuit.net("GPIO4")
    pull, output = circuit.add_source(net, "pull"), circuit.add_source(net, "output")
    circuit.drive(pull, 3.3, 50_000)
    assert net.level == 1

    circuit.drive(output, 0.0, 40)
    assert net.volts == pytest.approx(3.3 * 40 / 50_040)
    assert net.level == 0

    circuit.drive(output, None, 40)
    assert net.level == 1


@given(upper=st.floats(100, 1e6), lower=st.floats(100, 1e6))
def test_a_divider_divides(upper, lower):
    circuit = Circuit()
    middle = circuit.net("middle")
    circuit.add_branch(circuit.net("5V"), middle, ohms=upper)
    circuit.add_branch(middle, circuit.net("GND"), ohms=lower)

    assert middle.volts == pytest.approx(5 * lower / (upper + lower))


@given(ohms=st.lists(st.floats(10, 1e5), min_size=2, max_size=9))
def test_a_chain_of_resistors_divides_in_order(ohms):
    circuit = Circuit()
    nets = [
        circuit.net("5V"),
        *(circuit.net(f"n{i}") for i in range(len(ohms) - 1)),
        circuit.net("GND"),
    ]
    for a, b, value in zip(nets, nets[1:], ohms, strict=False):
        circuit.add_branch(a, b, ohms=value)

    total = sum(ohms)
    for i, net in enumerate(nets[1:-1], start=1):
        assert net.volts == pytest.approx(5 * (1 - sum(ohms[:i]) / total), abs=1e-6)


def test_a_net_joined_only_to_a_floating_one_floats_too(circuit):
    circuit.add_branch(circuit.net("a"), circuit.net("b"), ohms=330)

    assert (circuit.net("a").volts, circuit.net("b").volts) == (None, None)


def test_a_switch_joins_and_parts_two_nets(circuit):
    net = circuit.net("GPIO2")
    circuit.drive(circuit.add_source(net, "pull"), 3.3, 50_000)
    contact = circuit.add_branch(net, circuit.net("GND"), ohms=None)
    levels = [net.level]
    for ohms in (0.05, None, 0.05):
        circuit.set_ohms(contact, ohms)
        levels.append(net.level)

    assert levels == [1, 0, 1, 0]


def test_listeners_hear_each_change_once_and_in_order(circuit):
    net = circuit.net("GPIO2")
    source = circuit.add_source(net, "output")
    heard = []
    net.listen(lambda changed: heard.append((changed.name, changed.level)))
    for volts in (3.3, 3.3, 0.0, None):
        circuit.drive(source, volts, 40)

    assert heard == [("GPIO2", 1), ("GPIO2", 0), ("GPIO2", None)]


def test_a_listener_hears_a_switch_far_away(circuit):
    near, far = circuit.net("near"), circuit.net("far")
    circuit.drive(circuit.add_source(near, "pull"), 3.3, 10_000)
    circuit.add_branch(near, far, ohms=100)
    switch = circuit.add_branch(far, circuit.net("GND"), ohms=None)
    heard = []
    near.listen(lambda net: heard.append(net.level))
    circuit.set_ohms(switch, 0.05)
    circuit.set_ohms(switch, None)

    assert heard == [0, 1]


def test_between_the_thresholds_an_input_keeps_its_level(circuit):
    net = circuit.net("GPIO2")
    source = circuit.add_source(net, "output")
    levels = []
    for volts in (3.3, 1.5, 0.0, 1.5, 2.5):
        circuit.drive(source, volts, 40)
        levels.append(net.level)

    assert levels == [1, 1, 0, 0, 1]


def test_an_led_conducts_one_way_only(circuit):
    pin, anode = circuit.net("GPIO17"), circuit.net("anode")
    source = circuit.add_source(pin, "GPIO17")
    circuit.add_branch(pin, anode, ohms=330)
    led = circuit.add_branch(anode, circuit.net("GND"), ohms=10, forward_volts=1.8)
    circuit.drive(source, 3.3, 40)
    assert anode.volts is not None
    assert led.amps() == pytest.approx(1.5 / 380)

    circuit.drive(source, 0.0, 40)
    assert anode.volts == pytest.approx(0.0)
    assert led.amps() == 0.0


def test_the_current_through_an_led_follows_the_duty(circuit):
    pin = circuit.net("GPIO17")
    source = circuit.add_source(pin, "GPIO17")
    led = circuit.add_branch(pin, circuit.net("GND"), ohms=340, forward_volts=1.8)
    amps = []
    for duty in (0.0, 0.25, 1.0):
        circuit.pulse(source, 3.3, duty, 100)
        assert pin.volts is not None
        amps.append(led.amps())

    full = 1.5 / 380
    assert amps == pytest.approx([0.0, 0.25 * full, full])
    assert (pin.share_high, pin.pulse_hz) == (1.0, None)


def test_pulses_reach_a_divider_as_a_mean(circuit):
    pin, middle = circuit.net("GPIO18"), circuit.net("middle")
    source = circuit.add_source(pin, "GPIO18")
    circuit.add_branch(pin, middle, ohms=1000)
    circuit.add_branch(middle, circuit.net("GND"), ohms=1000)
    circuit.pulse(source, 3.3, 0.5, 1000)

    assert middle.mean_volts == pytest.approx(3.3 * 1000 / 2040 / 2)


def test_several_pulses_in_one_island_each_have_their_share(circuit):
    common = circuit.net("COM")
    circuit.add_branch(common, circuit.net("GND"), ohms=330)
    leds = []
    for name, duty in (("R", 0.9), ("G", 0.1), ("B", 0.0)):
        pin = circuit.net(name)
        circuit.pulse(circuit.add_source(pin, name), 3.3, duty, 100)
        leds.append(circuit.add_branch(pin, common, ohms=10, forward_volts=1.8))
    shares = [sum(share for share, amps in led.phases() if amps > 1e-4) for led in leds]

    assert shares == pytest.approx([0.9, 0.1, 0.0])
    assert [round(share, 6) for share, _ in common.phases] == [0.1, 0.8, 0.1]


def test_a_change_of_frequency_alone_is_told(circuit):
    pin = circuit.net("GPIO18")
    source = circuit.add_source(pin, "GPIO18")
    heard = []
    pin.listen(lambda net: heard.append((net.share_high, net.pulse_hz)))
    for frequency_hz in (50, 100):
        circuit.pulse(source, 3.3, 0.25, frequency_hz)

    assert heard == [(0.25, 50), (0.25, 100)]


def test_pulses_of_no_width_are_low(circuit):
    pin = circuit.net("GPIO18")
    circuit.pulse(circuit.add_source(pin, "GPIO18"), 3.3, 0.0, 100)

    assert (pin.level, pin.share_high, pin.pulse_hz) == (0, 0.0, None)


def test_a_source_reports_a_short_only_beyond_what_it_can_carry():
    reports = []
    circuit = Circuit(on_short=lambda name, _amps: reports.append(name))
    net = circuit.net("OUT1")
    driver = circuit.add_source(net, "driver")
    driver.most_amps = 2.0
    circuit.add_branch(net, circuit.net("GND"), ohms=10)
    circuit.drive(driver, 6.0, 0.5)
    assert (net.level, reports) == (1, [])
    circuit.drive(driver, 24.0, 0.5)
    assert (net.level, reports) == (1, ["driver"])


def test_two_outputs_against_each_other_are_reported_with_their_current():
    reports = []
    circuit = Circuit(on_short=lambda name, amps: reports.append((name, amps)))
    net = circuit.net("GPIO17")
    a, b = circuit.add_source(net, "GPIO17"), circuit.add_source(net, "sensor")
    circuit.drive(a, 3.3, 20)
    circuit.drive(b, 0.0, 20)

    assert reports == [("GPIO17", pytest.approx(1.65 / 20)), ("sensor", pytest.approx(1.65 / 20))]


def test_an_output_wired_to_ground_is_reported_when_it_goes_high():
    reports = []
    circuit = Circuit(on_short=lambda name, _amps: reports.append(name))
    source = circuit.add_source(circuit.net("GND"), "GPIO17")
    circuit.drive(source, 0.0, 40)
    assert reports == []
    circuit.drive(source, 3.3, 40)

    assert reports == ["GPIO17"]


def test_a_pressed_button_on_an_output_is_a_short():
    reports = []
    circuit = Circuit(on_short=lambda name, amps: reports.append((name, amps > SHORT_AMPS)))
    net = circuit.net("GPIO2")
    circuit.drive(circuit.add_source(net, "GPIO2"), 3.3, 40)
    contact = circuit.add_branch(net, circuit.net("GND"), ohms=None)
    circuit.set_ohms(contact, 0.05)

    assert reports == [("GPIO2", True)]


def test_a_removed_branch_no_longer_counts(circuit):
    net = circuit.net("GPIO2")
    circuit.drive(circuit.add_source(net, "pull"), 3.3, 50_000)
    branch = circuit.add_branch(net, circuit.net("GND"), ohms=1)
    assert net.level == 0
    circuit.remove_branch(branch)

    assert net.level == 1


@given(st.data())
def test_any_resistor_network_obeys_kirchhoff(data):
    circuit = Circuit()
    names = ["GND", "3V3", *(f"n{i}" for i in range(data.draw(st.integers(1, 6))))]
    ends = st.sampled_from(names)
    branches = [
        circuit.add_branch(circuit.net(a), circuit.net(b), ohms=data.draw(st.floats(1, 1e5)))
        for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=14))
        if a != b
    ]
    for net in circuit.nets.values():
        if net.fixed_volts is not None or net.volts is None:
            continue
        assert -1e-6 <= net.volts <= 3.3 + 1e-6
        inward = sum(b.amps() for b in branches if b.b is net)
        outward = sum(b.amps() for b in branches if b.a is net)
        assert inward == pytest.approx(outward, abs=1e-7)


def test_a_supply_that_fails_takes_its_divider_with_it_and_tells_who_listens(circuit):
    rail, middle, ground = circuit.net("uno:5V"), circuit.net("middle"), circuit.net("GND")
    circuit.supply(rail, 5.0)
    circuit.add_branch(rail, middle, ohms=1000)
    circuit.add_branch(middle, ground, ohms=1000)
    heard = []
    for net in (rail, middle):
        net.listen(lambda net: heard.append((net.name, net.volts)))
    before = (rail.volts, middle.volts)
    circuit.supply(rail, None)
    circuit.supply(rail, 5.0)

    assert before == (5.0, 2.5)
    assert heard[-2:] == [("uno:5V", 5.0), ("middle", 2.5)]
    assert set(heard[:-2]) == {("uno:5V", 0.0), ("middle", 0.0)}


def test_joining_and_parting_grow_the_revision_and_driving_does_not(circuit):
    net = circuit.net("D2")
    source = circuit.add_source(net, "D2")
    switch = circuit.add_branch(net, circuit.net("GND"), ohms=None)
    seen = [circuit.revision]
    circuit.drive(source, 5.0, 25.0)
    seen.append(circuit.revision)
    circuit.set_ohms(switch, 0.05)
    seen.append(circuit.revision)

    assert seen[0] == seen[1] < seen[2]
