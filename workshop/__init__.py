"""The tool that students and instructors use: the `maker` command and its bench."""
