"""The expert in the simulator, the pushes, and what is recorded of both."""

import random

import numpy as np
import pytest

from hardware_mocks.worlds.track.along import ruler_of
from hardware_mocks.worlds.track.light_loop import drive
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError, MakerKitError
from makerkit.tub import Tub
from workshop.training.disturbance import Disturbance
from workshop.training.expert import FULL_CURVATURE_PER_M, Advice, Expert
from workshop.training.from_sim import Plan
from workshop.training.judge import Verdict, judge
from workshop.training.laps import JUDGE_SEEDS, TRAIN_SEEDS, Recording, record_laps

SHORT = Recording(for_s=3.0, fps=10)


class Blind:
    def frame(self, state):
        return None


@pytest.fixture
def track():
    return Track("lane_100", seed=100)


def put(track, *, s_m=1.0, side_m=0.0, turn_rad=0.0):
    pose = ruler_of(track.road).pose_at(s_m, side_m)
    track.move_car(pose.x_m, pose.y_m, pose.heading_rad + turn_rad)


def test_the_expert_drives_in_the_middle_of_the_lane(track):
    expert = Expert(track)
    run = drive(track, lambda *_: expert.advise().wheels(0.5), for_s=60, laps=1, view=Blind())
    assert run.stayed
    assert run.laps == pytest.approx(1.0, abs=0.01)
    assert run.mean_m < 0.01


@pytest.mark.parametrize("side_m", [-0.1, 0.1])
def test_beside_the_lane_it_steers_back(track, side_m):
    put(track)
    straight = Expert(track).advise().angle
    put(track, side_m=side_m)
    back = Expert(track).advise().angle - straight
    assert np.sign(back) == np.sign(side_m)
    assert abs(back) > 0.2


@pytest.mark.parametrize("turn_rad", [-0.3, 0.3])
def test_turned_away_it_steers_back(track, turn_rad):
    put(track)
    straight = Expert(track).advise().angle
    put(track, turn_rad=turn_rad)
    assert np.sign(Expert(track).advise().angle - straight) == np.sign(turn_rad)


def test_it_slows_down_for_bends(track):
    expert, throttles = Expert(track), {}
    lap_m = ruler_of(track.road).length_m
    for s_m in np.arange(0.0, lap_m, 0.2):
        put(track, s_m=s_m)
        throttles[abs(track.place.curvature_per_m)] = expert.advise().throttle
    assert throttles[max(throttles)] < throttles[min(throttles)] <= 1.0


def test_a_right_bend_lets_the_left_wheel_turn_faster():
    left_m_s, right_m_s = Advice(angle=0.4, throttle=1.0).wheels(0.5)
    assert (left_m_s, right_m_s) == (pytest.approx(0.5325), pytest.approx(0.4675))
    assert Advice(1.0, 1.0).curvature_per_m == -FULL_CURVATURE_PER_M


def test_pushes_come_and_go_and_spare_a_car_far_out():
    pushes, calm = Disturbance(random.Random(1)), Advice(0.1, 0.8)
    told = [pushes.disturbed(calm, 0.0, n / 10) for n in range(300)]
    pushed = [one for one in told if one != calm]
    assert 20 < len(pushed) < 200
    assert {one.throttle for one in told} == {0.8}
    assert all(-1 <= one.angle <= 1 for one in told)
    far_out = Disturbance(random.Random(1))
    assert [far_out.disturbed(calm, 0.12, n / 10) for n in range(300)] == [calm] * 300


def test_what_is_recorded_is_what_the_expert_says_not_what_the_car_does(tmp_path, mocker):
    """OpenBot #31: predicts well offline, does not follow."""
    mocker.patch.object(Disturbance, "disturbed", return_value=Advice(-1.0, 0.8))
    assert 10 < record_laps(tmp_path / "tub", [100, 101], SHORT) < 60  # it leaves the lane
    tub = Tub(tmp_path / "tub")
    records = list(tub)
    assert max(record["car/lane_offset"] for record in records) > 0.1
    assert max(record.angle for record in records) > 0.9
    assert min(record.angle for record in records) > -1.0
    assert len(tub.sessions) == 2
    assert tub.image(5).shape == (240, 320, 3)
    assert {record["sim/road"].rpartition("_")[2] for record in tub} == {"100", "101"}


def test_the_same_seed_gives_the_same_laps(tmp_path):
    said = []
    for name in ("one", "two"):
        record_laps(tmp_path / name, [102], SHORT)
        said.append([(r.angle, r["car/lane_offset"]) for r in Tub(tmp_path / name)])
    assert said[0] == said[1]


@pytest.mark.parametrize("seed", [1, 99, 900, 1000, 1019])
def test_nobody_trains_on_roads_that_judge(tmp_path, seed):
    with pytest.raises(BadInputError, match="is not for training: those from 100 to 899 are"):
        record_laps(tmp_path / "tub", [seed], SHORT)
    assert not set(TRAIN_SEEDS) & set(JUDGE_SEEDS)
    assert max(JUDGE_SEEDS) < 1000


def test_while_a_net_drives_the_expert_is_recorded_and_brings_the_car_back(tmp_path):
    def always_left(picture):
        assert picture.shape == (240, 320, 3)
        return -1.0, 1.0

    record_laps(tmp_path / "tub", [103], Recording(for_s=6.0, fps=10), net=always_left)
    records = list(Tub(tmp_path / "tub"))
    assert max(record["car/lane_offset"] for record in records) > 0.1
    assert max(record.angle for record in records) > 0.5


def test_a_net_that_steers_straight_on_is_told_from_an_expert():
    verdict = judge(lambda picture: (0.0, 1.0), ["lane_104"])
    assert (verdict.roads, verdict.stayed, verdict.left) == (1, 0, ("lane_104",))
    assert verdict.expert_laps == pytest.approx(1.0, abs=0.01)
    assert verdict.share < 0.7
    assert "0 of 1 roads without leaving the lane" in verdict.sentence()


def test_a_verdict_stands_in_the_card_in_plain_units():
    said = Verdict(20, 19, 38.5, 40.0, 0.0123, 0.031, ("lane_907",)).for_card()
    assert said == {
        "roads": 20,
        "stayed_in_lane": 19,
        "laps": 38.5,
        "expert_laps": 40.0,
        "share_of_expert": 0.963,
        "mean_offset_cm": 1.23,
        "p95_offset_cm": 3.1,
        "left_lane_on": ["lane_907"],
    }


def test_more_roads_than_there_are_is_an_error():
    with pytest.raises(BadInputError, match="There are 800 roads to learn on"):
        Plan(roads=700, more_roads=200)


def test_a_net_that_cannot_be_read_ends_the_judging_with_a_word(tmp_path, capfd):
    from workshop.training.net_process import NetProcess

    with (
        NetProcess(tmp_path / "nowhere.onnx") as net,
        pytest.raises(MakerKitError, match="gives no answer; see above"),
    ):
        net(np.zeros((24, 32, 3), np.uint8))
    assert "has no card" in capfd.readouterr().err
