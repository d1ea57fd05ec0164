"""Argon2, a guard for each page, 403 for strangers, SQLite, and blocks instead of a blur."""

import os
import sqlite3
from datetime import datetime
from functools import wraps

import cv2
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask import Flask, Response, abort, request, session
from gpiozero import LED
from picamera2 import Picamera2

HASH = "$argon2id$v=19$m=8192,t=2,p=4$gmdWpSUR63BRdrFe+brJjQ$eBzHuFnts1glSW5vHZO8jkMPmil6JeTFruRxeiYfGYU"  # noqa: E501
red, green = LED(17), LED(22, initial_value=True)
camera = Picamera2()
camera.configure(camera.create_preview_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
app = Flask(__name__)
app.config["SECRET_KEY"] = os.urandom(32)
privacy = [True]


def log(what=None):
    with sqlite3.connect("log.db") as base:
        base.execute("CREATE TABLE IF NOT EXISTS log (at TEXT, what TEXT)")
        if what:
            base.execute("INSERT INTO log VALUES (?, ?)", (str(datetime.now()), what))
        rows = base.execute("SELECT at, what FROM log ORDER BY rowid DESC").fetchall()
    base.close()
    return rows


def owner_only(function):
    @wraps(function)
    def guarded(**values):
        if not session.get("ok"):
            abort(403)
        return function(**values)

    return guarded


@app.get("/login")
def form():
    return """<p>Video camera! Nothing is stored. Ask Ali.</p><form method="post">
        <input type="password" name="password"></form>"""


@app.post("/login")
def login():
    try:
        PasswordHasher().verify(HASH, request.form["password"])
    except VerifyMismatchError:
        log("login refused")
        return form(), 401
    session["ok"] = True
    log("login")
    return "welcome"


@app.post("/logout")
@owner_only
def logout():
    session.pop("ok")
    return "bye"


@app.get("/")
@owner_only
def page():
    state = "ARMED" if red.is_lit else "not armed"
    return state + "".join(f"<p>{at}: {what}</p>" for at, what in log()) + "<img src=/picture>"


@app.get("/picture")
@owner_only
def picture():
    table = camera.capture_array()
    if privacy[0]:
        small = cv2.resize(table, (32, 24), interpolation=cv2.INTER_AREA)
        table = cv2.resize(small, (640, 480), interpolation=cv2.INTER_NEAREST)
    return Response(cv2.imencode(".png", table)[1].tobytes(), mimetype="image/png")


@app.post("/privacy")
@owner_only
def turn():
    privacy[0] = not privacy[0]
    log(f"privacy {privacy[0]}")
    return page()


@app.post("/<what>")
@owner_only
def switch(what):
    if what not in ("arm", "disarm"):
        abort(404)
    red.value, green.value = what == "arm", what == "disarm"
    log(what + "ed")
    return page()


app.run()
camera.close()
