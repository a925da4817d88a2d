"""PDF files written by hand, byte for byte: what they would do lies where the writer says, in the open or hidden."""

import zlib
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfWriter

PLAIN = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>")


def paper(catalog: bytes = PLAIN, *more: bytes) -> bytes:
    """One page; ``more`` objects are numbered from 4."""
    objects = [catalog, *_PAGES, *more]
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at))


def packed(catalog: bytes, encode: Callable[[bytes], bytes] = zlib.compress, filters: bytes = b"/FlateDecode") -> bytes:
    """The same with all its objects in a stream of objects, found by a stream of places."""
    objects = [catalog, *_PAGES]
    heads, bodies = b"", b""
    for number, body in enumerate(objects, start=1):
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    inside = encode(heads + bodies)
    out = bytearray(b"%PDF-1.5\n")
    stream_at = len(out)
    out += b"4 0 obj\n<</Type/ObjStm/N 3/First %d/Filter%s/Length %d>>stream\n" % (len(heads), filters, len(inside))
    out += inside + b"\nendstream\nendobj\n"
    at = len(out)
    rows = [(0, 0, 255), *((2, 4, index) for index in range(3)), (1, stream_at, 0), (1, at, 0)]
    places = b"".join(bytes((kind,)) + place.to_bytes(4, "big") + bytes((last,)) for kind, place, last in rows)
    out += b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(places)
    return bytes(out + places + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at)


def revised(data: bytes, catalog: bytes) -> bytes:
    """With another catalog written behind, as programs save what was changed."""
    begin, at = int(data.rsplit(b"startxref\n", 1)[1].split()[0]), len(data)
    body = b"1 0 obj\n%s\nendobj\n" % catalog
    trailer = b"xref\n1 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\n" % (at, begin)
    return data + body + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(body))


def locked() -> bytes:
    """One page, encrypted so that everybody opens it and nobody finds what lies in it."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 300)
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _hex(content: bytes) -> bytes:
    return zlib.compress(content).hex().encode() + b">"


def _acting(action: bytes) -> bytes:
    return b"<</Type/Catalog/Pages 2 0 R/OpenAction" + action + b">>"


_SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
ACTING: dict[str, bytes] = {
    "a script on opening": paper(_acting(_SCRIPT)),
    "a script in other spelling": paper(_acting(b"<</#53/J#61va#53cript/#4a#53(x)>>")),
    "a script elsewhere": paper(_acting(b" 4 0 R"), _SCRIPT),
    "a script in a stream": paper(_acting(b"<</S/JavaScript/JS 4 0 R>>"), b"<</Length 1>>stream\nx\nendstream"),
    "a script that is packed": packed(_acting(_SCRIPT)),
    "a script packed twice": packed(_acting(_SCRIPT), _hex, b"[/ASCIIHexDecode/FlateDecode]"),
    "a program to be started": paper(_acting(b"<</S/Launch/F(cmd.exe)>>")),
    "a program on turning a page": paper(PLAIN.replace(b">>", b"/AA<</WC<</S/Launch/F(x)>>>>>>")),
    "a file within": paper(
        PLAIN.replace(b">>", b"/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 4 0 R>>>>]>>>>>>"),
        b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream",
    ),
    "a file that leads to a file": paper(_acting(b"<</S/GoToE/F(x.pdf)>>")),
    "a form of another kind": paper(
        PLAIN.replace(b">>", b"/AcroForm<</XFA 4 0 R>>>>"), b"<</Length 0>>stream\n\nendstream"
    ),
    "a form that sends itself": paper(_acting(b"<</S/SubmitForm/F(http://x)>>")),
    "a film": paper(PLAIN, b"<</Type/Annot/Subtype/RichMedia>>"),
    "a page of the web on opening": paper(_acting(b" 4 0 R"), b"<</S/URI/URI(http://x)>>"),
    "a page of the web after turning to one": paper(_acting(b"<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(http://x)>>>>")),
    "a link to a program": paper(PLAIN, b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(file:///C:/Windows/calc.exe)>>>>"),
    "a link to another's computer": paper(PLAIN, rb"<</Type/Annot/Subtype/Link/A<</S/GoToR/F(\\\\x\\y.pdf)>>>>"),
    "contents that lie elsewhere": paper(PLAIN, b"<</Length 0/F(x)/FFilter/FlateDecode>>stream\n\nendstream"),
    "a body in space": paper(PLAIN, b"<</Type/Annot/Subtype/3D/3DD 5 0 R>>"),
    "a script under an index of names": paper(
        PLAIN.replace(b">>", b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>>>"), _SCRIPT
    ),
    "a script in a later revision": revised(paper(), _acting(_SCRIPT)),
    "a script that a later revision hides": revised(paper(_acting(_SCRIPT)), PLAIN),
    "one locked without a password": locked(),
    "no pages": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
    "noise": b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF\n",
    "a locked one": paper().replace(b"/Root", b"/Encrypt<</Filter/Standard/V 9>>/Root"),
    "a circle of pages": paper(PLAIN.replace(b"2 0 R", b"4 0 R"), b"<</Type/Pages/Kids[4 0 R]/Count 1>>"),
}
