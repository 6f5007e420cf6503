#!/usr/bin/python3
"""Gives real files exactly one defect each, by editing their bytes, and asks mivalidator-cli what it finds.

  tests/app/one_defect.py CLI [--keep FOLDER] [--list]

Each variant is compared with the file it was made from: it must have exactly one finding more, the one that is written
down here. The files are those of Debian's python3-pydicom. Defects of values are tried in all encodings of a Data Set,
because each is read in another way. Nothing is random. Exit code 1 if a variant has another finding, none, or two.
"""

import argparse
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

FOLDER = "/usr/lib/python3/dist-packages/pydicom/data/test_files/"
LONG = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"}
WORDS = {"US": 2, "SS": 2, "OW": 2, "UL": 4, "SL": 4, "FL": 4, "OF": 4, "OL": 4, "FD": 8, "OD": 8, "SV": 8, "UV": 8,
         "OV": 8, "AT": 2}
ITEM, ITEM_END, SEQUENCE_END = (0xFFFE, 0xE000), (0xFFFE, 0xE00D), (0xFFFE, 0xE0DD)
UNDEFINED = 0xFFFFFFFF
SYNTAXES = {"explicit little": "1.2.840.10008.1.2.1", "implicit little": "1.2.840.10008.1.2",
            "explicit big": "1.2.840.10008.1.2.2", "deflated": "1.2.840.10008.1.2.1.99"}


# --- Reading: Explicit VR Little Endian only ------------------------------------------------------------------------

def parse(data, begin, end, stop=None):
    """The elements as [tag, VR, value], a value being bytes or a list of items; and where they end."""
    elements = []
    while begin + 8 <= end:
        tag = struct.unpack_from("<HH", data, begin)
        if tag == stop:
            return elements, begin + 8
        vr = data[begin + 4:begin + 6].decode("latin-1")
        size, length = (12, struct.unpack_from("<I", data, begin + 8)[0]) if vr in LONG else (
            8, struct.unpack_from("<H", data, begin + 6)[0])
        begin += size
        if vr == "SQ":
            items, begin = parse_items(data, begin, length)
            elements.append([tag, vr, items])
        else:
            if length == UNDEFINED:
                length = data.rindex(struct.pack("<HHI", *SEQUENCE_END, 0)) + 8 - begin
            elements.append([tag, vr, data[begin:begin + length]])
            begin += length
    return elements, begin


def parse_items(data, begin, length):
    items, end = [], len(data) if length == UNDEFINED else begin + length
    while begin < end:
        group, element, size = struct.unpack_from("<HHI", data, begin)
        begin += 8
        if (group, element) == SEQUENCE_END:
            break
        if size == UNDEFINED:
            item, begin = parse(data, begin, len(data), ITEM_END)
        else:
            item, begin = parse(data, begin, begin + size)
        items.append(item)
    return items, begin


class Base:
    """A file that is taken apart: its File Meta Information and its Data Set."""

    def __init__(self, name):
        self.name = name
        with open(FOLDER + name, "rb") as file:
            data = file.read()
        length = struct.unpack_from("<I", data, 140)[0]
        self.meta, _ = parse(data, 144, 144 + length)
        self.elements, _ = parse(data, 144 + length, len(data))
        self.elements = [e for e in self.elements if e[0] != (0xFFFC, 0xFFFC)]

    def copy(self):
        other = object.__new__(Base)
        other.name, other.meta, other.elements = self.name, list(self.meta), list(self.elements)
        return other

    def set(self, tag, vr, value):
        target = self.meta if tag[0] == 2 else self.elements
        target[:] = sorted([e for e in target if e[0] != tag] + [[tag, vr, value]], key=lambda e: e[0])
        return self

    def remove(self, tag):
        self.meta[:] = [e for e in self.meta if e[0] != tag]
        self.elements[:] = [e for e in self.elements if e[0] != tag]
        return self

    def file(self, syntax="explicit little", length_off=0):
        return self.head(syntax, length_off) + self.body(syntax)

    def head(self, syntax=None, length_off=0):
        if syntax:
            self.set((2, 0x10), "UI", even(SYNTAXES[syntax].encode(), b"\0"))
        meta = b"".join(encode(e) for e in self.meta)
        return bytes(128) + b"DICM" + encode([(2, 0), "UL", struct.pack("<I", len(meta) + length_off)]) + meta

    def body(self, syntax="explicit little"):
        body = b"".join(encode(e, syntax) for e in self.elements)
        if syntax != "deflated":
            return body
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return even(packer.compress(body) + packer.flush(), b"\0")

    def with_raw(self, tag, raw):
        """The file with these bytes for the element, header and all, in its place."""
        body = b"".join(encode(e) for e in self.elements if e[0] < tag) + raw
        return self.head("explicit little") + body + b"".join(encode(e) for e in self.elements if e[0] > tag)


