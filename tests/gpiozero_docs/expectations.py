"""Every program of `programs/` and what the documentation says it does."""

from . import (
    expect_api_boards,
    expect_api_outputs,
    expect_buttons,
    expect_digits,
    expect_faq,
    expect_lamps,
    expect_motors,
    expect_remote,
    expect_sensors,
    expect_values,
)
from .vocabulary import Example

PAGES = (
    expect_lamps,
    expect_digits,
    expect_buttons,
    expect_sensors,
    expect_motors,
    expect_values,
    expect_remote,
    expect_faq,
    expect_api_outputs,
    expect_api_boards,
)
EXAMPLES: list[Example] = [example for page in PAGES for example in page.EXAMPLES]
