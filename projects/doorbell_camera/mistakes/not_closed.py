# expect: doorbell.not_closed
from datetime import datetime
from pathlib import Path

from flask import Flask, send_from_directory
from gpiozero import LED, Button
from picamera2 import Picamera2

KEPT = 10
FOLDER = Path("visits")
FOLDER.mkdir(exist_ok=True)

lamp = LED(17)
bell = Button(5, bounce_time=0.05)

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
lamp.on()
camera.start()


def newest_first():
    return sorted(FOLDER.glob("*.jpg"), reverse=True)


def ring():
    now = datetime.now()
    name = f"{now:%Y-%m-%d %H-%M-%S-%f}.jpg"
    camera.capture_file(str(FOLDER / name))
    for old in newest_first()[KEPT:]:
        old.unlink()


bell.when_pressed = ring

app = Flask(__name__)


@app.route("/")
def page():
    text = f"<h1>Who was at the door?</h1><p>The last {KEPT} visits are kept, older ones deleted.</p>"
    for picture in newest_first():
        text = text + f"<p>{picture.stem[:19]}<br><img src='/visits/{picture.name}' width='320'></p>"
    return text


@app.route("/visits/<name>")
def visit(name):
    return send_from_directory(FOLDER.absolute(), name)


app.run()
lamp.off()
