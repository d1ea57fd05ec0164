"""What the kit tells a student, apart from the code that finds it out.

Code names a `Message`: an id and its numbers. The words stand in TOML files, one table a message:

    [blink.needs_second_sleep]
    title = "The LED is on for {on_s:.2f} s and off for {off_s:.2f} s."
    why = "After `led.off()` the loop begins again at once, so nobody can see the dark."
    steps = ["Add a second `sleep(0.5)` after `led.off()`."]

`title` says what was seen, with numbers; `why` and `steps` may be left out. Words in backticks are
code. A text is filled in by `str.format`, so a brace of its own is written twice.

Translations are gettext files, `i18n/<language>.po` beside the TOML file. The context of an entry
is the id and the field ("blink.needs_second_sleep title", "blink.needs_second_sleep step 1"). What
is not translated, or marked fuzzy, is said in English.
"""

from makerkit.messages.catalogue import Catalogue, Message, Text

__all__ = ["Catalogue", "Message", "Text"]
