"""The proof of the self-driving car: each row of its table, driven in lockstep with the firmware.

python -m benchmarks.car_table                     every row, 20 seeds; goes on where it stopped
python -m benchmarks.car_table --row fast --seeds 2
"""