def even(value, pad=b" "):
    return value if len(value) % 2 == 0 else value + pad


def header(tag, vr, length, syntax="explicit little"):
    order = ">" if syntax == "explicit big" else "<"
    if syntax == "implicit little" or not vr:
        return struct.pack(order + "HHI", *tag, length)
    code = vr.encode("latin-1")
    if vr in LONG:
        return struct.pack(order + "HH", *tag) + code + struct.pack(order + "HI", 0, length)
    return struct.pack(order + "HH", *tag) + code + struct.pack(order + "H", length)


def encode(element, syntax="explicit little"):
    tag, vr, value = element
    if isinstance(value, list):
        items = b""
        for item in value:
            inside = b"".join(encode(e, syntax) for e in item)
            items += header(ITEM, None, len(inside), syntax) + inside
        value = items
    elif syntax == "explicit big" and vr in WORDS:
        size = WORDS[vr]
        value = b"".join(value[i:i + size][::-1] for i in range(0, len(value), size))
    return header(tag, vr, len(value), syntax) + value


def item(*elements):
    inside = b"".join(encode(list(e)) for e in elements)
    return header(ITEM, None, len(inside)) + inside


# --- Defects --------------------------------------------------------------------------------------------------------

# Attributes that CT and MR images have, or may have, by VR: what is wrong with the value, and the rule. One value each
# in every encoding. Text is padded with a space.
VALUES = [
    ((0x0008, 0x0055), "AE", b"A\tB", "value.ae.invalid"),
    ((0x0008, 0x0055), "AE", b"    ", "value.ae.invalid"),
    ((0x0008, 0x0055), "AE", b"A" * 17, "value.length.too-long"),
    ((0x0010, 0x1010), "AS", b"45Y ", "value.as.invalid"),
    ((0x0010, 0x1010), "AS", b"045y", "value.as.invalid"),
    ((0x0010, 0x1010), "AS", b"    ", "value.blank"),
    ((0x0018, 0x0022), "CS", b"A/B", "value.cs.invalid"),
    ((0x0018, 0x0022), "CS", b"Helical", "value.cs.lower-case"),
    ((0x0018, 0x0022), "CS", b"A" * 17, "value.length.too-long"),
    ((0x0018, 0x0022), "CS", b"ABC\0", "value.padding.nul"),
    ((0x0010, 0x0040), "CS", b"M\\F ", "value.vm.wrong"),
    ((0x0010, 0x0030), "DA", b"20240230", "value.da.impossible"),
    ((0x0010, 0x0030), "DA", b"19701301", "value.da.impossible"),
    ((0x0010, 0x0030), "DA", b"00000000", "value.da.impossible"),
    ((0x0010, 0x0030), "DA", b"1970-01-01", "value.da.invalid"),
    ((0x0010, 0x0030), "DA", b"1970", "value.da.invalid"),
    ((0x0010, 0x0030), "DA", b"1970.01.01", "value.da.retired-form"),
    ((0x0010, 0x0030), "DA", b"19700101-19710101", "value.da.range"),
    ((0x0010, 0x0030), "DA", b"        ", "value.blank"),
    ((0x0018, 0x1200), "DA", b"20240101  ", "value.padding.excess"),
    ((0x0018, 0x0060), "DS", b"120,5", "value.ds.invalid"),
    ((0x0018, 0x0060), "DS", b"NaN", "value.ds.invalid"),
    ((0x0018, 0x0060), "DS", b"120 kV", "value.ds.invalid"),
    ((0x0018, 0x0060), "DS", b"120.12345678901234", "value.ds.too-long"),
    ((0x0018, 0x0060), "DS", b"1E999", "value.ds.out-of-range"),
    ((0x0018, 0x0060), "DS", b"1\\2", "value.vm.numbers-wrong"),
    ((0x0020, 0x0032), "DS", b"1\\2", "value.vm.numbers-wrong"),
    ((0x0008, 0x002A), "DT", b"20240230101500", "value.dt.impossible"),
    ((0x0008, 0x002A), "DT", b"2024-01-05T10:15", "value.dt.invalid"),
    ((0x0008, 0x002A), "DT", b"20040119101500+1500", "value.dt.invalid"),
    ((0x0008, 0x002A), "DT", b"20040101-20040201", "value.dt.range"),
    ((0x0018, 0x9073), "FD", b"\0\0\0\0\0\0\xF8\x7F", "value.float.not-finite"),
    ((0x0018, 0x9073), "FD", b"\0\0\0\0\0\0", "value.length.not-multiple"),
    ((0x0018, 0x9073), "FD", bytes(16), "value.vm.numbers-wrong"),
    ((0x0018, 0x9087), "FD", b"\0\0\0\0\0\0\xF0\x7F", "value.float.measure-not-finite"),
    ((0x0018, 0x9404), "FL", b"\0\0\xC0\x7F\0\0\x80\x3F", "value.float.measure-not-finite"),
    ((0x0020, 0x0013), "IS", b"1.5 ", "value.is.invalid"),
    ((0x0020, 0x0013), "IS", b"1A", "value.is.invalid"),
    ((0x0020, 0x0013), "IS", b"2147483648", "value.is.out-of-range"),
    ((0x0020, 0x0013), "IS", b"-2147483649", "value.is.out-of-range"),
    ((0x0020, 0x0013), "IS", b"0000000000001", "value.length.too-long"),
    ((0x0018, 0x1020), "LO", b"x" * 65, "value.length.too-long"),
    ((0x0018, 0x1020), "LO", b"a\nb", "value.text.control-character"),
    ((0x0018, 0x1020), "LO", b"abc\0", "value.padding.nul"),
    ((0x0008, 0x1030), "LO", b"a\\b ", "value.vm.wrong"),
    ((0x0010, 0x4000), "LT", b"x" * 10241, "value.length.too-long"),
    ((0x0010, 0x4000), "LT", b"a\x07b", "value.text.control-character"),
    ((0x0010, 0x0010), "PN", b"A^B^C^D^E^F", "value.pn.components"),
    ((0x0010, 0x0010), "PN", b"A=B=C=D", "value.pn.component-groups"),
    ((0x0010, 0x0010), "PN", b"x" * 65, "value.pn.group-too-long"),
    ((0x0010, 0x0010), "PN", b"DOE JANE", "value.pn.one-component"),
    ((0x0010, 0x0010), "PN", b"", "identity.patient-name.empty"),
    ((0x0010, 0x0010), "PN", b"^^^ ", "identity.patient-name.empty"),
    ((0x0010, 0x0020), "LO", b"", "identity.patient-id.empty"),
    ((0x0008, 0x1010), "SH", b"x" * 17, "value.length.too-long"),
    ((0x0008, 0x1010), "SH", b"a\tb", "value.text.control-character"),
    ((0x0008, 0x0201), "SH", b"+01:00", "value.timezone.invalid"),
    ((0x0008, 0x0081), "ST", b"x" * 1025, "value.length.too-long"),
    ((0x0008, 0x0081), "ST", b"a\0b", "value.text.control-character"),
    ((0x0008, 0x0030), "TM", b"240000", "value.tm.invalid"),
    ((0x0008, 0x0030), "TM", b"1015.5", "value.tm.invalid"),
    ((0x0008, 0x0030), "TM", b"10:15:30", "value.tm.retired-form"),
    ((0x0008, 0x0030), "TM", b"1000-1200", "value.tm.range"),
    ((0x0008, 0x0030), "TM", b"101060", "value.tm.impossible"),
    ((0x0008, 0x3010), "UI", b"1.2.AB", "value.ui.invalid-character"),
    ((0x0008, 0x3010), "UI", b"1..3", "value.ui.component-empty"),
    ((0x0008, 0x3010), "UI", b"1.02.3", "value.ui.component-leading-zero"),
    ((0x0008, 0x3010), "UI", b"3.1.2\0", "value.ui.illegal-root"),
    ((0x0008, 0x3010), "UI", b"1.2." + b"3" * 62, "value.ui.too-long"),
    ((0x0008, 0x3010), "UI", b"2.25.340282366920938463463374607431768211456", "value.ui.uuid-too-large"),
    ((0x0008, 0x3010), "UI", b"1.2.3 ", "value.padding.space"),
    ((0x0020, 0x000D), "UI", b"1.2.xy", "identity.study-uid.unusable"),
    ((0x0020, 0x000D), "UI", b"", "identity.study-uid.missing"),
    ((0x0020, 0x000E), "UI", b"1.2.xy", "identity.series-uid.unusable"),
    ((0x0020, 0x000E), "UI", b"1.02.3", "identity.uid.ill-formed"),
    ((0x0020, 0x000E), "UI", b"1.2.840.10008.99", "identity.uid.reserved-root"),
    ((0x0028, 0x0010), "US", b"\x80\0\x80\0", "value.vm.numbers-wrong"),
    ((0x0008, 0x1190), "UR", b"http://a b", "value.ur.invalid"),
    ((0x0008, 0x1190), "UR", b"http://a/%2", "value.ur.invalid"),
    ((0x0008, 0x0007), "LO", b"x ", "attribute.unknown"),
    ((0x0032, 0x4000), "LT", b"x ", "attribute.retired"),
    ((0x0004, 0x1430), "CS", b"IMAGE ", "attribute.directory-only"),
    # character sets
    ((0x0008, 0x0005), "CS", b"ISO_IR 999", "text.charset.unknown-term"),
    ((0x0008, 0x0005), "CS", b"ISO-IR 100", "text.charset.misspelt"),
    ((0x0008, 0x0005), "CS", b"ISO_IR 192\\ISO_IR 100 ", "text.charset.not-combinable"),
    ((0x0008, 0x0005), "CS", b"ISO 2022 IR 100 ", "text.charset.single-extension"),
    ((0x0008, 0x0080), "LO", b"\xC3\xA4\xC3\xB6", "text.charset.looks-like-utf-8"),
    ((0x0008, 0x0080), "LO", b"A\x93B\x94", "text.undecodable"),
    ((0x0008, 0x0080), "LO", b"\x1b$B;3ED\x1b(B", "text.escape.not-declared"),
    # truth
    ((0x0010, 0x0030), "DA", b"20991231", "truth.birth-date.after-study"),
    ((0x0010, 0x0030), "DA", b"18000101", "truth.birth-date.implausible"),
    ((0x0010, 0x1020), "DS", b"178 ", "truth.patient-size.implausible"),
    ((0x0010, 0x1020), "DS", b"0 ", "truth.patient-size.zero"),
    ((0x0018, 0x0050), "DS", b"-5", "truth.slice-thickness.negative"),
    ((0x0018, 0x0050), "DS", b"0 ", "truth.slice-thickness.zero"),
    ((0x0018, 0x0088), "DS", b"-5", "truth.spacing.between-slices-negative"),
    ((0x0020, 0x0037), "DS", b"2\\0\\0\\0\\1\\0 ", "truth.orientation.not-unit"),
    ((0x0020, 0x0037), "DS", b"1\\0\\0\\0.6\\0.8\\0 ", "truth.orientation.not-orthogonal"),
    ((0x0028, 0x0030), "DS", b"0\\1 ", "truth.spacing.not-positive"),
    ((0x0028, 0x0030), "DS", b"1\\", "truth.geometry.value-missing"),
    ((0x0028, 0x1051), "DS", b"0 ", "truth.window-width.too-small"),
    ((0x0028, 0x1053), "DS", b"0 ", "truth.rescale-slope.zero"),
    ((0x0008, 0x0060), "CS", b"US", "truth.modality.contradicts-sop-class"),
    # pixels
    ((0x0028, 0x0004), "CS", b"MONOCHROME9 ", "pixel.photometric.unknown"),
    ((0x0028, 0x0101), "US", b"\x11\0", "pixel.bits-stored.wrong"),
    ((0x0028, 0x0102), "US", b"\x02\0", "pixel.high-bit.wrong"),
    ((0x0028, 0x0103), "US", b"\x05\0", "pixel.representation.wrong"),
    ((0x0028, 0x0010), "US", b"\0\0", "pixel.matrix.zero"),
]


