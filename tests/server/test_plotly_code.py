"""The code for charts has the kinds that are drawn, and what it is not sure of stays."""

import re
from pathlib import Path

import pytest

from tools.plotly_code import KINDS, in_sight_first, marks_kept, without_unused
from web.index_html import changed, compressible

RECORDS = Path(__file__).parents[1] / "golden" / "records"

OTHERS = "".join(f'k{n}=_({{"lib/kind{n}.js"(e,t){{t.exports=w()}}}}),' for n in range(20))
BUNDLE = (
    'import{r}from"./rolldown.js";var _=e=>e,'
    'a=_({"src/core.js"(e,t){t.exports=b()}}),b=_({"src/lib/index.js"(e){e.b=1}}),'
    'w=_({"src/maps/large.js"(e){e.large=1}}),'
    'f=_({"src/fonts.js"(e){e.f=1}}),shared={x:1},'
    'h=_({"src/plots/helped.js"(e){e.h=helping(shared)}}),'
    'm=_({"node_modules/maplibre-gl/dist/maplibre-gl.css"(){style(".map{}")}}),'
    "named={};v(named,{one:()=>shared});function helping(w){return named}function alone(){w()}var "
    'r=_({"lib/bar.js"(e,t){t.exports=b()}}),c=_({"lib/choropleth.js"(e,t){m(),t.exports=h()}}),'
    's=_({"lib/scattergeo.js"(e,t){t.exports=g()}}),g=_({"src/plots/geo.js"(e){e.g=1}}),'
    f'{OTHERS}y=_({{"lib/calendars.js"(e,t){{t.exports=w()}}}});'
    'return _({"lib/index.js"(e,t){var n=a();n.register([r(),c(),s(),'
    + ",".join(f"k{n}()" for n in range(20))
    + ",y()]),t.exports=n}})()"
)


def test_modules_that_no_kind_of_chart_needs_go() -> None:
    cut = without_unused(BUNDLE)
    for used_module in ("src/core.js", "src/lib/index.js", "lib/bar.js", "src/plots/geo.js"):
        assert used_module in cut
    for unused_module in ("src/maps/large.js", "lib/kind7.js", "lib/calendars.js"):
        assert unused_module not in cut
    assert "n.register([r(),c(),s()])" in cut
    assert ",w,f,shared={x:1}," in cut
    assert "y;return" in cut


def test_what_stands_between_two_modules_stays_if_a_module_uses_it() -> None:
    cut = without_unused(BUNDLE)
    assert "named={};v(named,{one:()=>shared});function helping(w){return named}" in cut
    assert "function alone" not in cut


def test_the_style_that_no_chart_needs_is_empty() -> None:
    cut = without_unused(BUNDLE)
    assert "m=()=>{}," in cut
    assert "m()," in cut


@pytest.mark.parametrize(
    "code", ["", "import x from 'y';", BUNDLE.replace("lib/bar.js", "lib/bars.js")]
)
def test_code_that_is_built_otherwise_is_left_as_it_is(code: str) -> None:
    assert without_unused(code) == code


def test_streamlits_code_asks_before_it_draws_a_chart() -> None:
    code = compressible()[next(iter(changed()))].read_text(encoding="utf-8")
    patched_code = in_sight_first(code)
    assert patched_code.count("whenInSight") == 1
    assert in_sight_first(patched_code) == patched_code


def test_streamlits_code_asks_before_it_notes_a_mark() -> None:
    code = compressible()[next(iter(changed()))].read_text(encoding="utf-8")
    patched_code = marks_kept(code)
    assert patched_code.count("keepingMarks") == code.count("setStringValue(") > 0
    assert marks_kept(patched_code) == patched_code


def test_streamlit_notes_what_is_clicked_before_it_sends_it() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in compressible().values())
    for part in ("removeInactive(", "flushScheduled=!0", "sendUpdateWidgetsMessage("):
        assert part in code


def test_every_chart_of_the_golden_record_is_of_a_kind_that_is_there() -> None:
    texts = (path.read_text(encoding="utf-8") for path in RECORDS.rglob("*.txt"))
    kinds = {kind for text in texts for kind in re.findall(r'^data.*\.type: "(\w+)"', text, re.M)}
    assert kinds == KINDS | {"scatter"}
