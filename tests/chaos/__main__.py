"""`python -m tests.chaos [NAME ...]`: faults and overload on loopback, and what held.

Each scenario is bounded in time; the whole takes about four minutes. Exit status 1 where something was lost.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections import Counter

from tests.chaos import stand
from tests.chaos.stand import FAILED, HOST

SLOW = b"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n"
LAST_CHUNK = b"\r\n0\r\n\r\n"
rows = []


def held(scenario, what, limit, figure, *, ok):
    rows.append(ok)
    sys.stdout.write(f"{'held' if ok else 'LOST':5} {scenario:22} {what:52} {figure:>14}   {limit}\n")
    sys.stdout.flush()


def start_and_capacity(inside, outside):
    held("start", "start to ready", "< 10 s", f"{inside.seconds:.1f} s", ok=inside.seconds < 10)
    load = asyncio.run(stand.closed(outside.port, 4, 8))
    held("normal load", "every call answered with 200", "all", str(dict(load.statuses)), ok=set(load.statuses) == {200})
    return load


def overload(inside, outside):
    """Capacity and overload in turns: a shared machine's pace changes by more than the limit allows for."""
    for door, server in (("nginx", outside), ("no proxy", inside)):
        _overload(f"4 x overload, {door}", server, inside)


def _overload(name, server, inside):
    async def run(rate):
        return await asyncio.gather(
            stand.open_loop(server.port, rate, 6),
            stand.probe(server.port, "/livez", 6),
            stand.probe(inside.port, "/readyz", 6),
        )

    statuses, capacity, goodput, refusal, bare, worst = Counter(), 0.0, 0.0, 0.0, 0, [0.0, 0.0]
    for _ in range(4):
        usual = asyncio.run(stand.closed(server.port, 4, 6))
        load, *probes = asyncio.run(run(4 * usual.goodput))
        statuses += load.statuses
        bare += load.bare
        capacity += usual.goodput
        goodput += load.goodput
        refusal = max(refusal, load.quantile(1.0, status=503))
        worst = [max(pair) for pair in zip(worst, probes, strict=True)]
    held(name, "nothing but 200 and 503", "all", str(dict(statuses)), ok=set(statuses) == {200, 503})
    held(name, "refusals that are no problem with Retry-After", "0", str(bare), ok=not bare)
    share = goodput / capacity
    held(name, "goodput against capacity, four turns of each", ">= 0.90", f"{share:.2f}", ok=share >= 0.9)
    held(name, "slowest refusal", "< 1 s", f"{refusal:.2f} s", ok=refusal < 1)
    for path, longest in zip(("/livez", "/readyz of the service"), worst, strict=True):
        held(name, f"slowest {path}", "< 1 s", f"{longest:.2f} s", ok=longest < 1)


async def _hold(port, number, first, drip):
    """Open so many connections, send the first bytes, then a byte now and then until cancelled."""
    pairs = []
    try:
        for _ in range(number):
            pairs.append(await asyncio.open_connection(HOST, port))
            if first:
                pairs[-1][1].write(first)
        while True:
            await asyncio.sleep(1.0)
            for _, writer in pairs if drip else ():
                if not writer.is_closing():
                    writer.write(b"a")
    finally:
        for _, writer in pairs:
            writer.close()


async def _beside(port, number, first, drip, seconds, client_port):
    """Return the load of one healthy client beside so many others."""
    others = asyncio.create_task(_hold(port, number, first, drip))
    await asyncio.sleep(1.5 + number / 5000)
    try:
        return await stand.closed(client_port, 1, seconds)
    finally:
        others.cancel()
        await asyncio.gather(others, return_exceptions=True)


def slow_clients(inside, outside):
    alone = asyncio.run(stand.closed(outside.port, 1, 6))
    direct = asyncio.run(stand.closed(inside.port, 1, 6))
    for name, server, usual in (("nginx", outside, alone), ("no proxy", inside, direct)):
        load = asyncio.run(_beside(server.port, 200, SLOW, True, 6, server.port))
        ratio = load.quantile(0.99) / usual.quantile(0.99)
        ok = set(load.statuses) == {200} and ratio < 2
        held("200 slow clients", f"{name}: healthy client's p99 against its usual", "< 2", f"{ratio:.2f}", ok=ok)
    if not stand.more_files(12_000):
        held("10,000 idle", "connections may be opened at all (ulimit -n)", "12,000 files", "no", ok=False)
        return
    for name, server, usual in (("nginx", outside, alone), ("no proxy", inside, direct)):
        load = asyncio.run(_beside(server.port, 10_000, b"", False, 5, server.port))
        ratio = load.quantile(0.99) / usual.quantile(0.99)
        ok = set(load.statuses) == {200} and ratio < 2
        held("10,000 idle", f"{name}: healthy client's p99 against its usual", "< 2", f"{ratio:.2f}", ok=ok)


def half_sent(inside):
    """Direct, without a proxy: what takes too long is answered with 408."""
    for what, request in (("header", b"GET /livez HTTP/1.1\r\nHos"), ("body", SLOW + b"abc")):
        start = time.monotonic()
        with socket.create_connection((HOST, inside.port), timeout=20) as connection:
            connection.sendall(request)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        took = time.monotonic() - start
        ok = b" 408 " in answer[:20] and b"problem+json" in answer and took < 5
        held(
            "half-sent, no proxy",
            f"{what}: 408 as a problem, once ARRIVAL=3 passed",
            "3 to 5 s",
            f"{took:.1f} s",
            ok=ok,
        )