# What has to be there as soon as another attribute is.
COMPANIONS = {(0x0028, 0x1051): [((0x0028, 0x1050), "DS", b"40")]}


def value_variants():
    for name in ("CT_small.dcm", "MR_small.dcm"):
        base = Base(name)
        for number, (tag, vr, value, rule) in enumerate(VALUES):
            # MR_small.dcm declares no character set.
            if name != "CT_small.dcm" and (number % 3 != 0 or rule.startswith("text.")):
                continue
            for syntax in SYNTAXES if name == "CT_small.dcm" else ("explicit little", "implicit little"):
                if syntax == "implicit little" and tag == (0x0008, 0x0007):
                    continue  # of an unknown attribute an implicit encoding says no more than of a known one
                changed = base.copy().set(tag, vr, even(value, b"\0" if vr == "UI" else b" "))
                for companion in COMPANIONS.get(tag, []):
                    changed.set(*companion)
                yield "%s %04X,%04X %s %s" % (name, *tag, syntax, value[:12]), name, syntax, changed.file(syntax), rule


def base_with_un():
    """One remark about UN names the first attribute: one in front of all that are tried."""
    return Base("CT_small.dcm").set((0x0008, 0x0008), "UN", b"ORIGINAL\\PRIMARY\\AXIAL")


