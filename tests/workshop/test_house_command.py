import pytest
from click.testing import CliRunner

from hardware_mocks.worlds.house.scenario_file import scenario_names
from workshop.cli import main


@pytest.fixture
def maker():
    def run(*words):
        return CliRunner().invoke(main, ["house", *words])

    return run


def test_without_a_name_every_scenario_is_listed(maker):
    shown = maker().output
    assert [name for name in scenario_names() if f"  {name} " not in shown] == []
    assert "A burglar comes by the back door" in shown


def test_a_scenario_is_described_with_what_to_do_next(maker):
    shown = maker("owner_returns").output
    assert "People: owner (resident)." in shown
    assert "maker run --scenario owner_returns FILE" in shown


def test_the_truth_is_told_line_by_line(maker):
    lines = maker("owner_returns", "--truth").output.splitlines()
    assert any("door opened" in line and "front door" in line for line in lines)
    assert [line.split()[-3] for line in lines if " key " in line] != []
    seconds = [float(line.split()[0]) for line in lines]
    assert seconds == sorted(seconds)


def test_the_plan_is_drawn_as_svg_and_as_png(maker, tmp_path):
    svg, png = tmp_path / "plan.svg", tmp_path / "plan.png"
    assert maker("burglary", "--plan", str(svg), "--at", "20").exit_code == 0
    assert "burglar" in svg.read_text(encoding="utf-8")
    assert maker("burglary", "--plan", str(png)).exit_code == 0
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_plan_of_another_kind_is_refused(maker, tmp_path):
    result = maker("burglary", "--plan", str(tmp_path / "plan.gif"))
    assert result.exit_code == 2
    assert "--plan writes an .svg or a .png, not '.gif'." in result.output


def test_a_name_with_a_slip_brings_the_near_one(maker):
    result = maker("burglry")
    assert result.exit_code == 2
    assert 'Did you mean "burglary"?' in result.output


def test_what_a_scenario_can_say_is_listed(maker):
    shown = maker("--lines").output
    assert "go PLACE [at SPEED m/s]" in shown
    assert "Lamps: hall_lamp, " in shown


def test_a_picture_shows_the_cameras_side_by_side(maker, tmp_path):
    import cv2

    path = tmp_path / "two.png"
    words = (
        "--picture",
        str(path),
        "--camera",
        "hall",
        "--camera",
        "living_room",
        "--width",
        "160",
    )
    assert maker("burglary", *words, "--at", "30").exit_code == 0
    assert cv2.imread(str(path)).shape == (120, 320, 3)


def test_a_film_decodes_and_is_as_long_as_was_asked_for(maker, tmp_path):
    import av

    path = tmp_path / "film.mp4"
    words = ("--picture", str(path), "--camera", "hall", "--width", "160")
    assert maker("burglary", *words, "--at", "46", "--for", "1.5").exit_code == 0
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) == 15
    assert (frames[0].width, frames[0].height) == (160, 120)


def test_a_camera_that_the_house_lacks_is_named(maker, tmp_path):
    words = ("--picture", str(tmp_path / "x.png"), "--camera", "halll")
    assert 'Did you mean "hall"?' in maker("burglary", *words).output
