#!/usr/bin/python3
"""Writes the seed corpora of the fuzz targets from Debian's pydicom data.

Usage: make_seeds.py FOLDER    (makes a folder for each target, and FOLDER/large with files of up to 20 KB)
"""
import bz2
import gzip
import hashlib
import io
import lzma
import pathlib
import re
import sys
import tarfile
import zipfile

DATA = pathlib.Path("/usr/lib/python3/dist-packages/pydicom/data")
HEAD = 1024
SMALL = 4096
# First byte of an input of fuzz_codestream: which decoder.
JPEG, JPEG_LS, JPEG_2000 = b"\0", b"\1", b"\2"
TERMS = [b"", b"ISO_IR 100", b"ISO_IR 101", b"ISO_IR 109", b"ISO_IR 110", b"ISO_IR 126", b"ISO_IR 127", b"ISO_IR 138",
         b"ISO_IR 144", b"ISO_IR 148", b"ISO_IR 166", b"ISO_IR 13", b"ISO_IR 192", b"GB18030", b"GBK",
         rb"\ISO 2022 IR 87", rb"\ISO 2022 IR 149", rb"\ISO 2022 IR 58", rb"ISO 2022 IR 13\ISO 2022 IR 87",
         rb"ISO 2022 IR 6\ISO 2022 IR 100\ISO 2022 IR 159"]


def write(folder, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def codestreams(data):
    """What lies between a start marker and the end marker that follows."""
    for start, decoder in ((rb"\xff\xd8\xff(?!\xf7)", JPEG), (rb"\xff\xd8\xff\xf7", JPEG_LS),
                           (rb"\xff\x4f\xff\x51", JPEG_2000)):
        for match in re.finditer(start, data):
            end = data.find(b"\xff\xd9", match.start())
            if 0 < end - match.start() < 2 * SMALL:
                yield decoder + data[match.start() : end + 2]


def containers(data):
    """The same two files in every container that Python writes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("DICOM/IMG001", data)
        file.writestr("../out", data[:64])
    yield packed.getvalue()
    for form in (tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=form) as file:
            member = tarfile.TarInfo("DICOM/" + "n" * (120 if form != tarfile.USTAR_FORMAT else 20))
            member.size = len(data[:300])
            file.addfile(member, io.BytesIO(data[:300]))
        tar = packed.getvalue()[:2048]
        yield tar
        for compress in (gzip.compress, bz2.compress, lzma.compress):
            yield compress(tar)
    yield b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[1])
    files = [path for path in sorted(DATA.rglob("*")) if path.is_file() and path.suffix not in (".py", ".pyc", ".json")]
    for path in files:
        data = path.read_bytes()
        write(out / "scan", data[:HEAD])
        if len(data) <= SMALL:
            write(out / "scan", data)
            write(out / "whole", data)
        else:
            write(out / "whole", data[:SMALL])
        if len(data) <= 5 * SMALL:
            write(out / "large", data)
        if path.name in ("CT_small.dcm", "README.txt"):
            for container in containers(data[:HEAD]):
                write(out / "container", container)
        for stream in codestreams(data):
            write(out / "codestream", stream)
        for text in re.findall(rb"(?:PN|LO|SH|LT|ST)..((?:[\x20-\xff\x1b]){4,64})", data[:SMALL], re.S):
            if re.search(rb"[\x80-\xff\x1b]", text):
                for index in range(len(TERMS)):
                    write(out / "charset", bytes([index]) + text)


if __name__ == "__main__":
    main()