def un_variants():
    """The same defects in a value that is stored as UN, beside a good value stored as UN."""
    base = base_with_un()
    for tag, vr, value, rule in VALUES:
        if rule.startswith("value.") and vr in ("DA", "DS", "IS", "TM", "DT", "FD", "LO", "PN", "AS", "CS"):
            changed = base.copy().set(tag, "UN", even(value))
            yield "UN %04X,%04X %s" % (*tag, value[:12]), "UN", "explicit little", changed.file(), rule


def structure_variants():
    base = Base("CT_small.dcm")
    codes, code = (0x0008, 0x1032), [((8, 0x100), "SH", b"CT1 "), ((8, 0x102), "SH", b"99TEST"),
                                     ((8, 0x104), "LO", b"A code")]
    one = item(*code)
    inside = one[8:]
    mark = lambda tag, length=0: header(tag, None, length)
    sq = lambda length: header(codes, "SQ", length)
    sequence = lambda raw: base.with_raw(codes, raw)
    whole, head, body = base.file(), base.head("explicit little"), base.body()
    patient = encode([(0x10, 0x20), "LO", b"1CT1"])
    rows = [
        ("one byte too many in front", b"\n" + whole, "file.leading-bytes"),
        ("a preamble with a program", b"MZ" + whole[2:], "file.preamble.executable"),
        ("a preamble with an ELF program", b"\x7FELF" + whole[4:], "file.preamble.executable"),
        ("a preamble with a Mach-O program", b"\xCF\xFA\xED\xFE" + whole[4:], "file.preamble.executable"),
        ("a preamble with a script", b"#!/bin/sh\n" + whole[10:], "file.preamble.executable"),
        ("a preamble with a TIFF header", b"II*\0" + whole[4:], "file.preamble.tiff"),
        ("no preamble", whole[128:], "file.preamble.missing"),
        ("no DICM", whole[132:], "file.prefix.missing"),
        ("no File Meta Information", body, "file.meta.missing"),
        ("cut off in the pixels", whole[:-10], "file.truncated"),
        ("zeros at the end", whole + bytes(20), "file.trailing-zeros"),
        ("text at the end", whole + b"this does not belong here", "file.trailing-bytes"),
        ("trailing padding of 7 bytes too few", whole + b"\xFC\xFF\xFC\xFF", "file.trailing-bytes"),
        ("meta group length too long", base.copy().file(length_off=8), "meta.group-length.wrong"),
        ("meta group length too short", base.copy().file(length_off=-8), "meta.group-length.wrong"),
        ("no meta group length", whole[:132] + whole[144:], "meta.group-length.missing"),
        ("odd length", base.with_raw((0x10, 0x20), header((0x10, 0x20), "LO", 5) + b"1CT1x"), "encoding.length.odd"),
        ("unknown VR", base.with_raw((0x10, 0x20), header((0x10, 0x20), "ZZ", 4) + b"1CT1"), "encoding.vr.unknown"),
        ("a VR of two blanks", base.with_raw((0x10, 0x20), header((0x10, 0x20), "  ", 4) + b"1CT1"),
         "encoding.vr.unknown"),
        ("two Patient IDs", base.with_raw((0x10, 0x20), patient + patient), "encoding.element.duplicate"),
        ("an element behind its place", base.copy().remove((0x0008, 0x0070)).with_raw(
            (0x0010, 0x0020), patient + encode([(8, 0x70), "LO", b"GE"])), "encoding.element.order"),
        ("a wrong group length", base.with_raw((0x0010, 0), header((0x0010, 0), "UL", 4) + b"\x7B\0\0\0"),
         "encoding.group-length.wrong"),
        ("an element of the File Meta Information among the data",
         base.with_raw((0x0008, 0x0081), encode([(2, 0x16), "AE", b"CLUNIE"])), "encoding.group.meta-in-data-set"),
        ("an element of a command", head + encode([(0, 0x0100), "US", b"\1\0"]) + body,
         "encoding.group.command-in-data-set"),
        ("an element of group 0003", head + encode([(3, 0x10), "LO", b"MAKER "]) + body, "encoding.group.illegal"),
        ("reserved bytes", base.with_raw((0x0032, 0x1066), b"\x32\0\x66\x10UT\1\1\4\0\0\0abcd"),
         "encoding.reserved-bytes.not-zero"),
        ("text of undefined length", base.with_raw((0x0032, 0x1066), header((0x32, 0x1066), "UT", UNDEFINED) + b"abcd"),
         "encoding.length.undefined-not-allowed"),
        ("an Item outside of a sequence", sequence(one), "encoding.item.outside-sequence"),
        ("no Item in a sequence", sequence(sq(len(inside)) + inside), "encoding.item.expected"),
        ("a stray delimiter", sequence(mark(ITEM_END)), "encoding.delimiter.stray"),
        ("a stray sequence delimiter", sequence(mark(SEQUENCE_END)), "encoding.delimiter.stray"),
        ("a delimiter behind an Item of known length", sequence(sq(UNDEFINED) + one + mark(ITEM_END) +
                                                                mark(SEQUENCE_END)), "encoding.delimiter.stray"),
        ("a delimiter with a length", sequence(sq(UNDEFINED) + one + mark(SEQUENCE_END, 4)),
         "encoding.delimiter.length-not-zero"),
        ("an Item that is not closed", sequence(sq(UNDEFINED) + mark(ITEM, UNDEFINED) + inside + mark(SEQUENCE_END)),
         "encoding.delimiter.missing"),
        ("a sequence that is not closed", sequence(sq(UNDEFINED) + one), "encoding.delimiter.missing"),
        ("an Item closed as a sequence", sequence(sq(UNDEFINED) + mark(ITEM, UNDEFINED) + inside +
                                                  mark(SEQUENCE_END) * 2), "encoding.delimiter.wrong"),
        ("a sequence closed as an Item", sequence(sq(UNDEFINED) + one + mark(ITEM_END)), "encoding.delimiter.wrong"),
    ]
    for more in (2, 4, 6, 8, 10, 12):
        rows.append(("a sequence %d bytes too long" % more, sequence(sq(len(one) + more) + one),
                     "encoding.length.past-enclosing"))
        rows.append(("an Item %d bytes longer than its sequence" % more,
                     sequence(sq(len(one)) + mark(ITEM, len(inside) + more) + inside),
                     "encoding.length.past-enclosing"))
    for less in (2, 4, 8):
        rows.append(("a sequence %d bytes too short" % less, sequence(sq(len(one) - less) + one),
                     "encoding.length.past-enclosing"))
    for name, data, rule in rows:
        yield name, base.name, "explicit little", data, rule


