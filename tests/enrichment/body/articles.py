"""One made-up article in its page, as a list of lines, for tests to reshape."""

HEAD = ["Home", "News", "Sport", "Business", "Subscribe", "Sign in"]
TITLE = "Council approves plan to rebuild the old harbour bridge"
BYLINE = ["By Anna Berg", "Published 14 March 2021, 10:15"]
PROSE = """
The city council voted on Monday to rebuild the old harbour bridge, which has been closed to cars since a storm
tore away two of its pillars in the winter of 2018.

The work will cost 40 million crowns and take three years, the mayor told reporters after the meeting, which
lasted until midnight and drew more than two hundred residents to the town hall.

"We have waited long enough for this," said Maria Lind, who has run a bakery next to the bridge for thirty
years. "Half of my customers could no longer reach the shop on foot."

Opponents of the plan argued that the money would be better spent on a ferry. They said that they would take the
decision to court, and that the council had not asked engineers for a second opinion.

The council's own experts had warned in a report last year that the remaining pillars would not stand for more
than five winters without repairs, and that a ferry could not run when the harbour was frozen.

Construction is expected to begin in the autumn, once the contract has been awarded and the river authority has
given its permission to work in the water.
"""
BODY = [" ".join(part.split()) for part in PROSE.strip().split("\n\n")]
FOOT = [
    "Share this article",
    "Related stories",
    "Ferry company reports record losses",
    "Storm damage: what we know so far",
    "Mayor to stand for third term",
    "Privacy policy",
    "Terms of use",
    "© 2021 Harbour Gazette. All rights reserved.",
]
LINES = [*HEAD, TITLE, *BYLINE, *BODY, *FOOT]
