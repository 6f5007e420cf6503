#!/usr/bin/python3
"""Gives clean studies of several series one defect each and asks the program: just that has to be found, and named.

    study_edits.py mivalidator-cli [--keep FOLDER] [--list]

Each variant is a whole study with UIDs and a patient of its own, and all of them are checked in one run: what one of
them changed must not show in another. Needs python3-pydicom for writing files.
"""
import argparse
import copy
import json
import os
import random
import subprocess
import sys
import tempfile

from pydicom import dcmread
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.fileset import FileSet
from pydicom.filewriter import write_data_element
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

ROOT = "2.25.77.%d"
CT, MR, CR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.1"
SIZE = 16


TWELVE_BITS = bytes(n & 0x0F for n in range(256))


def noise(seed):
    """Pixels that no other image has; 12 bits."""
    pixels = bytearray(random.Random(seed).randbytes(2 * SIZE * SIZE))
    pixels[1::2] = pixels[1::2].translate(TWELVE_BITS)
    return bytes(pixels)


class Instance(Dataset):
    """Setting a value makes a new element: variants share those that they did not change."""

    def __setattr__(self, name, value):
        if name[0].isupper() and name in self:
            del self[name]
        super().__setattr__(name, value)


def image(number, series, sop_class, modality, seed):
    ds = Instance()
    ds.SOPClassUID = sop_class
    ds.StudyDate, ds.StudyTime, ds.SeriesDate, ds.SeriesTime = "20240102", "101500", "20240102", "101600"
    ds.AcquisitionDate, ds.AcquisitionTime, ds.ContentDate, ds.ContentTime = "20240102", "101700", "20240102", "101700"
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL" if modality == "CT" else "M"]
    ds.AccessionNumber, ds.Modality, ds.Manufacturer, ds.ManufacturerModelName = "A1", modality, "Maker", "Model 1"
    ds.InstitutionName, ds.StationName, ds.SoftwareVersions, ds.DeviceSerialNumber = "Clinic", "ST1", "1.0", "42"
    ds.ReferringPhysicianName, ds.StudyDescription, ds.SeriesDescription = "REF^ERRER", "Study", "Series %d" % series
    ds.ProtocolName, ds.OperatorsName, ds.BodyPartExamined = "Protocol", "OPER^ATOR", "HEAD"
    ds.PatientName, ds.PatientBirthDate, ds.PatientSex = "DOE^JANE", "19610203", "F"
    ds.PatientAge, ds.PatientSize, ds.PatientWeight = "062Y", "1.7", "70"
    ds.StudyID, ds.SeriesNumber, ds.InstanceNumber, ds.AcquisitionNumber = "1", series, number, 1
    ds.PatientPosition = "HFS"
    ds.PositionReferenceIndicator = ""
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows = ds.Columns = SIZE
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.PixelData = noise(seed)
    return ds


def add_plane(ds, position, orientation=(1, 0, 0, 0, 1, 0), spacing="0.5"):
    ds.ImagePositionPatient = [repr(round(x, 3)) for x in position]
    ds.ImageOrientationPatient = [repr(x) for x in orientation]
    ds.PixelSpacing, ds.SliceThickness = [spacing, spacing], "2.5"


def study():
    """12 axial CT slices, 4 scouts, a sagittal MR stack at 3 times, 6 radiographs. Number in the study is the seed."""
    files, seed = [], 0
    for n in range(12):
        ds = image(n + 1, 1, CT, "CT", len(files) + 1)
        add_plane(ds, (-4, -4, 10 + 2.5 * n))
        ds.KVP, ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "120", "-1024", "1", "HU"
        files.append(("ct", ds))
    for n in range(2):
        ds = image(n + 1, 2, CT, "CT", len(files) + 1)
        ds.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
        add_plane(ds, (-4, -4, 10), (1, 0, 0, 0, 0, -1) if n else (0, 1, 0, 0, 0, -1))
        ds.KVP, ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "120", "-1024", "1", "HU"
        files.append(("scout", ds))
    for time in range(3):
        for n in range(6):
            ds = image(time * 6 + n + 1, 3, MR, "MR", len(files) + 1)
            add_plane(ds, (10 + 3 * n, -4, 4), (0, 1, 0, 0, 0, -1))
            ds.SliceThickness, ds.SpacingBetweenSlices = "3", "3"
            ds.TemporalPositionIdentifier, ds.NumberOfTemporalPositions = time + 1, 3
            ds.ScanningSequence, ds.SequenceVariant, ds.ScanOptions, ds.MRAcquisitionType = "SE", "NONE", "", "2D"
            ds.EchoTime, ds.RepetitionTime, ds.EchoTrainLength = "10", "500", 1
            ds.ImagesInAcquisition = 18
            files.append(("mr", ds))
    for n in range(6):
        ds = image(n + 1, 4, CR, "CR", len(files) + 1)
        ds.ViewPosition = ""
        files.append(("cr", ds))
    return files


