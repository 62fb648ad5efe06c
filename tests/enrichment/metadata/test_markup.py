"""What mark-up claims: the publisher without its domain, tags that are the article's own, dates that an address names."""

import json
import time

import pytest

from service.enrichment.metadata import layout, published, ranking
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.markup import collecting, days, headlines, jsonld, labels, people, site, witnesses
from service.enrichment.metadata.markup.claims import Claim, Field
from tests.enrichment.metadata.pages import MORE, PROSE, page

PAGE = "Home\nThe Exampleton Gazette\nWorld\nEXAMPLE TIMES\nWrite to us@exampletimes.com or exampletimes.com"


def publisher(head, text=PAGE):
    found = site.publisher(collecting.read(f"<html><head>{head}</head><body><p>{text}</p></body></html>", None), text)
    return found.value if found else None


def named(name):
    return f'<meta property="og:site_name" content="{name}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (named("The Exampleton Gazette"), "The Exampleton Gazette"),
        (named("Gazette.com"), "Gazette"),
        (named("Gazette.co.uk"), "Gazette"),
        (named("www.Gazette.org"), "Gazette"),
        (named("exampletimes.com"), "EXAMPLE TIMES"),
        (named("nowhere.com"), None),
        ('<meta name="application-name" content="Exampleton Gazette">', "Exampleton Gazette"),
        (f"<title>Harbour plan passes - Exampleton Gazette</title>{canonical('https://www.exampletongazette.com/a')}", "Exampleton Gazette"),
        (f"<title>Harbour plan passes | The Gazette</title>{canonical('https://gazette.com/a')}", "The Gazette"),
        (f"<title>Harbour plan passes - Local news</title>{canonical('https://nowhere.com/a')}", None),
        ("<title>Harbour plan passes</title>", None),
        (named("someone@example.org"), None),
        (named("x" * 90), None),
        (named("Exampleton Gazette | News of the harbour"), "Exampleton Gazette"),
        (named("News of the harbour - Exampleton Gazette") + canonical("https://www.exampletongazette.com/a"), "Exampleton Gazette"),
        (named("ExampleTimes"), "EXAMPLE TIMES"),
        (named("Exampleton Gazette, Inc."), "Exampleton Gazette"),
        (named("Exampleton Gazette LLC"), "Exampleton Gazette"),
        (named("EXAMPLE TIMES Inc"), "EXAMPLE TIMES"),
        (named("Exampleton Gazette GmbH"), "Exampleton Gazette"),
        (named("Exampleton & Co"), "Exampleton & Co"),
        (named("Unlimited"), "Unlimited"),
        (named("ENNPolitics.com") + canonical("https://www.enn.com/a"), "ENN"),
        (named("ENNMoney") + canonical("https://enn.com/a"), "ENN"),
        (named("ENNNews") + canonical("https://enn.com/a"), "ENNNews"),
        (named("ENNPolitics") + canonical("https://ennpolitics.com/a"), "ENNPolitics"),
        (named("EN Politics") + canonical("https://en.com/a"), "EN Politics"),
        (f"<title>Harbour plan passes | Gazette powered by Example</title>{canonical('https://gazette.com/a')}", "Gazette"),
        (f"<title>Harbour plan passes | Gazette presented by Example</title>{canonical('https://gazette.com/a')}", "Gazette"),
        (named("HarbourNotes"), "HarbourNotes"),
        (named("exampletimes"), "EXAMPLE TIMES"),
        (named("Exampletimes"), "EXAMPLE TIMES"),
        (named("ExampletonPost"), "ExampletonPost"),
        (named("Example Times"), "Example Times"),
        (named("Le Quotidien.fr"), "Le Quotidien"),
        (named("Harbour Notes powered by Example"), "Harbour Notes"),
        (named("Copyright (c) 2021 Example Ventures") + '<meta name="publisher" content="Harbour Notes">', "Harbour Notes"),
        (named("Harbour plan passes at last") + '<meta property="og:title" content="Harbour plan passes at last">', None),
        (named("Harbour Notes") + '<meta property="og:title" content="Harbour Notes">', "Harbour Notes"),
        (named("Sitemaker") + '<meta name="generator" content="Sitemaker">', None),
        (named("@Harbour Notes"), "@Harbour Notes"),
        (named("Home") + '<meta name="application-name" content="Harbour Notes">', "Harbour Notes"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A", "publisher": {"@type": "Organization", "name": "The Gazette"}}</script>' + named("Gazette Online"), "The Gazette"),
        ('<script type="application/ld+json">{"@type": "BlogPosting", "author": "Jane Roe", "publisher": {"@type": "Person", "name": "Jane Roe"}}</script>' + named("Harbour Notes"), "Harbour Notes"),
    ],
)  # fmt: skip
def test_the_publisher_is_the_name_that_the_page_gives_its_site(head, name):
    assert publisher(head) == name


@pytest.mark.parametrize(
    ("claim", "shown", "name"),
    [
        ("etimes", "Exampleton Times", "Exampleton Times"),
        ("Exa Times", "Exampleton Times", "Exampleton Times"),
        ("ET.com", "Exampleton Times", "Exampleton Times"),
        ("extimes", "The Exampleton Times", "The Exampleton Times"),
        ("ET.com", "ET.com", "ET.com"),
        ("Gazette.com", "Gazette", "Gazette"),
        ("ENN", "Example News Network", "ENN"),
        ("The Exampleton Gazette", "Gazette", "The Exampleton Gazette"),
        ("Harbour Notes", "Exampleton Times", "Harbour Notes"),
        ("Exampleton Times", "Exampleton Times Group", "Exampleton Times"),
        ("Harbour Notes", None, "Harbour Notes"),
        ("Exampleton Times", "Exampleton Times Sports", "Exampleton Times"),
        ("Metro", "Metropolitan Record Online", "Metro"),
    ],
)
def test_a_claim_that_only_shortens_the_shown_name_is_written_in_full(claim, shown, name):
    found = site.publisher((Claim(Field.PUBLISHER, claim, "og:site_name", "html.meta"),), "", shown)
    assert found.value == name


