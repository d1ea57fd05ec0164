"""Benchmarks: how fast the bench is, as ratios against a rival or a floor of the same run."""
