"""Notices about cookies are found where they stand before an article, and an article about cookies is not one."""

import pytest

from service.enrichment.body import consent

ARTICLE = (
    "Council approves new stadium",
    "By Jane Smith",
    "The council approved the plans on Tuesday after months of debate about traffic and noise in the area.",
)

NOTICES = [
    "We and our 840 partners store information on a device, such as cookies, and process personal data for personalised ads.",
    "With your consent we use cookies and data for our services and audience research.|Reject all|Accept all|More options",
    "The Gazette and our third-party vendors use cookies to improve your experience. By clicking “I agree” you consent.|I agree",
    (
        "This website uses cookies|We use cookies to personalise content and ads and to analyse our traffic.|Necessary|"
        "Necessary cookies help make a website usable.|Marketing|Marketing cookies are used to track visitors across pages.|Deny"
    ),
    "By continuing to use our site you agree to our Terms of Use and Privacy Policy.|Do Not Sell My Personal Information|Close",
    "Wir und unsere Partner verarbeiten Ihre personenbezogenen Daten mit Technologien wie Cookies.|Alle akzeptieren",
    "Avec votre accord, nos partenaires et nous utilisons des cookies ou technologies similaires.|Tout accepter",
    "Nosotros y nuestros socios usamos cookies y procesamos sus datos personales con su consentimiento.|Aceptar",
    "Wij en onze partners gebruiken cookies om persoonsgegevens te verwerken. U kunt uw toestemming intrekken.|OK",
]

ARTICLES = [
    "The regulator warned that websites must make it as easy to reject cookies as to accept them.",
    "Publishers that share personal data with advertising partners without consent face fines for each visit.",
    "“We use cookies and share personal data with our partners with your consent,” said the editor of one paper.",
    (
        "You are asked for consent to cookies; partners receive your personal data anyway, our tests of forty sites show.|"
        "The result is a web in which you agree to everything, and our patience with privacy settings has worn very thin."
    ),
    "Grandma's cookies need butter, flour and patience. You can use our recipe or your own.",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("before", [(), ("Home", "News", "Sport")], ids=["first", "below a menu"])
def test_notices_are_found_whole(notice: str, before: tuple[str, ...]) -> None:
    lines = [*before, *notice.split("|"), *ARTICLE]
    assert consent.notices(lines) == [False] * len(before) + [True] * len(notice.split("|")) + [False] * len(ARTICLE)


@pytest.mark.parametrize("paragraphs", ARTICLES)
def test_articles_that_speak_of_cookies_are_not(paragraphs: str) -> None:
    lines = [
        *ARTICLE,
        *paragraphs.split("|"),
        "The council will vote on the plans again in the spring, the mayor told reporters on Friday.",
    ]
    assert not any(consent.notices(lines))


def test_a_text_of_nothing_but_a_notice_is_left_alone() -> None:
    lines = [
        "Privacy",
        NOTICES[0],
        "We keep your personal data and cookies as long as you consent to our processing.",
        "Close",
    ]
    assert not any(consent.notices(lines))
