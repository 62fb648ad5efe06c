"""Read a request's payload: its size, its packing, its charset, its JSON; each fault is a named problem."""

import codecs
import json
import re
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import IO, Any, Protocol

from flask import Request as HttpRequest
from marshmallow import ValidationError
from marshmallow.exceptions import SCHEMA

from service.api.errors import Part, Problem
from service.api.schemas import PAYLOAD, ArticleRequest, Request, read_payload
from service.enrichment.types import SourceKind

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 64 * 1024
DEEPEST = 100
"""Levels of JSON; a request needs two."""
MEMBERS = 256
"""Members of one gzip body: each costs a copy of the rest, so their number is bounded."""
ZSTD_WINDOW_LOG = 23
"""RFC 8878, section 3.1.1.1.2: decoders should support windows of at least 8 MB."""
SUPPORTED_CHARSETS = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "us-ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
        *(f"iso-8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
        *(f"windows-{page}" for page in range(1250, 1259)),
        *("koi8-r", "koi8-u", "shift_jis", "euc-jp", "iso-2022-jp", "gb2312", "gbk", "gb18030", "big5", "euc-kr"),
    )
)
KINDS = {"text/plain": SourceKind.TEXT, "text/html": SourceKind.HTML}
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


WESTERN = frozenset({"iso8859-1", "cp1252"})


class JSONFaultError(ValueError):
    """What makes a document no JSON for us; the message holds nothing of the document."""


def read(request: HttpRequest, max_bytes: int) -> Request:
    """Return the checked request.

    Raises Problem: 400 for what cannot be read, 413 for what is too large, 415 for a type, charset or packing that is
    not supported, 422 for what is not valid.
    """
    media_type = (request.mimetype or "").lower()
    if media_type != "application/json" and media_type not in KINDS:
        raise Problem(
            "unsupported-media-type",
            "Send application/json, text/plain or text/html.",
            headers={"Accept": "application/json, text/plain, text/html"},
        )
    charset = _charset(request)
    data = unpack(_packed(request, max_bytes), request.headers.get("Content-Encoding", ""), max_bytes)
    query = _query(request.args.to_dict(flat=False))
    if media_type == "application/json":
        if charset not in (None, "utf-8"):
            raise Problem("unsupported-media-type", "JSON is UTF-8 (RFC 8259).")
        if query:
            raise _invalid({name: ["Options travel in the JSON body."] for name in query}, payload=True)
        return from_json(data)
    kind = KINDS[media_type]
    try:
        return read_payload(_decode(data, charset or _declared(data, kind)), kind, query)
    except ValidationError as error:
        raise _invalid(_messages(error), payload=True) from None


def from_json(data: bytes) -> Request:
    """Return the checked request of one JSON document.

    Raises Problem: 400 where it is not JSON, 422 where it is not a valid request.
    """
    try:
        values = _json(data)
    except UnicodeDecodeError:
        raise Problem("undecodable-text", "The JSON is not UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise Problem("malformed-json", f"The body is not one JSON document: {_fault(error)}.") from None
    if not isinstance(values, dict):
        raise Problem("invalid-request", "A JSON object is expected.", (Part("Must be an object.", pointer="#"),))
    try:
        loaded: Request = ArticleRequest().load(values)
    except ValidationError as error:
        raise _invalid(_messages(error), payload=False) from None
    return loaded


def _packed(request: HttpRequest, max_bytes: int) -> bytes:
    """Return the body as sent; a body that declares or shows itself too large is not read to its end."""
    if (request.content_length or 0) > max_bytes:
        raise _too_large(max_bytes)
    stream: IO[bytes] = request.stream
    parts, size = [], 0
    while piece := stream.read(min(CHUNK, max_bytes + 1 - size)):
        parts.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise _too_large(max_bytes)
    if request.content_length is not None and size < request.content_length:
        raise Problem("bad-request", "The body ended before its declared length.")
    return b"".join(parts)


def unpack(data: bytes, encoding: str, max_bytes: int) -> bytes:
    """Return the data without its content encodings (RFC 9110, 8.4), innermost last.

    Raises Problem: 400 where it is damaged, 413 beyond `max_bytes`, 415 for an encoding that is not supported.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    unknown = [name for name in names if name not in UNPACKERS and name != "identity"]
    if unknown or len(names) > 2:
        raise Problem(
            "unsupported-media-type",
            "Content-Encoding may be gzip, deflate or zstd.",
            headers={"Accept-Encoding": "gzip, deflate, zstd"},
        )
    for name in reversed(names):
        if name == "identity":
            continue
        data = UNPACKERS[name](data, max_bytes)
        if len(data) > max_bytes:
            raise _too_large(max_bytes)
    return data


class Machine(Protocol):
    """A decompressor of one member or frame, as zlib and zstd have it."""

    @property
    def eof(self) -> bool:
        """Whether the member ended."""

    @property
    def unused_data(self) -> bytes:
        """What follows the member."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return what the data unpacks to, `max_length` bytes at most."""


def _unpack(packed: bytes, limit: int, machine: Callable[[], Machine]) -> bytes:
    """Return the unpacked bytes, cut after `limit` + 1. Raises the library's error where they are damaged."""
    unpacked, members = b"", 0
    while packed:
        members += 1
        if members > MEMBERS:
            raise Problem("corrupt-encoding", "The compressed body has too many members.")
        one = machine()
        unpacked += one.decompress(packed, limit + 1 - len(unpacked))
        if len(unpacked) > limit:
            return unpacked
        if not one.eof:
            raise Problem("corrupt-encoding", "The compressed body ends too early.")
        packed = one.unused_data
    return unpacked


def _gzip(packed: bytes, limit: int) -> bytes:
    try:
        return _unpack(packed, limit, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS))
    except zlib.error:
        raise Problem("corrupt-encoding", "The body is not valid gzip.") from None


