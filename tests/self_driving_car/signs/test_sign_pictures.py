import numpy as np

from self_driving_car.training.signs_labels import read_labels
from workshop.training.sign_pictures import pictures, render


def test_the_same_seed_draws_the_same_pictures():
    first, again, other = (list(pictures(3, seed)) for seed in (5, 5, 6))
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(first, again, strict=True))
    assert [one.labels for one in first] == [one.labels for one in again]
    assert not all(np.array_equal(a.picture, b.picture) for a, b in zip(first, other, strict=True))


def test_looks_that_no_net_is_trained_on_are_others():
    usual, unseen = list(pictures(3, 5)), list(pictures(3, 5, unseen=True))
    assert not all(np.array_equal(a.picture, b.picture) for a, b in zip(usual, unseen, strict=True))


def test_every_label_lies_in_its_picture_and_every_kind_comes():
    drawn = list(pictures(40, 7))
    kinds = {label.kind for one in drawn for label in one.labels}
    assert kinds == {"stop", "red", "amber", "green"}
    for one in drawn:
        height, width = one.picture.shape[:2]
        for x, y, wide, high in (label.box for label in one.labels):
            assert x >= -1
            assert y >= -1
            assert x + wide <= width + 1
            assert y + high <= height + 1


def test_a_label_lies_where_the_sign_is():
    reds = []
    for one in pictures(60, 8):
        for label in one.labels:
            x, y, wide, high = label.box
            if label.kind == "stop" and wide > 20:
                part = one.picture[y : y + high, x : x + wide].reshape(-1, 3).mean(axis=0)
                reds.append(part[2] - (part[0] + part[1]) / 2)
    assert len(reds) > 5
    assert np.median(reds) > 30


def test_pictures_in_a_folder_are_read_as_training_reads_them(tmp_path):
    render(tmp_path, 4, 9)
    found = read_labels(tmp_path)
    drawn = list(pictures(4, 9))
    assert [one.path.name for one in found] == [f"9_{place:06d}.jpg" for place in range(4)]
    assert [[label.kind for label in one.labels if label.kind != "unclear"] for one in found] == [
        [label.kind for label in one.labels] for one in drawn
    ]