def killed_worker(inside, outside, normal):
    for name, server in (("nginx", outside), ("no proxy", inside)):
        load = stand.Load()

        async def run(server=server, load=load):
            async def kill():
                await asyncio.sleep(2)
                victim = inside.workers[0]
                os.kill(victim, signal.SIGKILL)
                start = time.monotonic()
                while len([one for one in inside.workers if one != victim]) < 2:  # noqa: ASYNC110 - nobody sends an event
                    await asyncio.sleep(0.02)
                return time.monotonic() - start, start

            return (await asyncio.gather(kill(), stand.closed(server.port, 4, 8, load)))[0]

        replaced, when = asyncio.run(run())
        lost = load.statuses[FAILED]
        allowed = 0 if name == "nginx" else 1 + 8  # without a proxy: the one inside, and its QUEUE
        held("kill -9 of a worker", f"{name}: calls lost", f"<= {allowed}", str(lost), ok=lost <= allowed)
        held("kill -9 of a worker", f"{name}: replaced", "< 2 s", f"{replaced:.2f} s", ok=replaced < 2)
        after = [one for one in load.calls if one[2] > when + 2 and one[0] == 200]
        share = len(after) / max(0.1, 8 - 4) / normal.goodput
        held(
            "kill -9 of a worker",
            f"{name}: throughput from 2 s on, against capacity",
            ">= 0.8",
            f"{share:.2f}",
            ok=share >= 0.8,
        )


def batch(inside, outside):
    """Through nginx: the first answer before the last line; a vanished client stops the work; memory stays flat."""
    head = (
        b"POST /v1/enrich/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )

    def chunk(fields):
        data = json.dumps(fields).encode() + b"\n"
        return b"%x\r\n%s\r\n" % (len(data), data)

    text = stand.ARTICLES[0].decode()
    with socket.create_connection((HOST, outside.port), timeout=20) as connection:
        connection.sendall(head + chunk({"id": "first", "text": text}))
        answer = b""
        while b'"id":"first"' not in answer and (piece := connection.recv(65536)):
            answer += piece
    early = b'"id":"first"' in answer
    held("batch", "nginx: an answer before the next line is sent", "yes", "yes" if early else "no", ok=early)

    async def stream(lines):
        reader, writer = await asyncio.open_connection(HOST, outside.port)
        writer.write(head)

        async def send():
            for number in range(lines):
                writer.write(chunk({"id": str(number), "text": f"{text}\n{number}", "include": ["body"]}))
                await writer.drain()
            writer.write(b"0\r\n\r\n")

        sending, count, tail = asyncio.create_task(send()), 0, b""
        while piece := await reader.read(65536):
            count += piece.count(b'{"id":"')
            tail = (tail + piece)[-len(LAST_CHUNK) :]
            if tail == LAST_CHUNK:  # a header may end in "0" and an empty line too
                break
        await sending
        writer.close()
        return count

    def resident():
        return max(stand.memory(one, "Rss") for one in inside.workers)

    asyncio.run(stream(300))
    before = resident()
    count = asyncio.run(stream(3000))
    growth = resident() - before
    held("batch", "3,000 lines: answers", "3000", str(count), ok=count == 3000)
    held("batch", "3,000 lines: growth of a worker", "< 10 MiB", f"{growth:.1f} MiB", ok=growth < 10)

    async def vanish():
        for _ in range(12):
            _, writer = await asyncio.open_connection(HOST, inside.port)
            writer.write(head + b"".join(chunk({"id": "x", "text": text}) for _ in range(40)))
            await writer.drain()
            await asyncio.sleep(0.1)
            writer.transport.abort()
        await asyncio.sleep(3)
        return await stand.call(inside.port, stand.article(1))

    status, took, _ = asyncio.run(vanish())
    held(
        "batch",
        "12 clients vanish: seconds of a call 3 s later",
        "< 1 s",
        f"{took:.2f} s",
        ok=status == 200 and took < 1,
    )


def stopped(inside, outside):
    load = stand.Load()

    async def run():
        async def stop():
            await asyncio.sleep(2)
            inside.process.send_signal(signal.SIGTERM)
            start = time.monotonic()
            while inside.process.poll() is None and time.monotonic() - start < 40:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            return start, time.monotonic() - start

        return (await asyncio.gather(stop(), stand.closed(inside.port, 4, 3, load)))[0]

    when, took = asyncio.run(run())
    lost = [one for one in load.calls if one[2] < when and one[0] != 200]
    held("SIGTERM under load", "calls in flight lost", "0", str(len(lost)), ok=not lost)
    held("SIGTERM under load", "ended within the grace period", "< 30 s", f"{took:.1f} s", ok=took < 30)
    status, _, answer = asyncio.run(stand.call(outside.port, stand.article(1)))
    ok = status == 503 and b"application/problem+json" in answer and b"Retry-After" in answer
    held("service gone", "nginx answers 503 as a problem", "yes", "yes" if ok else str(status), ok=ok)


def main(chosen):
    sys.stdout.write(f"{'':5} {'scenario':22} {'what':52} {'figure':>14}   limit\n")
    with stand.service(ARRIVAL="3") as inside, stand.nginx(inside.port) as outside:
        normal = start_and_capacity(inside, outside)
        scenarios = {
            "overload": lambda: overload(inside, outside),
            "slow": lambda: slow_clients(inside, outside),
            "half": lambda: half_sent(inside),
            "kill": lambda: killed_worker(inside, outside, normal),
            "batch": lambda: batch(inside, outside),
            "stop": lambda: stopped(inside, outside),
        }
        for name, scenario in scenarios.items():
            if not chosen or name in chosen:
                scenario()
    sys.stdout.write(f"{sum(rows)} held, {len(rows) - sum(rows)} lost\n")
    return 0 if all(rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