def test_a_legal_form_that_a_line_has_with_the_name_belongs_to_it():
    claim = Claim(Field.PUBLISHER, "Harbour Kids Inc", "og:site_name", "html.meta")
    assert site.publisher((claim,), f"Harbour Kids Inc\n{PROSE}").value == "Harbour Kids Inc"
    assert site.publisher((claim,), f"© Harbour Kids Inc\n{PROSE}").value == "Harbour Kids"


def test_a_blogs_name_may_be_its_first_heading():
    heads = [heading("What We Ate This Week", "h1"), heading("Harbour plan passes", "og:title")]
    claim = Claim(Field.PUBLISHER, "What We Ate This Week", "og:site_name", "html.meta")
    assert site.publisher((claim, *heads), PROSE).value == "What We Ate This Week"
    assert site.publisher((claim, heads[0]), PROSE) is None


def test_a_paper_named_beside_an_author_is_no_further_author():
    metas = "".join(f'<meta name="author" content="{name}">' for name in ("Jane Roe", "Exampleton Times"))
    made = collecting.read(f"<html><head>{metas}</head><body><p>{PROSE}</p></body></html>", None)
    assert not any(";" in one.value for one in made if one.place == "meta-author")


@pytest.mark.parametrize("food", [" ", '\\"', "/*", "//", "-->  ", ", ", "[", '"'])
def test_json_ld_that_is_broken_is_read_no_longer_than_it_is(food):
    start = time.process_time()
    jsonld._parsed("{" + food * 25_000 + "x")
    jsonld._parsed(food * 25_000 + "x")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ('<a href="/"><img alt="Harbour Notes logo"></a>', "Harbour Notes"),
        ('<a href="https://www.harbournotes.org/" aria-label="Harbour Notes"><svg></svg></a>', "Harbour Notes"),
        ('<a href="/">The Harbour Notes</a>', "The Harbour Notes"),
        ('<a href="/">Home</a><a href="/"><img alt="Harbour Notes®"></a>', "Harbour Notes"),
        ('<a href="/">Home</a>', None),
        ('<a href="/">harbournotes</a>', None),
        ('<a href="/news/">Harbour Notes</a>', None),
        ('<a href="https://www.exampletimes.com/">Example Times</a>', None),
    ],
)
def test_a_link_home_names_the_site_where_the_address_spells_it(link, name):
    head = '<html><head><link rel="canonical" href="https://www.harbournotes.org/a"></head>'
    found = collecting.read(f"{head}<body>{link}<p>{PROSE}</p></body></html>", None)
    assert next((one.value for one in found if one.place == "logo"), None) == name


@pytest.mark.parametrize(
    ("place", "claimed", "shown", "name"),
    [
        ("logo", "HARBOURNOTES", "Harbour Notes", "Harbour Notes"),
        ("logo", "Harbour Notes Home", "Harbour Notes", "Harbour Notes"),
        ("logo", "The Harbour Notes", "Harbour Notes", "The Harbour Notes"),
        ("og:site_name", "Harbour Notes Today", "Harbour Notes", "Harbour Notes Today"),
    ],
)
def test_a_pictures_text_gives_way_to_the_name_as_the_lines_write_it(place, claimed, shown, name):
    found = site.publisher([Claim(Field.PUBLISHER, claimed, place, "html.link")], PAGE, shown)
    assert found is not None
    assert found.value == name


ROE = '{"@type": "NewsArticle", "headline": "Harbour plan passes", "author": {"@type": "Person", "name": "Jane Roe"}}'


@pytest.mark.parametrize(
    "script",
    [
        ROE,
        f"/* <![CDATA[ */ {ROE} /* ]]> */",
        f"//<![CDATA[\n{ROE}\n//]]>",
        f"<!-- {ROE} -->",
        f"// the article\n{ROE};",
        ROE.replace('"author"', '/* who, "by" */ "author"'),
        ROE.replace("}}", ",},}"),
        ROE.replace("passes", "passes // at last, }"),
        ROE.replace("Harbour", "Harbour\\'s"),
        '{"@type": "WebSite", "url": "https://example.org/"}\n' + ROE,
        '{"@type": "WebSite", "url": "https://example.org/"},' + ROE + "]",
        ROE.replace('"', "&quot;"),
        '{"@graph": [' + ROE + "]}",
        ROE.replace('{"@type": "Person", "name": "Jane Roe"}', '[[{"@type": "Person", "name": "Jane Roe"}]]'),
        ROE.replace('{"@type": "Person", "name": "Jane Roe"}', '{"@list": [{"@type": "Person", "name": "Jane Roe"}]}'),
        ROE.replace('{"@type": "Person", "name": "Jane Roe"}', '{"@type": "Role", "author": {"@type": "Person", "name": "Jane Roe"}}'),
        ROE.replace('"name": "Jane Roe"', '"givenName": "Jane", "familyName": "Roe"'),
    ],
)  # fmt: skip
def test_json_ld_is_read_as_templates_write_it(script):
    made = collecting.read(
        f'<html><head><script type="application/ld+json">{script}</script></head><body><p>{PROSE}</p></body></html>',
        None,
    )
    assert [one.value for one in made if one.field is Field.AUTHOR and one.place == "jsonld"] == ["Jane Roe"]


