"""The same pipeline from the shell: `python -m service enrich FILE|-`, `explain FILE|-`, `openapi`, `bulk INPUT OUTPUT`."""

import argparse
import importlib.util
import re
import sys
from pathlib import Path

import orjson
from marshmallow import ValidationError
from marshmallow.exceptions import SCHEMA

from service.api import answers
from service.api.schemas import PAYLOAD, Request, read_payload
from service.enrichment import Pipeline, SourceKind, body, load, models
from service.enrichment.body.explain import explain
from service.enrichment.errors import ArticleError, ModelError
from service.settings import SettingError, Settings

MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*){0,3}<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, 1 for an article that cannot be enriched, 2 for a bad setting."""
    parser = _parser()
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.command != "bulk":
        parser.error(f"unrecognised: {' '.join(rest)}")
    try:
        if chosen.command == "bulk":
            return _bulk([*chosen.rest, *rest])
        _run(chosen)
    except (SettingError, ModelError) as error:
        return _say(error, 2)
    except ValidationError as error:
        return _say(f"{chosen.file}: {_complaint(error)}", 1)
    except UnicodeDecodeError as error:
        return _say(f"{chosen.file} is not UTF-8 (byte {error.start})", 1)
    except (ArticleError, OSError) as error:
        return _say(error, 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (
        ("enrich", "print the enriched article as JSON"),
        ("explain", "print the raw text with each line's decision and reason"),
    ):
        command = commands.add_parser(name, help=meaning)
        command.add_argument("file", help="a raw article; - for standard input")
        command.add_argument(
            "--html", action="store_true", help="the article is HTML, though it does not begin like it"
        )
        command.add_argument(
            "--option", action="append", default=[], metavar="NAME=VALUE", help="an option as in the query of a call"
        )
        if name == "explain":
            command.add_argument("--plain", action="store_true", help="no colours")
    commands.add_parser("openapi", help="print the contract as YAML")
    bulk = commands.add_parser("bulk", help="enrich an archive (needs the extra `bulk`)", add_help=False)
    bulk.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _bulk(arguments: list[str]) -> int:
    if not importlib.util.find_spec("ray"):
        return _say("bulk needs the extra `bulk`: run `make bulk`.", 2)
    from service.bulk import main as enrich_archive  # noqa: PLC0415 - Ray is an extra

    return enrich_archive(arguments)


def _run(chosen: argparse.Namespace) -> None:
    if chosen.command == "openapi":
        _openapi()
        return
    asked = _asked(chosen.file, chosen.option, html=chosen.html)
    if chosen.command == "enrich":
        _enrich(asked)
    else:
        _explain(asked, colour=not chosen.plain)


def _say(message: object, status: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - a command speaks
    return status


def _asked(name: str, options: list[str], *, html: bool) -> Request:
    """Return the request for the article of a file; raises what reading it raises, and ValidationError as a call would."""
    text = (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).decode("utf-8-sig")
    kind = SourceKind.HTML if html or MARKUP.match(text) else SourceKind.TEXT
    given = [option.partition("=")[::2] for option in options]
    repeated = {name for name, _ in given if sum(name == other for other, _ in given) > 1}
    if repeated:
        raise ValidationError({name: ["Given more than once."] for name in sorted(repeated)})
    return read_payload(text, kind, dict(given))


def _complaint(error: ValidationError) -> str:
    """Return what is wrong, in a line: each option by name, the article itself without one."""
    named: dict[str, list[str]] = error.normalized_messages()  # type: ignore[no-untyped-call]
    return "; ".join(
        " ".join(said) if name in {PAYLOAD, SCHEMA} else f"{name}: {' '.join(said)}" for name, said in named.items()
    )


def _enrich(asked: Request) -> None:
    settings = Settings.from_environment()
    pipeline = Pipeline(load(settings.pipeline, settings.aliases, accelerated=settings.engine), settings.max_analysed)
    wire = answers.answer(asked, pipeline(asked.source, asked.include), pipeline.models.versions)
    sys.stdout.buffer.write(orjson.dumps(wire, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _explain(asked: Request, *, colour: bool) -> None:
    page = body.read(asked.source, body.load(models.newest("body")))
    sys.stdout.write(explain(page, colour=colour) + "\n")


def _openapi() -> None:
    from service.api import create_app  # noqa: PLC0415 - the only command that needs the web layer

    app = create_app()
    sys.stdout.buffer.write(app.extensions["runtime"].contract_yaml)


if __name__ == "__main__":
    sys.exit(main())
