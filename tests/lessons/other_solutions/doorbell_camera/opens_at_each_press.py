"""The camera is opened for each visit, and the lamp is lit only then."""

from datetime import datetime
from pathlib import Path
from time import sleep

import cv2
from flask import Flask, render_template_string, send_from_directory
from gpiozero import LED, Button
from picamera2 import Picamera2

PAGE = """<!doctype html>
<title>Doorbell</title>
<p>Only the last 10 visits are kept.</p>
{% for name in names %}<figure><img src="{{ url_for('one', name=name) }}">
<figcaption>{{ name[:15] }}</figcaption></figure>{% endfor %}
"""
folder = Path("door")
lamp = LED(17)
bell = Button(5, bounce_time=0.05)
app = Flask(__name__)


def ring():
    lamp.on()
    with Picamera2() as camera:
        config = camera.create_still_configuration(main={"size": (800, 600), "format": "RGB888"})
        camera.configure(config)
        camera.start()
        sleep(1)
        picture = camera.capture_array()
    lamp.off()
    folder.mkdir(exist_ok=True)
    cv2.imwrite(str(folder / f"{datetime.now():%Y%m%d_%H%M%S_%f}.jpg"), picture)
    for name in names()[10:]:
        (folder / name).unlink()


def names():
    return sorted((file.name for file in folder.glob("*.jpg")), reverse=True)


@app.route("/")
def page():
    return render_template_string(PAGE, names=names())


@app.route("/door/<name>")
def one(name):
    return send_from_directory(folder.resolve(), name)


bell.when_pressed = ring
app.run()
