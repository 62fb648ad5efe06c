"""What is said before a wall is no article: a line tells it by its wording, those beside it by what they offer the reader."""

import pytest

from service.enrichment.body import gates
from service.enrichment.types import Line, Role, Span


def found(*texts: str) -> list[int]:
    return sorted(gates.find([Line(Span(0, len(text)), text, Role.BODY) for text in texts]))


@pytest.mark.parametrize(
    "text",
    [
        "You have now reached your allowance of 3 free articles in the last 30 days.",
        "You've used all of your free articles this month. Subscribe now.",
        "You have read 2 of 5 free stories this month.",
        "Sorry, you’ve hit the limit of complimentary articles.",
        "This article is only available to subscribers.",
        "This story is exclusively for Beacon members.",
        "To continue reading, please register or sign in.",
        "To keep reading this story, create a free account.",
        "Subscribe today for $1 to continue reading.",
        "Register to read more articles for nothing.",
        "Sign in to unlock this article",
        "Already a subscriber?",
        "Already a member? Log in here.",
    ],
)
def test_the_wording_of_a_wall(text: str) -> None:
    assert found("The river rose on Monday.", text) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "“You have reached the limit of your free articles,” the screen read.",
        "You have read the story of the two bridges.",
        "You have reached the limit of your patience.",
        "This article is for readers who own a boat.",
        "To continue reading the river's history, walk to the mill.",
        "To keep reading was all that he wanted.",
        "Register to vote before May.",
        "Join the march to read more poems aloud in the square.",
        "Sign in at the desk.",
        "Already a member of the club, she ran for its board.",
        "You have reached your limit of free articles, my phone told me.",
        "You have used up your free articles, the screens say.",
        "This story is only for members, he said.",
        "This report is open to members of the public.",
        "The report is available to readers of the print edition.",
        "Already registered? Log in to the county's site and check your address.",
        "Join the library to continue reading at home once the course has ended.",
        "Sign up with your card to read our local papers' articles from 1890 on.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert found("The river rose on Monday.", text) == []


WALL = "You have now reached your allowance of 3 free articles in the last 30 days."


@pytest.mark.parametrize(
    "text",
    [
        "It is great to see that you are enjoying the Beacon website.",
        "Don’t worry: to get another 7 articles absolutely free, just enter your email address in the box below.",
        "You are in complete control of which articles you choose to read. Register now to enjoy more.",
        "When you register, we’ll also send you our free newsletter.",
        "The Beacon takes your privacy seriously.",
        "You may cancel whenever you like.",
    ],
)
def test_what_is_offered_beside_a_wall_is_of_it(text: str) -> None:
    assert found(text, WALL) == [0, 1]
    assert found(WALL, text) == [0, 1]
    assert found(text, "The river rose on Monday.", WALL) == [2]
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The river rose on Monday.",
        "Voters must register by May.",
        "You would not know the town today.",
        "“You must register,” she said.",
        "If you subscribe to that view, the mayor said, you are wrong.",
    ],
)
def test_the_article_beside_a_wall_stays(text: str) -> None:
    assert found(text, WALL) == [1]
    assert found(WALL, text) == [0]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("The paper put up a paywall in May.", "It has 300 subscribers by now.", True),
        ("Newsletters take up the morning.", "“They made us register,” she said.", True),
        ("The paper put up a paywall in May.", "The river rose on Monday.", False),
        ("The river rose on Monday.", "The bridge is shut.", False),
    ],
)
def test_an_article_on_walls_may_show_what_they_say(one: str, other: str, told: bool) -> None:
    assert found(one, WALL, "You may cancel whenever you like.", "The river fell.", other) == ([] if told else [1, 2])
