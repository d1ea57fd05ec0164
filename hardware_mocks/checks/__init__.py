"""Checks: the sentences of a lesson, judged by what the program did.

A lesson's `check.py` is ordinary pytest. Its sentences (`bench.led("red").blinks(period="1 s")`)
ask the trace of the run, so the same check judges the simulated bench and a real Pi. What is not
as asked becomes one message with the numbers that were seen.
"""
