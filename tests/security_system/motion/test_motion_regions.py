import numpy as np
import pytest
from pydantic import ValidationError

from security_system.motion.cells import Cells
from security_system.motion.regions import Regions, drawn
from security_system.motion.settings import AreaSettings, MotionSettings
from tests.security_system.motion.rooms import noisy, walk, watch

LEFT_HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
RIGHT_HALF = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))
ALL = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def seen_at(settings, **more):
    return [s for s in watch(walk(6, **more), settings=settings) if s.is_motion]


def test_a_polygon_covers_the_cells_whose_middle_it_covers():
    mask = drawn(LEFT_HALF, Cells((320, 240)))
    assert mask.shape == (60, 80)
    assert mask[:, :39].all()
    assert not mask[:, 41:].any()


def test_a_polygon_over_everything_covers_everything():
    assert drawn(ALL, Cells((320, 240))).all()


def test_a_masked_picture_is_blind():
    assert seen_at(MotionSettings(masks=(ALL,))) == []


def test_who_walks_out_of_a_mask_is_found_at_its_edge():
    sights = seen_at(MotionSettings(masks=(LEFT_HALF,)))
    # 40 px/s from 40 px on, from 2 s on: the edge at 160 px is reached at 5 s
    assert 4.5 <= sights[0].t_s <= 5.8
    assert all(box.x >= 156 for sight in sights for box in sight.boxes)


def test_an_area_that_sees_nothing_is_a_mask_with_a_name():
    blind = MotionSettings(areas={"street": AreaSettings(polygon=ALL, sensitivity=0)})
    assert seen_at(blind) == []


def test_a_sight_names_the_areas_in_which_it_moves():
    settings = MotionSettings(
        areas={"left": AreaSettings(polygon=LEFT_HALF), "right": AreaSettings(polygon=RIGHT_HALF)}
    )
    sights = seen_at(settings)
    assert sights[0].areas == ("left",)
    assert sights[-1].areas == ("right",)


def faint_walk():
    """Somebody in stripes who differs by 16 grey levels from a grey wall."""
    pictures = []
    for number in range(60):
        seen = np.full((240, 320), 110, np.uint8)
        if number >= 20:
            x = 40 + 4 * (number - 20)
            seen[100:200, x : x + 32] = 126
        pictures.append(noisy(seen, number))
    return pictures


def test_an_area_may_be_more_sensitive_than_the_rest():
    blunt = MotionSettings(sensitivity=1)
    sharp = MotionSettings(sensitivity=1, areas={"door": AreaSettings(polygon=ALL, sensitivity=75)})
    assert not any(s.is_motion for s in watch(faint_walk(), settings=blunt))
    assert any(s.is_motion for s in watch(faint_walk(), settings=sharp))


def test_what_is_smaller_than_wanted_does_not_count():
    assert seen_at(MotionSettings(smallest_share=0.3)) == []
    small = AreaSettings(polygon=ALL, smallest_share=0.3)
    assert seen_at(MotionSettings(areas={"yard": small})) == []


def test_the_later_of_two_areas_counts():
    areas = {
        "all": AreaSettings(polygon=ALL, sensitivity=0),
        "left": AreaSettings(polygon=LEFT_HALF, sensitivity=50),
    }
    regions = Regions(MotionSettings(areas=areas), Cells((320, 240)))
    assert regions.seen is not None
    assert regions.seen[:, :39].all()
    assert not regions.seen[:, 41:].any()


@pytest.mark.parametrize(
    "polygon",
    [[[0, 0], [1, 1]], [[0, 0], [1, 0], [1, 1.1]], [[0, 0], [1, 0], [-0.1, 1]], [[0, 0]] * 70],
)
def test_a_polygon_has_at_least_three_corners_inside_of_the_picture(polygon):
    with pytest.raises(ValidationError):
        MotionSettings.model_validate({"masks": [polygon]})


def test_a_mask_as_thin_as_a_line_hides_nothing_else():
    line = ((0.5, 0.0), (0.5, 1.0), (0.5, 0.5))
    assert np.count_nonzero(drawn(line, Cells((320, 240)))) <= 2 * 60
    assert seen_at(MotionSettings(masks=(line,)))
