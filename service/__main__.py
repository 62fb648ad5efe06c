"""The same pipeline from the shell: `python -m service enrich FILE|-`, `explain FILE|-`, `openapi`."""

import argparse
import sys
from pathlib import Path

import orjson

from service.api import answers
from service.api.schemas import Request
from service.enrichment import Pipeline, Source, SourceKind, body, load, models
from service.enrichment.body.explain import explain
from service.enrichment.errors import ArticleError, ModelError
from service.settings import SettingError, Settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, 1 for an article that cannot be enriched, 2 for a bad setting."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (
        ("enrich", "print the enriched article as JSON"),
        ("explain", "print the raw text with each line's decision and reason"),
    ):
        command = commands.add_parser(name, help=meaning)
        command.add_argument("file", help="a raw article; - for standard input")
        command.add_argument("--html", action="store_true", help="the article is HTML")
        if name == "explain":
            command.add_argument("--plain", action="store_true", help="no colours")
    commands.add_parser("openapi", help="print the contract as YAML")
    bulk = commands.add_parser("bulk", help="enrich an archive (needs the extra `bulk`)", add_help=False)
    bulk.add_argument("rest", nargs=argparse.REMAINDER)
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command == "bulk":
        from service.bulk import main as enrich_archive  # noqa: PLC0415 - Ray is an extra

        return enrich_archive([*chosen.rest, *rest])
    if rest:
        parser.error(f"unrecognised: {' '.join(rest)}")
    try:
        if chosen.command == "openapi":
            return _openapi()
        source = Source(_read(chosen.file), SourceKind.HTML if chosen.html else SourceKind.TEXT)
        return _enrich(source) if chosen.command == "enrich" else _explain(source, colour=not chosen.plain)
    except (SettingError, ModelError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command speaks
        return 2
    except (ArticleError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command speaks
        return 1


def _read(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8-sig")


def _enrich(source: Source) -> int:
    settings = Settings.from_environment()
    pipeline = Pipeline(load(settings.pipeline, settings.aliases, accelerated=settings.engine), settings.max_analysed)
    wire = answers.answer(Request(source), pipeline(source), pipeline.models.versions)
    sys.stdout.buffer.write(orjson.dumps(wire, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return 0


def _explain(source: Source, *, colour: bool) -> int:
    page = body.read(source, body.load(models.newest("body")))
    sys.stdout.write(explain(page, colour=colour) + "\n")
    return 0


def _openapi() -> int:
    from service.api import create_app  # noqa: PLC0415 - the only command that needs the web layer

    app = create_app()
    sys.stdout.buffer.write(app.extensions["runtime"].contract_yaml)
    return 0


if __name__ == "__main__":
    sys.exit(main())