def meta_variants():
    base = Base("MR_small.dcm")
    change = lambda tag, vr, value: base.copy().set(tag, vr, value)
    rows = [
        ("no version", base.copy().remove((2, 1)), "meta.version.missing"),
        ("a wrong version", change((2, 1), "OB", b"\0\2"), "meta.version.wrong"),
        ("no Media Storage SOP Class UID", base.copy().remove((2, 2)), "meta.sop-class-uid.missing"),
        ("another Media Storage SOP Class UID", change((2, 2), "UI", b"1.2.840.10008.5.1.4.1.1.2\0"),
         "meta.sop-class-uid.differs"),
        ("no Media Storage SOP Instance UID", base.copy().remove((2, 3)), "meta.sop-instance-uid.missing"),
        ("another Media Storage SOP Instance UID", change((2, 3), "UI", b"1.2.3\0"), "meta.sop-instance-uid.differs"),
        ("no Implementation Class UID", base.copy().remove((2, 0x12)), "meta.implementation-class-uid.missing"),
        ("a malformed Implementation Class UID", change((2, 0x12), "UI", b"1.02.3"), "meta.uid.ill-formed"),
        ("an element that does not belong there", change((2, 0x99), "LO", b"AB"), "meta.element.unknown"),
        ("private information without creator", change((2, 0x102), "OB", b"\1\2"),
         "meta.private-information.no-creator"),
        ("a version name of 17 characters", change((2, 0x13), "SH", b"A" * 18), "value.length.too-long"),
        ("an application title with a control character", change((2, 0x16), "AE", b"A\tB "), "value.ae.invalid"),
    ]
    for name, changed, rule in rows:
        yield name, base.name, "explicit little", changed.file(), rule
    for name, uid, rule in (("unknown", b"1.2.840.10008.1.2.9", "meta.transfer-syntax.unknown"),
                            ("private", b"1.2.276.0.9.9.2", "meta.transfer-syntax.private"),
                            ("no UID", b"Explicit", "meta.transfer-syntax.ill-formed"),
                            ("implicit", b"1.2.840.10008.1.2", "meta.transfer-syntax.contradicted"),
                            ("big endian", b"1.2.840.10008.1.2.2", "meta.transfer-syntax.contradicted"),
                            ("deflated", b"1.2.840.10008.1.2.1.99", "meta.transfer-syntax.contradicted")):
        changed = change((2, 0x10), "UI", even(uid, b"\0"))
        yield "Transfer Syntax " + name, base.name, "explicit little", changed.head() + changed.body(), rule
    changed = base.copy().remove((2, 0x10))
    yield "no Transfer Syntax", base.name, "explicit little", changed.head() + changed.body(), \
        "meta.transfer-syntax.missing"
    for syntax in ("implicit little", "explicit big", "deflated"):
        data = base.copy().head("explicit little") + base.body(syntax)
        yield "%s where explicit is declared" % syntax, base.name, "explicit little", data, \
            "meta.transfer-syntax.contradicted"
    deflated = base.copy().file("deflated")
    yield "bytes behind the deflate stream", base.name, "deflated", deflated + b"more", "file.deflate.trailing-bytes"


