"""Cut a body into lines while it arrives, unpacked on the way, without holding more than one line."""

import sys
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from service.api.errors import Problem
from service.api.payload import ZSTD_WINDOW_LOG

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 64 * 1024


def pieces(stream: Any) -> Iterator[bytes]:
    """Yield the body as it arrives: a line must not wait for a buffer to fill."""
    read = getattr(stream, "read1", stream.read)
    while piece := read(CHUNK):
        yield piece


def unpacked(packed: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield the unpacked body as it arrives, in pieces of `CHUNK` bytes at most, whatever a packed one holds.

    Raises Problem: 415 at once for a coding that is not supported, 400 from the iterator where the data is damaged.
    """
    if coding not in ("gzip", "x-gzip", "deflate", "zstd"):
        raise Problem(
            "unsupported-media-type",
            "Content-Encoding may be gzip, deflate or zstd.",
            headers={"Accept-Encoding": "gzip, deflate, zstd"},
        )
    return _unpacked(packed, coding)


def _unpacked(packed: Iterable[bytes], coding: str) -> Iterator[bytes]:
    machine: Any = None
    try:
        for piece in packed:
            data = piece
            while data:
                machine = machine or _machine(coding, data[0])
                yield machine.decompress(data, CHUNK)
                while not machine.eof and (data := getattr(machine, "unconsumed_tail", b"")):
                    yield machine.decompress(data, CHUNK)
                while not machine.eof and not getattr(machine, "needs_input", True):
                    yield machine.decompress(b"", CHUNK)
                data, machine = (machine.unused_data, None) if machine.eof else (b"", machine)
    except (zlib.error, zstd.ZstdError):
        raise Problem("corrupt-encoding", f"The body is not valid {coding}.") from None
    if machine is not None:
        raise Problem("corrupt-encoding", "The compressed body ends too early.")


def _machine(coding: str, first: int) -> Any:
    """Return a new decompressor; `first` is the byte that tells zlib's header from the bare stream some clients send."""
    if coding == "zstd":
        options: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
        return zstd.ZstdDecompressor(options=options)
    if coding == "deflate":
        bare = first & 0x0F != 8 or first >> 4 > 7  # RFC 1950, 2.2: method 8, a window of 2^15 at most
        return zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def lines(sent: Iterable[bytes], limit: int) -> Generator[bytes | None, None, None]:
    """Yield each line that holds more than white space, without its end; None for one of over `limit` bytes.

    What is held is `limit` bytes and a piece at most: the rest of a line that is too long is dropped as it comes.
    """
    held, dropped = bytearray(), False
    for piece in sent:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            if dropped or len(held) + end - start > limit:
                yield None
            elif line := (bytes(held) + piece[start:end]).strip():
                yield line
            held.clear()
            dropped, start = False, end + 1
        if dropped or len(held) + len(piece) - start > limit:
            held.clear()
            dropped = True
        else:
            held += piece[start:]
    if dropped:
        yield None
    elif line := bytes(held).strip():
        yield line
