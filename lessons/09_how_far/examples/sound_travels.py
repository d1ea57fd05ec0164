"""From the time of an echo to a distance: there and back, so half the way."""

SOUND_M_PER_S = 343  # in air of 20 degrees

for echo_s in [0.001, 0.002, 0.01]:
    metres = SOUND_M_PER_S * echo_s / 2
    print(echo_s, "s ->", round(metres * 100), "cm")
