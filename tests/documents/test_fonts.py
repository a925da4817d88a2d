"""Faces: which are found, what they print, and what is refused before paper is spent."""

import shutil

import pdfplumber
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from app.documents.fonts import SERIF, Faces, Role, bundled, installed
from app.documents.fonts.files import faces_in, faces_under
from app.documents.layout.pages import OFFICIAL
from app.documents.layout.type import BODY
from app.documents.pdf.canvas import canvas_on
from app.errors import Refused


def make_font(path, family, characters="镇村", *, cff=False, style="Regular", localised=""):
    """A small font of squares, 1 em wide; with TrueType outlines or, on request, CFF ones."""
    glyphs = [".notdef", *(f"uni{ord(char):04X}" for char in characters)]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(char): f"uni{ord(char):04X}" for char in characters})
    pen = T2CharStringPen(1000, None) if cff else TTGlyphPen(None)
    for step, point in enumerate([(100, 0), (900, 0), (900, 800), (100, 800)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    if cff:
        builder.setupCFF(family, {}, dict.fromkeys(glyphs, pen.getCharString()), {})
    else:
        builder.setupGlyf(dict.fromkeys(glyphs, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    own = f"Squares{sum(map(ord, characters))}"  # reportlab takes two faces of one PostScript name for the same
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": own, "fullName": family})
    if localised:
        for number in (1, 4):
            builder.font["name"].setName(localised, number, 3, 1, 0x804)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office whose data folder is empty and whose machine has the fonts of ``system``."""
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    return tmp_path


def face_of(faces: Faces, role: Role):
    return next(face for face in faces.of if face.role is role)


def test_without_other_fonts_the_bundled_ones_stand_in_for_every_role(office):
    faces = installed(folders=[office / "none"])
    assert {face.path.parent for face in faces.of} == {SERIF.parent}
    assert [face.stand_in for face in faces.of] == [True] * 5 + [False]


def test_a_font_of_the_system_is_found_by_its_chinese_name(office):
    path = make_font(office / "system" / "a.ttf", "FZXBSK", localised="方正小标宋简体")
    face = face_of(installed(folders=[office / "system"]), Role.TITLE)
    assert (face.path, face.name, face.stand_in) == (path, "方正小标宋简体", False)


def test_the_offices_own_folder_comes_before_the_system(office):
    make_font(office / "system" / "simfang.ttf", "FangSong", localised="仿宋")
    own = make_font(office / "data" / "fonts" / "zhuque.ttf", "Zhuque Fangsong (technical preview)")
    assert face_of(installed(folders=[office / "system"]), Role.BODY).path == own


def test_a_file_chosen_in_the_settings_comes_first(office):
    make_font(office / "data" / "fonts" / "own.ttf", "SimHei")
    chosen = make_font(office / "chosen.ttf", "Anything")
    assert face_of(installed({Role.HEADING: chosen}, folders=[]), Role.HEADING).path == chosen


def test_a_chosen_file_that_cannot_be_printed_is_refused_at_its_role(office):
    with pytest.raises(Refused) as refusal:
        installed({Role.HEADING: make_font(office / "cff.otf", "SimHei", cff=True)}, folders=[])
    assert refusal.value.field == "HEADING"
    assert "cff.otf" in refusal.value.message


def test_cff_outlines_bold_cuts_and_damaged_files_are_passed_over(office):
    system = office / "system"
    make_font(system / "a.otf", "SimHei", cff=True)
    make_font(system / "b.ttf", "SimHei", style="Bold")
    (system / "c.ttf").write_bytes(b"\0\1\0\0 not a font")
    (system / "d.ttc").write_bytes(b"ttcf")
    assert faces_under([system]) == []
    assert face_of(installed(folders=[system]), Role.HEADING).stand_in


def test_what_was_read_of_a_file_is_remembered_until_the_file_changes(office):
    path, cache = make_font(office / "system" / "a.ttf", "SimHei"), office / "fonts.json"
    first = faces_under([path.parent], cache)
    assert faces_under([path.parent], cache) == first
    make_font(path, "KaiTi", "镇村乡")
    assert [face.names for face in faces_under([path.parent], cache)] == [faces_in(path)[0].names]
    cache.write_text("{broken", encoding="utf-8")
    assert faces_under([path.parent], cache)


def test_a_character_that_a_face_lacks_is_taken_from_the_bundled_one(office):
    make_font(office / "system" / "a.ttf", "FangSong", "镇村")
    runs = installed(folders=[office / "system"]).typeface(Role.BODY).runs("镇喆村")
    assert [run.text for run in runs] == ["镇", "喆", "村"]
    assert runs[0].face == runs[2].face != runs[1].face


def test_rare_characters_of_names_are_printable_and_what_is_not_is_named():
    assert bundled().missing(["陈喆堃䶮㛃𬭊", "㎡℃①〇《》〔2026〕—…“”·￥"]) == []
    assert bundled().missing(["王\ue863明", "\ue863\U0003fff0"]) == ["\ue863", "\U0003fff0"]
    with pytest.raises(Refused, match="以下字无法打印：U\\+E863"):
        bundled().require(["王\ue863明"])


def test_marks_without_a_shape_do_not_stop_printing():
    assert bundled().missing(["清溪\u200b镇\ufeff\u00a0\t村\n", "葛\U000e0100城", "Rene\u0301e, Mun\u0303oz"]) == []


@pytest.mark.parametrize("name", ["ئالىم", "བཀྲ་ཤིས", "ᠪᠠᠲᠤ"], ids=["维吾尔文", "藏文", "蒙古文"])
def test_letters_that_join_are_refused_even_where_a_font_has_them(office, name):
    make_font(office / "own" / "rare.ttf", "LXGW WenKai", "".join(dict.fromkeys(name)))
    assert installed({}, [office / "own"]).missing([f"{name}同志"]) == list(dict.fromkeys(name))
    with pytest.raises(Refused, match="请改用汉字"):
        bundled().require([name])


def test_a_face_of_the_machine_prints_what_ours_lack(office):
    make_font(office / "own" / "plane2.ttf", "SimSun-ExtB", "𠮷")
    assert bundled().missing(["𠮷野家"]) == ["𠮷"]
    assert installed({}, [office / "own"]).missing(["𠮷野家"]) == []


def test_text_copied_from_the_pdf_reads_right_beyond_the_basic_plane(tmp_path):
    path = tmp_path / "a.pdf"
    with canvas_on(path, OFFICIAL, bundled(), "试") as pen:
        pen.text(100, 100, "元素𬭊与喆", BODY)
        pen.canvas.showPage()
    with pdfplumber.open(path) as read:
        assert read.pages[0].extract_text() == "元素𬭊与喆"


def test_a_font_that_was_moved_away_since_the_last_start_is_not_missed(office):
    system = office / "system"
    make_font(system / "a.ttf", "SimHei")
    assert not face_of(installed(folders=[system]), Role.HEADING).stand_in
    shutil.rmtree(system)
    assert face_of(installed(folders=[system]), Role.HEADING).stand_in


def test_the_bundled_serif_is_an_embeddable_face():
    assert faces_in(SERIF)


def test_the_plain_cut_of_a_family_comes_before_a_light_one(office):
    make_font(office / "system" / "a-light.ttf", "KaiTi Light", localised="楷体")
    plain = make_font(office / "system" / "b-regular.ttf", "KaiTi", localised="楷体")
    assert face_of(installed(folders=[office / "system"]), Role.CLAUSE).path == plain
