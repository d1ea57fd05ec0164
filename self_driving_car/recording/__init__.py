"""What the car keeps of a drive, and what is made of it before a net learns from it.

`recorder.py` writes while the car drives. `columns.py`, `blocks.py`, `balance.py`, `doubtful.py`
and `views.py` are pure: they need numpy and OpenCV at most, so that a training can use them.
"""
