"""The settings file of the car: its first form, its faults, its changes."""

import tomllib

import pytest

from makerkit.errors import BadInputError, NotThereError
from self_driving_car import config
from self_driving_car.__main__ import with_options
from self_driving_car.config import Settings


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "car" / "config.toml"
    config.create(made)
    return made


def test_the_first_file_says_what_counts_anyway(path):
    """What a beginner reads in it must be true: its values are the defaults."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    defaults = Settings().model_dump()
    for section, values in told.items():
        for key, value in values.items():
            assert (section, key, value) == (section, key, defaults[section][key])
    assert config.load(path) == Settings()


def test_a_mistyped_setting_is_refused_with_what_was_meant(path):
    path.write_text("[drive]\nspeed_ms = 0.4\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="speed_m_s"):
        config.load(path)


def test_a_value_out_of_bounds_is_refused_with_the_bound(path):
    path.write_text("[drive]\nspeed_m_s = 4.0\n", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"speed_m_s.*1\.5"):
        config.load(path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NotThereError, match=r"none\.toml"):
        config.load(tmp_path / "none.toml")


def test_a_change_keeps_the_comments_and_a_bad_one_changes_nothing(path):
    config.change(path, "drive", {"speed_m_s": 0.3})
    text = path.read_text(encoding="utf-8")
    assert "speed_m_s = 0.3" in text
    assert "# -- how it drives" in text
    with pytest.raises(BadInputError):
        config.change(path, "drive", {"speed_m_s": 9.0})
    assert path.read_text(encoding="utf-8") == text


def test_the_command_line_counts_more_than_the_file_and_lifts_the_cap_with_it():
    settings = with_options(Settings(), {"port": 0, "speed": 1.0})
    assert (settings.web.port, settings.drive.speed_m_s, settings.drive.speed_cap_m_s) == (0, 1, 1)
    slower = with_options(Settings(), {"port": None, "speed": 0.3})
    assert (slower.drive.speed_m_s, slower.drive.speed_cap_m_s) == (0.3, 0.8)
