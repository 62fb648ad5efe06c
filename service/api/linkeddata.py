"""Write an article as schema.org JSON-LD: a NewsArticle that mentions things and holds quotations."""

from typing import Any

from service.api.schemas import Request
from service.enrichment.types import Article, Entity, Quote

MEDIA_TYPE = "application/ld+json"
# OntoNotes types that name a thing; dates and quantities are not things to mention.
THINGS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Thing",
    "EVENT": "Event",
    "PRODUCT": "Product",
    "WORK_OF_ART": "CreativeWork",
    "LAW": "Legislation",
    "LANGUAGE": "Language",
}


def news_article(request: Request, article: Article) -> dict[str, Any]:
    """Return the article as a schema.org NewsArticle; unknown properties are left out, as JSON-LD does."""
    facts = article.metadata
    entities = [one for one in article.entities or () if request.keeps_entity(one)]
    names = {one.id: one for one in article.entities or ()}
    members: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": request.id,
        "headline": facts and facts.title,
        "alternativeHeadline": facts and facts.subtitle,
        "author": [{"@type": "Person", "name": name} for name in facts.authors] if facts else None,
        "datePublished": facts and facts.published,
        "dateModified": facts and facts.modified,
        "publisher": facts and facts.publisher and {"@type": "Organization", "name": facts.publisher},
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in facts.agencies] if facts else None,
        "dateline": facts and facts.dateline and facts.dateline.place,
        "articleSection": facts and facts.section,
        "inLanguage": facts and facts.language,
        "url": facts and facts.url,
        "keywords": list(facts.tags) if facts else None,
        "wordCount": article.body and article.body.word_count,
        "articleBody": article.body and article.body.text,
        "mentions": [_thing(one) for one in entities if one.type in THINGS],
        "hasPart": [_quotation(one, names) for one in article.quotes or () if request.keeps_quote(one)],
    }
    return {key: value for key, value in members.items() if value not in (None, "", [])}


def _thing(one: Entity) -> dict[str, Any]:
    same = []
    if one.wikidata:
        same.append(f"https://www.wikidata.org/entity/{one.wikidata}")
    if one.wikipedia:
        same.append("https://en.wikipedia.org/wiki/" + one.wikipedia.replace(" ", "_"))
    thing: dict[str, Any] = {"@type": THINGS[one.type], "name": one.name}
    if one.aliases:
        thing["alternateName"] = list(one.aliases)
    if same:
        thing["sameAs"] = same
    return thing


def _quotation(one: Quote, entities: dict[str, Entity]) -> dict[str, Any]:
    quotation: dict[str, Any] = {"@type": "Quotation", "text": one.text}
    if one.speaker is not None:
        entity = entities.get(one.speaker.entity or "")
        kind = "Organization" if entity is not None and entity.type != "PERSON" else "Person"
        quotation["creator"] = {"@type": kind, "name": one.speaker.name or one.speaker.text}
    return quotation
