"""Hand-made sentences of our own: (text, what is said, type, who says it).

Several rows may share a text. An empty "what is said" means that the text holds no direct or mixed quote at all.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """One quote that a careful reader finds in the text."""

    text: str
    said: str
    type: str
    speaker: str | None


def rows(*cases: tuple[str, str, str, str | None]) -> list[Case]:
    return [Case(*case) for case in cases]


HARVEST = "“The harvest was poor,” said Ann Okafor, who farms near Jos. “We lost half of the maize.”"
FERRY = "‘The ferry didn’t sail,’ said Tom Pryce, the harbour master. ‘It’ll sail tomorrow.’"
COACH = "“We were second to every ball,” Martins said. “I take the blame,” the coach added."
SPLIT = "“The bank,” said Lena Fischer, its chief economist, “will keep rates where they are.”"
LONG = (
    "“The bridge was never safe,” said Rosa Lindqvist, an engineer. “We wrote to the city three times.\n\n"
    "“Nobody answered. Then the cables broke.”"
)
TALKS = "Mayor Dana Whitfield met the union on Tuesday.\n\nShe said the talks had been “frank and useful”."
FIRM = "Nordvik posted a loss. The company said it would close two plants and “review its costs”."
NESTED = "“My father told me, ‘Never sell the land,’ and I never did,” said Samuel Osei."
TRANSCRIPT = "KELLY: What will you do now?\n\nMORGAN: I will go home and rest. It was a long year.\n\nKELLY: And then?"
ASKED = (
    "Q: When did you start farming?\n\nA: I was twelve. My father gave me a goat.\n\nQ: Do you regret it?\n\nA: Never."
)
NAMES = "Anna Berg: We began with two boats.\n\nTom Pryce: Now we have nine."
REPLY = "WALLACE: Did you sign?\n\nLANG: “They signed for me,” my lawyer said.\n\nWALLACE: Did they?"
SEA = "The sea gives and the sea takes"
UNCLOSED = (
    "“The dam is safe, said Rosa Lindqvist.\n\nThe water rose.\n\n“We left at night,” Tom Pryce said.\n\n"
    "'It's gone,' said Maria Weber."
)

MARKS = rows(
    ('"The road is closed," said Peter Lang.', "The road is closed", "direct", "Peter Lang"),
    ("“The road is closed,” said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ('“The road is closed," said Peter Lang.', "The road is closed", "direct", "Peter Lang"),
    ("''The road is closed,'' said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ("``The road is closed,'' said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ("«The road is closed», said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ("‘The road is closed,’ said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ("'The road is closed,' said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    ("“The road is closed”, said Peter Lang.", "The road is closed", "direct", "Peter Lang"),
    (FERRY, "The ferry didn’t sail It’ll sail tomorrow", "direct", "Tom Pryce"),
    (HARVEST, "The harvest was poor We lost half of the maize", "direct", "Ann Okafor"),
    (SPLIT, "The bank will keep rates where they are", "direct", "Lena Fischer"),
    (NESTED, "My father told me, ‘Never sell the land,’ and I never did", "direct", "Samuel Osei"),
    ("'The players' union didn't ask us,' said Joan Hart.", "The players' union didn't ask us", "direct", "Joan Hart"),
    ("‘I said “no” twice,’ Marta Ruiz recalled.", "I said “no” twice", "direct", "Marta Ruiz"),
    ('"Is it over?" asked Ben Stone.', "Is it over", "direct", "Ben Stone"),
    ("“Stop!” shouted Officer Grant.", "Stop", "direct", "Grant"),
    ("Peter Lang said: “The road is closed.”", "The road is closed", "direct", "Peter Lang"),
    ("Peter Lang said, “The road is closed.”", "The road is closed", "direct", "Peter Lang"),
    ("“The road is closed,” Peter Lang said on Monday.", "The road is closed", "direct", "Peter Lang"),
    ("“The road is closed,” he said.", "The road is closed", "direct", "he"),
    ("“We will appeal,” the lawyer, Nina Roth, told reporters.", "We will appeal", "direct", "Nina Roth"),
    ("“We will appeal,” Nina Roth told the Evening Post.", "We will appeal", "direct", "Nina Roth"),
    ("“We will appeal,” wrote Nina Roth in an email.", "We will appeal", "direct", "Nina Roth"),
    ("“We will appeal,” Nina Roth tweeted.", "We will appeal", "direct", "Nina Roth"),
)
SEVERAL_PARAGRAPHS = rows(
    (LONG, "The bridge was never safe We wrote to the city three times", "direct", "Rosa Lindqvist"),
    (LONG, "Nobody answered. Then the cables broke", "direct", "Rosa Lindqvist"),
    (TALKS, "the talks had been “frank and useful", "mixed", "Dana Whitfield"),
    ("Ines Duarte was blunt:\n\n“This will not work.”", "This will not work", "direct", "Ines Duarte"),
    (
        "“I was there,” said Karl Weber.\n\nThe fire burned all night.\n\n“It was hot,” said Maria Weber.",
        "It was hot",
        "direct",
        "Maria Weber",
    ),
    (
        'The judge said" nothing.\n\n“We are relieved,” said Amy Chen.',
        "We are relieved",
        "direct",
        "Amy Chen",
    ),
    ("“First we wait, said Amy Chen.\n\n“Then we act,” said Tom Pryce.", "Then we act", "direct", "Tom Pryce"),
)
SPORT = rows(
    (COACH, "We were second to every ball", "direct", "Martins"),
    (COACH, "I take the blame", "direct", "the coach"),
    ("“It's a dream,” said striker Luis Ortega after the 3-1 win.", "It's a dream", "direct", "Luis Ortega"),
    ("Ortega said he was “over the moon” with the goal.", "he was “over the moon” with the goal", "mixed", "Ortega"),
    ("Captain Ellie Ward said the pitch was too dry.", "the pitch was too dry", "indirect", "Ellie Ward"),
    ("“He's a fighter,” Ward said of the goalkeeper.", "He's a fighter", "direct", "Ward"),
    ("“You learn more from losing,” admitted Ellie Ward.", "You learn more from losing", "direct", "Ellie Ward"),
    ("Kerr admitted that his side had been lucky.", "his side had been lucky", "indirect", "Kerr"),
    ("Kerr insisted: “We deserved it.”", "We deserved it", "direct", "Kerr"),
    ("According to Kerr, the injury is not serious.", "the injury is not serious", "indirect", "Kerr"),
    ("The injury is not serious, according to Kerr.", "The injury is not serious", "indirect", "Kerr"),
    ("“Unbelievable,” was how Kerr described the save.", "Unbelievable", "direct", "Kerr"),
    ("Kerr thinks the referee made a mistake.", "the referee made a mistake", "indirect", "Kerr"),
    ("The club announced that Kerr would leave in May.", "Kerr would leave in May", "indirect", "The club"),
)
BUSINESS = rows(
    (FIRM, "it would close two plants and “review its costs", "mixed", "The company"),
    ("Analysts expect profits to fall.", "profits to fall", "indirect", "Analysts"),
    ("The bank said it had cut 200 jobs.", "it had cut 200 jobs", "indirect", "The bank"),
    ("Sales rose 4 percent, the company said.", "Sales rose 4 percent", "indirect", "the company"),
    ("Sales rose 4 percent, the company said in a statement.", "Sales rose 4 percent", "indirect", "the company"),
    ("“Demand is weak,” said Akira Mori, chief executive of Hanabi.", "Demand is weak", "direct", "Akira Mori"),
    ("Mori warned that demand would stay weak.", "demand would stay weak", "indirect", "Mori"),
    ("Hanabi confirmed on Friday that it was for sale.", "it was for sale", "indirect", "Hanabi"),
    ("The regulator denied that it had acted too late.", "it had acted too late", "indirect", "The regulator"),
    ("Prices will double, economists predict.", "Prices will double", "indirect", "economists"),
    (
        "“We see no bubble,” a spokeswoman for the lender said.",
        "We see no bubble",
        "direct",
        "a spokeswoman for the lender",
    ),
    ("The deal is “close”, said one banker.", "The deal is “close", "mixed", "one banker"),
    ("Mr. Mori described the results as “solid”.", "the results as “solid", "mixed", "Mori"),
    ("Investors fear that rates will rise again.", "rates will rise again", "indirect", "Investors"),
    ("The report says that wages are falling.", "wages are falling", "indirect", "The report"),
    ("A survey found that most shops had closed.", "most shops had closed", "indirect", "A survey"),
)
CUES = rows(
    ("Carla Nunes said the vote was fair.", "the vote was fair", "indirect", "Carla Nunes"),
    ("Carla Nunes said that the vote was fair.", "the vote was fair", "indirect", "Carla Nunes"),
    ("The vote, Carla Nunes said, was fair.", "The vote was fair", "indirect", "Carla Nunes"),
    ("The vote was fair, Carla Nunes said.", "The vote was fair", "indirect", "Carla Nunes"),
    ("The vote was fair, said Carla Nunes.", "The vote was fair", "indirect", "Carla Nunes"),
    ("Carla Nunes claims the vote was rigged.", "the vote was rigged", "indirect", "Carla Nunes"),
    ("Carla Nunes argued that nobody had voted.", "nobody had voted", "indirect", "Carla Nunes"),
    ("Carla Nunes wants to vote again.", "to vote again", "indirect", "Carla Nunes"),
    ("Carla Nunes hopes to vote again.", "to vote again", "indirect", "Carla Nunes"),
    ("Carla Nunes asked whether the vote was fair.", "whether the vote was fair", "indirect", "Carla Nunes"),
    ("Carla Nunes believes the vote was fair.", "the vote was fair", "indirect", "Carla Nunes"),
    ("Carla Nunes promised to count the votes again.", "to count the votes again", "indirect", "Carla Nunes"),
    ("Carla Nunes agreed to count the votes again.", "to count the votes again", "indirect", "Carla Nunes"),
    ("Carla Nunes suggested the vote had been rigged.", "the vote had been rigged", "indirect", "Carla Nunes"),
    ("Carla Nunes told reporters that the vote was fair.", "the vote was fair", "indirect", "Carla Nunes"),
    ("Police believe that the man fled abroad.", "the man fled abroad", "indirect", "Police"),
    ("Officials acknowledged that the dam had leaked.", "the dam had leaked", "indirect", "Officials"),
    ("Witnesses reported that two boats had sunk.", "two boats had sunk", "indirect", "Witnesses"),
    ("Two boats had sunk, witnesses reported.", "Two boats had sunk", "indirect", "witnesses"),
    ("In his view, said Omar Haddad, the law is clear.", "the law is clear", "indirect", "Omar Haddad"),
    ("The law is clear, in the words of Omar Haddad: “No exceptions.”", "No exceptions", "direct", "Omar Haddad"),
    ("“No exceptions,” according to Omar Haddad.", "No exceptions", "direct", "Omar Haddad"),
    ("Omar Haddad called the law “a disgrace”.", "the law “a disgrace", "mixed", "Omar Haddad"),
    ("Omar Haddad called the law a disgrace.", "the law a disgrace", "indirect", "Omar Haddad"),
    ("The minister, who says he is innocent, resigned.", "he is innocent", "indirect", "who"),
)
ENGLISHES = rows(
    (
        "“The scheme will benefit ten lakh farmers,” said Chief Minister Anil Desai.",
        "The scheme will benefit ten lakh farmers",
        "direct",
        "Anil Desai",
    ),
    (
        "Chief Minister Anil Desai said the scheme would benefit ten lakh farmers.",
        "the scheme would benefit ten lakh farmers",
        "indirect",
        "Anil Desai",
    ),
    (
        "“Load-shedding must end,” Thandiwe Dlamini told the assembly.",
        "Load-shedding must end",
        "direct",
        "Thandiwe Dlamini",
    ),
    ("‘Load-shedding must end,’ Ms Dlamini told MPs.", "Load-shedding must end", "direct", "Dlamini"),
    ("Ms Dlamini said ministers had “lost the plot”.", "ministers had “lost the plot", "mixed", "Dlamini"),
    (
        "The barrister told the court his client was “of good character”.",
        "his client was “of good character",
        "mixed",
        "The barrister",
    ),
    ("Alhaji Musa Bello urged voters to stay calm.", "voters to stay calm", "indirect", "Musa Bello"),
    (
        "‘It’s brilliant news for the town,’ said councillor Jean Maddox.",
        "It’s brilliant news for the town",
        "direct",
        "Jean Maddox",
    ),
    (
        "Sergeant Liam Byrne said gardaí were looking for a white van.",
        "gardaí were looking for a white van",
        "indirect",
        "Liam Byrne",
    ),
    ("“Mate, it was chockers,” laughed Brett Dawson, a surfer.", "Mate, it was chockers", "direct", "Brett Dawson"),
    ("The High Court held that the levy was unlawful.", "the levy was unlawful", "indirect", "The High Court"),
    ("“We're gutted,” said Priya Nair.", "We're gutted", "direct", "Priya Nair"),
    ("Dr Wei Ling Tan said: ‘The vaccine is safe.’", "The vaccine is safe", "direct", "Wei Ling Tan"),
    ("“The rains came late,” explained Kofi Mensah, a cocoa farmer.", "The rains came late", "direct", "Kofi Mensah"),
    ("In a tweet, Kofi Mensah said: “Thank you, Ghana.”", "Thank you, Ghana", "direct", "Kofi Mensah"),
)
SPEAKERS = rows(
    ("Ruth Adler runs a bakery. “Flour is dear,” she said.", "Flour is dear", "direct", "Ruth Adler"),
    ("Paul Adler runs a bakery. “Flour is dear,” he said.", "Flour is dear", "direct", "Paul Adler"),
    ("Ruth Adler runs a bakery. “Flour is dear,” Adler said.", "Flour is dear", "direct", "Ruth Adler"),
    ("Ruth Adler met Paul Stein. “He was late,” she said.", "He was late", "direct", "Ruth Adler"),
    ("Ruth Adler met Paul Stein. “She was early,” he said.", "She was early", "direct", "Paul Stein"),
    ("Ruth Adler met Paul Stein. She said he was late.", "he was late", "indirect", "Ruth Adler"),
    ("“I am tired,” said Ruth Adler. “But I am glad,” she added.", "But I am glad", "direct", "Ruth Adler"),
    ("“Nobody helped us,” a protester said.", "Nobody helped us", "direct", "a protester"),
    ("Ruth Adler's lawyer said she was innocent.", "she was innocent", "indirect", "Ruth Adler's lawyer"),
    ("The Kremlin said it would answer. It added that no date was set.", "no date was set", "indirect", "Kremlin"),
    ("Unesco praised the plan. “It is a model,” the agency said.", "It is a model", "direct", "the agency"),
    (
        "Foreign minister Ana Costa flew to Rome. “We want peace,” the minister said.",
        "We want peace",
        "direct",
        "Ana Costa",
    ),
    ("“It hurts,” said Eva Brandt, the widow of Jan Brandt.", "It hurts", "direct", "Eva Brandt"),
    ("“It hurts,” said Jan Brandt's widow, Eva.", "It hurts", "direct", "Eva"),
    ("Eva Brandt, 61, said the pain never stopped.", "the pain never stopped", "indirect", "Eva Brandt"),
    (
        "Leader of Opposition R. Balan said: “She has no proof.”",
        "She has no proof",
        "direct",
        "R. Balan",
    ),
    (
        "Doctors Without Borders, which runs two clinics, said it was short of fluids.",
        "it was short of fluids",
        "indirect",
        "Doctors Without Borders",
    ),
    (
        "Steve Rudd praised his players. The 41-year-old added: “It is three points.”",
        "It is three points",
        "direct",
        "Steve Rudd",
    ),
    (
        "“My sister rang and said, ‘Turn on the radio,’ and I thought, ‘What now?’” Ruth Adler said.",
        "My sister rang and said, ‘Turn on the radio,’ and I thought, ‘What now?’",
        "direct",
        "Ruth Adler",
    ),
)
LAYOUT = rows(
    (TRANSCRIPT, "What will you do now?", "indirect", "KELLY"),
    (TRANSCRIPT, "I will go home and rest. It was a long year.", "indirect", "MORGAN"),
    (TRANSCRIPT, "And then?", "indirect", "KELLY"),
    (ASKED, "I was twelve. My father gave me a goat.", "indirect", "A"),
    (ASKED, "Do you regret it?", "indirect", "Q"),
    (NAMES, "We began with two boats.", "indirect", "Anna Berg"),
    (NAMES, "Now we have nine.", "indirect", "Tom Pryce"),
    (REPLY, "“They signed for me,” my lawyer said.", "mixed", "LANG"),
    (f"“{SEA}.”\n\n— Anna Berg", SEA, "direct", "Anna Berg"),
    (f'"{SEA}."\n\n- Anna Berg.', SEA, "direct", "Anna Berg"),
    (f"“{SEA}.” — Anna Berg, fisherwoman", SEA, "direct", "Anna Berg"),
    (f"«{SEA}.»\n\n– Anna Berg, fisherwoman", SEA, "direct", "Anna Berg"),
    (f"🔥“{SEA},” said Anna Berg.", SEA, "direct", "Anna Berg"),
    (f"• “{SEA},” said Anna Berg.", SEA, "direct", "Anna Berg"),
    (f"✅ '{SEA},' Anna Berg said.", SEA, "direct", "Anna Berg"),
    (f"Anna Berg: “{SEA}.”", SEA, "direct", "Anna Berg"),
    (f"Anna Berg said: «{SEA}.»", SEA, "direct", "Anna Berg"),
    (f"``{SEA},'' Anna Berg said.", SEA, "direct", "Anna Berg"),
    (UNCLOSED, "We left at night", "direct", "Tom Pryce"),
    (UNCLOSED, "It's gone", "direct", "Maria Weber"),
    (
        "‘We’ve lost the girls’ team’s bus,’ said Anna Berg. ‘It’s gone.’",
        "We’ve lost the girls’ team’s bus It’s gone",
        "direct",
        "Anna Berg",
    ),
    ("“I never said ‘no’ to anyone,” Ruth Adler said.", "I never said ‘no’ to anyone", "direct", "Ruth Adler"),
)
NO_QUOTES = rows(
    ("NOTE: The library is closed.\n\nHOURS: Nine to five.", "", "", None),
    ("Scores: Leeds 3, Hull 1.\n\nGoals: Smith, Jones.", "", "", None),
    ("The “Night Train” – Lena Fischer’s third film – opens on Friday.", "", "", None),
    ("The film “Night Train” opens on Friday.", "", "", None),
    ("He sang “Yesterday” and “Imagine” at the party.", "", "", None),
    ("The so-called “bad bank” was closed in May.", "", "", None),
    ("The players' union and the owners' lawyers met in Leeds.", "", "", None),
    ("The 6'2\" forward scored twice.", "", "", None),
    ("Rock 'n' roll ruled the '50s.", "", "", None),
    ("Her novel ‘The Long Field’ won a prize.", "", "", None),
    ("The ship, named “Aurora”, left the port.", "", "", None),
)
ALL = MARKS + SEVERAL_PARAGRAPHS + SPORT + BUSINESS + CUES + ENGLISHES + SPEAKERS + LAYOUT + NO_QUOTES
