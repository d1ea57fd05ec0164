"""The file of settings: what is wrong in it is told with its place; changes keep comments."""

import stat
import tomllib

import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import read_wiring
from security_system import config
from security_system.config import Settings

ZONE = '[zones.hall]\nkind = "motion"\nsource = "node:4"\n'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config.toml"


def complaint(path, text):
    path.write_text(text)
    with pytest.raises(BadInputError) as caught:
        config.load(path)
    return str(caught.value)


def test_the_first_file_has_comments_and_the_defaults_of_the_program(path):
    config.create(path)
    settings = config.load(path)
    assert path.read_text().count("#") > 15
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    without_zones = settings.alarm.model_copy(update={"zones": {}})
    assert without_zones == Settings().alarm
    assert settings.web == Settings().web


def test_a_file_that_is_there_is_left_alone(path):
    path.write_text(ZONE)
    config.create(path)
    assert path.read_text() == ZONE


def test_the_first_zones_and_pins_fit_the_wiring(path):
    config.create(path)
    settings = config.load(path)
    wiring = read_wiring(config.TEMPLATE.with_name("wiring.json"))
    ends = {end for wire in wiring.connections for end in (wire.a, wire.b)}
    wired = {end.pin for end in ends if end.part == "pi"}
    pins = {zone.source for zone in settings.alarm.zones.values() if zone.source.startswith("gpio")}
    used = {int(source.removeprefix("gpio:")) for source in pins}
    used |= set(settings.gpio.outputs_and_buttons().values())
    assert {f"GPIO{pin}" for pin in used} == {pin for pin in wired if pin.startswith("GPIO")}
    names = [zone.source for zone in settings.alarm.zones.values()]
    assert {f"node:{number}" for number in range(6)} <= set(names)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[modes.away]\nexit_s = 300\n", "must be at most 180 (got 300) in section [modes.away]"),
        ("[alarm]\nsiren_s = 1\n", "`siren_s` must be at least 5 (got 1) in section [alarm]"),
        ("[alarm]\nsiren_time_s = 10\n", "`siren_time_s` is unknown in section [alarm]."),
        ("[alarm]\nsirens = 10\n", "Did you mean `siren_s`?"),
        ("[alram]\nsiren_s = 10\n", "`alram` is unknown. Did you mean `alarm`?"),
        (ZONE + "chimes = 1\n", "is unknown in section [zones.hall]. Did you mean `chime`?"),
        ('[zones.hall]\nkind = "motion"\n', "`source` is missing in section [zones.hall]"),
        ('[zones.hall]\nkind = "cat"\nsource = "node:4"\n', "in section [zones.hall]"),
        ('[zones."Front Door"]\nsource = "node:0"\n', "Front Door"),
        ("[web]\nport = 99999\n", "`port` must be at most 65535 (got 99999) in section [web]"),
        ('[web]\nport = "no"\n', "(got 'no') in section [web]"),
        ("[gpio]\nbuzzer = 17\n", "buzzer and armed_led are both on GPIO17"),
        (ZONE + ZONE.replace("hall]", "bath]"), "node:4 is given twice: to hall and to bath"),
        ('[zones.a]\nsource = "gpio:18"\n', "gpio:18 is given twice: to buzzer and to a"),
        ('[zones.a]\nsource = "gpio:40"\n', ": zone a: gpio:40 is no pin; write gpio:0 to gpio:27"),
        ('[zones.a]\nsource = "gpio:04"\n', "gpio:04 is no pin; write gpio:0 to gpio:27 (BCM)."),
        ('[zones.a]\nsource = "gpio:٢٦"\n', "is no pin; write gpio:0 to gpio:27 (BCM)."),
        (ZONE + 'confirm_with = ["bath"]\n', ": zone hall: confirm_with names bath; name other"),
        ("[gpio]\nbuzzer = 17\n", "both on GPIO17 in section [gpio]."),
        ("[cameras.a]\nprivate = [[[0, 0], [1, 0]]]\n", "`private[0]` must have at least 3"),
        ("[alarm]\nsiren_s = ١٨٠\n", "siren_s = ١٨٠\nWrite numbers with the digits 0 to 9."),
        ("[alarm]\nwhen_lost = “fault”\n", 'Write straight quotes: "like these".'),
        ('[zones.a]\nsource = "node:7"\n', "node:7 is none of the node's"),
        ('[zones.a]\nsource = "door"\n', 'its source is "gpio:PIN"'),
        ("[alarm.zones.a]\nsource = 'node:1'\n", "write [zones.NAME], not [alarm.zones.NAME]"),
        ("[alarm]\nalarm = \n", "is no TOML"),
        ("alarm = 3\n", "`alarm` must be"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_section_key_value_and_bound(path, text, words):
    assert words in complaint(path, text)


def test_a_zone_that_stands_twice_is_noticed(path):
    assert "is no TOML: [zones.hall] stands there twice" in complaint(path, ZONE + ZONE)


def test_what_is_wrong_between_settings_is_told_without_all_of_them(path):
    """The whole file as a Python dictionary helps nobody."""
    for text in ('[zones.a]\nsource = "gpio:40"\n', ZONE + 'confirm_with = ["bath"]\n'):
        assert "got" not in complaint(path, text)


def test_a_file_that_notepad_has_saved_is_read_and_changed(path):
    path.write_bytes(b"\xef\xbb\xbf" + ZONE.encode())
    assert list(config.load(path).alarm.zones) == ["hall"]
    assert config.change(path, "zones.hall", {"chime": True}).alarm.zones["hall"].chime


def test_no_file_and_no_text_are_told(path):
    with pytest.raises(NotThereError, match="There are no settings at"):
        config.load(path)
    path.write_bytes(b"\xff\xfe[alarm]")
    with pytest.raises(BadInputError, match="is no text"):
        config.load(path)


def test_a_change_keeps_comments_and_everything_else(path):
    config.create(path)
    before = path.read_text()
    settings = config.change(path, "modes.away", {"exit_s": 60})
    assert settings.alarm.modes["away"].exit_s == 60
    assert path.read_text() == before.replace("exit_s = 45 ", "exit_s = 60 ")


def test_a_change_that_is_wrong_changes_nothing(path):
    config.create(path)
    before = path.read_bytes()
    with pytest.raises(BadInputError, match=r"must be at most 180"):
        config.change(path, "modes.away", {"exit_s": 1000})
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_sections_are_added_and_taken_out(path):
    config.create(path)
    zone = {"name": "Shed", "kind": "door", "source": "mqtt:zigbee2mqtt/shed"}
    assert "shed" in config.change(path, "zones.shed", zone).alarm.zones
    assert "shed" not in config.remove(path, "zones.shed").alarm.zones
    with pytest.raises(NotThereError, match=r"There is no \[zones.shed\]"):
        config.remove(path, "zones.shed")


def test_the_comment_above_a_section_stays_above_it_when_one_is_added_before(path):
    config.create(path)
    config.change(path, "cameras.hall.motion", {"sensitivity": 35})
    config.change(path, "recording", {"at_home": "motion"})
    config.change(path, "telling.services.phone", {"tells": ["alarm"]})
    text = path.read_text(encoding="utf-8")
    above_pins = (
        '# -- the pins of the Pi that are no zones (BCM); "none" leaves one out\n\n[gpio]\n'
    )
    assert "fps = 10\n\n[cameras.hall.motion]\nsensitivity = 35\n\n" + above_pins in text
    first = config.TEMPLATE.read_text(encoding="utf-8").splitlines()
    assert [line for line in text.splitlines() if line in first and line] == list(
        filter(None, first)
    )


def test_none_takes_a_setting_out_so_that_its_default_counts(path):
    config.create(path)
    config.change(path, "alarm", {"siren_s": 60})
    assert config.change(path, "alarm", {"siren_s": None}).alarm.siren_s == 180


def test_a_pin_is_left_out_by_the_word_none(path):
    path.write_text('[gpio]\nbuzzer = "none"\n')
    assert config.load(path).gpio.buzzer is None


def test_a_zone_that_another_needs_cannot_be_taken_out(path):
    path.write_text(ZONE + 'confirm_with = ["door"]\n[zones.door]\nsource = "node:0"\n')
    with pytest.raises(BadInputError, match="confirm_with names door"):
        config.remove(path, "zones.door")
    assert "door" in tomllib.loads(path.read_text())["zones"]
