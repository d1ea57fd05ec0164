"""Ten fixed names: 00 is the newest, each press moves all of them along."""

from pathlib import Path

from flask import Flask, send_file
from gpiozero import LED, Button
from picamera2 import Picamera2

lamp = LED(17)
bell = Button(5, bounce_time=0.05)
lamp.on()
camera = Picamera2()
camera.configure(camera.create_preview_configuration(main={"size": (640, 480)}))
camera.start()


def file(number):
    return Path(f"visitor{number:02}.jpg")


def ring():
    for number in range(8, -1, -1):
        if file(number).exists():
            file(number).replace(file(number + 1))
    camera.capture_file(str(file(0)))


bell.when_pressed = ring
app = Flask(__name__)


@app.route("/")
def page():
    there = [number for number in range(10) if file(number).exists()]
    text = "<h1>Visitors</h1><p>10 pictures are kept, no more.</p>"
    return text + "".join(f"<img src='/{number}.jpg'>" for number in there)


@app.route("/<int:number>.jpg")
def picture(number):
    return send_file(file(number).absolute())


app.run()
camera.close()
