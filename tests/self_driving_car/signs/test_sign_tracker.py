from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.perception.sign_settings import SignSettings
from tests.self_driving_car.signs.tracker_drive import FRAME_S, Drive, light, stop_sign


def test_stop_signs_and_lights_are_told_to_the_driver_as_donkeycar_441_wanted():
    """donkeycar #441: stop signs and traffic lights are wanted."""
    drive = Drive()
    assert round(drive.sees(stop_sign(0.8), stop_sign(0.8)).stop_m, 6) == 0.7
    assert drive.sees(light("red", 0.8), light("red", 0.8)).is_red


def test_one_picture_with_a_sign_is_not_believed():
    assert Drive().sees(None, stop_sign(), None, None, stop_sign(), None).stop_m is None


def test_two_of_three_pictures_are_believed():
    assert Drive().sees(stop_sign(), None, stop_sign()).stop_m is not None


def test_two_pictures_that_lie_further_apart_are_not_believed():
    assert Drive().sees(stop_sign(), None, None, stop_sign()).stop_m is None


def test_something_red_that_is_taken_for_a_sign_now_and_then_stops_no_car():
    unsure = stop_sign(confidence=0.65)
    assert Drive().sees(*[unsure, None] * 12).stop_m is None


def test_what_was_taken_for_a_sign_by_two_pictures_and_by_no_other_is_soon_forgotten():
    """signs_6: something yellow was a light in three pictures, and the car waited for ever."""
    drive = Drive()
    drive.sees(stop_sign(), stop_sign())
    assert drive.sees(*[None] * 5).stop_m is None


def test_what_is_seen_whole_has_to_be_in_the_next_picture_too_wherever_it_seems_to_stand():
    """signs_81: a ball, big for a sign, seemed to stand near and beside what the camera sees."""
    beside = stop_sign(0.4, side_m=-0.3, confidence=0.7)
    assert Drive().sees(*[beside, None] * 12).stop_m is None


def test_two_looks_at_something_that_the_picture_cuts_off_are_not_enough():
    """signs_12: it stopped for something yellow that left the picture beside the car."""
    half = replace(stop_sign(0.3, confidence=0.96), is_cut=True)
    drive = Drive()
    assert drive.sees(half, half).stop_m is None
    assert drive.sees(half).stop_m is not None


def test_what_no_picture_shows_clearly_is_looked_at_slowly_and_stops_no_car():
    """signs_71: a red mark that curls in a bend was a plate of 0.84 at most, for half a second."""
    unsure, drive = stop_sign(0.7, confidence=0.84), Drive()
    ahead = drive.sees(*[unsure] * 12)
    assert ahead.stop_m is None
    assert ahead.is_doubted
    clear = stop_sign(0.7, confidence=0.9)
    assert drive.sees(clear).stop_m is None
    assert drive.sees(clear).stop_m is not None


def test_a_ball_that_the_pictures_edge_cuts_off_stops_no_car():
    """signs_81: what was left of it was a plate of 0.95 once, of less in all other pictures."""
    ball = [replace(stop_sign(0.3, confidence=sure), is_cut=True) for sure in (0.9, 0.94)]
    assert Drive().sees(*ball * 4).stop_m is None


def test_a_camera_that_judges_a_sign_too_far_away_still_stops_before_it():
    """Cameras that are bent a little judged signs 30 cm too long: signs_4 stood beyond one."""
    assert SignSettings().stop_before_m >= 0.3


def test_the_size_of_a_sign_that_is_cut_off_by_the_picture_moves_it_no_further_away():
    """signs_1: it took the rest of a plate for a whole one far away, and stood beyond the sign."""
    drive = Drive()
    drive.sees(stop_sign(0.4), stop_sign(0.4))
    half = replace(stop_sign(0.8), is_cut=True)
    assert round(drive.sees(half, half, half).stop_m, 6) == 0.3


def test_a_sign_of_which_only_a_part_was_ever_seen_is_taken_to_be_nearer():
    """signs_2: a sign at the edge of the picture seemed 1.4 m away, and was 0.9 m."""
    half, drive = replace(stop_sign(1.4, confidence=0.96), is_cut=True), Drive()
    assert drive.sees(half, half, half).stop_m < 0.9
    assert round(drive.sees(stop_sign(1.2)).stop_m, 6) == 1.1  # a whole one says where it is


