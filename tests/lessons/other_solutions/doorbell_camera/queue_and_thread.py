"""The callback only puts a note into a queue; a thread takes the pictures."""

import queue
import threading
import time
from pathlib import Path

from flask import Flask, send_from_directory
from gpiozero import LED, Button
from picamera2 import Picamera2

FOLDER = Path.cwd() / "static_visits"
FOLDER.mkdir(exist_ok=True)
rings = queue.Queue()
red = LED(17)
red.on()
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (640, 480), "format": "BGR888"}))
camera.start()


def work():
    while True:
        stamp = rings.get()
        camera.capture_file(FOLDER / f"{stamp}.jpg")
        for old in sorted(FOLDER.iterdir())[:-10]:
            old.unlink()


threading.Thread(target=work, daemon=True).start()
button = Button(5, bounce_time=0.05)
button.when_pressed = lambda: rings.put(time.time_ns())
app = Flask(__name__, static_folder=None)


@app.get("/")
def index():
    files = sorted((file.name for file in FOLDER.iterdir()), reverse=True)
    text = "<p>10 pictures are kept; then the oldest is removed.</p>"
    return text + "\n".join(f'<img src="/v/{name}">' for name in files)


@app.get("/v/<name>")
def show(name):
    return send_from_directory(FOLDER, name, mimetype="image/jpeg")


app.run(port=5005)
camera.stop()
camera.close()