FRAMES = {"ct": 1, "scout": 1, "mr": 3}


class Variant:
    """`files`: (kind, Data Set, how it is encoded); an edit changes the list."""

    def __init__(self, number):
        self.number = number
        self.files = []
        self.cut = 0  # bytes that the last file lacks
        for seed, (kind, ds) in enumerate(BASE):
            ds = copy.copy(ds)
            ds._dict = dict(ds._dict)
            ds.PatientID = "P%d" % number
            ds.AccessionNumber = "A%d" % number
            ds.StudyInstanceUID = ROOT % number
            ds.SeriesInstanceUID = "%s.%d" % (ds.StudyInstanceUID, ds.SeriesNumber)
            ds.SOPInstanceUID = "%s.%d" % (ds.SeriesInstanceUID, seed + 1)
            ds.PixelData = noise(number * 100 + seed)
            if kind in FRAMES:
                ds.FrameOfReferenceUID = "%s.9.%d" % (ds.StudyInstanceUID, FRAMES[kind])
            self.files.append([kind, ds, ExplicitVRLittleEndian])

    def of(self, kind):
        return [f for f in self.files if f[0] == kind]

    def ds(self, kind, index):
        return self.of(kind)[index][1]

    def drop(self, kind, *indexes):
        gone = [self.of(kind)[i] for i in indexes]
        self.files = [f for f in self.files if not any(f is g for g in gone)]

    def copy(self, kind, index):
        kind, ds, syntax = self.of(kind)[index]
        twin = copy.copy(ds)
        twin._dict = dict(ds._dict)
        self.files.append([kind, twin, syntax])
        return twin

    def new_uid(self, ds):
        ds.SOPInstanceUID = str(ds.SOPInstanceUID) + ".77"

    def write(self, folder):
        os.makedirs(folder)
        for n, (_, ds, syntax) in enumerate(self.files):
            with open(os.path.join(folder, "%03d" % n), "wb") as file:
                data = encode_file(ds, syntax)
                file.write(data[:-self.cut] if self.cut and n == len(self.files) - 1 else data)


# Most elements are the same objects in all variants: each is encoded once. The element is kept, so that its id is.
ENCODED = {}


def encode_element(element, syntax, character_sets):
    key = (id(element), syntax, tuple(character_sets))
    if key not in ENCODED:
        out = DicomBytesIO()
        out.is_little_endian, out.is_implicit_VR = True, syntax == ImplicitVRLittleEndian
        if element.tag == 0x7FE00010:
            element = DataElement(element.tag, "OW", element.value)
        write_data_element(out, element, character_sets)
        if element.tag == 0x7FE00010:
            return out.getvalue()
        ENCODED[key] = (element, out.getvalue())
    return ENCODED[key][1]


RLE = "1.2.840.10008.1.2.5"


def compressed_pixels(pixels):
    """One frame of 16 bits in RLE: the high bytes, then the low ones, each row as one literal run."""
    segments = []
    for first in (1, 0):
        plane = pixels[first::2]
        segments.append(b"".join(bytes([SIZE - 1]) + plane[at:at + SIZE] for at in range(0, len(plane), SIZE)))
    head = b"".join(n.to_bytes(4, "little") for n in [2, 64, 64 + len(segments[0])] + [0] * 13)
    frame = head + b"".join(segments)
    item = b"\xfe\xff\x00\xe0"
    return b"\xe0\x7f\x10\0OB\0\0\xff\xff\xff\xff" + item + bytes(4) + item + len(frame).to_bytes(4, "little") + frame \
        + b"\xfe\xff\xdd\xe0" + bytes(4)


def encode_file(ds, syntax):
    meta = Dataset()
    meta.FileMetaInformationVersion = b"\0\1"
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    meta.TransferSyntaxUID, meta.ImplementationClassUID = syntax, "2.25.77"
    head = b"".join(encode_element(e, ExplicitVRLittleEndian, ["iso8859"]) for e in meta)
    sets = ["utf8"] if "SpecificCharacterSet" in ds else ["iso8859"]
    body = b"".join(compressed_pixels(ds.PixelData) if syntax == RLE and tag == 0x7FE00010
                    else encode_element(ds._dict[tag], syntax, sets) for tag in sorted(ds._dict))
    return bytes(128) + b"DICM" + b"\2\0\0\0UL\4\0" + len(head).to_bytes(4, "little") + head + body


# --- The edits: name, what it does, the one finding ------------------------------------------------------------------

def edits():
    for row in missing_edits():
        yield row
    for row in patient_edits():
        yield row
    for row in attribute_edits():
        yield row
    for row in copy_edits():
        yield row
    for row in geometry_edits():
        yield row
    for row in reference_edits():
        yield row
    for row in drop_edits():
        yield row


