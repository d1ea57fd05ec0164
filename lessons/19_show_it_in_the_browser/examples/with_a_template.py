"""A larger page stands in a file of its own: templates/page.html, with gaps."""

from flask import Flask, render_template

app = Flask(__name__)


@app.route("/")
def page():
    return render_template("page.html", name="Ali", rooms=["hall", "kitchen"])


app.run()