def test_terms_with_names_are_keywords():
    script = ROE.replace('"author"', '"keywords": [{"@type": "DefinedTerm", "name": "harbours"}, "ferries"], "author"')
    made = collecting.read(f'<html><head><script type="application/ld+json">{script}</script></head></html>', None)
    assert [one.value for one in made if one.field is Field.TAG] == ["harbours", "ferries"]


ITEM = '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">{}</b></span>'


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("<article itemscope itemtype='https://schema.org/NewsArticle'>" + ITEM.format("Jane Roe") + " and " + ITEM.format("John Doe") + "</article>", ["Jane Roe; John Doe"]),
        ("<meta name='author' content='Jane Roe'><meta name='author' content='John Doe'>", ["Jane Roe; John Doe"]),
        ("<meta name='author' content='Jane Roe'><meta name='author' content='Jane Roe'>", []),
        (2 * ("<article itemscope itemtype='https://schema.org/NewsArticle'>" + ITEM.format("Jane Roe") + "</article>") + ITEM.format("John Doe"), []),
    ],
)  # fmt: skip
def test_authors_that_are_named_one_by_one_are_claimed_together_too(text, authors):
    made = collecting.read(f"<html><head>{text}</head></html>" if "<meta" in text else text, None)
    assert [
        one.value for one in made if one.field is Field.AUTHOR and ";" in one.value and one.place != "trafilatura"
    ] == authors


@pytest.mark.parametrize(
    ("element", "names"),
    [
        ('<p><a href="/people/jane-roe">Jane Roe</a></p>', ["Jane Roe"]),
        ('<ul class="sub-menu"><li><a href="/people/openings">Opening Nights</a></li></ul>', []),
        ('<nav><a href="/people/openings">Opening Nights</a></nav>', []),
        ('<ul class="authors"><li><a href="/people/jane-roe">Jane Roe</a></li></ul>', ["Jane Roe"]),
        ("<address>By Jane Roe</address>", ["By Jane Roe"]),
        ("<address>1 Harbour Street, Exampleton</address>", []),
    ],
)
def test_menus_link_to_no_authors_and_an_address_may_be_a_byline(element, names):
    made = collecting.read(f"<html><body>{element}<p>{PROSE}</p></body></html>", None)
    assert [one.value for one in made if one.place in {"author-link", "byline-class"}] == names


@pytest.mark.parametrize("zone", ["CST", "PST", "AEDT", "XYZ"])
def test_a_tool_that_knows_no_zone_is_asked_for_the_day_alone_and_does_not_warn(zone):
    made = collecting.read(
        f'<html><body><time datetime="2021-05-03 22:30:00 {zone}">Monday</time><p>{PROSE}</p></body></html>', None
    )
    assert [one.value for one in made if one.field is Field.PUBLISHED and one.place == "trafilatura"] == ["2021-05-03"]


@pytest.mark.parametrize(
    ("letters", "text", "name"),
    [
        ("usatimes", "Read USA Times today", "USA Times"),
        ("exampleton", "The Exampleton.com site and Exampleton itself", "Exampleton"),
        ("exampleton", "write to news@exampleton.com", None),
        ("exampleton", "exampleton in small letters", None),
        ("ab", "AB", None),
    ],
)
def test_a_bare_domain_is_written_as_the_page_writes_it(letters, text, name):
    assert site.spelled(letters, text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Roe jroe@example.org", ("Jane Roe",)),
        ("Jane Roe, jroe@example.org", ("Jane Roe",)),
        ("Jane Roe <jroe@example.org>", ("Jane Roe",)),
        ("jroe@example.org (Jane Roe)", ("Jane Roe",)),
        ("Jane Roe jroe@example.org; John Doe jdoe@example.org", ("Jane Roe", "John Doe")),
        ("jroe@example.org", ()),
        ("admin@example.org", ()),
        ("admin <admin@example.org>", ()),
        ("https://example.org/jane-roe", ()),
        ("Example.com", ()),
        ("Chua Min Li", ("Chua Min Li",)),
        ("Jane Roe, Chief People Officer", ("Jane Roe",)),
        ("Jane Roe | Senior Political Correspondent", ("Jane Roe",)),
        ("Jane Roe – Head of Threat Research and Analyst", ("Jane Roe",)),
        ("Jane Roe (Contributing Technology Editor)", ("Jane Roe",)),
        ("Jane Roe; Chief People Officer", ("Jane Roe",)),
        ("Jane Roe; John Doe", ("Jane Roe", "John Doe")),
        ("Par Claire Dubois", ("Claire Dubois",)),
        ("Von Hanna Müller", ("Hanna Müller",)),
        ("Di Stefano", ("Di Stefano",)),
        ("De Luca Anna", ("De Luca Anna",)),
        ("Di Mario Rossi", ("Mario Rossi",)),
        ("Von Exampleton", ("Von Exampleton",)),
        ("Web Desk", ("Web Desk",)),
    ],
)
def test_an_address_beside_a_claimed_name_is_left_out(text, names):
    assert people.people_of(text) == names


@pytest.mark.parametrize(
    ("claimed", "names"),
    [
        ("Jane Roe, Bay Harbour", ("Jane Roe",)),
        ("Jane Roe | Bay Harbour", ("Jane Roe",)),
        ("Jane Roe (Bay Harbour)", ("Jane Roe",)),
        ("Jane Roe - The Bay Harbour", ("Jane Roe",)),
        ("Jane Roe, Exampleton", ("Jane Roe",)),
        ("Jane Roe, John Doe", ("Jane Roe", "John Doe")),
        ("Bay Harbour", ("Bay Harbour",)),
    ],
)
def test_the_pages_own_site_after_a_claimed_name_is_left_out(claimed, names):
    made = (
        Claim(Field.AUTHOR, claimed, "meta-author", "html.meta"),
        Claim(Field.PUBLISHER, "Bay Harbour", "og:site_name", "html.meta"),
        Claim(Field.PUBLISHER, "John Doe", "jsonld", "html.jsonld"),
        Claim(Field.URL, "https://www.exampleton.com/harbour", "canonical", "html.link"),
    )
    assert [one.names for one in people.candidates(made, ())] == [names]