def missing_edits():
    for n in range(1, 11):
        yield "CT slice %d" % n, lambda v, n=n: v.drop("ct", n), "study.series.slices-missing"
    for a in range(1, 10):
        yield "CT slices %d and the next" % a, lambda v, a=a: v.drop("ct", a, a + 1), "study.series.slices-missing"
    for a in range(1, 9):
        yield "CT slices %d and the next but one" % a, lambda v, a=a: v.drop("ct", a, a + 2), \
            "study.series.slices-missing"
    yield "the first CT slice", lambda v: v.drop("ct", 0), "study.series.numbers-missing"
    for n in range(18):
        yield "slice %d of MR" % n, lambda v, n=n: v.drop("mr", n), "study.series.slices-missing"
    for n in range(1, 5):
        yield "slice %d of MR at all times" % n, lambda v, n=n: v.drop("mr", n, n + 6, n + 12), \
            "study.series.slices-missing"
    for time in range(3):
        yield "time %d of MR" % time, lambda v, t=time: v.drop("mr", *range(6 * t, 6 * t + 6)), \
            "study.series.fewer-than-announced"
    for n in range(1, 5):
        yield "radiograph %d" % n, lambda v, n=n: v.drop("cr", n), "study.series.numbers-skipped"
    for n in range(2):
        def announce(v, n=n):
            for _, ds, _ in v.of("cr"):
                ds.NumberOfSeriesRelatedInstances = 7 + n
        yield "%d radiographs announced" % (7 + n), announce, "study.series.fewer-than-announced"
    for part in range(1, 5):
        def concatenate(v, part=part):
            for n in range(4):
                ds = v.ds("cr", n)
                ds.ConcatenationUID = "2.25.5.%d" % v.number
                ds.InConcatenationNumber, ds.InConcatenationTotalNumber = n + 1 + (n + 1 >= part), 5
        yield "part %d of a concatenation" % part, concatenate, "study.concatenation.incomplete"


def setter(kind, index, **values):
    def edit(v):
        for keyword, value in values.items():
            setattr(v.ds(kind, index), keyword, value)
    return edit


ALL = [("ct", 0), ("ct", 5), ("ct", 8), ("ct", 11), ("scout", 0), ("scout", 1), ("mr", 0), ("mr", 9), ("mr", 17),
       ("cr", 0), ("cr", 3), ("cr", 5)]
SPELLINGS = ["Doe^Jane", "JANE^DOE", "DOE^JANE^^^", "DOE^JANE^^DR", "doe^jane", "DOE^JANE^M", "DOE^JANE^^Mrs.",
             "DOE^JANE=\u571f^\u4e95", "D\u00d6E^J\u00c1NE"]


def patient_edits():
    rows = [("ID", {"PatientID": "OTHER"}), ("ID and name", {"PatientID": "OTHER", "PatientName": "ROE^RICHARD"}), ("name", {"PatientName": "ROE^RICHARD"}),
            ("birth date", {"PatientBirthDate": "19610302"}), ("sex", {"PatientSex": "M"}),
            ("person", {"PatientID": "OTHER", "PatientName": "ROE^RICHARD", "PatientBirthDate": "19610302",
                        "PatientSex": "M"})]
    for what, values in rows:
        for kind, n in ALL:
            # The studies of all edits are one drop, so a made-up ID must be made up once only.
            own = {key: value + " %s %s %d" % (what, kind, n) if key == "PatientID" else value
                   for key, value in values.items()}
            yield "another %s in %s %d" % (what, kind, n), setter(kind, n, **own), "study.patient.differs"
    for number, name in enumerate(SPELLINGS):
        for kind, n in ALL[::2]:
            def spell(v, kind=kind, n=n, name=name):
                ds = v.ds(kind, n)
                if not name.isascii():
                    ds.SpecificCharacterSet = "ISO_IR 192"
                ds.PatientName = name
            yield "spelling %d in %s %d" % (number, kind, n), spell, "study.patient.name-spelling"
    for kind, n in ALL:
        yield "no birth date in %s %d" % (kind, n), setter(kind, n, PatientBirthDate=""), \
            "study.attribute.missing-in-some"
        def comment(v, kind=kind, n=n):
            for _, ds, _ in v.files:
                ds.PatientComments = "seen"
            v.ds(kind, n).PatientComments = "not seen"
        yield "another comment in %s %d" % (kind, n), comment, "study.attribute.patient-differs"
        yield "a comment in %s %d" % (kind, n), setter(kind, n, PatientComments="seen"), \
            "study.attribute.missing-in-some"


