"""Who holds a camera, read from a /proc of our own."""

import os
from pathlib import Path

import pytest

from makerkit.camera import listing
from makerkit.camera.holders import Holder, holders_of
from makerkit.camera.listing import CameraFound, webcams


def process(proc: Path, pid: int, command: list[str], *devices: str) -> None:
    """Add a process that has devices open."""
    folder = proc / str(pid) / "fd"
    folder.mkdir(parents=True)
    for number, device in enumerate(("/dev/null", *devices)):
        (folder / str(number)).symlink_to(device)
    (proc / str(pid) / "cmdline").write_bytes(b"\0".join(word.encode() for word in command) + b"\0")
    (proc / str(pid) / "comm").write_text(Path(command[0] if command[0] else "thread").name)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["/usr/bin/python3", "alarm.py", "--x"], "python3 alarm.py"),
        (["python3", "-u", "/home/pi/door.py"], "python3 door.py"),
        (["python3.11", "-m", "security_system"], "python3.11 -m security_system"),
        (["/usr/bin/rpicam-hello", "-t", "0"], "rpicam-hello"),
        (["python3"], "python3"),
    ],
)
def test_a_holder_is_called_as_a_person_knows_it(tmp_path, command, name):
    process(tmp_path, 77, command, "/dev/video0")

    assert holders_of(proc=tmp_path) == [Holder(77, name, "/dev/video0")]


def test_only_who_has_the_device_open_is_named_and_never_ourselves(tmp_path):
    process(tmp_path, 5, ["cheese"], "/dev/video2", "/dev/video2")
    process(tmp_path, 9, ["vlc"], "/dev/snd/pcm")
    process(tmp_path, 11, ["motion"], "/dev/media1")
    process(tmp_path, os.getpid(), ["pytest"], "/dev/video2")
    (tmp_path / "self").mkdir()
    (tmp_path / "12").mkdir()  # it has just ended

    assert [holder.pid for holder in holders_of(proc=tmp_path)] == [5, 11]
    assert [holder.pid for holder in holders_of(["/dev/video2"], tmp_path)] == [5]
    assert str(holders_of(proc=tmp_path)[0]) == "cheese (process 5)"


def test_a_system_without_proc_names_nobody(tmp_path):
    assert holders_of(proc=tmp_path / "nothing") == []


def device(sysfs: Path, number: int, name: str, index: int = 0) -> None:
    """Add a video device to a /sys."""
    folder = sysfs / f"video{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text(f"{name}\n")
    (folder / "index").write_text(f"{index}\n")


def test_webcams_are_listed_without_their_second_nodes_and_a_pis_codecs(tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "holders_of", lambda _devices: [Holder(7, "vlc", "/dev/video0")])
    sysfs, dev = tmp_path / "sys", tmp_path / "dev"
    device(sysfs, 10, "bcm2835-codec-decode")
    device(sysfs, 4, "rp1-cfe-csi2_ch0")
    device(sysfs, 0, "HD Pro Webcam C920")
    device(sysfs, 1, "HD Pro Webcam C920", index=1)
    device(sysfs, 2, "USB Camera")
    dev.mkdir()
    (dev / "video0").touch()

    assert webcams(sysfs, dev) == [
        CameraFound("webcam:0", "HD Pro Webcam C920", "in use by vlc (process 7)"),
        CameraFound(
            "webcam:2", "USB Camera", f"there is no {dev}/video2: start the computer again"
        ),
    ]
