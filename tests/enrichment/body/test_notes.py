"""Notes of a publisher to its readers are told by their wording; prose that begins like one is not."""

import pytest

from service.enrichment.body import notes
from service.enrichment.types import Line, Role, Span

NOTES = [
    ("© 2022 The Daily Beacon", Role.LEGAL),
    ("Copyright 2022 The Daily Beacon. All rights reserved.", Role.LEGAL),
    ("Copyright © 2019 Beacon Media Ltd, registered in England", Role.LEGAL),
    ("Associated Newspapers of the North. All rights reserved", Role.LEGAL),
    ("Copyright THE BEACON.", Role.LEGAL),
    ("Copyright © Beacon Media Group.", Role.LEGAL),
    (
        (
            "All rights reserved. This material, and other digital content on this website, may not be reproduced, published, "
            "broadcast, rewritten or redistributed in whole or in part without prior express written permission."
        ),
        Role.LEGAL,
    ),
    ("This material may not be published, broadcast, rewritten or redistributed.", Role.LEGAL),
    ("No part of this publication may be copied without the written permission of the publisher.", Role.LEGAL),
    ("Reproduction in whole or in part without permission is prohibited.", Role.LEGAL),
    ("Unauthorised copying of this material is strictly prohibited without the written consent of us.", Role.LEGAL),
    ("Contact: editor@beacon.example", Role.AUTHOR_BIO),
    ("Advertisement 2", Role.ADVERTISEMENT),
    ("- Advertisement -", Role.ADVERTISEMENT),
    ("STORY CONTINUES BELOW", Role.ADVERTISEMENT),
    ("Continues after promotion", Role.ADVERTISEMENT),
    ("Article continues below this ad", Role.ADVERTISEMENT),
    ("Get full digital access to the Ledger for $1", Role.ADVERTISEMENT),
    ("Read more: Dust was a known hazard at the plant", Role.RELATED),
    ("ALSO READ | Minister resigns over land deal", Role.RELATED),
    ("Also read: Minister resigns over land deal", Role.RELATED),
    ("RELATED STORIES: Two hurt in pile-up", Role.RELATED),
    ("[READ: How the market was built]", Role.RELATED),
    ("More on this: Why roofs fall in", Role.RELATED),
    ("You might also like", Role.RELATED),
    ("Most popular", Role.RELATED),
    ("[&#8230;]", Role.RELATED),
    ("You have 2 free articles left this month. Subscribe for unlimited access.", Role.ADVERTISEMENT),
    ("If you buy something through our links, we may earn a small commission.", Role.ADVERTISEMENT),
    ("Share or comment on this article: Market to close", Role.SHARE),
    ("+4", Role.SHARE),
    ("Back to top", Role.NAVIGATION),
    ("Page 2 of 3", Role.NAVIGATION),
    ("3-4 minutes", Role.DATE),
    ("5 min read", Role.DATE),
    ("Continue reading", Role.RELATED),
    ("Next article: Bridge to reopen in May", Role.RELATED),
    ("Watch: Inside the market", Role.RELATED),
    ("Read the original article here.", Role.RELATED),
    ("Contact Lisa Tran at ltran@portview.example or 555-0101.", Role.AUTHOR_BIO),
    ("((noah.browne@agency.example; +44 20 7555 0100))", Role.AUTHOR_BIO),
    ("Dana Whitlock can be reached at dana@beacon.example.", Role.AUTHOR_BIO),
    ("Follow Ann Lee on Twitter @annlee", Role.AUTHOR_BIO),
    ("• Follow our politics coverage on Facebook, X and Instagram.", Role.NEWSLETTER),
    ("You received this email because you signed up for The Ledger.", Role.NEWSLETTER),
    ("You’re receiving this newsletter because you subscribed.", Role.NEWSLETTER),
    ("Sign up for our daily newsletter here.", Role.NEWSLETTER),
    ("Subscribe to the Morning Briefing", Role.NEWSLETTER),
    ("For more stories like this, sign up to our newsletter.", Role.NEWSLETTER),
    ("Get the latest news delivered to your inbox every morning.", Role.NEWSLETTER),
    ("Enter your email address", Role.NEWSLETTER),
    ("Download our app to get alerts.", Role.ADVERTISEMENT),
    ("Support independent journalism. Donate today.", Role.ADVERTISEMENT),
    ("What do you think? Let us know in the comments below.", Role.COMMENTS),
    ("Comments (14)", Role.COMMENTS),
    ("Your email address will not be published. Required fields are marked *", Role.COMMENTS),
    ("Got a tip? Email tips@beacon.example", Role.OTHER),
    ("(This story has not been edited by our staff and is published from a syndicated feed.)", Role.OTHER),
    ("View this post on Instagram", Role.OTHER),
    ("A post shared by Maria Gomez (@mariagomez)", Role.OTHER),
    ("1 of 5", Role.OTHER),
    ("Report a typo", Role.OTHER),
    ("Disclaimer: The views expressed are those of the author.", Role.LEGAL),
    ("Tags: market, council", Role.TAGS),
    ("Filed under: Local news", Role.TAGS),
    ("Image: The market in 1950. Credit: Salem Archive", Role.CAPTION),
    ("(Photo by Tom Hill/Getty Images)", Role.CAPTION),
    ("The market in 1950. Picture: Salem Archive", Role.CAPTION),
    ("A trader closes her stall on Tuesday. (Tom Hill/The Salem Herald)", Role.CAPTION),
    ("A version of this article appears in print on March 10, 2024, Section A, Page 22.", Role.OTHER),
    ("This article was published more than 6 months ago. Some information may be out of date.", Role.OTHER),
    ("The Beacon is committed to publishing a diversity of letters to the editor.", Role.OTHER),
    ("Have a story? Email us at tips@gazette.example", Role.OTHER),
    ("(Adds quotes, updates prices)", Role.OTHER),
    ("Open this photo in gallery:", Role.CAPTION),
    ("View this image in full screen", Role.CAPTION),
    ("Nathan Dent/The Canadian Press", Role.CAPTION),
    ("Lerato Mokoena & AFP", Role.BYLINE),
    ("By Jane Roe and Reuters", Role.BYLINE),
    ("(With inputs from PTI)", Role.BYLINE),
    ("With agency inputs", Role.BYLINE),
    ("(ANI)", Role.BYLINE),
    ("-AFP", Role.BYLINE),
    ("More from Local news", Role.RELATED),
    ("– With files from The Canadian Press", Role.BYLINE),
    ("--With assistance from Ann Lee and Tom Hill.", Role.BYLINE),
    (
        "The audio version of this article is generated by text-to-speech, a technology based on artificial intelligence.",
        Role.OTHER,
    ),
    ("This audio is generated by an AI tool.", Role.OTHER),
    ("This audio was automatically generated. Please allow for errors.", Role.OTHER),
    ("Produced by Voicebox and Beacon Audio using AI narration. Listen on our app.", Role.OTHER),
    ("NEW: You can now listen to Beacon articles!", Role.OTHER),
    ("Your browser does not support the audio element.", Role.OTHER),
    ("Beacon Radio: Your browser doesn't support the <video> tag.", Role.OTHER),
    ("You have reached your maximum number of saved items.", Role.OTHER),
    ("Summary is AI-generated, newsroom-reviewed", Role.OTHER),
    ("This article summary was machine-generated.", Role.OTHER),
    ("Was this article helpful?", Role.OTHER),
    ("Was this helpful? Yes No", Role.OTHER),
    ("Rate this guide", Role.OTHER),
    ("Average rating: 4.6 (38 votes)", Role.OTHER),
    ("4.8 from 112 votes", Role.OTHER),
    ("Thank you for reading The Beacon. Have a good weekend!", Role.OTHER),
    ("Thanks for reading!", Role.OTHER),
    ("News provided by", Role.OTHER),
    ("News provided by: Exampleton Foods Corp.", Role.OTHER),
    ("## Article content", Role.OTHER),
    ("Kindly share this story:", Role.SHARE),
    ("Share this post", Role.SHARE),
    ("Share this article with a friend!", Role.SHARE),
    ("For feedback: contact the Editorial Department at editors@beacon.example.", Role.AUTHOR_BIO),
    ("jane.roe@beacon.example", Role.AUTHOR_BIO),
    ("Media contact: Jane Roe, jane@beacon.example", Role.AUTHOR_BIO),
    ("Press enquiries", Role.AUTHOR_BIO),
    ("If you enjoyed this episode, please leave us a review on Apple Podcasts.", Role.ADVERTISEMENT),
    ("If you enjoyed this post, you can buy me a coffee.", Role.ADVERTISEMENT),
    ("Buy us a coffee", Role.ADVERTISEMENT),
    ("The Beacon is a reader-supported publication. To receive new posts, subscribe.", Role.ADVERTISEMENT),
    ("We are reader-supported. When you buy through links on our site, we may be paid.", Role.ADVERTISEMENT),
]
PROSE = [
    "Copyright law protects the work of journalists for 70 years after their death.",
    "Copyright Office rules changed on Monday.",
    "Copyright Law",
    "Copyright is not theft.",
    "All rights are reserved to the states, the court said.",
    "The material in the dossier could not be published, the court ruled.",
    "The report may not be the last word.",
    "No part of this town may be built on, the plan says.",
    "Reproduction of the rare frogs began without help from the zoo.",
    "Contact: a word that he never used.",
    "Advertisements for gambling will be banned from next year.",
    "The story continues below the surface of the lake.",
    "Read more books, the minister told pupils.",
    "Related: the two men were cousins, the court heard.",
    "Watch the skies, and you will see them.",
    "More: that was all he wanted.",
    "Comments like these do not help, he said.",
    "One of 5 survivors, she moved away.",
    "Image is everything in this business.",
    "The hall (built by Hill/Stone in 1950) is closed.",
    "This article first appeared in the Herald.",
    "A version of this report also appeared abroad.",
    "Got a tip, he said, and went.",
    "Contact with the aircraft was lost at 9pm.",
    "Follow the money, investigators say, and it leads to Panama.",
    "You received this letter because of who your father was, she wrote.",
    "Sign up for the army, his father said.",
    "A version of this story was told in every village.",
    "This article was the first to name the minister.",
    "The council is committed to publishing a report by May.",
    "He would call us on Sundays.",
    "(He added that prices would rise.)",
    "Open this door, the officer shouted.",
    "The victim can be reached by helicopter only.",
    "With reports of looting, police closed the road.",
    "He left with information from the archive.",
    "Ann Lee and Reuters Building residents met on Monday.",
    "The agents earn commissions of five per cent.",
    "You have free will, the bishop said.",
    "Back to top form, she won again.",
    "It took 3 minutes",
    "+4 degrees by noon",
    "The audio version of the novel is read by its author.",
    "This audio was the only evidence, the court heard.",
    "You can listen to articles of faith, he said, or to reason.",
    "You have reached the limit of my patience, she wrote.",
    "The summary was written by a clerk.",
    "Was this the helpful clerk? He was not.",
    "Average Rating: 4.85",
    "Rate this high has not been paid since 2001.",
    "Thanks for watching the shop, he said.",
    "Thank you for your letter.",
    "News provided by agencies is rarely checked.",
    "Article content is what readers pay for.",
    "Share this story with your children, he said, and they will listen.",
    "With assistance from neighbours, the family rebuilt the barn.",
    "For years, contact between the two was rare.",
    "Media contacts were few in those years.",
    "Buy me a coffee machine, he said, and I will stay away from bars.",
    "They left us a review of the book.",
    "Write to jane@beacon.example before Friday",
    "Scores: 4 from 12 penalties",
]


