import json

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError, NotThereError
from self_driving_car.training.signs_labels import Label, Labelled, read_labels, write_list


def picture(path, size=(40, 30)):
    cv2.imwrite(str(path), np.zeros((size[1], size[0], 3), np.uint8))
    return path


def labelme(path, *shapes):
    path.write_text(json.dumps({"shapes": [{"label": n, "points": p} for n, p in shapes]}))


def test_our_own_list_is_read_as_it_was_written(tmp_path):
    one = Labelled(tmp_path / "a.jpg", (Label("stop", (1, 2, 10, 12)), Label("red", (5, 5, 4, 9))))
    none = Labelled(tmp_path / "b.jpg")
    write_list(tmp_path / "labels.csv", [one, none])
    assert read_labels(tmp_path) == [one, none]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["a.jpg", "b, c.jpg", 'd"e.jpg', "ü.png"]),
        st.lists(
            st.builds(
                Label,
                st.sampled_from(["stop", "red", "amber", "green", "unclear"]),
                st.tuples(
                    st.integers(-9, 99), st.integers(-9, 99), st.integers(1, 99), st.integers(1, 99)
                ),
            ),
            max_size=3,
        ).map(tuple),
        min_size=1,
    )
)
def test_whatever_is_written_is_read_again(tmp_path, content):
    found = sorted(
        (Labelled(tmp_path / name, labels) for name, labels in content.items()),
        key=lambda one: one.path,
    )
    write_list(tmp_path / "labels.csv", found)
    assert read_labels(tmp_path) == found


def test_labelme_rectangles_and_polygons_become_boxes(tmp_path):
    path = picture(tmp_path / "a.png")
    labelme(
        tmp_path / "a.json",
        ("Stop sign", [[20.2, 4.0], [10.0, 16.4]]),
        ("red", [[1, 1], [5, 2], [4, 9]]),
    )
    labels = (Label("stop", (10, 4, 10, 12)), Label("red", (1, 1, 4, 8)))
    assert read_labels(tmp_path) == [Labelled(path, labels)]


def test_a_labelme_picture_in_which_nothing_is_counts_too(tmp_path):
    path = picture(tmp_path / "a.jpg")
    labelme(tmp_path / "a.json")
    assert read_labels(tmp_path) == [Labelled(path)]


def test_yolo_shares_become_pixels(tmp_path):
    path = picture(tmp_path / "a.jpg", (40, 30))
    (tmp_path / "a.txt").write_text("1 0.5 0.5 0.25 0.4\n")
    (tmp_path / "classes.txt").write_text("stop\ntraffic light red\n")
    assert read_labels(tmp_path) == [Labelled(path, (Label("red", (15, 9, 10, 12)),))]


@pytest.mark.parametrize(
    "yaml",
    [
        "nc: 2\nnames: ['stop', \"yellow\"]\n",
        "names:\n  - stop\n  - yellow\nnc: 2\n",
        "train: images\nnames:\n  0: stop\n  1: yellow\n",
    ],
)
def test_yolo_folders_apart_and_names_in_yaml_are_understood(tmp_path, yaml):
    (tmp_path / "images").mkdir()
    (tmp_path / "labels").mkdir()
    path = picture(tmp_path / "images" / "a.jpg")
    (tmp_path / "labels" / "a.txt").write_text("1 0.5 0.5 0.5 0.5\n")
    (tmp_path / "data.yaml").write_text(yaml)
    assert read_labels(tmp_path) == [Labelled(path, (Label("amber", (10, 8, 20, 15)),))]


def test_an_empty_yolo_file_says_that_nothing_is_there(tmp_path):
    path = picture(tmp_path / "a.jpg")
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "classes.txt").write_text("stop\n")
    assert read_labels(tmp_path) == [Labelled(path)]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("a.jpg,yield,1,1,5,5", "nobody knows a 'yield'"),
        ("a.jpg,stop,1,1,0,5", "0 x 5 pixels"),
        ("a.jpg,stop,one,1,5,5", "no four numbers"),
    ],
)
def test_a_label_that_cannot_be_used_is_told_with_its_line(tmp_path, lines, says):
    (tmp_path / "labels.csv").write_text(f"picture,kind,x,y,width,height\n{lines}\n")
    with pytest.raises(BadInputError, match=says) as told:
        read_labels(tmp_path)
    assert "line 2" in str(told.value)


def test_a_broken_labelme_file_is_told_by_its_name(tmp_path):
    picture(tmp_path / "a.jpg")
    (tmp_path / "a.json").write_text('{"shapes": [{"label": "stop"')
    with pytest.raises(BadInputError, match=r"a\.json"):
        read_labels(tmp_path)


def test_a_yolo_class_without_a_name_is_told(tmp_path):
    picture(tmp_path / "a.jpg")
    (tmp_path / "a.txt").write_text("7 0.5 0.5 0.5 0.5\n")
    (tmp_path / "classes.txt").write_text("stop\n")
    with pytest.raises(BadInputError, match="line 1"):
        read_labels(tmp_path)


def test_a_folder_without_labels_says_what_is_missing(tmp_path):
    picture(tmp_path / "a.jpg")
    with pytest.raises(NotThereError, match=r"labels\.csv"):
        read_labels(tmp_path)
    with pytest.raises(NotThereError, match="There is no folder"):
        read_labels(tmp_path / "nowhere")
