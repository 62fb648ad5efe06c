/** The eighteen OntoNotes types in the six groups that the page gives a colour, and the words for everything. */

export const GROUPS = [
  { id: "person", label: "People", types: ["PERSON"] },
  { id: "org", label: "Organisations", types: ["ORG", "NORP"] },
  { id: "place", label: "Places", types: ["GPE", "LOC", "FAC"] },
  { id: "thing", label: "Works and events", types: ["EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"] },
  { id: "time", label: "Times", types: ["DATE", "TIME"] },
  { id: "number", label: "Numbers", types: ["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"] },
];

const GROUP_OF = new Map(GROUPS.flatMap((group) => group.types.map((type) => [type, group.id])));

/** Return the group of an entity type; a type this page does not know yet counts as a thing. */
export const groupOf = (type) => GROUP_OF.get(type) ?? "thing";

const TYPE_WORDS = {
  PERSON: "person", ORG: "organisation", NORP: "group of people", GPE: "country, city or state", LOC: "location",
  FAC: "building or site", EVENT: "event", PRODUCT: "product", WORK_OF_ART: "work of art", LAW: "law",
  LANGUAGE: "language", DATE: "date", TIME: "time", MONEY: "money", PERCENT: "percentage", QUANTITY: "quantity",
  CARDINAL: "number", ORDINAL: "ordinal",
};

export const typeWords = (type) => TYPE_WORDS[type] ?? type.toLowerCase();

export const RESOLUTIONS = {
  name: "named in place",
  nominal: "described, not named, in place",
  pronoun: "a pronoun in place",
  continuation: "the quotation goes on from the paragraph before",
};

export const REASONS = {
  navigation: "navigation", related: "other articles", advertisement: "advert", caption: "caption",
  metadata: "headline or date", byline: "byline", share: "share buttons", comments: "comments", tags: "tags",
  duplicate: "printed twice", legal: "legal notice", other: "not the article",
};

export const FIELDS = [
  ["title", "Headline"], ["subtitle", "Standfirst"], ["authors", "Authors"], ["published", "Published"],
  ["modified", "Modified"], ["publisher", "Publisher"], ["agencies", "Agencies"], ["dateline", "Dateline"],
  ["section", "Section"], ["tags", "Tags"], ["captions", "Captions"], ["url", "Address"], ["language", "Language"],
];