def attribute_edits():
    levels = {
        "study.attribute.study-differs": {"StudyDate": "20240101", "StudyTime": "101501", "AccessionNumber": "B7",
                                          "StudyDescription": "Another", "StudyID": "2", "PatientWeight": "71",
                                          "ReferringPhysicianName": "SOMEBODY^ELSE"},
        "study.attribute.series-differs": {"SeriesDescription": "Another", "SeriesTime": "101601", "SeriesNumber": 9,
                                           "ProtocolName": "Another", "OperatorsName": "SOMEBODY^ELSE",
                                           "SeriesDate": "20240103", "BodyPartExamined": "NECK"},
        "study.attribute.equipment-differs": {"Manufacturer": "Other", "ManufacturerModelName": "Model 2",
                                              "StationName": "ST2", "SoftwareVersions": "1.1",
                                              "DeviceSerialNumber": "43", "InstitutionName": "Practice"},
    }
    for rule, values in levels.items():
        for keyword, value in values.items():
            for kind, n in ALL[::2]:
                yield "%s in %s %d" % (keyword, kind, n), setter(kind, n, **{keyword: value}), rule
    for keyword, value in (("StudyDescription", "STUDY"), ("InstitutionName", "CLINIC"), ("ProtocolName", "Proto col")):
        for kind, n in ALL[::2]:
            yield "form of %s in %s %d" % (keyword, kind, n), setter(kind, n, **{keyword: value}), \
                "study.attribute.spelling-differs"
    for kind, n in (("ct", 0), ("ct", 7), ("mr", 4)):
        def indicate(v, kind=kind, n=n):
            for _, ds, _ in v.of("ct") + v.of("scout") + v.of("mr"):
                ds.PositionReferenceIndicator = "XY"
            v.ds(kind, n).PositionReferenceIndicator = "SN"
        yield "Position Reference Indicator in %s %d" % (kind, n), indicate, "study.attribute.frame-of-reference-differs"


def copy_edits():
    for kind, n in ALL:
        yield "the same file, %s %d" % (kind, n), lambda v, k=kind, n=n: v.copy(k, n), "study.duplicate-file"

        def encode(v, k=kind, n=n):
            v.copy(k, n)
            v.files[-1][2] = ImplicitVRLittleEndian
        yield "encoded again, %s %d" % (kind, n), encode, "study.duplicate.re-encoded"

        def compress(v, k=kind, n=n):
            v.copy(k, n)
            v.files[-1][2] = RLE
        yield "compressed again, %s %d" % (kind, n), compress, "study.duplicate.re-encoded"
        for cut in (100, 560):
            def shorten(v, k=kind, n=n, cut=cut):
                v.copy(k, n)
                v.cut = cut
            yield "a copy that lacks %d bytes, %s %d" % (cut, kind, n), shorten, "file.truncated"
        for keyword, value in (("PatientName", "ROE^RICHARD"), ("WindowCenter", "40"), ("ImageComments", "see here")):
            def change(v, k=kind, n=n, keyword=keyword, value=value):
                setattr(v.copy(k, n), keyword, value)
                if keyword == "WindowCenter":
                    v.files[-1][1].WindowWidth = "400"
            yield "changed %s, %s %d" % (keyword, kind, n), change, "study.duplicate.attributes-differ"

        def again(v, k=kind, n=n):
            v.new_uid(v.copy(k, n))
        yield "the same image under another UID, %s %d" % (kind, n), again, "study.pixels.repeated"
    for kind, n in ALL:
        if kind in ("ct", "mr", "cr"):
            def reuse(v, k=kind, n=n):
                v.ds(k, n).SOPInstanceUID = v.ds(k, (n + 1) % len(v.of(k))).SOPInstanceUID
            yield "one UID for two, %s %d" % (kind, n), reuse, "study.sop-instance-uid.reused"

            def reuse_compressed(v, k=kind, n=n, reuse=reuse):
                reuse(v)
                v.of(k)[n][2] = RLE
            yield "one UID for two, one of them compressed, %s %d" % (kind, n), reuse_compressed, \
                "study.sop-instance-uid.reused"
    for kind in ("ct", "mr", "cr"):
        def one_uid(v, k=kind):
            for _, ds, _ in v.of(k):
                ds.SOPInstanceUID = v.ds(k, 0).SOPInstanceUID
        yield "one UID for all, %s" % kind, one_uid, "study.sop-instance-uid.reused"


