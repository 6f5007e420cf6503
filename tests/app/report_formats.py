#!/usr/bin/python3
"""Has mivalidator-cli write reports of hostile studies in every format, and reads them with other programs.

  tests/app/report_formats.py CLI SCHEMA_FOLDER [--keep FOLDER]

HTML goes through `tidy` and Python's parser, PDF through poppler, CSV through Python's reader, JSON through its schema. A masked report must
not hold one identifying value. Exit code 1, and what is wrong, if anything is.
"""

import argparse
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.10.1."
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
# What each study says of itself. All of it has to come back from the tables, and none of it from a masked report.
HOSTILE = [
    {"PatientName": "=cmd|' /C calc'!A0", "PatientID": "=HYPERLINK(1)", "StudyDescription": 'a "quoted", one;two',
     "AccessionNumber": "+4711234", "InstitutionName": "@SUM(1,2)Clinic", "PatientBirthDate": "19610203",
     "StudyDate": "20261030"},
    {"PatientName": "<script>alert(1)</script>^Ewelina", "PatientID": "</td><img src=x onerror=alert(2)>",
     "StudyDescription": "&lt;b&gt; & \u202egnp.exe\u2066 end", "AccessionNumber": "-7788991", "PatientSex": "F",
     "InstitutionName": "Sankt\u2028Elsewhere", "PatientBirthDate": "19770707", "StudyDate": "20260101"},
    {"PatientName": "山田^太郎=やまだ", "PatientID": "لوحة-998877", "StudyDescription": "line\r\nbreak\ttab",
     "AccessionNumber": "ACC\0991", "InstitutionName": "=1+1\n=2+2", "PatientBirthDate": "19000229",
     "StudyDate": "2026103"},
]
PROBLEMS = []


def expect(condition, what):
    if not condition:
        PROBLEMS.append(what)


def write_study(folder, number, values, name="image"):
    data = Dataset()
    data.SpecificCharacterSet = "ISO_IR 192"
    data.SOPClassUID = SECONDARY_CAPTURE
    data.SOPInstanceUID = f"{ROOT}{number}.3"
    data.StudyInstanceUID = f"{ROOT}{number}.1"
    data.SeriesInstanceUID = f"{ROOT}{number}.2"
    data.Modality = "OT"
    data.Manufacturer = "Maker <&> \"Sons\""
    data.StudyTime, data.ReferringPhysicianName, data.StudyID, data.SeriesNumber = "101112", "", "1", "1"
    data.Rows = data.Columns = 4
    data.BitsAllocated = data.BitsStored = 8
    data.HighBit, data.PixelRepresentation, data.SamplesPerPixel = 7, 0, 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.PixelData = bytes(16)
    for keyword, value in values.items():
        setattr(data, keyword, value)
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = SECONDARY_CAPTURE
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.is_little_endian, data.is_implicit_VR = True, False
    path = os.path.join(folder, f"{name}{number}")
    pydicom.dcmwrite(path, data, write_like_original=False)
    return path


def make_source(folder):
    os.makedirs(folder)
    for number, values in enumerate(HOSTILE, 1):
        write_study(folder, number, values, "EVE-")
    with open(os.path.join(folder, "EVE-1"), "rb") as file:
        whole = file.read()
    for name, content in {"EVE-copy": whole, "EVE-cut": whole[:-6], "EVE-empty": b"", "EVE.txt": b"no DICOM at all\n"}.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


