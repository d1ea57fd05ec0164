"""A slower unit, two strings instead of a dict, blink for the marks, and it asks again."""

from time import sleep

from gpiozero import LED

lamp = LED(17)
ABC = "ETIANMSURWDKGOHVFLPJBXCYZQ"
MARKS = ". - .. .- -. -- ... ..- .-. .-- -.. -.- --. --- "
MARKS += ".... ...- ..-. .-.. .--. .--- -... -..- -.-. -.-- --.. --.-"
UNIT = 0.15

while True:
    for word in input("? ").upper().split():
        for letter in word:
            if letter in ABC:
                for mark in MARKS.split()[ABC.index(letter)]:
                    lamp.blink(UNIT if mark == "." else 3 * UNIT, UNIT, n=1, background=False)
                sleep(2 * UNIT)
        sleep(4 * UNIT)
