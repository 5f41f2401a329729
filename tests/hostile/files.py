"""Files that were made to do harm, or are broken in the ways that files break: each is made when it is asked for.

``HOSTILE`` names them all. No file takes more than a few megabytes on the disk: what would be large is sparse,
or packed from one block that repeats.
"""

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000
TEXT = "The ferry crossed the river. عبرت العبّارة النهر. "
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11)) + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"


@dataclass(frozen=True)
class Part:
    """A part of an archive as its bytes lie in the file; ``size`` is what the archive says of it."""

    name: str
    packed: bytes
    size: int
    checksum: int = 0
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0


def deflated(size: int, sign: bytes = b"a") -> bytes:
    """``size`` bytes (a multiple of a megabyte) of one sign, packed a thousand times faster than by packing them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(sign * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    return block * (size // MEGABYTE) + end


def gzipped(size: int) -> bytes:
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + deflated(size) + struct.pack("<II", 0, size & 0xFFFFFFFF)


def pack(data: str | bytes) -> tuple[bytes, int, int]:
    raw = data.encode() if isinstance(data, str) else data
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(raw) + packer.flush(), len(raw), zlib.crc32(raw)


def archive(parts: list[Part], *, overlapping: bool = False) -> bytes:
    """A ZIP archive of parts that need not be what they say; where they overlap, all share the bytes of the first."""
    body, listing, places = bytearray(), bytearray(), []
    for part in parts:
        name = part.name.encode()
        places.append(0 if overlapping else len(body))
        head = (20, part.flags, part.method, 0, 0, part.checksum, len(part.packed), part.size, len(name), 0)
        if not overlapping or not body:
            body += b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *head) + name + part.packed
    for part, place in zip(parts, places, strict=True):
        name = part.name.encode()
        head = (20, 20, part.flags, part.method, 0, 0, part.checksum, len(part.packed), part.size, len(name))
        listing += b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", *head, 0, 0, 0, 0, 0, place) + name
    end = struct.pack("<HHHHIIH", 0, 0, len(parts) & 0xFFFF, len(parts) & 0xFFFF, len(listing), len(body), 0)
    return bytes(body) + listing + b"PK\x05\x06" + end


def document(parts: dict[str, str | bytes], extra: list[Part] | None = None, **options: bool) -> bytes:
    return archive([Part(name, *pack(data)) for name, data in parts.items()] + (extra or []), **options)


def docx(body: str | bytes, extra: list[Part] | None = None) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>')
    parts: dict[str, str | bytes] = {"[Content_Types].xml": types, "_rels/.rels": RELATIONS.format("word/document.xml")}
    return document({**parts, "word/document.xml": body}, extra)


def word(body: str, declaration: str = "") -> str:
    return f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(sheet: str, strings: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings"))
    types = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{kind}{name}+xml"/>' for part, name in overrides)
    relations = RELATIONS.format("worksheets/sheet1.xml").replace('officeDocument"/>', 'worksheet"/>')
    prefix = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = relations.replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Target="sharedStrings.xml" Type="{prefix}/sharedStrings"/></Relationships>',
    )
    sheets = '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{main}" xmlns:r="{prefix}">{sheets}</workbook>'
    return document(
        {
            "[Content_Types].xml": TYPES.format(types),
            "_rels/.rels": RELATIONS.format("xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            "xl/sharedStrings.xml": strings or f'<sst xmlns="{main}"/>',
        }
    )


def odt(content: str | bytes, extra: list[Part] | None = None) -> bytes:
    mimetype = b"application/vnd.oasis.opendocument.text"
    first = Part("mimetype", mimetype, len(mimetype), zlib.crc32(mimetype), zipfile.ZIP_STORED)
    return archive([first, Part("content.xml", *pack(content)), *(extra or [])])


def opendocument(body: str, declaration: str = "") -> str:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    return (
        f'<?xml version="1.0"?>{declaration}<office:document-content {names}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )


def epub(chapter: str, package: str = "") -> bytes:
    mimetype = b"application/epub+zip"
    first = Part("mimetype", mimetype, len(mimetype), zlib.crc32(mimetype), zipfile.ZIP_STORED)
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = package or (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>'
        + '<itemref idref="a"/>' * 1
        + "</spine></package>"
    )
    parts = {"META-INF/container.xml": container, "book.opf": package, "a.xhtml": chapter}
    return archive([first, *(Part(name, *pack(data)) for name, data in parts.items())])


def pdf(objects: list[str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(out))
        out += (
            f"{number} 0 obj\n".encode()
            + (value.encode("latin-1") if isinstance(value, str) else value)
            + b"\nendobj\n"
        )
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010d} 00000 n \n" for place in places
    )
    end = f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (table + end).encode()


def stream(data: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def zlib_packed(size: int, sign: bytes = b" ") -> bytes:
    return b"\x78\xda" + deflated(size, sign) + b"\0\0\0\0"


def ole(name: str) -> bytes:
    """The first sector of an OLE container and a folder in it, as encrypted Word files have."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    return head.ljust(512, b"\xff") + name.encode("utf-16-le").ljust(512, b"\0") * 4


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as out:
        out.write(TEXT.encode())
        out.truncate(size)


