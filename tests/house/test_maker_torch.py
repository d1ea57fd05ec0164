"""What `maker` does about PyTorch: it says how much there is to install, and never brings CUDA."""

import sys

import pytest

NO_TORCH = "exit 1"
SAID_BY_APT = """cat <<END
Need to get 31.2 MB of archives.
After this operation, 176 MB of additional disk space will be used.
END
exit 1"""


@pytest.fixture
def without_torch(maker, monkeypatch, fake_programs, tmp_path):
    """A system without PyTorch; it is there once apt has installed it."""
    there = tmp_path / "torch_is_there"
    monkeypatch.delenv(maker.CHOSEN_TORCH, raising=False)
    monkeypatch.setattr(maker.os, "geteuid", lambda: 0)
    maker.VENV.mkdir(parents=True, exist_ok=True)

    def put(*, apt="exit 0", offers="exit 0", python=f"[ -e {there} ]"):
        calls = fake_programs(
            apt_get=f'case "$*" in *--assume-no*) {SAID_BY_APT};; esac; touch {there}; {apt}',
            apt_cache=offers,
            system_python=python,
        )
        monkeypatch.setattr(
            maker, "SYSTEM_PYTHON", str(calls.with_name("programs") / "system-python")
        )
        return calls

    return put


def test_only_a_training_installs_pytorch(maker):
    assert "torch" in maker.steps_for(["train", "drive", "my_tub"])
    assert "torch" in maker.steps_for(["train", "drive", "--from-sim"])
    for words in (["train"], ["train", "drive"], ["train", "drive", "--help"], ["run", "train"]):
        assert "torch" not in maker.steps_for(words)


def test_debians_pytorch_is_taken_after_saying_how_much_it_is(maker, without_torch, capsys):
    calls = without_torch()
    maker.install_torch(maker.Progress())
    said = capsys.readouterr().err
    assert "Need to get 31.2 MB of archives. After this operation, 176 MB of" in said
    assert said.index("Need to get") < said.index("Installing from apt")
    installs = [call for call in calls.read_text().splitlines() if "install --yes" in call]
    packages = "python3-torch python3-opencv python3-numpy"
    assert installs == [f"apt-get install --yes --no-install-recommends {packages}"]


def test_where_pytorch_is_there_nothing_is_installed(maker, without_torch, capsys):
    calls = without_torch(python="exit 0")
    maker.install_torch(maker.Progress())
    assert "apt" not in calls.read_text()
    assert capsys.readouterr().err == ""


def pip_that_says(maker, monkeypatch, *lines):
    """Let the commands of the set-up only be noted, and pip say some lines in a dry run."""
    ran = []

    def run(command, on_line=str):
        ran.append(command)
        if "--dry-run" in command:
            for line in lines:
                on_line(line)

    monkeypatch.setattr(maker, "run", run)
    return ran


def test_a_build_with_cuda_is_refused_before_it_is_downloaded(
    maker, without_torch, monkeypatch, capsys
):
    without_torch(offers="exit 100")
    ran = pip_that_says(maker, monkeypatch, "Collecting torch>=2.4\n", "Collecting nvidia-cublas\n")
    with pytest.raises(maker.SetUpError, match="3 GB to download, 7 GB on the disk"):
        maker.install_torch(maker.Progress())
    assert [command[-1] for command in ran if "pip" in command] == ["--dry-run"]
    assert "about 250 MB to download" in capsys.readouterr().err


def test_a_build_for_the_cpu_goes_into_an_environment_of_its_own(maker, without_torch, monkeypatch):
    without_torch(offers="exit 100")
    ran = pip_that_says(maker, monkeypatch, "Collecting torch>=2.4\n", "Collecting numpy\n")
    maker.install_torch(maker.Progress())
    assert ran[0] == [sys.executable, "-I", "-m", "venv", "--clear", str(maker.TRAIN_VENV)]
    assert ran[-1][0] == str(maker.TRAIN_PYTHON)
    assert "--dry-run" not in ran[-1]


def test_who_wants_cuda_gets_it(maker, without_torch, monkeypatch):
    without_torch(offers="exit 100")
    monkeypatch.setenv("MAKER_WITH_CUDA", "1")
    ran = pip_that_says(maker, monkeypatch, "Collecting nvidia-cublas\n")
    maker.install_torch(maker.Progress())
    assert [("--dry-run" in command) for command in ran] == [False, False]


def test_a_chosen_python_without_pytorch_is_named(maker, without_torch, monkeypatch, tmp_path):
    without_torch()
    monkeypatch.setenv(maker.CHOSEN_TORCH, str(tmp_path / "no_python"))
    with pytest.raises(maker.SetUpError, match=r"no_python .* lacks torch, cv2 or numpy"):
        maker.install_torch(maker.Progress())


def test_the_set_up_and_the_kit_look_for_pytorch_in_the_same_places(maker):
    from workshop.training import torch_python

    assert maker.CHOSEN_TORCH == torch_python.CHOSEN
    assert maker.HAS_TORCH == torch_python._LOOK
    assert torch_python.KIT / maker.TRAIN_PYTHON.relative_to(maker.ROOT) in [
        torch_python.KIT / ".venv-train" / "bin" / "python",
        torch_python.KIT / ".venv-train" / "Scripts" / "python.exe",
    ]
