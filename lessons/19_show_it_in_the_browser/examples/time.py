"""Two pages: one for everybody, and one that says what time it is."""

from datetime import datetime

from flask import Flask

app = Flask(__name__)


@app.route("/")
def page():
    return "<h1>My Pi</h1><p>Ask it for the <a href='/time'>time</a>.</p>"


@app.route("/time")
def time():
    return f"It is {datetime.now():%H:%M:%S}."


app.run()