def loop(path: Path) -> None:
    other = path.with_name(f"{path.name}.other")
    path.symlink_to(other)
    other.symlink_to(path)


def locked(path: Path) -> None:
    path.write_text(TEXT)
    path.chmod(0)


def nested_zip(levels: int) -> bytes:
    data = b"a" * 1000
    for level in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
            for number in range(8):
                out.writestr(f"{level}-{number}.zip", data)
        data = packed.getvalue()
    return data


def xliff(body: str, declaration: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{declaration}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="en" target-language="ar" original="a" datatype="plaintext">'
        f"<body>{body}</body></file></xliff>"
    )


def tmx(body: str, declaration: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{declaration}<tmx version="1.4"><header creationtool="a" creationtoolversion="1" '
        'segtype="sentence" o-tmf="a" adminlang="en" srclang="en" datatype="plaintext"/>'
        f"<body>{body}</body></tmx>"
    )


UNIT = '<trans-unit id="1"><source>{}</source><target>نص</target></trans-unit>'
TU = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ar"><seg>نص</seg></tuv></tu>'
DEEP = 100_000
GOOD = docx(word(paragraph(TEXT) * 50))

Make = Callable[[Path], object]


def data(make: Callable[[], str | bytes]) -> Make:
    def write(path: Path) -> None:
        made = make()
        path.write_bytes(made.encode() if isinstance(made, str) else made)

    return write