def test_an_agency_that_the_page_names_as_author_does_not_outweigh_the_byline():
    seen = (witnesses.Sight("", ("Jane Roe",), 0.95),)
    bare = people.candidates((), seen)
    wired = people.candidates((Claim(Field.AUTHOR, "AP", "meta-author", "html.meta"),), seen)
    signed = people.candidates((Claim(Field.AUTHOR, "John Doe", "meta-author", "html.meta"),), seen)
    features = [{one.key: set(one.features) for one in values} for values in (bare, wired, signed)]
    assert features[0]["jane roe"] == features[1]["jane roe"] != features[2]["jane roe"]
    assert "agency" in features[1]["ap"]


def told(*things):
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in things)


def written(author, kind="Person", **more):
    return {
        "@type": "NewsArticle",
        "headline": "Harbour plan passes after debate",
        "author": {"@type": kind, "name": author},
    } | more


@pytest.mark.parametrize(
    ("head", "seen", "keys"),
    [
        (told(written("Coast Media", "Organization")), (("Jane Roe", 0.9),), {"jane roe"}),
        (told(written("Coast Media", "NewsMediaOrganization")), (("Jane Roe", 0.9),), {"jane roe"}),
        (told(written("Coast Media", ["Person", "Organization"])), (("Jane Roe", 0.9),), {"jane roe", "coast media"}),
        (told(written("Exampleton Gazette")), (("Jane Roe", 0.9),), {"jane roe"}),
        (told(written("Gazette Staff")), (("Jane Roe", 0.9),), {"jane roe"}),
        (told(written("Coast Media", "Organization")), (("Jane Roe", 0.1),), {"jane roe", "coast media"}),
        (told(written("Coast Media", "Organization")), (), {"coast media"}),
        (told(written("Coast Media", "Organization")), (("Jane Roe", 0.9), ("Coast Media", 0.5)), {"jane roe", "coast media"}),
        (told(written("Jane Roe"), written("Gazette Staff")), (), {"jane roe"}),
        (told(written("Gazette Staff")) + '<a rel="author">Jane Roe</a>', (), {"jane roe", "gazette staff"}),
        (
            told(written(None) | {"author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Organization", "name": "Coast Media"}]}),
            (),
            {"jane roe"},
        ),
    ],
)  # fmt: skip
def test_beside_a_person_neither_the_site_nor_an_organisation_is_an_author(head, seen, keys):
    made = collecting.read(
        f"<html><head>{named('Exampleton Gazette')}{head}</head><body><p>{PROSE}</p></body></html>", None
    )
    made = [one for one in made if one.place != "trafilatura"]
    values = people.candidates(made, [witnesses.Sight("", (name,), chance) for name, chance in seen])
    assert {one.key for one in values} == keys


@pytest.mark.parametrize(
    ("place", "rows", "joined"),
    [
        ("jsonld", {"jane roe", "john doe"}, True),
        ("jsonld", {"by jane roe", "john doe reporter"}, True),
        ("jsonld", {"jane roe"}, False),
        ("jsonld", {"jane roe", "john doesnt"}, False),
        ("jsonld", {"jane roe", "the plan of the council was read by john doe, who has spoken for the harbour for years"}, False),
        ("byline-class", {"jane roe", "john doe"}, False),
    ],
)  # fmt: skip
def test_the_names_of_a_stated_set_that_the_rows_show_one_by_one_are_witnesses_of_the_set(place, rows, joined):
    made = (Claim(Field.AUTHOR, "Jane Roe; John Doe", place, "html.jsonld"),)
    seen = [witnesses.Sight("", (name,), chance) for name, chance in (("Jane Roe", 0.7), ("John Doe", 0.4))]
    found = {one.key: one.features for one in people.candidates(made, seen, frozenset(rows))}
    assert ("jane roe" not in found) is joined
    assert ("seen:3" in found["jane roe; john doe"]) is joined


OWN = written("Jane Roe", datePublished="2021-03-04")
OTHER = OWN | {"headline": "Beach to close for repairs", "author": "John Doe", "datePublished": "2021-02-02"}


