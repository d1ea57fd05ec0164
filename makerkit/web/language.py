"""Which language a page speaks: the one that was chosen, else what the browser asks for.

Babel has data for Kurmanji under `ku`; pages say `kmr`, which is what it is.
"""

from typing import NamedTuple

from flask import Flask, request
from flask_babel import Babel

from makerkit.web.catalogue import compile_catalogues, compiled_folder
from makerkit.web.config import WebConfig

LANGUAGE_COOKIE = "mk_language"


class Language(NamedTuple):
    """A language of the pages.

    Attributes:
        name: as its speakers call it.
        babel: its name in Babel's data.
    """

    name: str
    babel: str
    direction: str


LANGUAGES = {
    "en": Language("English", "en", "ltr"),
    "ar": Language("العربية", "ar", "rtl"),
    "ckb": Language("کوردیی ناوەندی", "ckb", "rtl"),
    "kmr": Language("Kurdî (Kurmancî)", "ku", "ltr"),
}
ALSO = {"ku": "kmr", "ku-tr": "kmr", "ku-iq": "ckb", "ku-arab": "ckb", "ku-latn": "kmr"}
"""What browsers that know only one Kurdish ask for."""


def init_language(app: Flask, config: WebConfig) -> None:
    """Let an app speak the languages of its settings."""
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled_folder())
    Babel(app, locale_selector=lambda: LANGUAGES[language_now(config)].babel)


def language_now(config: WebConfig) -> str:
    """Return the language for this request."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in config.languages:
        return chosen
    for wanted in request.accept_languages.values():
        code = wanted.lower().replace("_", "-")
        code = ALSO.get(code, code)
        for candidate in (code, code.split("-")[0], ALSO.get(code.split("-")[0], "")):
            if candidate in config.languages:
                return candidate
    return config.languages[0] if config.languages else "en"