HOSTILE: dict[str, Make] = {
    # Archives that unpack to more than there is room for, or say what is not so.
    "flat-bomb.docx": data(lambda: docx("", [Part("word/media/a.bin", deflated(1000 * MEGABYTE), 1000 * MEGABYTE)])),
    "document-bomb.docx": data(
        lambda: archive([Part("word/document.xml", deflated(1000 * MEGABYTE), 1000 * MEGABYTE)])
    ),
    "lying-size.docx": data(lambda: archive([Part("word/document.xml", deflated(1000 * MEGABYTE), 100)])),
    "overlapping.docx": data(
        lambda: archive(
            [
                Part(name, packed, 20 * MEGABYTE)
                for packed in [deflated(20 * MEGABYTE)]
                for name in ("word/document.xml", *map(str, range(500)))
            ],
            overlapping=True,
        )
    ),
    "many-parts.epub": data(lambda: archive([Part(f"{number}", b"", 0, method=0) for number in range(60_000)])),
    "nested.zip": data(lambda: nested_zip(6)),
    "lzma.docx": data(
        lambda: archive([Part("word/document.xml", b"\x09\x04\x05\x00\x5d\xff\xff\xff\xff", 9, method=14)])
    ),
    "encrypted.docx": data(lambda: archive([Part("word/document.xml", b"x" * 30, 30, flags=1)])),
    "office-locked.docx": data(lambda: ole("EncryptedPackage")),
    "old.doc": data(lambda: ole("WordDocument")),
    "truncated.docx": data(lambda: GOOD[: len(GOOD) // 2]),
    "no-directory.docx": data(lambda: GOOD[:-30]),
    "damaged.docx": data(lambda: GOOD[:500] + bytes(byte ^ 0x55 for byte in GOOD[500:700]) + GOOD[700:]),
    "no-content.odt": data(lambda: odt("").replace(b"content.xml", b"content.xmm")),
    "no-book.epub": data(lambda: epub("", "<package/>").replace(b"book.opf", b"book.opg", 1)),
    "gzip-bomb.txt.gz": data(lambda: gzipped(3000 * MEGABYTE)),
    "gzip-in-gzip.txt.gz": data(lambda: gzip.compress(gzipped(2000 * MEGABYTE))),
    "truncated.txt.gz": data(lambda: gzip.compress(os.urandom(5000) + TEXT.encode() * 99)[:-2000]),
    "damaged.txt.gz": data(lambda: b"\x1f\x8b\x08\x00" + b"\xff" * 500),
    # XML that expands, asks for other files, or nests.
    "laughs.docx": data(lambda: docx(word(paragraph("&a10;"), LAUGHS.replace("x [", "w:document [")))),
    "laughs.odt": data(lambda: odt(opendocument("<text:p>&a10;</text:p>", LAUGHS))),
    "laughs.epub": data(lambda: epub(f"{LAUGHS.replace('x [', 'html [')}<html><body><p>&a10;</p></body></html>")),
    "laughs.xlf": data(lambda: xliff(UNIT.format("&a10;"), LAUGHS.replace("x [", "xliff ["))),
    "laughs.tmx": data(lambda: tmx(TU.format("&a10;"), LAUGHS.replace("x [", "tmx ["))),
    "utf16-laughs.xlf": data(lambda: xliff(UNIT.format("&a10;"), LAUGHS).encode("utf-16")),
    "attribute-laughs.xlf": data(lambda: xliff(UNIT.format("a").replace('"1"', '"&a10;"'), LAUGHS)),
    "outside.docx": data(lambda: docx(word(paragraph("&secret;"), OUTSIDE))),
    "outside.odt": data(lambda: odt(opendocument("<text:p>&secret;</text:p>", OUTSIDE))),
    "outside.xlf": data(lambda: xliff(UNIT.format("&secret;"), OUTSIDE)),
    "outside.tmx": data(lambda: tmx(TU.format("&secret;"), OUTSIDE)),
    "deep.docx": data(lambda: docx(word("<w:sdt><w:sdtContent>" * DEEP))),
    "deep.odt": data(lambda: odt(opendocument("<text:section>" * DEEP + "</text:section>" * DEEP))),
    "deep.epub": data(lambda: epub("<html><body>" + "<div>" * DEEP + "</div>" * DEEP + "</body></html>")),
    "deep.xlf": data(lambda: xliff("<group>" * DEEP + "</group>" * DEEP)),
    "deep.tmx": data(lambda: tmx(TU.format("<hi>" * DEEP + "</hi>" * DEEP))),
    "deep.html": data(lambda: "<div>" * DEEP + TEXT + "</div>" * DEEP),
    "deep-quote.html": data(lambda: "<p><q><i>" * DEEP + TEXT),
    "many-tags.html": data(lambda: "<p>" * 2_000_000),
    "many-tags.docx": data(lambda: docx(word("<w:p/>" * 3_000_000))),
    "many-tags.odt": data(lambda: odt(opendocument("<text:p/>" * 3_000_000))),
    "huge-attribute.html": data(lambda: f"<p title='{'x' * 15_000_000}'>{TEXT}</p>"),
    "huge-attribute.xlf": data(lambda: xliff(UNIT.format(TEXT).replace('"1"', f'"{"x" * 15_000_000}"'))),
    "huge-text.docx": data(lambda: docx(word(paragraph("x" * 15_000_000)))),
    "unclosed.docx": data(lambda: docx(word("<w:p>"))),
    "unclosed.tmx": data(lambda: tmx("<tu>")),
    # Tables, subtitles and catalogues.
    "wide-field.csv": data(lambda: f'en,ar\n"{"x" * 50_000_000}",a\n'),
    "open-quote.csv": data(lambda: 'en,ar\n"' + "x,y\n" * 2_000_000),
    "many-columns.csv": data(lambda: "a," * 2_000_000 + "\n"),
    "far-cell.xlsx": data(
        lambda: xlsx(
            '<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
        )
    ),
    "many-cells.xlsx": data(
        lambda: xlsx(f"<sheetData>{'<row>' + '<c><v>1</v></c>' * 100 + '</row>'}</sheetData>" * 20_000)
    ),
    "strings-bomb.xlsx": data(
        lambda: xlsx("<sheetData/>", LAUGHS.replace("x [", "sst [") + "<sst><si><t>&a10;</t></si></sst>")
    ),
    "absurd-times.srt": data(lambda: "1\n99999999999999999999:00:00,000 --> -5:00:00,000\n \n"),
    "one-line.srt": data(lambda: "1\n00:00:01,000 --> 00:00:02,000\n" + "x" * 20_000_000),
    "open-string.po": data(lambda: 'msgid "' + "x" * 5_000_000),
    "no-structure.po": data(lambda: "نص بلا بنية\n" * 1000),
    # PDF.
    "truncated.pdf": data(lambda: pdf([CATALOGUE, PAGES, PAGE, stream(b"BT /F 12 Tf (x) Tj ET"), FONT])[:150]),
    "recursive-pages.pdf": data(
        lambda: pdf([CATALOGUE, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"])
    ),
    "stream-bomb.pdf": data(
        lambda: pdf([CATALOGUE, PAGES, PAGE, stream(zlib_packed(1000 * MEGABYTE), "/Filter /FlateDecode"), FONT])
    ),
    "double-bomb.pdf": data(
        lambda: pdf(
            [
                *(CATALOGUE, PAGES, PAGE),
                stream(zlib.compress(zlib_packed(3000 * MEGABYTE)), "/Filter [/FlateDecode /FlateDecode]"),
                FONT,
            ]
        )
    ),
    "lying-length.pdf": data(
        lambda: pdf([CATALOGUE, PAGES, PAGE, stream(b"BT ET").replace(b"/Length 5", b"/Length 99999999999"), FONT])
    ),
    "many-pages.pdf": data(lambda: pdf([CATALOGUE, f"<< /Type /Pages /Kids [{'3 0 R ' * 300_000}] /Count 1 >>", PAGE])),
    "form-in-form.pdf": data(
        lambda: pdf(
            [
                *(
                    CATALOGUE,
                    PAGES,
                    PAGE.replace("/Font", "/XObject << /X 6 0 R >> /Font"),
                    stream(b"/X Do " * 50),
                    FONT,
                ),
                stream(
                    b"/X Do " * 50,
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
                ),
            ]
        )
    ),
    "deep-array.pdf": data(lambda: pdf([CATALOGUE, PAGES, PAGE, "[" * DEEP, FONT])),
    "deep-array-in-page.pdf": data(lambda: pdf([CATALOGUE, PAGES, PAGE, stream(b"[" * DEEP + b" TJ"), FONT])),
    "locked.pdf": data(
        lambda: pdf(
            [CATALOGUE, PAGES, PAGE, stream(b"x"), FONT],
            f"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
            f"/O <{'00' * 32}> /U <{'11' * 32}> >>",
        )
    ),
    "prev-loop.pdf": data(
        lambda: pdf([CATALOGUE, PAGES], "/Root 1 0 R /Prev 9").replace(b"startxref\n", b"startxref\n-")
    ),
    # Names that are wrong, and bytes that are no text.
    "text.docx": data(lambda: TEXT * 20),
    "text.pdf": data(lambda: TEXT * 20),
    "archive.txt": data(lambda: nested_zip(1)),
    "picture.txt": data(lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 99),
    "picture.html": data(lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + os.urandom(50_000)),
    "program.srt": data(lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 5000),
    "rich.txt": data(lambda: b"{\\rtf1\\ansi hello}"),
    "nul.txt": data(lambda: b"\0" * 100_000),
    "nul.md": data(lambda: b"a\0" * 100_000 + b"\0"),
    "broken-utf8.txt": data(lambda: TEXT.encode() * 99 + b"\xff\xfe\xfa" + TEXT.encode() * 99),
    "noise.txt": data(lambda: os.urandom(20 * MEGABYTE).translate(None, bytes(range(128)))),
    "empty.txt": data(lambda: ""),
    "empty.docx": data(lambda: ""),
    "blank.md": data(lambda: " \n\n\t\n" * 100_000),
    "deep-quote.md": data(lambda: ">" * DEEP),
    "deep-list.md": data(lambda: "".join(" " * 2 * depth + "- a\n" for depth in range(500))),
    "long-line.txt": data(lambda: "x" * 50_000_000),
    "controls.txt": data(lambda: "\x01" * 50_000_000),
    "comments.html": data(lambda: "<!---->" * 200_000),
    "gigabyte-line.txt": lambda path: sparse(path, 1_000_000_000),
    "gigabyte-line.tmx": lambda path: sparse(path, 1_000_000_000),
    # What is no file.
    "folder.txt": lambda path: path.mkdir(),
    "pipe.txt": os.mkfifo,
    "device.txt": lambda path: path.symlink_to("/dev/zero"),
    "locked.txt": locked,
    "loop.txt": loop,
    "dangling.txt": lambda path: path.symlink_to("/nowhere/at/all"),
}