@pytest.mark.parametrize(
    ("things", "names"),
    [
        ((OWN,), {"Jane Roe"}),
        ((OTHER,), {"John Doe"}),
        ((OTHER, OWN), {"Jane Roe"}),
        (({"@graph": [OTHER, OWN]},), {"Jane Roe"}),
        (({"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, OWN), {"Jane Roe"}),
        (({"@type": "ItemList", "itemListElement": [{"item": OTHER}]},), set()),
        (({"@type": "ItemList", "itemListElement": [{"item": OTHER}, {"item": OWN}]},), {"Jane Roe"}),
        ((OWN | {"hasPart": [OTHER]},), {"Jane Roe"}),
        ((OWN | {"liveBlogUpdate": [OTHER]},), {"Jane Roe"}),
        ((OTHER, OWN | {"headline": "The vote on the harbour", "url": "http://example.org/harbour?x=1"}), {"Jane Roe"}),
        ((OTHER, OWN | {"headline": "The vote on the harbour", "mainEntityOfPage": {"@id": "https://www.example.org/harbour/"}}), {"Jane Roe"}),
        ((OTHER, OWN | {"headline": "The vote on the harbour"}), {"Jane Roe", "John Doe"}),
        ((OWN | {"headline": "Harbour plan passes after debate - Exampleton Gazette"}, OTHER), {"Jane Roe"}),
        ((OWN, {"@type": "CreativeWork", "author": "Ann Poe"}), {"Jane Roe", "Ann Poe"}),
        ((OWN | {"review": {"@type": "Review", "author": "Ann Poe"}},), {"Jane Roe"}),
        (({"@type": "Product", "review": {"@type": "Review", "author": "Ann Poe"}},), {"Ann Poe"}),
    ],
)  # fmt: skip
def test_of_several_articles_the_pages_own_is_the_one_with_its_headline_or_address(things, names):
    head = told(*things) + canonical("https://example.org/harbour")
    text = f"<html><head>{head}</head><body><h1>Harbour plan passes after debate</h1><p>{PROSE}</p></body></html>"
    made = collecting.read(text, None)
    assert {one.value for one in made if one.field is Field.AUTHOR and one.place == "jsonld"} == names
    days_of = {one.value for one in made if one.field is Field.PUBLISHED and one.place == "trafilatura"}
    assert "John Doe" in names or "2021-02-02" not in days_of


def test_json_ld_and_meta_that_agree_are_marked_and_so_is_what_contradicts_them():
    made = (
        Claim(Field.PUBLISHED, "2021-03-04", "jsonld", "html.jsonld"),
        Claim(Field.PUBLISHED, "2021-03-04", "article:published", "html.meta"),
        Claim(Field.PUBLISHED, "2021-03-06", "date-class", "html.text"),
    )
    found = {one.key: set(one.features) for one in days.candidates(made, (), None)}
    assert "agreed:True" in found["2021-03-04"]
    assert "agreed:False" in found["2021-03-06"]
    alone = days.candidates(made[1:], (), None)
    assert not any(feature.startswith("agreed") for one in alone for feature in one.features)


def test_the_day_in_the_pages_own_address_is_a_witness():
    made = (Claim(Field.URL, "https://example.org/2021/03/04/harbour", "canonical", "html.link"),)
    values = days.candidates(made, (), None)
    assert [(one.key, "from:address" in one.features) for one in values] == [("2021-03-04", True)]


@pytest.mark.parametrize(
    ("keywords", "title", "row", "kept"),
    [
        ("harbour, beach, council", "Harbour plan passes", "More on Harbour Beach Council", True),
        ("harbour, beach, council", "Harbour plan passes", "Harbour Street", False),
        ("harbour, beach", "Town votes", "The council wants the harbour to be wider than the beach", False),
        ("harbour, beach", "Harbour plan passes", "harbour", True),
        ("harbour", "Town votes", "harbour", False),
        (
            "harbour, plan, passes, after, debate",
            "Harbour plan passes after debate",
            "harbour plan passes after debate",
            False,
        ),
        ("Jane Roe", "Harbour plan passes", "Jane Roe", False),
    ],
)
def test_keywords_that_a_reader_sees_are_tags_unless_they_are_the_headlines_words_or_the_author(
    keywords, title, row, kept
):
    made = (Claim(Field.TAG, keywords, "keywords", "html.meta"),)
    found = labels.tags(made, (), title, ("Jane Roe",), frozenset({layout.fold(row)}))
    assert (found is not None) is kept


def test_what_the_lines_show_comes_before_keywords():
    made = (Claim(Field.TAG, "seo, words", "keywords", "html.meta"),)
    assert labels.tags(made, ("Harbour",), "Harbour plan passes", (), frozenset({"seo words"})) is None


def stated(*values, place="jsonld", origin="html.jsonld", field=Field.PUBLISHED):
    return tuple(Claim(field, value, place, origin) for value in values)


def test_a_change_soon_after_a_publication_that_is_stated_twice_is_no_candidate():
    made = (
        *stated("2021-03-04"),
        *stated("2021-03-04", place="article:published"),
        *stated("2021-03-07", place="meta-date"),
    )
    changed = stated("2021-03-07", field=Field.MODIFIED)
    assert {one.key for one in days.candidates(made, (), None)} == {"2021-03-04", "2021-03-07"}
    assert {one.key for one in days.candidates((*made, *changed), (), None)} == {"2021-03-04"}
    late = (*made, *stated("2021-05-07", place="meta-date"), *stated("2021-05-07", field=Field.MODIFIED))
    assert "2021-05-07" in {one.key for one in days.candidates(late, (), None)}


@pytest.mark.parametrize(
    ("day", "chance", "kept"),
    [
        ("2021-03-06", 0.05, False),
        ("2021-03-06", 0.2, True),
        ("2019-03-06", 0.5, False),
        ("2019-03-06", 0.9, True),
        ("2021-03-04", 0.05, True),
    ],
)
def test_a_shown_day_is_a_candidate_where_it_is_likely_enough(day, chance, kept):
    values = days.candidates(stated("2021-03-04"), (witnesses.Sight(day, (), chance),), None)
    assert any(one.key == day and any(f.startswith("seen") for f in one.features) for one in values) is kept


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        (witnesses.Sight("2021-03-06", (), 0.9, changed=True), False),
        (witnesses.Sight("2021-03-06", (), 0.9), True),
        (witnesses.Sight("2021-03-05", (), 0.9, changed=True), True),
        (witnesses.Sight("2021-03-30", (), 0.9, changed=True), True),
        (witnesses.Sight("2026-11-23", (), 0.9, above=True), False),
        (witnesses.Sight("2021-03-08", (), 0.9, above=True), False),
        (witnesses.Sight("2021-03-05", (), 0.9, above=True), True),
        (witnesses.Sight("2026-11-23", (), 0.9), True),
        (witnesses.Sight("2021-03-04", (), 0.9, above=True), True),
    ],
)
def test_the_day_of_a_change_soon_after_and_that_of_a_masthead_are_no_rivals_of_the_stated_one(shown, kept):
    changed = "2021-03-30" if shown.text == "2021-03-30" else "2021-03-06"
    made = (*stated("2021-03-04"), *stated(changed, field=Field.MODIFIED))
    assert any(one.key == shown.text for one in days.candidates(made, (shown,), None)) is kept
    assert any(one.key == shown.text for one in days.candidates((), (shown,), None))


def test_the_tool_that_reads_addresses_is_no_second_witness_of_an_address():
    made = (
        Claim(Field.URL, "https://example.org/2021/03/04/harbour", "canonical", "html.link"),
        *stated("2021-03-04", place="trafilatura", origin="html.meta"),
    )
    assert not any("from:trafilatura" in one.features for one in days.candidates(made, (), None))


@pytest.mark.parametrize(
    ("head", "text", "keys"),
    [
        ("<title>Harbour plan passes | Example Times | 24.03.2021</title>", "", ["2021-03-24"]),
        ("<title>Harbour plan passes - Mar. 4, 2021</title>", "", ["2021-03-04"]),
        ("<title>Harbour plan passes - Example Times</title>", "", []),
        ("<title>The harbour in October 2021 - Example Times</title>", "", []),
        ("<title>Deals of the harbour - March 2021</title>", "", []),
        ("", '<abbr title="2021-03-04T01:40:40Z">1 hr ago</abbr>', ["2021-03-04"]),
        ("", '<abbr title="Mister">Mr</abbr>', []),
        ("", '<div class="timestamp updated" title="2021-03-04T1603Z">Mar 4, 4:03 PM</div>', ["2021-03-04"]),
    ],
)
def test_a_day_is_read_where_older_pages_write_it(head, text, keys):
    made = collecting.read(f"<html><head>{head}</head><body><p>Harbour</p>{text}</body></html>", None)
    made = [one for one in made if one.place != "trafilatura"]
    assert [one.key for one in days.candidates(made, (), None)] == keys


@pytest.mark.parametrize(
    ("weights", "answered"),
    [({"a": 2.0}, "one"), ({"a": 0.0}, None), ({"a": 2.0, "b": 1.5}, "one"), ({"a": 2.0, "b": 2.0, "c": 2.0}, None)],
)
def test_a_rival_takes_less_from_an_answer_than_the_doubt_whether_there_is_one(weights, answered):
    values = [
        witnesses.Value(name, name, (), "html.meta", (key,))
        for name, key in (("one", "a"), ("two", "b"), ("three", "c"))
    ]
    ranker = ranking.Ranker({"a": -9.0, "b": -9.0, "c": -9.0} | weights, 0.75)
    found = witnesses.choose(ranker, values)
    assert (found.key if found else None) == answered


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        ("2021-03-04T21:12:00-05:00", ["2021-03-04"]),
        ("2021-03-04T21:12:00", ["2021-03-04", "2021-03-05"]),
        ("2021-03-04T20:12:00-05:00", ["2021-03-04", "2021-03-05"]),
    ],
)
def test_a_moment_is_of_the_day_on_which_the_page_shows_it(shown, keys):
    values = days.candidates(stated("2021-03-05T02:12:54Z"), (witnesses.Sight(shown, (), 0.9),), None)
    assert sorted(one.key for one in values) == keys


