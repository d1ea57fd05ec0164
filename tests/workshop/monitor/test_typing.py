"""What is typed in the monitor becomes a message with its checksum, or goes as it is."""

import pytest

from makerkit.arduino.codec import LineReader
from makerkit.arduino.link.application import CAR
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Hello
from makerkit.errors import BadInputError
from workshop.monitor.typing import Typist, what_can_be_typed


def messages(*lines, is_kit=True):
    typist = Typist()
    data = b"".join(typist.line(line, CAR, is_kit=is_kit).data for line in lines)
    return [(found.message, found.seq) for found in LineReader(CAR.from_host).feed(data)]


def test_a_message_gets_its_checksum_and_its_number():
    lines = ("DRV 100 -100", "DRV,100,-100", "drv left_mm_s=100 right_mm_s=-100", "HELLO", "arm")

    drive = car.Drv(100, -100)
    hello = Hello(CAR.protocol, CAR.schema)
    assert messages(*lines) == [
        (drive, 0),
        (drive, 1),
        (drive, 2),
        (hello, 3),
        (car.Arm(), 4),
    ]


def test_a_word_may_be_typed_small():
    assert messages("get sonar") == [(car.Get(car.Setting.SONAR), 0)]


@pytest.mark.parametrize("text", ["?", "stop", "led on", "$DRV,1,2,3*0000"])
def test_other_text_goes_as_it_is(text):
    typed = Typist().line(text, CAR, is_kit=True)

    assert (typed.data, typed.shown) == (f"{text}\n".encode(), text)


def test_another_sketch_gets_everything_that_is_no_message_as_it_is():
    typed = Typist().line("PONG 7", None, is_kit=False)

    assert typed.data == b"PONG 7\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DVR 1 2", r"There is no message DVR. Do you mean DRV\?"),
        ("DRV 1", r"DRV has 2 fields. Type: DRV left_mm_s right_mm_s"),
        ("DRV 9999 0", r"left_mm_s is a whole number from -1500 to 1500 \(got 9999\)"),
        ("DRV 1.5 0", r"left_mm_s is a whole number .* \(got 1.5\)"),
        ("GET LAMP", r"setting is one of ENCODERS, .* \(got LAMP\)"),
    ],
)
def test_a_message_that_is_typed_wrong_is_not_sent_but_explained(text, said):
    with pytest.raises(BadInputError, match=said):
        Typist().line(text, CAR, is_kit=True)


def test_help_lists_the_messages_with_their_fields():
    assert "DRV left_mm_s right_mm_s" in what_can_be_typed(CAR)
    assert "HELLO protocol schema" in what_can_be_typed(None)
