"""A small database is the memory; pictures lie beside it."""

import sqlite3
import time
from pathlib import Path

from flask import Flask, Response
from gpiozero import LED, Button
from picamera2 import Picamera2

DATA = Path("visits.db")
PICTURES = Path("pictures")
PICTURES.mkdir(exist_ok=True)


def database():
    connection = sqlite3.connect(DATA)
    connection.execute("create table if not exists visit (id integer primary key, at text)")
    return connection


lamp = LED(17, initial_value=True)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480)}))
camera.start()


def ring():
    with database() as data:
        row = data.execute("insert into visit (at) values (?)", (time.ctime(),)).lastrowid
        camera.capture_file(str(PICTURES / f"{row}.jpg"))
        old = data.execute("select id from visit order by id desc limit -1 offset 10").fetchall()
        for (number,) in old:
            data.execute("delete from visit where id = ?", (number,))
            (PICTURES / f"{number}.jpg").unlink()


bell = Button(5, bounce_time=0.05)
bell.when_pressed = ring
app = Flask(__name__)


@app.route("/")
def page():
    rows = database().execute("select id, at from visit order by id desc").fetchall()
    body = "".join(f"<h3>{at}</h3><img src='/picture/{number}'>" for number, at in rows)
    return f"<p>Only the last 10 are kept.</p>{body}"


@app.route("/picture/<int:number>")
def picture(number):
    return Response((PICTURES / f"{number}.jpg").read_bytes(), mimetype="image/jpeg")


app.run()
camera.close()
lamp.off()