def _deflate(packed: bytes, limit: int) -> bytes:
    # Some clients send the bare stream, without zlib's header (RFC 9110, 8.4.1.2).
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _unpack(packed, limit, lambda bits=bits: zlib.decompressobj(bits))  # type: ignore[misc]
        except zlib.error:
            continue
    raise Problem("corrupt-encoding", "The body is not valid deflate.")


def _zstd(packed: bytes, limit: int) -> bytes:
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
    try:
        return _unpack(packed, limit, lambda: zstd.ZstdDecompressor(options=options))
    except zstd.ZstdError:
        raise Problem("corrupt-encoding", "The body is not valid zstd.") from None


UNPACKERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "zstd": _zstd,
}


def _too_large(max_bytes: int) -> Problem:
    return Problem("too-large", f"An article may have {max_bytes} bytes at most, unpacked too.")


def _charset(request: HttpRequest) -> str | None:
    """Return Python's name of the declared charset, or None where none is declared."""
    name = request.mimetype_params.get("charset")
    return None if name is None else _codec(name)


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = ""
    if codec not in SUPPORTED_CHARSETS:
        raise Problem("unsupported-media-type", "The charset is not supported; send UTF-8.")
    return codec


def _declared(data: bytes, kind: SourceKind) -> str:
    """Return the charset that the page declares in its first 1024 bytes (WHATWG HTML, 13.2.3.2), else UTF-8."""
    if kind is SourceKind.HTML and (found := META_CHARSET.search(data[:1024])):
        try:
            codec = _codec(found[1].decode("ascii"))
        except Problem:
            return "utf-8"
        return "utf-8" if codec.startswith("utf-16") else codec
    return "utf-8"


def page_text(data: bytes, charset: str | None) -> str:
    """Return a page of an archive as text, read by the charset that its header declares, else as a call's is.

    What is damaged is marked with U+FFFD, and a charset that is not known is taken for UTF-8.
    """
    try:
        codec = _declared(data, SourceKind.HTML) if charset is None else _codec(charset)
    except Problem:
        codec = "utf-8"
    return _text(data, codec, "replace")


def _text(data: bytes, codec: str, errors: str = "strict") -> str:
    if codec in WESTERN:
        return _western(data)
    # A mark of byte order is a signature, not text.
    return data.decode("utf-8-sig" if codec == "utf-8" else codec, errors)


def _decode(data: bytes, codec: str) -> str:
    try:
        return _text(data, codec)
    except (UnicodeDecodeError, ValueError):
        raise Problem("undecodable-text", "The body is not in its charset.") from None


def _western(data: bytes) -> str:
    """Return the text of bytes declared Latin 1 as browsers read it: as Windows-1252 (WHATWG Encoding, 4.2).

    Its five bytes without a character are control characters, as in Latin 1.
    """
    return data.decode("cp1252", "latin-1-controls")


def _control(error: UnicodeError) -> tuple[str, int]:
    """Return the control character for the byte that Windows-1252 has no character for, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("latin-1-controls", _control)


def _json(data: bytes) -> Any:
    """Return the parsed JSON, bounded in depth before it is parsed. Raises ValueError, RecursionError."""
    text = data.decode("utf-8-sig")
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise JSONFaultError(f"it is nested deeper than {DEEPEST}")
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_members)


def _fault(error: Exception) -> str:
    """Return what is wrong with a JSON document, in words that hold nothing of it."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} (line {error.lineno}, column {error.colno})"
    return str(error) if isinstance(error, JSONFaultError) else "a number has too many digits"


BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
"""A string, or a bracket. What is read of a string is never given back: otherwise a long one takes 100 bytes a character."""


def _depth(text: str) -> int:
    deepest = depth = 0
    for token in BRACKETS.finditer(text):
        mark = text[token.start()]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _refuse_constant(name: str) -> None:
    raise JSONFaultError(f"{name} is not JSON")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise JSONFaultError("a name occurs twice in an object")
    return members


def _query(args: Mapping[str, list[str]]) -> dict[str, str]:
    repeated = [name for name, values in args.items() if len(values) > 1]
    if repeated:
        raise _invalid({name: ["Given more than once."] for name in repeated}, payload=True)
    return {name: values[0] for name, values in args.items()}


def _invalid(messages: Mapping[str, Any], *, payload: bool) -> Problem:
    """Return the 422 for marshmallow's messages; `payload`: the fields were query options."""
    parts = tuple(_parts(messages, (), payload=payload))
    return Problem("invalid-request", "The request is not valid; `errors` says where.", parts)


def _messages(error: ValidationError) -> Mapping[str, Any]:
    messages: Mapping[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]
    return messages


def _parts(messages: Any, path: tuple[str, ...], *, payload: bool) -> list[Part]:
    if isinstance(messages, Mapping):
        return [part for key, inner in messages.items() for part in _parts(inner, (*path, str(key)), payload=payload)]
    details = messages if isinstance(messages, list) else [messages]
    place = [step for step in path if step not in (SCHEMA, PAYLOAD)]
    if payload and place:
        return [Part(str(detail), parameter=_shown(place[0])) for detail in details]
    pointer = "#" + "".join("/" + _shown(step).replace("~", "~0").replace("/", "~1") for step in place)
    return [Part(str(detail), pointer=pointer) for detail in details]


def _shown(name: str) -> str:
    """Return a caller's field name fit to be echoed: short, and free of what UTF-8 cannot hold."""
    return name[:100].encode("utf-8", "replace").decode("utf-8")