class Page(html.parser.HTMLParser):
    """Collects what a browser would see."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.policies = [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "meta" and ("http-equiv", "Content-Security-Policy") in attrs:
            self.policies.append(dict(attrs)["content"])

    def handle_data(self, data):
        self.text += data


def check_html(path, language):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    tidy = subprocess.run(["tidy", "-e", "-q", path], capture_output=True, text=True, check=False)
    expect(tidy.returncode == 0 and not tidy.stderr.strip(), f"tidy on {path}: {tidy.stderr[:600]}")
    page = Page()
    page.feed(source)
    expect(f'<html lang="{language}">' in source, f"{path} does not name its language")
    expect("script" not in page.tags and "img" not in page.tags, f"{path} holds a script or an image")
    expect(not [a for a in page.attributes if a[0].startswith("on") or a[0] in ("style", "src")],
           f"{path} has attributes that do something")
    expect(len(page.policies) == 1 and "default-src 'none'" in page.policies[0], f"{path} has no security policy")
    expect(all(value.startswith("#") for name, value in page.attributes if name == "href"), f"{path} leads elsewhere")
    expect(not re.search("[\u202a-\u202e\u2066-\u2069]", source), f"{path} holds marks that turn the text")
    return page


def spreadsheet_value(value):
    """What csvField() writes for a value."""
    if value[:1] in tuple("=+-@\t\r\n"):
        value = "'" + value
    return value.replace("\0", "\\x00")


def check_csv(path, studies):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    expect("\0" not in text, f"{path} holds a NUL")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    expect(all(None not in row and None not in row.values() for row in rows), f"{path} has rows of other lengths")
    by_number = {study["number"]: study for study in studies}
    for row in rows:
        study = by_number[int(row["study"])]
        for column in set(row) & {"patientName", "patientId", "patientBirthDate", "studyDate", "accessionNumber",
                                  "studyInstanceUid", "manufacturer"}:
            expect(row[column] == spreadsheet_value(study[column]),
                   f"{path}, study {row['study']}, {column}: {row[column]!r} for {study[column]!r}")
        expect(not [v for v in row.values() if v[:1] in tuple("=+-@\t\r")], f"{path} holds a formula")
    return rows


def check_pdf(path, language):
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=False)
    expect(info.returncode == 0 and not info.stderr, f"pdfinfo on {path}: {info.stderr}")
    pages = int(re.search(r"^Pages:\s+(\d+)", info.stdout, re.M).group(1))
    expect(re.search(r"^Title:\s+\S", info.stdout, re.M), f"{path} has no title")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    words = "Page {} of {}" if language == "en" else "Seite {} von {}"
    for page in range(1, pages + 1):
        expect(words.format(page, pages) in text, f"{path}: page {page} of {pages} has no number")
    return text


def bookmarks(path):
    """The titles of the outline, followed from the catalog, and the pages they lead to."""
    with open(path, "rb") as file:
        data = file.read()
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    expect(data[start:start + 4] == b"xref", f"{path}: the last cross-reference table is not where it should be")
    objects = {}  # the newest of each number
    for found in re.finditer(rb"(?<!\d)(\d+) 0 obj\s*<<(.*?)>>\s*(?:stream|endobj)", data, re.S):
        objects[int(found.group(1))] = found.group(2)
    root = objects[int(re.findall(rb"/Root (\d+) 0 R", data)[-1])]
    item = re.search(rb"/First (\d+)", objects[int(re.search(rb"/Outlines (\d+)", root).group(1))])
    titles = []
    while item:
        entry = objects[int(item.group(1))]
        titles.append(bytes.fromhex(re.search(rb"/Title <FEFF([0-9A-F]*)>", entry).group(1).decode()).decode("utf-16-be"))
        page = int(re.search(rb"/Dest \[(\d+) 0 R", entry).group(1))
        expect(b"/Type /Page\n" in objects[page], f"{path}: the bookmark {titles[-1]} leads to no page")
        item = re.search(rb"/Next (\d+)", entry)
    return titles


def check_sums(document):
    for where, accounting in [("report", document["accounting"])] + [
            (f"study {study['number']}", study["accounting"]) for study in document["studies"]]:
        judged = sum(accounting[k] for k in ("passed", "warnings", "problems", "unreadable", "notDicom", "notJudged"))
        expect(judged == accounting["filesFound"], f"{where}: the files by judgement do not add up")
        expect(sum(accounting["places"].values()) == accounting["filesFound"], f"{where}: the places do not add up")


def identifying(studies):
    values = {"101112", "EVE-", "/source"}
    for values_of_study in HOSTILE:
        for keyword, value in values_of_study.items():
            values.add(value)
            if keyword == "PatientName":
                values.update(part for part in re.split(r"[\^=]", value) if len(part) > 2)
    for study in studies:
        values.update(study[k] for k in ("patientName", "patientId", "patientBirthDate", "studyDate", "studyTime",
                                         "studyDescription", "accessionNumber", "institutionName"))
    for date in ("1961-02-03", "03.02.1961", "2026-10-30", "1977-07-07"):
        values.add(date)
    return {value for value in values if len(value) > 2}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("schemas")
    parser.add_argument("--keep")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(prefix="mivalidator-reports.")
    source = os.path.join(folder, "source")
    make_source(source)

    def run(*arguments):
        return subprocess.run([options.cli, *arguments], capture_output=True, check=False)

    def report(name, *arguments):
        path = os.path.join(folder, name)
        ended = run("report", *arguments, "--output", path, "--quiet")
        expect(ended.returncode == 0 and not ended.stderr, f"{name}: {ended.returncode} {ended.stderr.decode()}")
        return path

    def text_of(path):
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()

    document = json.loads(text_of(report("direct.json", source)))
    with open(os.path.join(options.schemas, "report-document-1.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    check_sums(document)
    studies = document["studies"]
    files = sum(len(names) for _, _, names in os.walk(source))
    expect(document["accounting"]["filesFound"] == files, f"{document['accounting']} for {files} files")
    expect(document["accounting"]["places"]["duplicate"] == 1, "the copy is not counted as one")
    expect(document["user"] is None and document["host"] is None, "the user is named without being asked for")
    patients = {study["patientId"] for study in studies}
    expect({values["PatientID"] for values in HOSTILE} <= patients, f"IDs are not as in the files: {patients}")

    for language in ("en", "de"):
        page = check_html(report(f"{language}.html", source, "--language", language), language)
        expect("<script>alert(1)</script>" in page.text, "the name is not shown as it is")
        expect("alert(2)" in page.text, "the ID is not shown as it is")
        letter = text_of(report(f"{language}.letter", source, "--language", language, "--format", "letter"))
        expect(("Dear colleagues" in letter) == (language == "en"), "the letter is in another language")
        expect(f"{ROOT}1.1" in letter, "the letter does not name the study")
        expect(not re.search("[\u202a-\u202e\u2066-\u2069\0]", letter), "the letter holds marks that turn the text")
        text = check_pdf(report(f"{language}.pdf", source, "--language", language), language)
        expect("<script>alert(1)</script>" in text and f"{ROOT}1.1" in text, "the PDF lacks a name or a UID")
        titles = bookmarks(os.path.join(folder, f"{language}.pdf"))
        expect(("Studies" if language == "en" else "Studien") in titles, f"bookmarks: {titles}")
        letter = check_pdf(report(f"letter-{language}.pdf", source, "--language", language, "--format", "letter-pdf"),
                           language)
        expect(("Dear colleagues" in letter) == (language == "en"), "the letter as PDF is in another language")
        check_html(report(f"letter-{language}.html", source, "--language", language, "--format", "letter-html"), language)
    rows = check_csv(report("studies.csv", source), studies)
    expect(len(rows) == len(studies), "not one row a study")
    rows = check_csv(report("findings.csv", source, "--format", "csv-findings"), studies)
    expect(len(rows) == sum(len(study["findings"]) for study in studies), "not one row a finding")
    with open(report("marked.csv", source, "--bom"), "rb") as file:
        expect(file.read(3) == b"\xef\xbb\xbf", "no byte order mark")

    # From what was saved, the same report but for what the saved form does not hold.
    saved = os.path.join(folder, "saved.json")
    run("check", source, "--json", saved, "--quiet")
    again = json.loads(text_of(report("again.json", saved)))
    jsonschema.validate(again, schema)
    check_sums(again)
    statistics = json.loads(run("statistics", source, "--quiet", "--format", "json").stdout)
    with open(os.path.join(options.schemas, "statistics-1.schema.json"), encoding="utf-8") as file:
        statistics_schema = json.load(file)
    jsonschema.validate(statistics, statistics_schema)
    expect(statistics["all"]["studies"] == 3 and statistics["all"]["timedStudies"] == 3, f"{statistics['all']}")
    expect(sum(statistics["all"][k] for k in ("passed", "passedWithWarnings", "problems", "cannotBeRead", "undecided")) == 3,
           "verdicts do not add up")
    for key in ("byManufacturer", "byMonth"):
        expect(sum(row["studies"] for row in statistics[key]) == 3, f"{key} does not add up")
    table = list(csv.DictReader(io.StringIO(run("statistics", saved, "--format", "csv").stdout.decode(), newline="")))
    expect([row["studies"] for row in table if row["dimension"] == "all"] == ["3"], "statistics as CSV")
    for language in ("en", "de"):
        page = os.path.join(folder, f"statistics-{language}.pdf")
        expect(run("statistics", saved, "--output", page, "--language", language).returncode == 0, "statistics as PDF")
        check_pdf(page, language)
    for key in ("accounting", "causes", "notChecked", "passedChecks"):
        expect(again[key] == document[key], f"{key} differs when the report is made from saved JSON")

    # An archive: its validation.json, and the places say that the study is filed.
    archive = os.path.join(folder, "archive")
    run("archive", source, "--to", archive, "--quiet", "--json", os.path.join(folder, "filed.json"))
    filed = json.loads(text_of(report("filed-report.json", os.path.join(folder, "filed.json"))))
    jsonschema.validate(filed, schema)
    check_sums(filed)
    bags = [os.path.join(where, "validation.json") for where, _, names in os.walk(archive) if "validation.json" in names]
    expect(bags, "nothing was filed")
    expect(filed["accounting"]["places"]["filed"] >= len(bags), "what was filed is not counted as filed")
    archived = json.loads(run("statistics", "--archive", archive, "--format", "json").stdout)
    jsonschema.validate(archived, statistics_schema)
    expect(archived["all"]["studies"] == len(bags), "statistics do not count what is filed")
    month = archived["byMonth"][0]["name"]
    expect(re.fullmatch(r"20\d\d-\d\d", month), f"the month of filing: {month}")
    later = json.loads(run("statistics", "--archive", archive, "--from", "2999-01-01", "--format", "json").stdout)
    expect(later["all"]["studies"] == 0, "--from leaves nothing out")
    expect(run("statistics", source, "--from", "2026-01-01").returncode == 64, "a period without an archive")
    of_bags = json.loads(text_of(report("bags.json", *bags)))
    jsonschema.validate(of_bags, schema)
    check_sums(of_bags)
    expect(len(of_bags["studies"]) == len(bags), "not a study a bag")

    for name, arguments in {"m.html": [], "m.csv": [], "m.findings.csv": ["--format", "csv-findings"], "m.json": [],
                            "m.pdf": [], "m.txt": [], "m.letter": ["--format", "letter"]}.items():
        for place in (source, saved, os.path.join(folder, "filed.json")):
            path = report(os.path.basename(place) + "." + name, place, "--mask", *arguments)
            text = check_pdf(path, "en") if name == "m.pdf" else text_of(path)
            # As a reader sees it: escapes of the format undone.
            seen = [text, html.unescape(text), text.replace('""', '"'),
                    json.dumps(json.loads(text), ensure_ascii=False) if name == "m.json" else ""]
            for value in identifying(studies):
                expect(not any(value in view for view in seen), f"{name} of {place} gives away {value!r}")
            expect("[masked]" in text, f"{name} does not say that it is masked")
    jsonschema.validate(json.loads(text_of(os.path.join(folder, "source.m.json"))), schema)

    # Nothing is written over, nothing is left behind.
    target = os.path.join(folder, "direct.json")
    before = text_of(target)
    ended = run("report", source, "--output", target, "--quiet")
    expect(ended.returncode == 74 and b"--force" in ended.stderr, f"a file was written over: {ended}")
    expect(text_of(target) == before, "the file has changed")
    expect(run("report", source, "--output", target, "--force", "--quiet").returncode == 0, "--force does not replace")
    ended = run("report", source, "--output", os.path.join(folder, "missing", "r.html"), "--quiet")
    expect(ended.returncode == 74, f"a missing folder: {ended}")
    for wrong in (["--format", "docx"], ["--language", "fr"], ["--output", ""]):
        expect(run("report", source, *wrong).returncode == 64, f"{wrong} is not wrong use")
    expect(run("report", saved, source).returncode == 64, "saved reports and folders go together")
    with open(os.path.join(folder, "later.json"), "w", encoding="utf-8") as file:
        json.dump({"schema": "mivalidator-report", "schemaVersion": 2, "studies": "none"}, file)
    expect(run("report", os.path.join(folder, "later.json")).returncode == 66, "a later version is taken")
    with open(os.path.join(folder, "odd.json"), "w", encoding="utf-8") as file:
        json.dump({"schema": "mivalidator-report", "schemaVersion": 1, "studies": [1, None, {"files": 7, "findings": [[]]}],
                   "filesFound": -3}, file)
    check_sums(json.loads(text_of(report("odd-report.json", os.path.join(folder, "odd.json")))))
    expect(not [name for name in os.listdir(folder) if name.endswith(".part")], "a temporary file is left")
    ended = run("report", source, "--user", "--format", "json")
    named = json.loads(ended.stdout)
    expect(named["host"], "the host is not named when it is asked for")

    for problem in PROBLEMS:
        print(problem)
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