def geometry_edits():
    for n in range(12):
        yield "another frame of reference, CT %d" % n, setter("ct", n, FrameOfReferenceUID="2.25.3"), \
            "study.series.mixed-geometry"
        yield "another orientation, CT %d" % n, setter("ct", n, ImageOrientationPatient=[1, 0, 0, 0, 0.8, 0.6]), \
            "study.series.mixed-geometry"
        yield "another spacing, CT %d" % n, setter("ct", n, PixelSpacing=["0.6", "0.6"]), "study.series.mixed-geometry"

        def smaller(v, n=n):
            ds = v.ds("ct", n)
            ds.Rows, ds.PixelData = SIZE - 2, ds.PixelData[:2 * SIZE * (SIZE - 2)]
        yield "another matrix, CT %d" % n, smaller, "study.series.mixed-geometry"

        def again(v, n=n):
            ds = v.copy("ct", n)
            v.new_uid(ds)
            ds.InstanceNumber, ds.PixelData = 13, noise(v.number * 100 + 99)
        yield "another image at the place of CT %d" % n, again, "study.series.slices-repeated"
    for n in range(1, 11):
        def shift(v, n=n):
            setattr(v.ds("ct", n), "ImagePositionPatient", ["-4", "-4", repr(10.8 + 2.5 * n)])
        yield "CT %d is shifted" % n, shift, "study.series.uneven-spacing"
    for n in range(6):
        def number(v, n=n):
            ds = v.copy("cr", n)
            v.new_uid(ds)
            ds.PixelData = noise(v.number * 100 + 98)
        yield "a number twice %d" % n, number, "study.series.numbers-repeated"
    for spacing in ("2", "3.5", "6", "1.5"):
        def space(v, spacing=spacing):
            for _, ds, _ in v.of("mr")[6:]:
                v.files = [f for f in v.files if f[1] is not ds]
            for _, ds, _ in v.of("mr"):
                ds.SpacingBetweenSlices, ds.NumberOfTemporalPositions, ds.ImagesInAcquisition = spacing, 1, 6
        yield "Spacing Between Slices %s" % spacing, space, "study.series.spacing-contradicts-positions"
    for tilt in ("5", "-12", "20"):
        def lean(v, tilt=tilt):
            for _, ds, _ in v.of("ct"):
                ds.GantryDetectorTilt = tilt
        yield "tilt %s" % tilt, lean, "study.series.tilt-contradicts-positions"


def items(*datasets):
    return Sequence(datasets)


def reference(ds, sop_class=None, uid=None, frame=None):
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = sop_class or ds.SOPClassUID, uid or ds.SOPInstanceUID
    if frame:
        item.ReferencedFrameNumber = frame
    return item


def add_selection(v, targets, series=None, study=None, title_code=("113000", "Of Interest")):
    """A Key Object Selection of these references: evidence of their series, and the content that names them."""
    ds = image(1, 5, "1.2.840.10008.5.1.4.1.1.88.59", "KO", 1)
    for tag in [tag for tag in ds._dict if tag.group >= 0x0028 or tag.group == 0x0018]:
        del ds[tag]
    for keyword in ("ImageType", "AcquisitionDate", "AcquisitionTime", "AcquisitionNumber", "PatientPosition",
                    "PositionReferenceIndicator", "ProtocolName"):
        if keyword in ds:
            del ds[keyword]
    ds.PatientID, ds.AccessionNumber = v.ds("cr", 0).PatientID, v.ds("cr", 0).AccessionNumber
    ds.StudyInstanceUID = ROOT % v.number
    ds.SeriesInstanceUID, ds.SOPInstanceUID = ds.StudyInstanceUID + ".5", ds.StudyInstanceUID + ".5.99"
    of_series, of_study, content = Dataset(), Dataset(), Dataset()
    of_series.SeriesInstanceUID, of_series.ReferencedSOPSequence = series, items(*targets)
    of_study.StudyInstanceUID, of_study.ReferencedSeriesSequence = study or ds.StudyInstanceUID, items(of_series)
    ds.CurrentRequestedProcedureEvidenceSequence = items(of_study)
    content.RelationshipType, content.ValueType, content.ReferencedSOPSequence = "CONTAINS", "IMAGE", items(targets[0])
    title = Dataset()
    title.CodeValue, title.CodingSchemeDesignator, title.CodeMeaning = title_code[0], "DCM", title_code[1]
    ds.ReferencedPerformedProcedureStepSequence = items()
    ds.ValueType, ds.ConceptNameCodeSequence, ds.ContinuityOfContent = "CONTAINER", items(title), "SEPARATE"
    ds.ContentSequence = items(content)
    v.files.append(["ko", ds, ExplicitVRLittleEndian])


def reference_edits():
    for kind in ("ct", "mr", "cr"):
        def all_there(v, kind=kind):
            add_selection(v, [reference(ds) for _, ds, _ in v.of(kind)], v.ds(kind, 0).SeriesInstanceUID)
        yield "a selection of all of %s" % kind, all_there, None

        def in_other_study(v, kind=kind):
            add_selection(v, [reference(v.ds(kind, 0), uid="2.25.4711")], "2.25.4712", "2.25.4713")
        yield "a selection from another study, as %s" % kind, in_other_study, None

        def other_class(v, kind=kind):
            add_selection(v, [reference(v.ds(kind, 0), sop_class="1.2.840.10008.5.1.4.1.1.7")],
                          v.ds(kind, 0).SeriesInstanceUID)
        yield "a selection of another class, %s" % kind, other_class, "study.reference.class-differs"

        def no_frame(v, kind=kind):
            add_selection(v, [reference(v.ds(kind, 0), frame=2)], v.ds(kind, 0).SeriesInstanceUID)
        yield "frame 2 of %s" % kind, no_frame, "iod.attribute.not-expected"

        def no_series(v, kind=kind):
            add_selection(v, [reference(ds) for _, ds, _ in v.of(kind)], v.ds(kind, 0).SeriesInstanceUID)
            v.files = [f for f in v.files if f[0] != kind]
        yield "a selection without its series, %s" % kind, no_series, "study.reference.dangling"
    for kind, count in (("ct", 12), ("mr", 18), ("cr", 6)):
        for n in range(count):
            def gone(v, kind=kind, n=n):
                add_selection(v, [reference(ds) for _, ds, _ in v.of(kind)], v.ds(kind, 0).SeriesInstanceUID)
                v.drop(kind, n)
            # A hole between its neighbours names the finding; at an end, or in a series that is no stack, the reference.
            is_hole = kind == "mr" or kind == "ct" and 0 < n < count - 1
            yield "a selection without %s %d" % (kind, n), gone, \
                "study.series.slices-missing" if is_hole else "study.reference.dangling"
    for code, meaning in (("113001", "Rejected for Quality Reasons"), ("113039", "Data Retention Policy Expired")):
        def rejected(v, title=(code, meaning)):
            add_selection(v, [reference(v.ds("cr", 5))], v.ds("cr", 5).SeriesInstanceUID, title_code=title)
            v.drop("cr", 5)
        yield "what a note rejects (%s) is gone" % code, rejected, None


