import re
from pathlib import Path

from service.settings import Settings

ROOT = Path(__file__).parents[1]


def test_nginx_passes_on_what_the_queues_of_two_workers_hold():
    text = (ROOT / "deploy/nginx/nginx.conf").read_text()
    held = sum(int(number) for number in re.findall(r"max_conns=(\d+)", text))
    assert "WORKERS: ${WORKERS:-2}" in (ROOT / "docker-compose.yml").read_text()
    assert held == 2 * (1 + Settings().queue)