def test_the_days_that_mark_up_states_say_how_the_page_writes_numbers():
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'
    for day, read in (
        ("2021-05-08", Order.MONTH_FIRST),
        ("2021-08-05", Order.DAY_FIRST),
        ("2021-01-01", Order.MONTH_FIRST),
    ):
        made = collecting.read(f"<html><head>{ld % day}</head><body><p>Harbour</p></body></html>", None)
        sight = layout.read(page("The harbour plan passes", "05/08/2021", PROSE, MORE))
        assert published.order_of(sight, language="en", url=None, stated=days.stated(made)) is read


def test_what_a_tool_makes_of_a_number_does_not_tell_how_the_page_writes_it():
    made = (*stated("2021-08-05", place="trafilatura", origin="html.meta"), *stated("05/08/2021", place="date-class"))
    assert days.stated(made) == frozenset()


@pytest.mark.parametrize(
    ("name", "is_site"),
    [
        ("Exampleton Gazette", True),
        ("Gazette Staff", True),
        ("Exampleton", True),
        ("Jane Roe", False),
        ("Harbour Watch", False),
    ],
)
def test_the_site_itself_is_no_author(name, is_site):
    made = (
        Claim(Field.PUBLISHER, "Exampleton Gazette", "og:site_name", "html.meta"),
        Claim(Field.URL, "https://www.exampleton.com/harbour", "canonical", "html.link"),
    )
    assert people.is_site(name, made) is is_site


def test_a_section_is_of_the_place_that_states_what_the_lines_show():
    made = (Claim(Field.SECTION, "Town Life", "jsonld", "html.jsonld"),)
    assert labels.section(made, "TOWN LIFE") == ("TOWN LIFE", "html.jsonld")
    assert labels.section(made, "Harbour") == ("Harbour", "html.text")
    assert labels.section(made, None) == ("Town Life", "html.jsonld")
    assert labels.section((Claim(Field.SECTION, "Town", "rel-category", "html.link"),), None) is None


@pytest.mark.parametrize(
    ("stated", "told"), [("Town Life,Walks,Beach", "Town Life"), ("Arts, Culture, Books", "Arts, Culture, Books")]
)
def test_of_all_that_a_post_is_filed_under_the_first_is_its_section(stated, told):
    made = (Claim(Field.SECTION, stated, "jsonld", "html.jsonld"),)
    assert labels.section(made, None) == (told, "html.jsonld")


