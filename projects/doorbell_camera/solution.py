"""Doorbell camera: each press takes a picture, and a page shows the last ten visits.

1. The button of the bell is on GPIO5 and GND.
2. The red lamp is on GPIO17. It is lit as long as the camera looks: people may know it.

The newest picture stands first. What is older than the last ten is deleted: nobody needs it, and
whoever keeps pictures of people must be able to say why.
"""

from datetime import datetime
from pathlib import Path

from flask import Flask, send_from_directory
from gpiozero import LED, Button
from picamera2 import Picamera2

KEPT = 10  # pictures
FOLDER = Path("visits")
FOLDER.mkdir(exist_ok=True)

lamp = LED(17)
bell = Button(5, bounce_time=0.05)  # a press is one press, however its contact chatters

camera = Picamera2()  # once: it is ready at once when somebody rings
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
lamp.on()
camera.start()


def newest_first():
    return sorted(FOLDER.glob("*.jpg"), reverse=True)


def ring():
    now = datetime.now()
    name = f"{now:%Y-%m-%d %H-%M-%S-%f}.jpg"  # %f: two presses in one second are two pictures
    camera.capture_file(str(FOLDER / name))
    for old in newest_first()[KEPT:]:
        old.unlink()


bell.when_pressed = ring

app = Flask(__name__)


@app.route("/")
def page():
    text = (
        f"<h1>Who was at the door?</h1><p>The last {KEPT} visits are kept, older ones deleted.</p>"
    )
    for picture in newest_first():
        text = (
            text + f"<p>{picture.stem[:19]}<br><img src='/visits/{picture.name}' width='320'></p>"
        )
    return text


@app.route("/visits/<name>")
def visit(name):
    return send_from_directory(FOLDER.absolute(), name)  # only files of this folder


app.run()
camera.close()
lamp.off()
