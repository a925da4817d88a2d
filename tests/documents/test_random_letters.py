"""Whatever a letter holds: full pages, nothing beyond the 版心, nobody signs alone, and Word says what the PDF says."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports import letters
from app.services.letters.sheet import Clause, LetterSheet, Section, Signature, TargetLine
from tests.documents.letter_samples import HAN
from tests.documents.pages import MM, Line, body, lines_of
from tests.documents.reading import said_in_pdf, said_in_word

LEFT, RIGHT = 28 * MM, (210 - 26) * MM
names = st.text(HAN + "阿·李王𬭊", min_size=2, max_size=28).map(lambda name: f"镇{name.strip('·')}村")
PIECES = (HAN, "2026年", "12000.50万元", "，", "（含土地费用）", "“一事一议”", "招商")
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(lambda parts: f"落实{''.join(parts)}责任。")
clauses = st.builds(Clause, texts, st.sampled_from([0, 2, 2, 3, 4]))
lines = st.builds(
    TargetLine,
    st.sampled_from(["到位资金", "新签约亿元以上工业项目（固定资产投资不含土地费用）", "标准厂房"]),
    st.sampled_from(["万元", "个", "万平方米"]),
    st.integers(0, 10**9).map(str),
    st.sampled_from(["", "15000.00"]),
)
sections = st.builds(
    Section,
    st.sampled_from(["目标任务", "工作要求", "考核办法"]),
    st.lists(clauses, min_size=1, max_size=5).map(tuple),
    st.lists(lines, max_size=2).map(tuple),
)
signers = st.builds(
    Signature,
    st.just("乙方（盖章）："),
    st.just("责任人（签字）："),
    st.one_of(st.just(""), names),
    st.one_of(st.just(()), names.map(lambda name: (f"联络员：{name[:14]}",))),
)


@st.composite
def sheets(draw) -> LetterSheet:
    """A letter of one to four who sign."""
    unit = draw(names)
    return LetterSheet(
        f"清溪镇2026年度{draw(st.sampled_from(['招商引资工作', '招商引资“百日竞赛”']))}目标责任书",
        draw(st.sampled_from(["", "清招责〔2026〕1号"])),
        (("甲方", "中共清溪镇委员会、清溪镇人民政府"), ("乙方", unit)),
        draw(texts),
        tuple(draw(st.lists(sections, min_size=1, max_size=3))),
        tuple(draw(st.lists(signers, min_size=1, max_size=4))),
        annex=tuple(draw(st.lists(lines, max_size=5))),
        unit=unit,
    )


def _signs(page: list[Line]) -> bool:
    return any("（盖章）" in line.text for line in page)


@settings(deadline=None, max_examples=5)
@given(sheets())
def test_every_letter_is_a_whole_paper(sheet: LetterSheet) -> None:
    with TemporaryDirectory() as folder:
        drawn, written = Path(folder) / "a.pdf", Path(folder) / "a.docx"
        document = letters.document([sheet])
        write(drawn, document, faces=bundled())
        write(written, document, faces=bundled())
        pages = [body(page) for page in lines_of(drawn)]
        (text, rows), heads = said_in_word(written)
        assert said_in_pdf(drawn, heads) == (text, rows)
    edges = [(line.x0, line.x1) for page in pages for line in page]
    assert min(left for left, _ in edges) >= LEFT - 0.5
    assert max(right for _, right in edges) <= RIGHT + 8.5  # a closing mark's empty half may stand outside
    assert all(page for page in pages)
    signed = next(page for page in pages if _signs(page))
    first = next(place for place, line in enumerate(signed) if "（盖章）" in line.text)
    assert first >= 2, "a signature stands with text above it"