def test_a_claim_of_the_article_speaks_against_a_name_that_no_mark_up_gives():
    made = (Claim(Field.SECTION, "Town Life", "jsonld", "html.jsonld"),)
    assert labels.claims_section(made, "TOWN LIFE")
    assert not labels.claims_section(made, "Business")
    assert labels.claims_section((), "Business")


@pytest.mark.parametrize(
    ("name", "found"), [("Sport", True), ("SPORT OPINION", True), ("Opinion Town Life", True), ("Town", False), ("Sport Town", False), ("", False)]
)  # fmt: skip
def test_a_name_of_entries_side_by_side_is_the_menus(name, found):
    made = tuple(Claim(Field.MENU, entry, "menu", "html.text") for entry in ("Sport", "Town Life", "Opinion"))
    assert labels.in_menu(made, name) is found


@pytest.mark.parametrize(
    ("element", "claim"),
    [
        ('<a rel="tag" href="/x">Harbour</a>', (Field.TAG, "Harbour", "rel-tag")),
        ('<a rel="category tag" href="/x">Town</a>', (Field.SECTION, "Town", "rel-category")),
        ('<a href="/tags/harbour">Harbour</a>', (Field.TAG, "Harbour", "tag-link")),
        ('<div class="article-kicker">Town Life</div>', (Field.SECTION, "Town Life", "section-class")),
        (
            '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"name": "Town"}]}</script>',
            (Field.SECTION, "Town", "breadcrumb"),
        ),
        (
            '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"item": {"name": "Town"}}]}</script>',
            (Field.SECTION, "Town", "breadcrumb"),
        ),
    ],
)
def test_links_classes_and_crumbs_claim_tags_and_sections(element, claim):
    made = collecting.read(f"<html><body><h1>Harbour plan passes</h1>{element}<p>{MORE}</p></body></html>", None)
    assert claim in {(one.field, one.value, one.place) for one in made}


NAMED = '<span itemprop="name">Jane Roe</span>'
JOB = '<span itemprop="jobTitle">Business reporter</span>'


@pytest.mark.parametrize(
    ("element", "claim"),
    [
        (f'<div itemprop="author" itemscope>{NAMED}{JOB}</div>', (Field.AUTHOR, "Jane Roe", "itemprop-author")),
        ('<p itemprop="author" itemscope><meta itemprop="name" content="Jane Roe"></p>', (Field.AUTHOR, "Jane Roe", "itemprop-author")),
        ('<div itemprop="publisher" itemscope><img><meta itemprop="name" content="The Gazette"></div>', (Field.PUBLISHER, "The Gazette", "itemprop-publisher")),
        ('<span property="schema:author" typeof="Person"><span property="name">Jane Roe</span></span>', (Field.AUTHOR, "Jane Roe", "itemprop-author")),
        ('<span itemprop="author">Jane Roe</span>', (Field.AUTHOR, "Jane Roe", "itemprop-author")),
    ],
)  # fmt: skip
def test_an_item_is_claimed_by_its_name(element, claim):
    made = collecting.read(f"<html><body><h1>Harbour plan passes</h1>{element}<p>{MORE}</p></body></html>", None)
    assert [one for one in ((one.field, one.value, one.place) for one in made) if one[2] == claim[2]] == [claim]


@pytest.mark.parametrize(
    ("stated", "read", "keys"),
    [
        ("Jane Roe", "Jane Roe Business reporter", ["jane roe"]),
        ("Jane Roe", "John Doe", ["jane roe", "john doe"]),
        ("Jane Roe", "Jane Roebuck", ["jane roe", "jane roebuck"]),
    ],
)
def test_what_is_read_of_a_whole_element_is_the_name_that_the_page_states(stated, read, keys):
    made = (
        Claim(Field.AUTHOR, stated, "itemprop-author", "html.microdata"),
        Claim(Field.AUTHOR, read, "trafilatura", "html.meta"),
    )
    assert [one.key for one in people.candidates(made, ())] == keys


def heading(text, place="h1"):
    return Claim(Field.TITLE, text, place, "html.heading" if place == "h1" else "html.meta")


@pytest.mark.parametrize(
    ("made", "title"),
    [
        ((heading("Harbour vote - as it happened"), heading("Harbour vote - as it happened", "og:title")), "Harbour vote - as it happened"),
        ((heading("Harbour vote"), heading("Harbour vote - as it happened", "og:title")), "Boats to stay out of the old port"),
        ((heading("The Gazette"), heading("The Gazette", "og:title"), Claim(Field.PUBLISHER, "The Gazette", "jsonld", "html.jsonld")), "Boats to stay out of the old port"),
    ],
)  # fmt: skip
def test_what_only_lines_show_gives_way_to_what_heading_and_mark_up_say_alike(made, title, monkeypatch):
    seen = (witnesses.Sight("Boats to stay out of the old port", (), 0.9),)

    def surest(_, values):
        return next(one for one in values if one.text == seen[0].text)

    monkeypatch.setattr(headlines, "choose", surest)
    assert headlines.choice(ranking.shipped()["html-title"], made, seen, frozenset()).text == title
    monkeypatch.setattr(headlines, "choose", lambda *_: None)
    found = headlines.choice(ranking.shipped()["html-title"], made, seen, frozenset())
    assert (found.text if found else None) == (title if title != seen[0].text else None)


@pytest.mark.parametrize("place", ["h1", "og:title", "jsonld"])
def test_of_two_spellings_of_a_headline_the_windows_goes_last(place):
    made = [heading("‘Harbour Nights’: A Review | The Gazette", "title"), heading("Harbour Nights: A Review", place)]
    found = headlines.candidates(made, (), frozenset())
    spelled = [one.text for one in found if one.key == "harbour nights a review"]
    assert spelled == ["Harbour Nights: A Review"]


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Harbour plan passes - as it happened", False),
        ("Five weeks without boats – and a new pier", False),
        ("Harbour plan passes - The Gazette", True),
        ("Harbour plan passes | iGazette", True),
        ("Harbour plan passes | gazette.com", True),
    ],
)
def test_what_goes_on_in_small_letters_is_part_of_the_headline(title, cut):
    found = [one.text for one in headlines.candidates((heading(title, "title"),), (), frozenset())]
    assert (len(found) > 1) is cut