def second_study(v, **values):
    """The radiographs again, as another study of the same patient."""
    for number, (_, ds, _) in enumerate(v.of("cr")):
        twin = copy.copy(ds)
        twin._dict = dict(ds._dict)
        twin.StudyInstanceUID = ROOT % v.number + ".2"
        twin.SeriesInstanceUID = twin.StudyInstanceUID + ".4"
        twin.SOPInstanceUID = "%s.%d" % (twin.SeriesInstanceUID, number + 1)
        twin.AccessionNumber, twin.StudyID, twin.PixelData = "B%d" % v.number, "2", noise(v.number * 100 + 60 + number)
        for keyword, value in values.items():
            setattr(twin, keyword, value)
        v.files.append(["second", twin, ExplicitVRLittleEndian])


def drop_edits():
    yield "two studies of one patient", second_study, None
    yield "two studies of one order", lambda v: second_study(v, AccessionNumber="A%d" % v.number), None
    yield "two studies, two spellings", lambda v: second_study(v, PatientName="Doe^Jane"), None
    yield "one series in two studies", lambda v: second_study(v, SeriesInstanceUID=ROOT % v.number + ".4"), \
        "study.series-uid.in-two-studies"
    for n in range(6):
        def share(v, n=n):
            second_study(v)
            v.ds("second", n).SOPInstanceUID = v.ds("cr", n).SOPInstanceUID
        yield "image %d in two studies" % n, share, "study.sop-instance-uid.in-two-studies"
    for keyword, value in (("PatientName", "ROE^RICHARD"), ("PatientBirthDate", "19610302"), ("PatientSex", "M")):
        yield "another %s with the same ID" % keyword, lambda v, k=keyword, x=value: second_study(v, **{k: x}), \
            "study.patient.contradicts-other-study"
        yield "another %s with the same order" % keyword, lambda v, k=keyword, x=value: second_study(
            v, AccessionNumber="A%d" % v.number, PatientID="Q%d" % v.number, **{k: x}), \
            "study.accession-number.two-patients"

    # Numbers are unique for their issuer only.
    def issuer(name):
        item = Dataset()
        item.LocalNamespaceEntityID = name
        return {"IssuerOfAccessionNumberSequence": items(item)}

    def two_people(v, mine, theirs, **same):
        for _, ds, _ in v.files:
            for keyword, value in mine.items():
                setattr(ds, keyword, value)
        second_study(v, **dict({"PatientName": "ROE^RICHARD"}, **same, **theirs))
    number = {"AccessionNumber": "A%d", "PatientID": "Q%d"}
    order, person = "study.accession-number.two-patients", "study.patient.contradicts-other-study"
    for name, mine, theirs, is_same in (
            ("from another institution", {}, {"InstitutionName": "Practice"}, False),
            ("from an institution without a name", {}, {"InstitutionName": ""}, False),
            ("from the institution in another spelling", {}, {"InstitutionName": "CLINIC "}, True)):
        yield "an order %s" % name, lambda v, m=mine, t=theirs: two_people(
            v, m, t, **{k: x % v.number for k, x in number.items()}), order if is_same else None
        yield "a Patient ID %s" % name, lambda v, m=mine, t=theirs: two_people(v, m, t), person if is_same else None
    for name, mine, theirs, is_same in (("the same", "X", "X", True), ("another", "X", "Y", False)):
        yield "an order of %s issuer" % name, lambda v, m=mine, t=theirs: two_people(
            v, issuer(m), dict(issuer(t), InstitutionName="Clinic" if m != t else "Practice"),
            **{k: x % v.number for k, x in number.items()}), order if is_same else None
        yield "a Patient ID of %s issuer" % name, lambda v, m=mine, t=theirs: two_people(
            v, {"IssuerOfPatientID": m},
            {"IssuerOfPatientID": t, "InstitutionName": "Clinic" if m != t else "Practice"}), \
            person if is_same else None


