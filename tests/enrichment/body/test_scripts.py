"""Scripts that the labeller cannot read are told from others, and their prose from their menus."""

import pytest

from service.enrichment import body
from service.enrichment.body import scripts
from service.enrichment.types import Source

PAGES = {
    "Arabic": (
        "الرئيسية\nأخبار\nرفع أسعار الفائدة",
        "رفع البنك المركزي أسعار الفائدة يوم الخميس بواقع نقطة مئوية كاملة في محاولة لكبح التضخم.",
        "شارك",
    ),
    "Chinese": (
        "首页\n新闻\n央行宣布下调利率",
        "中国人民银行十七日宣布，决定于三月二十七日降低存款准备金率零点二五个百分点。",
        "相关新闻",
    ),
    "Japanese": (
        "ホーム\n国内\n台風、上陸へ",
        "大型の台風は十五日にかけて関東から東海に接近し、上陸する見込みだと気象庁は発表した。",
        "シェアする",
    ),
    "Hindi": ("होम\nदेश\nभारी बारिश", "दिल्ली में रविवार को भारी बारिश हुई और कई इलाकों में पानी भर गया।", "शेयर करें"),
    "Korean": (
        "홈\n정치\n금리 동결",
        "한국은행 금융통화위원회는 십삼일 기준금리를 연 삼 점 오 퍼센트로 동결했다고 밝혔다.",
        "공유하기",
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_finds_the_prose(labeller, language):
    head, prose, foot = PAGES[language]
    assert body.extract(body.read(Source(f"{head}\n{prose}\n{foot}"), labeller)).text == prose


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        *((prose, True) for _, prose, _ in PAGES.values()),
        ("The minister said so.", False),
        ("Ο υπουργός το είπε.", False),
        ("Министр сказал это.", False),
        ("Tiếng Việt có dấu.", False),
        ("The word 首相 means prime minister.", False),
        ("12:30 – 14:00 🌧️", False),
        ("", False),
    ],
)
def test_tells_scripts_it_cannot_read(text, unread):
    assert scripts.unread(text) is unread