def line(text: str, role: Role = Role.BODY) -> Line:
    return Line(Span(0, len(text)), text, role)


@pytest.mark.parametrize(("text", "role"), NOTES)
def test_notes_are_told_by_their_wording(text: str, role: Role | None) -> None:
    assert notes.role_of(line(text)) is role


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    assert notes.role_of(line(text)) is None


def test_what_is_removed_already_keeps_its_reason_but_for_credits() -> None:
    assert notes.role_of(line("Advertisement", Role.NAVIGATION)) is None
    assert notes.role_of(line("With files from AFP", Role.ADVERTISEMENT)) is Role.BYLINE


def test_below_the_label_of_a_picture_stands_its_caption() -> None:
    texts = (
        "Open this photo in gallery:",
        "Towers in Toronto on July 30.",
        "Ann Lee/AFP",
        "House prices fell in July, it said.",
    )
    roles = [marked.role for marked in notes.mark([line(text) for text in texts])]
    assert roles == [Role.CAPTION, Role.CAPTION, Role.CAPTION, Role.BODY]


def test_the_block_below_a_media_contact_is_a_note_up_to_its_last_number_or_address() -> None:
    texts = (
        "House prices fell in July, it said.",
        "Media Contact:",
        "Jane Roe",
        "Director of Communications, Exampleton Foods",
        "+1 555 0100 200",
        "jane@foods.example",
        "Prices rose again in August, the firm said on Monday.",
    )
    roles = [marked.role for marked in notes.mark([line(text) for text in texts])]
    assert roles == [Role.BODY, *[Role.AUTHOR_BIO] * 5, Role.BODY]
    alone = [line(text) for text in ("Contact", "The aliens land in the town at night", "They stay for 3 days there")]
    assert [marked.role for marked in notes.mark(alone)] == [Role.BODY] * 3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hanna Sorel is an economics reporter at The Beacon. She joined the paper in 2016.", Role.AUTHOR_BIO),
        ("About the author: Ann Lee is a freelance photographer.", Role.AUTHOR_BIO),
        ("Ann Lee covers education for The Beacon and is an author.", Role.AUTHOR_BIO),
        ("The Beacon is a daily whose editor left in May.", Role.BODY),
        ("Ann Lee is a market trader.", Role.BODY),
    ],
)
def test_a_note_on_the_author_is_told_among_the_last_lines(text: str, role: Role) -> None:
    prose = [line(f"House prices fell in month {number}.") for number in range(6)]
    assert notes.mark([*prose, line(text)])[-1].role is role
    assert notes.mark([line(text), *prose])[0].role is Role.BODY
    assert notes.mark([line(text)])[0].role is Role.BODY
