"""What is remembered of traffic lights."""

from self_driving_car.perception.seen import LightColour
from tests.self_driving_car.signs.tracker_drive import Drive, light, stop_sign


def test_a_car_that_stands_does_not_forget_the_red_light_that_it_no_longer_recognizes():
    """It sees the same picture again and again: that says nothing new."""
    drive = Drive()
    drive.sees(*[light("red", 1.2, side_m=-0.1)] * 5)
    assert drive.sees(*[None] * 400).is_red
    assert drive.sees(*[None] * 400).light is None


def test_what_is_too_far_away_is_not_yet_waited_for():
    assert Drive().sees(*[light("red", 2.5)] * 3).light is None


def test_a_light_says_what_most_of_the_last_three_pictures_showed():
    drive = Drive()
    drive.sees(light("red"), light("red"), light("red"))
    assert drive.sees(light("green")).is_red
    assert drive.sees(light("green")).light is LightColour.GREEN


def test_of_two_colours_that_were_seen_as_often_the_stricter_one_counts():
    drive = Drive()
    assert drive.sees(light("green"), light("red")).light is LightColour.RED


def test_amber_forbids_to_pass_as_red_does():
    assert Drive().sees(light("amber"), light("amber")).is_red
    assert not Drive().sees(light("green"), light("green")).is_red


def test_a_red_light_that_seems_amber_for_a_moment_stays_red():
    """lights_1: a lamp at the edge of the picture was misread, and the red light was run."""
    drive = Drive()
    drive.sees(light("red"), light("red"))
    assert drive.sees(light("amber"), light("amber"), light("amber")).light is LightColour.RED
    assert drive.sees(light("green"), light("green")).light is LightColour.GREEN


def test_green_becomes_amber():
    drive = Drive()
    drive.sees(light("green"), light("green"), light("green"))
    assert drive.sees(light("amber"), light("amber")).light is LightColour.AMBER


def test_a_light_is_waited_for_where_it_is_still_in_view():
    """lights_1 and 5: it stood nearer, saw the lamps no more, and waited for ever."""
    straight_on = Drive().sees(light("red", 1.5), light("red", 1.5))
    assert 0.5 < 1.5 - straight_on.light_m < 0.7
    far_aside = Drive().sees(*[light("red", 1.5, side_m=-0.45)] * 2)
    assert 0.9 < 1.5 - far_aside.light_m < 1.1
    assert straight_on.light_way_m == far_aside.light_way_m == 1.5


def test_a_light_at_the_edge_of_the_view_is_waited_for_at_once():
    ahead = Drive().sees(*[light("red", 0.9, side_m=-0.55)] * 2)
    assert (ahead.is_red, ahead.light_m) == (True, 0.0)


def test_a_red_light_whose_pictures_are_missing_for_a_moment_stays_red():
    drive = Drive()
    drive.sees(*[light("red", 0.6)] * 5)
    assert drive.sees(*[None] * 60).is_red


def test_a_light_that_was_passed_is_forgotten():
    drive = Drive()
    drive.sees(light("red", 0.3), light("red", 0.3))
    assert drive.sees(*[None] * 10, moved_m=0.05).light is None


def test_what_is_left_of_a_sign_at_the_edge_of_the_picture_is_no_light():
    """signs_1: it stood before the sign again, for an amber light in the sign's own place."""
    drive = Drive()
    drive.sees(*[stop_sign(0.6)] * 6)
    assert drive.sees(*[light("amber", 0.55)] * 6).light is None
    assert drive.sees(*[light("amber", 0.55, side_m=0.05)] * 6).light is not None
