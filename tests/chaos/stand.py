"""The stand of the fault scenarios: the real service, the real nginx before it, and clients, all on this machine."""

import asyncio
import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
ARTICLES = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))]
FAILED = 0
"""The status of a call that got no answer."""


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@dataclass
class Running:
    """A server: its port, its process, and how long it took to be ready."""

    port: int
    process: subprocess.Popen
    seconds: float = 0.0

    @property
    def workers(self):
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(one) for one in listed.split()]


@contextlib.contextmanager
def service(root=ROOT, **settings):
    """The service of the checkout at `root`, ready."""
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "WORKERS": "2", "LOG_LEVEL": "error", **settings}
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=root, env=environment)
    running = Running(port, process)
    try:
        while asyncio.run(get(port, "/readyz"))[0] != 200:
            if process.poll() is not None or time.monotonic() - start > 90:
                raise RuntimeError("the service did not become ready")
            time.sleep(0.05)
        running.seconds = time.monotonic() - start
        yield running
    finally:
        _end(process)


@contextlib.contextmanager
def nginx(upstream):
    """nginx with the configuration that is deployed, its ports and directories replaced."""
    with tempfile.TemporaryDirectory() as directory:
        port = free_port()
        text = (ROOT / "deploy/nginx/nginx.conf").read_text()
        for old, new in (
            ("service:8080", f"{HOST}:{upstream}"),
            ("listen 8000", f"listen {HOST}:{port}"),
            ("error_log stderr", f"error_log {directory}/errors"),  # a line for every refusal
            ("/tmp/nginx", f"{directory}/nginx"),  # noqa: S108 - the container's, replaced here
        ):
            text = text.replace(old, new)
        configuration = Path(directory, "nginx.conf")
        configuration.write_text(text)
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            sys.exit("This needs nginx (Debian: nginx-light).")
        command = [program, "-c", str(configuration), "-g", "daemon off;"]
        if os.geteuid() == 0:
            os.chmod(directory, 0o755)  # noqa: S103, PTH101 - nginx's workers are another user
        process = subprocess.Popen(command)
        try:
            time.sleep(0.5)
            yield Running(port, process)
        finally:
            _end(process)


def _end(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


async def call(port, request, patience=40.0):
    """Send one request on a connection of its own; return (status, seconds, whole answer), status 0 without one.

    By the event loop's bare sockets: asyncio's streams take three times the processor, which the service then lacks.
    """
    loop, start = asyncio.get_running_loop(), time.monotonic()
    parts = []
    try:
        with socket.socket() as connection:
            connection.setblocking(False)
            async with asyncio.timeout(patience):
                await loop.sock_connect(connection, (HOST, port))
                await loop.sock_sendall(connection, request)
                while part := await loop.sock_recv(connection, 262_144):
                    parts.append(part)
        answer = b"".join(parts)
        status = int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else FAILED
        head, _, body = answer.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
        if length and len(body) < int(length):
            status = FAILED
    except (OSError, TimeoutError):
        status, answer = FAILED, b""
    return status, time.monotonic() - start, answer


async def get(port, path):
    return await call(port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode(), 5)


def article(number):
    """Return the bytes of a request; every number another article."""
    body = ARTICLES[number % len(ARTICLES)] + f"\nThis was report {number}.\n".encode()
    head = f"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


@dataclass
class Load:
    """What a load met: (status, seconds, when it was sent) of each call."""

    calls: list = field(default_factory=list)
    bare: int = 0
    """Refusals (503) that are not a problem of overload with a time to try again."""
    seconds: float = 0.0
    start: float = field(default_factory=time.monotonic)

    @property
    def statuses(self):
        return Counter(one[0] for one in self.calls)

    @property
    def good(self):
        """How many were answered with 200 before the load ended; what the queue still held then does not count."""
        return sum(status == 200 and sent + took <= self.start + self.seconds for status, took, sent in self.calls)

    @property
    def goodput(self):
        return self.good / self.seconds

    def quantile(self, share, *, status=200):
        times = sorted(one[1] for one in self.calls if one[0] == status)
        return times[min(len(times) - 1, int(share * len(times)))] if times else float("inf")


async def closed(port, clients, seconds, load=None):
    """Let `clients` call one after the other for so long."""
    load = load or Load()
    start, numbers = load.start, iter(range(10**9))

    async def client():
        while time.monotonic() - start < seconds:
            sent = time.monotonic()
            status, took, _ = await call(port, article(next(numbers)))
            load.calls.append((status, took, sent))
            if status == FAILED:
                await asyncio.sleep(0.02)

    await asyncio.gather(*(client() for _ in range(clients)))
    load.seconds = time.monotonic() - start
    return load


async def open_loop(port, rate, seconds):
    """Call at a rate, whatever becomes of the calls."""
    load, tasks = Load(), []
    start = load.start

    async def one(number):
        sent = time.monotonic()
        status, took, answer = await call(port, article(number))
        load.calls.append((status, took, sent))
        load.bare += status == 503 and not (b"Retry-After: " in answer and b"/problems/overloaded" in answer)

    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(one(number)))
    load.seconds = time.monotonic() - start
    await asyncio.gather(*tasks)
    return load


async def probe(port, path, seconds):
    """Return the longest time of a GET, asked five times a second; infinite where one failed."""
    end, worst = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        status, took, _ = await get(port, path)
        worst = max(worst, took if status == 200 else float("inf"))
        await asyncio.sleep(0.2)
    return worst


def more_files(number):
    """Let this process hold so many connections; return whether it may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard >= number


def memory(process_id, name="Pss"):
    """Return MiB of a process, by name of /proc/PID/smaps_rollup."""
    for line in Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(name)
