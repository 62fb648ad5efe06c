"""An answer of the contract, made by hand, in which every part of the playground has something to show."""

SENT = "Menu\nTalks go on\nBy Ann Lee\nThe minister, Jo Poe, said they would go on. “We will,” he said.\nShare this\n"
TEXT = "The minister, Jo Poe, said they would go on. “We will,” he said."


def answer():
    at = SENT.index(TEXT)

    def sent(part):
        start = SENT.index(part)
        return {"start": start, "end": start + len(part)}

    def inside(part):
        start = TEXT.index(part)
        return {"start": start, "end": start + len(part)}

    return {
        "id": None,
        "body": {
            "text": TEXT,
            "paragraphs": [
                {"start": 0, "end": len(TEXT), "kind": "paragraph", "source": {"start": at, "end": at + len(TEXT)}}
            ],
            "removed": [
                {"source": sent("Menu"), "reason": "navigation"},
                {"source": sent("Talks go on"), "reason": "metadata"},
                {"source": sent("By Ann Lee"), "reason": "byline"},
                {"source": sent("Share this"), "reason": "share"},
            ],
            "word_count": 13,
            "fingerprint": "0123456789abcdef",
        },
        "metadata": {
            "title": "Talks go on",
            "subtitle": None,
            "authors": ["Ann Lee"],
            "published": "2020-09-14",
            "modified": None,
            "publisher": "The Daily",
            "agencies": [],
            "dateline": {"place": "PARIS", "date": None},
            "section": "World",
            "tags": ["talks"],
            "url": "https://news.example/talks",
            "language": "en",
            "captions": [],
            "reading_time_minutes": 1,
            "evidence": {
                "title": {"from": "text", "source": sent("Talks go on")},
                "authors": {"from": "text", "source": sent("Ann Lee")},
                "url": {"from": "url", "source": None},
            },
        },
        "entities": [
            {
                "id": "e1",
                "type": "PERSON",
                "name": "Jo Poe",
                "aliases": [],
                "salience": 0.8,
                "wikidata": "Q1",
                "wikipedia": "Jo Poe",
                "value": None,
                "mentions": [
                    inside("The minister") | {"text": "The minister", "kind": "nominal"},
                    inside("Jo Poe") | {"text": "Jo Poe", "kind": "name"},
                    inside("he said") | {"end": inside("he said")["start"] + 2, "text": "he", "kind": "pronoun"},
                ],
            },
        ],
        "quotes": [
            {
                "id": "q1",
                "type": "indirect",
                "text": "they would go on",
                **inside("they would go on"),
                "spans": [inside("they would go on")],
                "cue": {**inside("said they"), "end": inside("said they")["start"] + 4, "text": "said", "lemma": "say"},
                "speaker": {
                    **inside("Jo Poe"),
                    "text": "Jo Poe",
                    "name": "Jo Poe",
                    "entity": "e1",
                    "resolution": "name",
                },
                "confidence": 0.4,
            },
            {
                "id": "q2",
                "type": "direct",
                "text": "We will,",
                **inside("We will,"),
                "spans": [inside("We will,")],
                "cue": None,
                "speaker": {
                    "start": inside("he said")["start"],
                    "end": inside("he said")["start"] + 2,
                    "text": "he",
                    "name": "Jo Poe",
                    "entity": "e1",
                    "resolution": "pronoun",
                },
                "confidence": 0.9,
            },
        ],
        "warnings": [{"code": "truncated", "message": "Only a part was searched."}],
        "model": {"service": "0", "pipeline": "none 0"},
    }