def test_one_look_that_is_far_wrong_moves_a_sign_by_a_hands_breadth_at_most():
    drive = Drive()
    drive.sees(stop_sign(0.9), stop_sign(0.9))
    assert abs(drive.sees(stop_sign(1.6)).stop_m - 0.8) <= 0.051


def test_the_distance_shrinks_by_the_way_rolled_also_between_pictures():
    drive = Drive()
    drive.sees(stop_sign(0.8), stop_sign(0.8))
    drive.tracker.roll(0.3)
    assert 0.3 < drive.tracker.ahead.stop_m < 0.4


def test_what_was_last_seen_far_away_is_taken_to_be_a_little_nearer_than_it_was_judged():
    """signs_5: it saw a sign 1.5 m ahead, then a bend hid it: the car stood 1 cm beyond it."""
    drive = Drive()
    drive.sees(stop_sign(1.5, side_m=-0.1), stop_sign(1.5, side_m=-0.1))
    drive.tracker.roll(1.0)
    assert 0.2 < drive.tracker.ahead.stop_m < 0.35


def test_a_sign_that_left_the_view_nearby_is_still_ahead():
    drive = Drive()
    drive.sees(stop_sign(0.5), stop_sign(0.5))
    ahead = drive.sees(*[None] * 40, moved_m=0.005)
    assert 0.15 < ahead.stop_m <= 0.2


def test_a_sign_that_vanished_far_away_is_forgotten_after_half_a_metre():
    drive = Drive()
    drive.sees(*[stop_sign(1.9)] * 5)
    assert drive.sees(*[None] * 19, moved_m=0.025).stop_m is not None
    assert drive.sees(*[None] * 3, moved_m=0.025).stop_m is None


def test_a_sign_that_a_bend_hides_is_not_forgotten():
    """signs_1: a sign was seen across a bend, and then for two seconds no more."""
    drive = Drive()
    drive.sees(stop_sign(1.3, side_m=-0.1), stop_sign(1.3, side_m=-0.1))
    drive.sees(None, turned_rad=1.0)
    assert drive.sees(*[None] * 60).stop_m is not None


def test_what_is_seen_from_two_places_is_one_sign_and_stays_where_it_stands():
    drive = Drive()
    for far_m in (1.2, 1.1, 1.0, 0.9):
        ahead = drive.sees(stop_sign(far_m), moved_m=0.1)
    assert round(ahead.stop_m, 6) == 0.8


def test_a_sign_that_was_obeyed_is_not_obeyed_again_when_it_is_judged_elsewhere():
    """Cameras judge distances wrong by a third: the same sign seems to move as one comes near."""
    drive = Drive()
    drive.sees(stop_sign(0.3), stop_sign(0.3))
    drive.tracker.obeyed()
    assert drive.sees(*[None] * 5, *[stop_sign(0.6)] * 4, moved_m=0.02).stop_m is None


def test_what_is_perhaps_a_sign_near_ahead_is_told():
    assert Drive().sees(stop_sign(0.7, confidence=0.7)).is_doubted
    assert not Drive().sees(stop_sign(1.5, confidence=0.7)).is_doubted
    assert not Drive().sees(stop_sign(0.7), stop_sign(0.7)).is_doubted
    assert not Drive().sees(stop_sign(0.7, confidence=0.7), None).is_doubted


def test_what_left_the_picture_after_one_unclear_look_is_doubted_over_a_hands_breadth():
    """oval: books at the picture's edge were a green light once, and the car crept past them."""
    books, drive = replace(stop_sign(0.8, side_m=-0.5, confidence=0.66), is_cut=True), Drive()
    assert drive.sees(books).is_doubted
    drive.tracker.roll(0.12)
    assert not drive.tracker.ahead.is_doubted


def test_a_sign_at_which_the_car_has_stood_is_passed():
    drive = Drive()
    drive.sees(stop_sign(0.1), stop_sign(0.1))
    drive.tracker.obeyed()
    assert drive.sees(stop_sign(0.1), stop_sign(0.1), None, None).stop_m is None


