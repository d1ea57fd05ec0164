# expect: stream.page_as_text
from flask import Flask, Response

app = Flask(__name__)


@app.route("/")
def page():
    return Response("<h1>My camera</h1><img src='/stream'>", mimetype="text/plain")


app.run()