@pytest.mark.parametrize(
    ("element", "title"),
    [
        ('<h1><a href="/">The Gazette</a></h1>', None),
        ('<a href="https://example.org"><h1>The Gazette</h1></a>', None),
        ('<h1><a href="https://example.org/index.php">The Gazette</a></h1>', None),
        ('<h1><a href="/harbour">Harbour plan</a></h1>', "Harbour plan"),
        ('<h1><a href="#top">Harbour plan</a></h1>', "Harbour plan"),
        ("<h1><a>Harbour plan</a></h1>", "Harbour plan"),
    ],
)  # fmt: skip
def test_a_heading_that_leads_to_the_first_page_is_the_sites_name(element, title):
    made = collecting.read(f"<html><body>{element}<h2>Harbour plan passes</h2><p>{MORE}</p></body></html>", None)
    assert next((one.value for one in made if one.place == "h1"), None) == title
    assert ("The Gazette" in {one.value for one in made if one.field is Field.PUBLISHER}) is (title is None)


CARDS = "".join(
    f'<div class="card"><span class="date">May {day}, 2021</span><a href="/{day}">Council votes on the old beach</a></div>'
    for day in (3, 4, 5)
)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<span class="date">May 9, 2021</span>', ["May 9, 2021"]),
        (f'<span class="date">May 9, 2021</span><div>{CARDS}</div>', ["May 9, 2021"]),
        (f"<div>{CARDS}</div>", []),
        (CARDS.replace("</div>", "</div>", 1)[: CARDS.index("</div>") + 6], ["May 3, 2021"]),
        ('<span class="date">Date Last Reviewed: May 2021</span>', []),
        ('<div>Last reviewed:</div><div><time datetime="2021-05-09">May 2021</time></div>', []),
        ('<div>Medically reviewed on</div><time datetime="2021-05-09">May 2021</time>', []),
        ('<div>Published:</div><time datetime="2021-05-09">May 9</time>', ["2021-05-09"]),
        (
            '<p>She reviewed books for years and lived by the harbour.</p><time datetime="2021-05-09">May 9</time>',
            ["2021-05-09"],
        ),
    ],
)
def test_a_day_on_another_articles_card_and_that_of_a_review_are_no_publication(inside, found):
    made = collecting.read(f"<html><body><article><h1>Harbour plan passes</h1>{inside}</article></body></html>", None)
    assert [one.value for one in made if one.field is Field.PUBLISHED and one.place != "trafilatura"] == found


def test_a_byline_on_another_articles_card_is_no_author():
    cards = CARDS.replace('class="date"', 'class="author"').replace("May ", "Jane Roe ")
    made = collecting.read(
        f'<html><body><h1>Harbour plan passes</h1><p class="author">Ann Poe</p>{cards}</body></html>', None
    )
    assert [one.value for one in made if one.place == "byline-class"] == ["Ann Poe"]


def test_a_review_is_a_change():
    text = '<html><body><div>Last reviewed:</div><div><time datetime="2021-05-09">May 2021</time></div></body></html>'
    made = collecting.read(text, None)
    assert days.modified(made, None, None) == ("2021-05-09", "html.time")
    assert "2021-05-09" not in {one.key for one in days.candidates(made, (), None)}


META = '<meta name="date" content="{}"><meta property="article:modified_time" content="2021-07-05T14:20:08Z">'


@pytest.mark.parametrize(
    ("date", "seen", "kept"),
    [
        ("2021-07-05T14:20:08-04:00", (("2021-03-01", 0.99),), {"2021-03-01"}),
        ("2021-07-05T14:20:08-04:00", (("2021-03-01", 0.4),), {"2021-03-01", "2021-07-05"}),
        ("2021-07-05T14:20:08-04:00", (), {"2021-07-05"}),
        ("2021-07-05T09:00:00-04:00", (("2021-03-01", 0.99),), {"2021-03-01", "2021-07-05"}),
        ("2021-07-05T14:20:08-04:00", (("2021-03-01", 0.99), ("2021-07-05", 0.9)), {"2021-03-01", "2021-07-05"}),
    ],
)
def test_a_date_that_is_the_moment_of_the_change_gives_way_to_the_day_that_a_reader_sees(date, seen, kept):
    made = collecting.read(f"<html><head>{META.format(date)}</head><body><p>{PROSE}</p></body></html>", None)
    sights = tuple(witnesses.Sight(day, (), chance) for day, chance in seen)
    shown = witnesses.Seen((), (), sights, frozenset(), None)
    values = days.candidates(made, sights, None)
    assert {one.key for one in days.without_change(values, made, shown)} == kept


def test_links_to_tags_are_told_from_categories_and_the_menu_and_keep_their_commas():
    made = (
        Claim(Field.TAG, "Exampleton, NJ", "tag-link", "html.link"),
        Claim(Field.TAG, "Reviews", "rel-tag", "html.link"),
        Claim(Field.SECTION, "Reviews", "rel-category", "html.link"),
        Claim(Field.TAG, "Harbour", "tag-link", "html.link"),
        Claim(Field.MENU, "Harbour", "menu", "html.link"),
        Claim(Field.TAG, "beach, town", "keywords", "html.meta"),
    )
    assert labels.linked(made) == {"exampleton nj"}
    assert {"exampleton nj", "beach", "town"} <= labels.tagged(made)
    assert "beach town" not in labels.tagged(made)