def test_the_next_sign_is_obeyed_again():
    drive = Drive()
    drive.sees(stop_sign(0.2), stop_sign(0.2))
    drive.tracker.obeyed()
    drive.sees(*[None] * 8, moved_m=0.05)
    assert drive.sees(stop_sign(0.9), stop_sign(0.9)).stop_m is not None


def test_a_second_sign_behind_the_first_is_another_one():
    drive = Drive()
    drive.sees(stop_sign(0.2), stop_sign(0.2))
    drive.tracker.obeyed()
    assert drive.sees(stop_sign(1.2), stop_sign(1.2)).stop_m is not None


def test_without_a_calibration_a_sign_means_stop_now():
    assert Drive().sees(stop_sign(None, None), stop_sign(None, None)).stop_m == 0.0


def test_what_stands_beside_the_other_lane_does_not_concern_us():
    assert Drive().sees(*[stop_sign(0.8, side_m=0.5)] * 3).stop_m is None
    assert Drive().sees(*[stop_sign(0.8, side_m=-0.9)] * 3).stop_m is None


def test_in_a_left_bend_our_sign_stands_to_the_left_of_where_the_car_points():
    bend = Lane(0.0, 0.0, 1.2, 0.35, 1.0)
    ours = stop_sign(0.8, side_m=0.25)  # the lane itself is 0.5 m to the left there
    assert Drive().sees(ours, ours, lane=bend).stop_m is not None
    assert Drive().sees(ours, ours).stop_m is None


def test_a_sign_across_a_bend_is_ours_once_the_bend_is_seen():
    """It was seen from afar only, beside a lane that was taken to go straight on."""
    drive = Drive()
    for _ in range(8):  # the lane goes straight on, as far as it is seen
        ahead = drive.sees(stop_sign(1.6, side_m=0.45), moved_m=0.02)
    assert ahead.stop_m is None
    bend = Lane(0.0, 0.0, 1.2, 0.35, 1.0)
    ahead = drive.sees(*[None] * 5, moved_m=0.08, lane=bend)
    assert ahead.stop_m is not None


def test_a_lane_seen_askew_in_one_picture_makes_no_sign_ours():
    bend = Lane(0.0, 0.0, 1.2, 0.35, 1.0)
    drive = Drive()
    drive.sees(*[stop_sign(0.8, side_m=0.5)] * 5)
    assert drive.sees(stop_sign(0.8, side_m=0.5), lane=bend).stop_m is None


def test_a_sign_beside_another_lane_is_ours_when_the_road_comes_back_to_it():
    """It was passed on the way out, and nobody had to obey it there."""
    drive = Drive()
    drive.sees(*[stop_sign(0.6, side_m=1.0)] * 3)
    drive.sees(*[None] * 8, moved_m=0.1)  # past it
    drive.sees(None, turned_rad=3.1)
    assert drive.sees(*[stop_sign(0.6)] * 3).stop_m is not None


def test_the_nearest_of_two_signs_is_meant():
    drive = Drive()
    for _ in range(2):
        drive.now_s += FRAME_S
        seen = Seen(drive.now_s, None, (stop_sign(1.4), stop_sign(0.7)), ())
        ahead = drive.tracker.update(seen, drive.now_s)
    assert round(ahead.stop_m, 6) == 0.6


def test_reading_what_is_ahead_changes_nothing():
    drive = Drive()
    drive.sees(light("red"), light("red"), stop_sign())
    assert [drive.tracker.ahead for _ in range(3)] == [drive.tracker.ahead] * 3


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["none", "stop", "red", "green"]),
            st.floats(0.0, 3.0),
            st.floats(0.0, 0.1),
        ),
        max_size=60,
    )
)
def test_whatever_is_seen_no_distance_is_negative_and_no_single_picture_stops_the_car(steps):
    drive = Drive()
    names = []
    for name, distance_m, moved_m in steps:
        names.append(name)
        thing = {"none": None, "stop": stop_sign(distance_m)}.get(name)
        if name in {"red", "green"}:
            thing = light(name, distance_m)
        ahead = drive.sees(thing, moved_m=moved_m)
        assert ahead.stop_m is None or ahead.stop_m >= 0.0
        assert ahead.light_m is None or ahead.light_m >= 0.0
        if ahead.is_red:
            assert names.count("red") >= 1
        if ahead.stop_m is not None:
            assert names.count("stop") >= 2
