"""The styles of an official page in a Word document, so that a clerk changes a sentence and keeps the page.

Fonts are named, not embedded: Word and WPS on the office's computers hold them. Built-in styles keep their built-in
names, which Chinese Word shows as 标题, 标题 1, 正文文本.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from docx.document import Document

END = "end"  # the bookmark of a volume's last page
LATIN = "Times New Roman"
LINE_PITCH = 579  # twips, 28.95 pt: 22 lines in 225 mm
PITCH = LINE_PITCH / 20
TIGHTER = -5  # twips after each character: 28 of 16 pt in 156 mm
FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
Justify = Literal["both", "center", "left", "right"]


@dataclass(frozen=True)
class WordStyle:
    """One paragraph style: its East Asian font, size in half points, indents in characters and outline level.

    ``left`` and ``right`` indent all lines, ``first_line`` the first by so much more. A ``tight`` one has 28 characters
    on a line, or what ``spacing`` (twips after each) asks for.
    """

    name: str
    font: str = FANGSONG
    size: int = 32
    align: Justify = "both"
    first_line: int = 0
    left: float = 0
    right: float = 0
    outline: int | None = None
    tight: bool = False
    spacing: int | None = None
    keep_next: bool = False
    page_break: bool = False
    on_grid: bool = True
    based_on: str = "Normal"
    color: str = "000000"


NORMAL = WordStyle("Normal", based_on="")
BODY = WordStyle("Body Text", first_line=2, tight=True)
TITLE = WordStyle("Title", XIAOBIAOSONG, 44, "center", outline=0, keep_next=True)
HEADINGS = (
    WordStyle("Heading 1", HEITI, first_line=2, outline=1, tight=True, keep_next=True),
    WordStyle("Heading 2", KAITI, first_line=2, outline=2, tight=True, keep_next=True),
)
FLUSH = WordStyle("顶格正文", tight=True)
NUMBER = WordStyle("编号行", align="center", keep_next=True)
ANNEX = WordStyle("附件标识", HEITI, align="left", keep_next=True, page_break=True)
SIGNATURE = WordStyle("签署", align="left", left=1, right=0.5, tight=True, keep_next=True)
SIGNATURE_OF_THREE = replace(SIGNATURE, name="签署三方", left=0.5, right=0)
ISSUER = WordStyle("落款", align="left", tight=True, keep_next=True)
# Table texts by their size in points: 小四, 五号, 小五.
CELLS = {
    12: WordStyle("表格文字", size=24, align="left", on_grid=False),
    10.5: WordStyle("表格文字五号", size=21, align="left", on_grid=False),
    9: WordStyle("表格文字小五", size=18, align="left", on_grid=False),
}
HEADS = {
    12: WordStyle("表头", HEITI, 24, "center", on_grid=False),
    10.5: WordStyle("表头五号", HEITI, 21, "center", on_grid=False),
    9: WordStyle("表头小五", HEITI, 18, "center", on_grid=False),
}
FORM_TITLE = WordStyle("表单标题", XIAOBIAOSONG, 40, "center", outline=0, keep_next=True, on_grid=False)
FORM_NAME = WordStyle("表单表名", HEITI, 24, "left", keep_next=True, on_grid=False)
CAPTION = WordStyle("表名", HEITI, align="center", keep_next=True)
FOOTER = WordStyle("Footer", SONGTI, 28, "right", on_grid=False)
FOOTER_SMALL = WordStyle("台账页码", SONGTI, 21, "center", on_grid=False)
COVER = WordStyle("封面标题", XIAOBIAOSONG, 72, "center", on_grid=False)
COVER_PERIOD = WordStyle("封面副题", KAITI, 44, "center", on_grid=False)
COVER_FOOT = WordStyle("封面落款", size=36, align="center", on_grid=False)
ENTRY = WordStyle("目录行", size=28, align="left", on_grid=False)
GROUP = WordStyle("目录组", HEITI, 28, "left", keep_next=True, on_grid=False)
RED = "FF0000"
MARK = WordStyle("发文机关标志", XIAOBIAOSONG, 108, "center", keep_next=True, on_grid=False, color=RED)
NUMBER_AND_SIGNER = WordStyle("发文字号和签发人", align="left", left=1, keep_next=True)
LETTER_NUMBER = WordStyle("信函发文字号", align="right", keep_next=True)
IMPRINT = WordStyle("版记", size=28, align="left", on_grid=False)
PICTURE = WordStyle("图片", align="center", on_grid=False)
STYLES = (
    NORMAL,
    BODY,
    TITLE,
    *HEADINGS,
    FLUSH,
    NUMBER,
    ANNEX,
    SIGNATURE,
    SIGNATURE_OF_THREE,
    ISSUER,
    FORM_TITLE,
    FORM_NAME,
    CAPTION,
    FOOTER,
    FOOTER_SMALL,
    PICTURE,
    IMPRINT,
    *CELLS.values(),
    *HEADS.values(),
)


def cells(size: float) -> WordStyle:
    """The style of a table's texts of that size."""
    return CELLS[size]


