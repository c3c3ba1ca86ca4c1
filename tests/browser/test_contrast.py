"""Every word on a unit's pages has the contrast of WCAG AA, by day and in the dark."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from tests.browser.conftest import Open
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

# Walks every element with words of its own, finds the ground it stands on, and reckons the ratio
# as WCAG 2 does: 4.5, or 3 for text that is large (24 px, or 18.66 px and bold).
_FAINT = """
const parse = c => {
  const [r, g, b, a] = c.match(/[\\d.]+/g).map(Number)
  return [r, g, b, a ?? 1]
}
const part = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2])
const ground = e => {
  for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor)
    if (c[3] === 1) return c
  }
  return [255, 255, 255, 1]
}
const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
return [...document.querySelectorAll('body *')]
  .filter(e => (own(e) || e.matches('input:not([type=hidden]), textarea')) && e.offsetParent)
  .map(e => {
    const style = getComputedStyle(e)
    const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x)
    const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700
    const wanted = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5
    return [(a + 0.05) / (b + 0.05), wanted, e.outerHTML.slice(0, 90)]
  })
  .filter(([ratio, wanted]) => ratio < wanted)
"""
_WORDS = "return document.body.innerText.length"


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_reaches_aa(served: Served, browser: Open, *, dark: bool) -> None:
    home, wrong = served.link(), served.link("so-tu-phap")
    served.hand_in(home)
    chromium = browser(dark=dark)

    for path in (home, f"{home}?sua=1", f"{home}/bien-nhan/1", f"{home}/danh-sach", wrong, "/v/x"):
        chromium.get(served.url(path))
        chromium.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert chromium.execute_script(_WORDS) > 100
        assert chromium.execute_script(_FAINT) == [], path
    chromium.get(served.url(wrong))
    chromium.execute_script("document.querySelector('.main-form form').submit()")
    assert "chỗ cần sửa" in chromium.title
    assert chromium.execute_script(_FAINT) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("day", [date(2027, 3, 16), date(2027, 3, 18)])
def test_so_does_a_date_that_is_today_or_past(
    served: Served, browser: Open, *, day: date, dark: bool
) -> None:
    served.now = at(day, 9)
    chromium = browser(360, 740, dark=dark)

    chromium.get(served.url(served.link()))

    assert chromium.execute_script(_FAINT) == []


def test_dark_is_dark(served: Served, browser: Open) -> None:
    grounds = []
    for dark in (False, True):
        chromium = browser(dark=dark)
        chromium.get(served.url(served.link()))
        grounds.append(
            chromium.execute_script("return getComputedStyle(document.body).backgroundColor")
        )

    assert ["rgb(243, 245, 247)", "rgb(16, 21, 27)"] == grounds
