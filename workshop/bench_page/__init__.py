"""The bench in the browser: what runs, what it sees and shows, and what a person can touch.

`maker run` serves it beside the terminal's view while a program runs live. Flask is imported only
then. The program is another process: the page outlives its end and its crash.
"""