def heads(size: float) -> WordStyle:
    """The style of a table's heads and sums of that size."""
    return HEADS[size]


def apply_styles(document: "Document", styles: Iterable[WordStyle] = STYLES, *, keep: bool = False) -> None:
    """Give ``document`` the official styles; with ``keep``, those that it has already stay as the office made them."""
    from docx.enum.style import WD_STYLE_TYPE

    present = {style.name for style in document.styles}
    for style in styles:
        if style.name in present and keep:
            continue
        if style.name not in present:
            document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        _rewrite(document, style)


def _rewrite(document: "Document", style: WordStyle) -> None:
    """Replace all that the style says, so that no colour, border or theme font of a template is left."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    element = document.styles[style.name].element
    for tag in ("w:pPr", "w:rPr", "w:basedOn", "w:next"):
        for child in element.findall(qn(tag)):
            element.remove(child)
    name = element.find(qn("w:name"))
    if style.based_on:
        base = document.styles[style.based_on].style_id
        name.addnext(parse_xml(f'<w:basedOn {namespace()} w:val="{base}"/>'))
    element.append(parse_xml(_paragraph_xml(style)))
    element.append(parse_xml(_run_xml(style)))


def namespace() -> str:
    """The declaration that a fragment of WordprocessingML begins with."""
    from docx.oxml.ns import nsdecls

    return nsdecls("w")


def _paragraph_xml(style: WordStyle) -> str:
    """Paragraph properties in the order that the schema asks for."""
    spacing = f'w:line="{LINE_PITCH}" w:lineRule="exact"' if style.on_grid else 'w:line="240" w:lineRule="auto"'
    parts = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:pageBreakBefore/>" if style.page_break else "",
        '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>',
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
        '<w:snapToGrid w:val="0"/>',  # lines have heights of their own; some programs would move them to the grid
        f'<w:spacing w:before="0" w:after="0" {spacing}/>',
        indents_xml(style),
        f'<w:jc w:val="{style.align}"/>',
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
    ]
    return f"<w:pPr {namespace()}>{''.join(parts)}</w:pPr>"


def indents_xml(style: WordStyle) -> str:
    """The indents of a style, in twips and in characters."""
    indents = (("left", style.left), ("right", style.right), ("firstLine", style.first_line))
    sides = " ".join(f'w:{side}="{round(320 * size)}" w:{side}Chars="{round(100 * size)}"' for side, size in indents)
    return f"<w:ind {sides}/>"


def closer(style: WordStyle, tighter: float) -> WordStyle:
    """The style with its characters ``tighter`` points closer than usual."""
    if not tighter:
        return style
    step = round(-tighter * 20)
    return replace(style, name=f"{style.name} 紧缩{step}", based_on=style.name, spacing=TIGHTER - step)


def _run_xml(style: WordStyle) -> str:
    """Run properties: an East Asian font beside the Latin one, black, upright, not bold."""
    latin = style.font if style.font in {HEITI, SONGTI, XIAOBIAOSONG} else LATIN
    fonts = f'w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{style.font}" w:cs="{LATIN}"'
    tight = f'<w:spacing w:val="{TIGHTER if style.spacing is None else style.spacing}"/>' if style.tight else ""
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    upright = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
    upright += f'<w:color w:val="{style.color}"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return f"<w:rPr {namespace()}><w:rFonts {fonts}/>{upright}{tight}{size}{language}</w:rPr>"
