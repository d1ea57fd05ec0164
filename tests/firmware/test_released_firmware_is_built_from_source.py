"""What is released is what the source gives."""

import hashlib

import pytest

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.for_tests import require_node, require_toolchain
from makerkit.arduino import released
from makerkit.arduino.messages import car, link, node
from makerkit.arduino.toolchain import require_toolchain as toolchain

HASHES = {"car_controller": car.SCHEMA_HASH, "security_node": node.SCHEMA_HASH}
KNOWN = {"car_controller": car.FROM_BOARD, "security_node": node.FROM_BOARD}


@pytest.fixture(params=sorted(released.MESSAGES))
def release(request):
    return next(one for one in released.read_manifest() if one.name == request.param)


def test_the_released_firmware_was_made_of_the_source_that_is_here(release):
    now = released.source_key(release.name)
    assert release.source == now, "the source has changed: type ./maker build --release"


def test_the_released_firmware_speaks_the_messages_that_the_host_speaks(release):
    assert release.schema_hash == HASHES[release.name]


def test_the_released_files_are_those_of_the_manifest(release):
    folder = released.released_folder()
    found = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in release.files
    }
    assert found == release.files


def test_the_same_compiler_makes_the_same_bytes_and_another_one_a_similar_size(release):
    require_toolchain()
    here, built = toolchain(), released.build_variants(release.name)
    if (here.gcc_version, here.core_version) == (release.gcc, release.core):
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in built.items()}
        assert digests == release.files
    else:
        text = (released.released_folder() / f"{release.name}.hex").read_bytes()
        assert len(built[f"{release.name}.hex"]) == pytest.approx(len(text), rel=0.15)


def test_less_than_four_fifths_of_the_flash_and_three_quarters_of_the_ram_are_taken(release):
    # 80 %: the node also sounds for its host; the rest is what an old boot-loader takes, and room.
    assert release.flash_bytes < 0.80 * 32_256
    assert release.ram_bytes < 0.75 * 2_048


def test_both_variants_start_with_both_boot_loaders_and_say_which_they_are(release):
    require_toolchain()
    started = {}
    for file in release.files:
        for loader in ("optiboot", "old"):
            with Chip(released.released_folder() / file, boot_loader=loader) as chip:
                boot = chip.wait_for(link.Boot, within_s=1.0)
            started[file, loader] = (boot.schema, boot.watchdog_resets)
    plain, without_reset = f"{release.name}.hex", f"{release.name}.no_watchdog_reset.hex"
    assert started == {
        (plain, "optiboot"): (release.schema_hash, 1),
        (plain, "old"): (release.schema_hash, 1),
        (without_reset, "optiboot"): (release.schema_hash, 0),
        (without_reset, "old"): (release.schema_hash, 0),
    }


def test_both_simulators_hear_the_same_messages_at_the_same_time(release):
    require_toolchain()
    require_node()
    heard = []
    for kind in ("simavr", "avr8js"):
        file = released.released_folder() / f"{release.name}.hex"
        with Chip(file, known=KNOWN[release.name], kind=kind) as chip:
            chip.wait(1.5)
        heard.append(chip.heard)
        assert chip.bad == []
    simavr, avr8js = heard
    assert len(simavr) > 5
    assert [one.message for one in simavr] == [one.message for one in avr8js]
    times_s = [one.at_s for one in avr8js]
    assert [one.at_s for one in simavr] == pytest.approx(times_s, abs=0.001)
