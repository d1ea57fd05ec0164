"""What is 512 of 1023, in percent?"""


def percent(raw):
    return round(raw * 100 / 1023)


for raw in [0, 256, 512, 1023]:
    print(raw, "is", percent(raw), "percent")