# --- A medium with a DICOMDIR: one at a time, because all that are in a drop are one group ----------------------------

def media_rows():
    def path_of(root, kind_number, number):
        """The file of this series with this Instance Number."""
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)
                if name != "DICOMDIR":
                    ds = dcmread(path, stop_before_pixels=True)
                    if (ds.SeriesNumber, ds.InstanceNumber) == (kind_number, number):
                        return path
        raise LookupError(number)

    def patch(root, old, new):
        path = os.path.join(root, "DICOMDIR")
        with open(path, "rb") as file:
            data = file.read()
        assert data.count(old) >= 1 and len(old) == len(new)
        with open(path, "wb") as file:
            file.write(data.replace(old, new, 1))

    def remove_series(root):
        for path in [path_of(root, 4, n) for n in range(1, 7)]:
            os.remove(path)

    def empty(root, *which):
        for path in [path_of(root, number, n) for number, n in which]:
            open(path, "wb").close()

    def add_file(root, name):
        variant = Variant(1)
        ds = variant.ds("cr", 0)
        ds.SOPInstanceUID, ds.InstanceNumber, ds.PixelData = ROOT % 1 + ".4.70", 7, noise(70)
        with open(os.path.join(root, name), "wb") as file:
            file.write(encode_file(ds, ExplicitVRLittleEndian))

    def small(root):
        folder, name = os.path.split(path_of(root, 4, 2))
        os.rename(os.path.join(folder, name), os.path.join(folder, name.lower()))

    def rename(root):
        path = path_of(root, 4, 1)
        name = os.path.basename(path)
        new = "-" + name[1:]
        os.rename(path, os.path.join(os.path.dirname(path), new))
        relative = os.path.relpath(path, root).replace(os.sep, "\\").encode()
        patch(root, relative, relative[:-len(name)] + new.encode())

    def cut(root):
        with open(os.path.join(root, "DICOMDIR"), "rb") as file:
            data = file.read()
        at = data.index(b"SERIES", data.index(b"SERIES") + 1)  # the second one is hung up on the first
        lower = data.rindex(b"\x04\x00\x20\x14UL\x04\x00", 0, at)
        with open(os.path.join(root, "DICOMDIR"), "wb") as file:
            file.write(data[:lower + 8] + bytes(4) + data[lower + 12:])

    yield "as it should be", lambda root: None, None
    yield "a name in small letters", small, None
    for n in (1, 5, 12):
        yield "CT %d is not there" % n, lambda root, n=n: os.remove(path_of(root, 1, n)), "study.series.files-missing"
        yield "CT %d is empty" % n, lambda root, n=n: empty(root, (1, n)), "study.series.files-missing"
    yield "a series is not there", remove_series, "study.media.file-missing"
    yield "a series is empty", lambda root: empty(root, *((4, n) for n in range(1, 7))), "study.media.file-unreadable"
    yield "a file more", lambda root: add_file(root, "MORE"), "study.media.file-not-listed"
    yield "another UID in a record", lambda root: patch(root, b".77.1.1.3", b".77.1.1.0"), "study.media.record-differs"
    yield "another class in a record", lambda root: patch(root, CR.encode() + b"\0", CR[:-1].encode() + b"7\0"), \
        "study.media.record-differs"
    yield "an illegal File ID", rename, "study.media.file-id-illegal"
    yield "records that nothing leads to", cut, "study.media.record-unreachable"


def check_media(cli, folder, is_listed):
    failed = 0
    for number, (name, edit, rule) in enumerate(media_rows()):
        root = os.path.join(folder, "medium%02d" % number)
        plain = os.path.join(folder, "plain%02d" % number)
        Variant(1).write(plain)
        medium = FileSet()
        for file in sorted(os.listdir(plain)):
            medium.add(os.path.join(plain, file))
        medium.write(root)
        edit(root)
        found = [f for s in studies_of(cli, root, os.path.join(folder, "medium.json")) for f in s["findings"]]
        ids = [f["id"] for f in found if f["id"].startswith("study.")]
        if is_listed:
            print("medium", name, [(f["id"], f["observed"]) for f in found])
        if ids != ([rule] if rule else []):
            failed += 1
            print("medium, %s: expected %s, found %s" % (name, rule, [(f["id"], f["observed"]) for f in found]))
    return number + 1, failed


# --- A list of expected studies ---------------------------------------------------------------------------------------

