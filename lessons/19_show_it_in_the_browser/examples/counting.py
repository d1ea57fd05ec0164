"""A function with yield: it hands out a value, waits until somebody wants the next, and goes on."""


def count():
    number = 1
    while True:
        yield number
        number = number + 1


for number in count():
    print(number)
    if number == 3:
        break
