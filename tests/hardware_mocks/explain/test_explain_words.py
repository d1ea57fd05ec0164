"""Every message that the code names has its words, and no words are left over."""

import re
from pathlib import Path

from makerkit.messages import Catalogue
from makerkit.messages.catalogue import KIT_FILES

EXPLAIN = Path(__file__).parents[3] / "hardware_mocks/explain"
FAMILIES = "name|import|attribute|call|kind|value|other|serial|gpio|syntax|file|code|python|program"
OURS = ("python.toml", "syntax.toml", "gpiozero.toml", "code.toml")


def named_ids():
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXPLAIN.rglob("*.py"))
    return set(re.findall(rf'"((?:{FAMILIES})\.[a-z0-9_]+)"', text))


def test_every_message_has_its_words_and_all_words_are_used():
    catalogue = Catalogue(*(KIT_FILES / name for name in OURS))

    assert named_ids() - set(Catalogue.of_the_kit()) == set(), "a message without words"
    assert set(catalogue) - named_ids() == set(), "words that no code says"


def test_words_are_short_and_plain():
    catalogue = Catalogue(*(KIT_FILES / name for name in OURS))
    for message_id in catalogue:
        text = catalogue.template(message_id)
        assert len(text.title) < 170, message_id
        assert text.title[-1] in ".?}!" or text.title.endswith(")"), message_id
        assert len(text.steps) <= 3, message_id
