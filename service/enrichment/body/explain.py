"""Show people what became of each line of a page, and why."""

from service.enrichment.body.extraction import REASONS
from service.enrichment.types import KEPT, Line, Page, Role

RESET, BOLD, DIM = "\033[0m", "\033[1m", "\033[2m"
GREEN, CYAN, YELLOW, RED = "\033[32m", "\033[36m", "\033[33m", "\033[31m"
COLOURS = {
    Role.BODY: GREEN,
    Role.HEADING: BOLD + GREEN,
    Role.TITLE: BOLD + CYAN,
    Role.SUBTITLE: CYAN,
    Role.BYLINE: CYAN,
    Role.DATE: CYAN,
    Role.SECTION: CYAN,
    Role.TAGS: CYAN,
    Role.CAPTION: YELLOW,
    Role.ADVERTISEMENT: RED,
    Role.NEWSLETTER: RED,
}
MARGIN = max(len(f"{role}/{reason}") for role, reason in REASONS.items())


def explain(page: Page, *, colour: bool = True) -> str:
    """Return the page as it was sent, each line behind its decision (+ kept, - removed), its role and its reason."""
    rows, position = [], 0
    for line in page.lines:
        blank = page.text.count("\n", position, line.span.start) - 1 if position else 0
        rows += [""] * max(0, min(blank, 1))
        rows.append(_row(line, colour=colour))
        position = line.span.end
    return "\n".join(rows) + "\n"


def _row(line: Line, *, colour: bool) -> str:
    kept = line.role in KEPT
    why = line.role.value if kept else f"{line.role.value}/{REASONS[line.role].value}"
    text = f"{'+' if kept else '-'} {why:<{MARGIN}} {line.text}"
    return f"{COLOURS.get(line.role, DIM)}{text}{RESET}" if colour else text
