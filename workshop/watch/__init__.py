"""`maker watch`: the lesson on the screen, checked again whenever the program is saved.

`session.py` decides, `screen.py` draws, `file_watch.py` sees that a file was saved, `checking.py`
checks in a thread, `terminal.py` puts all of it into a terminal, `plain.py` is for other places.
"""