def private_variants():
    base = Base("MR_small.dcm")
    rows = [
        ("no creator", ((0x0055, 0x1001), "LO", b"AB"), "private.creator.missing"),
        ("an empty creator", ((0x0055, 0x0010), "LO", b""), "private.creator.empty"),
        ("a creator of another VR", ((0x0055, 0x0010), "SH", b"MAKER "), "private.creator.not-lo"),
        ("below the creators", ((0x0055, 0x0005), "LO", b"AB"), "private.element.illegal"),
    ]
    for name, element, rule in rows:
        for syntax in ("explicit little", "explicit big", "deflated"):
            yield "private, %s, %s" % (name, syntax), base.name, syntax, base.copy().set(*element).file(syntax), rule


# --- Running --------------------------------------------------------------------------------------------------------

def findings(cli, folder):
    out = subprocess.run([cli, "check", "--each", folder], stdout=subprocess.PIPE, check=False).stdout
    return {os.path.basename(line["path"]): [(f["id"], f["attribute"]) for f in line["findings"]]
            for line in map(json.loads, out.decode().splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cli")
    parser.add_argument("--keep", help="write the variants here and leave them")
    parser.add_argument("--list", action="store_true", help="print every variant with what was found")
    arguments = parser.parse_args()
    variants = [v for make in (value_variants, un_variants, structure_variants, meta_variants, private_variants)
                for v in make()]
    with tempfile.TemporaryDirectory(prefix="mi-one-defect-") as temporary:
        folder = arguments.keep or temporary
        os.makedirs(folder, exist_ok=True)
        bases = {}
        for name, base, syntax, data, _ in variants:
            key = "base-%s-%s" % (base.replace(".", "_"), syntax.replace(" ", "-"))
            if key not in bases:
                bases[key] = (base_with_un() if base == "UN" else Base(base)).file(syntax)
        for key, data in bases.items():
            with open(os.path.join(folder, key), "wb") as file:
                file.write(data)
        for number, variant in enumerate(variants):
            with open(os.path.join(folder, "%04d" % number), "wb") as file:
                file.write(variant[3])
        found = findings(arguments.cli, folder)

    failed = 0
    for number, (name, base, syntax, _, rule) in enumerate(variants):
        before = found["base-%s-%s" % (base.replace(".", "_"), syntax.replace(" ", "-"))]
        new = [f for f in found["%04d" % number] if f not in before]
        if arguments.list:
            print(number, name, rule, new)
        if [f[0] for f in new] != [rule]:
            failed += 1
            print("%04d %s: expected %s, found %s" % (number, name, rule, new or "nothing"))
    print("%d passed, %d failed" % (len(variants) - failed, failed))
    return 1 if failed or len(variants) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