def expected_rows():
    """Name, edit of the study, list, what is found in it, and in a study that is not here."""
    head = "StudyInstanceUID,AccessionNumber,Instances,Series\n"
    whole = ROOT % 1 + ",A1,38,4\n"
    yield "all is here", lambda v: None, head + whole, [], []
    yield "by Accession Number, semicolons, BOM", lambda v: None, "\ufeffAccession Number;\"Instances\"\nA1;38\n", [], []
    yield "no numbers", lambda v: None, "StudyInstanceUID\t Remark\n" + ROOT % 1 + "\tx\n", [], []
    yield "a radiograph is missing", lambda v: v.drop("cr", 5), head + whole, ["study.expected.fewer"], []
    yield "the middle of the stack is missing", lambda v: v.drop("ct", 5), head + whole, ["study.series.files-missing"], []
    yield "a series is missing", lambda v: v.drop("scout", 0, 1), head + whole, ["study.expected.fewer"], []
    yield "more than expected", lambda v: None, head + ROOT % 1 + ",,37,4\n", ["study.expected.more"], []
    yield "a copy counts once", lambda v: v.copy("cr", 0), head + whole, ["study.duplicate-file"], []
    yield "another study is not here", lambda v: None, head + whole + ROOT % 2 + ",A2,5,1\n", [], ["study.expected.not-here"]
    yield "another order is not here", lambda v: None, head + whole + ",A3,,\n", [], ["study.expected.not-here"]
    yield "not in the list", lambda v: None, head, ["study.expected.not-listed"], []


def check_expected(cli, folder):
    failed = 0
    rows = list(expected_rows())
    for number, (name, edit, text, rules, absent) in enumerate(rows):
        root = os.path.join(folder, "expected%02d" % number)
        variant = Variant(1)
        edit(variant)
        variant.write(root)
        listing = os.path.join(folder, "expected.csv")
        with open(listing, "w", encoding="utf-8") as file:
            file.write(text)
        report = os.path.join(folder, "expected.json")
        code = subprocess.run([cli, "check", root, "--expected", listing, "--json", report],
                              stdout=subprocess.DEVNULL, check=False).returncode
        with open(report, encoding="utf-8") as file:
            studies = json.load(file)["studies"]
        ids = sorted([f["id"] for f in s["findings"] if f["id"].startswith("study.")] for s in studies)
        wanted = sorted([rules] + ([absent] if absent else []))
        if ids != wanted or (absent and (code != 2 or "problems" not in [s["verdict"] for s in studies])):
            failed += 1
            print("expected, %s: expected %s, found %s, code %d" % (name, wanted, ids, code))
    for text, reason in (("a,b\n1,2\n", "first line"), ("", "empty"), ("StudyInstanceUID,Instances\n1.2,x\n", "line 2"),
                         ("StudyInstanceUID\n1.2\n1.2\n", "line 3"), ("StudyInstanceUID,Series\n\"1.2,3\n", "quotation")):
        with open(listing, "w", encoding="utf-8") as file:
            file.write(text)
        run = subprocess.run([cli, "check", root, "--expected", listing], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, check=False)
        if run.returncode != 64 or reason not in run.stderr.decode():
            failed += 1
            print("a wrong list %r: %d, %s" % (text, run.returncode, run.stderr))
    return len(rows) + 5, failed


# --- Running --------------------------------------------------------------------------------------------------------

BASE = study()


def studies_of(cli, folder, report):
    subprocess.run([cli, "check", folder, "--json", report], stdout=subprocess.DEVNULL, check=False)
    with open(report, encoding="utf-8") as file:
        return json.load(file)["studies"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cli")
    parser.add_argument("--keep", help="write the studies here and leave them")
    parser.add_argument("--list", action="store_true", help="print every variant with what was found")
    arguments = parser.parse_args()
    rows = [("nothing", lambda v: None, None)] + list(edits())
    with tempfile.TemporaryDirectory(prefix="mi-study-edits-") as temporary:
        folder = arguments.keep or temporary
        for number, (_, edit, _) in enumerate(rows):
            variant = Variant(number + 1)
            edit(variant)
            variant.write(os.path.join(folder, "%04d" % (number + 1)))
        studies = studies_of(arguments.cli, folder, os.path.join(temporary, "report.json"))
        media, failed = check_media(arguments.cli, temporary, arguments.list)
        lists, wrong = check_expected(arguments.cli, temporary)
        failed += wrong
    found = {}
    for s in studies:
        if s["studyInstanceUid"]:
            found.setdefault(int(s["studyInstanceUid"].split(".")[3]), []).append(s["findings"])
    before = {f["id"] for f in found[1][0]}
    for number, (name, _, rule) in enumerate(rows):
        for findings in found.get(number + 1, [[]]):
            new = [f for f in findings if f["id"] not in before]
            if arguments.list:
                print(number + 1, name, [(f["id"], f["attribute"], f["observed"]) for f in new])
            if [f["id"] for f in new] != ([rule] if rule else []):
                failed += 1
                print("%04d %s: expected %s, found %s" % (number + 1, name, rule,
                                                          [(f["id"], f["attribute"], f["observed"]) for f in new]))
    if any(f.startswith("study.") for f in before):
        failed += 1
        print("the clean study has findings: %s" % before)
    print("%d passed, %d failed" % (len(rows) + media + lists - failed, failed))
    return 1 if failed or len(rows) < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
