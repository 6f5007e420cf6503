#!/usr/bin/python3
"""Files real studies with mivalidator-cli, and reads everything that it and its archive write with other programs.

  tests/app/archive_outputs.py CLI SCHEMA_FOLDER

Every JSON file and every JSON output goes through its schema, exported media through pydicom and Python's zipfile, metrics
through a reader of Prometheus' text format, audit messages through an XML parser. Exit code 1, and what is wrong, if
anything is.
"""

import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

import jsonschema
import pydicom

SOURCES = "/usr/lib/python3/dist-packages/pydicom/data/test_files"
PROBLEMS = []
CLI, SCHEMAS = sys.argv[1], sys.argv[2]


def expect(condition, what):
    if not condition:
        PROBLEMS.append(what)


def run(*arguments, codes=(0,)):
    done = subprocess.run([CLI, *arguments], capture_output=True, env={**os.environ, "XDG_CONFIG_HOME": WORK})
    expect(done.returncode in codes, f"{arguments} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def check(name, value, what):
    with open(os.path.join(SCHEMAS, f"{name}.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    for error in list(validator(schema).iter_errors(value))[:3]:
        PROBLEMS.append(f"{what} does not fit {name}: {list(error.absolute_path)}: {error.message[:300]}")


def check_output(name, *arguments, codes=(0,)):
    value = json.loads(run(*arguments, codes=codes))
    check(name, value, " ".join(arguments[:3]))
    return value


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def check_archive_files(archive):
    kinds = {"archive.json": "archive-1", "metadata.json": "metadata-1", "validation.json": "validation-1",
             "reason.json": "quarantine-reason-1"}
    seen = set()
    for folder, _, names in os.walk(archive):
        for name in names:
            if name in kinds:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    check(kinds[name], json.load(file), os.path.join(folder, name))
                seen.add(name)
    expect(seen == set(kinds), f"only {sorted(seen)} were written")


def check_audit_lines(archive):
    lines = 0
    for log in glob.glob(os.path.join(archive, "audit", "*.ndjson")):
        with open(log, encoding="utf-8") as file:
            for line in file:
                check("audit-event-1", json.loads(line), log)
                lines += 1
    expect(lines > 10, "hardly anything was logged")


# --- Metrics ---------------------------------------------------------------------------------------------------------

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(rf"^({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (\S+)$")


def read_metrics(path):
    """Values by name and labels; the format is https://prometheus.io/docs/instrumenting/exposition_formats/."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    expect(text.endswith("\n") and "\r" not in text, f"{path} does not end with a line feed")
    values, types, helped, order = {}, {}, set(), []
    for line in text.splitlines():
        if line.startswith("# HELP "):
            name = line.split(" ")[2]
            expect(name not in helped, f"{name} is explained twice")
            helped.add(name)
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            expect(kind in ("gauge", "counter", "summary") and name not in types, f"the type of {name} is wrong")
            types[name] = kind
        else:
            match = SAMPLE.match(line)
            expect(match, f"no sample: {line}")
            if not match:
                continue
            family = match[1]
            if family not in types:
                family = re.sub(r"_(sum|count)$", "", family)
                expect(types.get(family) == "summary", f"{match[1]} has no type")
            if not order or order[-1] != family:
                expect(family not in order, f"the samples of {family} are not together")
                order.append(family)
            expect((match[1], match[2]) not in values, f"{line} is there twice")
            values[match[1], match[2]] = float(match[3])
    expect(set(types) == helped == set(order), "what is explained, typed and measured is not the same")
    return values


def check_metrics(archive):
    path = os.path.join(WORK, "health.prom")
    run("archive", "health", "--archive", archive, "--metrics", path, codes=(0, 1))
    values = read_metrics(path)
    expect(values.get(("mivalidator_archive_studies", None), 0) > 10, "the studies are not counted")
    expect(values.get(("mivalidator_archive_check_health", 'check="reachable"')) == 0, "the archive is not reachable")
    path = os.path.join(WORK, "run.prom")
    run("check", SOURCES, "--quiet", "--metrics", path, codes=(2, 3))
    values = read_metrics(path)
    files = sum(value for (name, _), value in values.items() if name == "mivalidator_run_files")
    expect(files == sum(len(names) for _, _, names in os.walk(SOURCES)), f"{files} files are accounted for")
    expect(values["mivalidator_run_study_seconds_count", None] > 10, "the studies of the run are not counted")
    with open(path, encoding="utf-8") as file:
        expect("Doe" not in file.read(), "metrics name a patient")


# --- Audit messages --------------------------------------------------------------------------------------------------

# By the code of the event (PS3.15 A.5.3): action, life cycle of the study, roles of the participants.
EVENTS = {
    "110105": ("D", "15", ["110150"]),
    "110106": ("R", "10", ["110153", "110155"]),
    "110107": ("C", "1", ["110152", "110154"]),
}


def check_message(line):
    message = ElementTree.fromstring(line)
    expect(message.tag == "AuditMessage", "the root is no AuditMessage")
    order = [child.tag for child in message]
    ranks = ["EventIdentification", "ActiveParticipant", "AuditSourceIdentification", "ParticipantObjectIdentification"]
    expect(set(order) <= set(ranks) and order == sorted(order, key=ranks.index), f"the order is {order}")
    for element in message.iter():
        if element.tag in ("EventID", "RoleIDCode", "ParticipantObjectIDTypeCode", "MediaType"):
            expect({"csd-code", "codeSystemName", "originalText"} <= set(element.attrib), f"{element.tag} is no code")
    event = message.find("EventIdentification")
    code = event.find("EventID").attrib["csd-code"]
    expect(code in EVENTS, f"the event is {code}")
    action, life_cycle, expected_roles = EVENTS[code]
    expect(event.attrib["EventActionCode"] == action, f"{code}: the action is {event.attrib['EventActionCode']}")
    expect(re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", event.attrib["EventDateTime"]), "the time is none")
    expect(event.attrib["EventOutcomeIndicator"] in ("0", "4"), "the outcome is none")
    people = message.findall("ActiveParticipant")
    roles = [person.find("RoleIDCode").attrib["csd-code"] for person in people]
    expect(roles == expected_roles, f"{code}: the roles are {roles}")
    expect([person.attrib["UserIsRequestor"] for person in people] == ["true", "false"][:len(people)],
           "the requestor is wrong")
    for person in people:
        children = [child.tag for child in person]
        expect(children in (["RoleIDCode"], ["RoleIDCode", "MediaIdentifier"]), f"a participant holds {children}")
    source = message.find("AuditSourceIdentification")
    expect(source.attrib["AuditSourceID"] and [child.tag for child in source] == ["AuditSourceTypeCode"],
           "the source is none")
    for each in message.findall("ParticipantObjectIdentification"):
        children = [child.tag for child in each]
        parts = ["ParticipantObjectIDTypeCode", "ParticipantObjectName", "ParticipantObjectDetail",
                 "ParticipantObjectDescription"]
        expect(children[:2] == parts[:2] and children == sorted(children, key=parts.index), f"an object is {children}")
    expect(all(person.attrib["UserID"] for person in people), "a participant has no name")
    objects = {each.find("ParticipantObjectIDTypeCode").attrib["csd-code"]: each
               for each in message.findall("ParticipantObjectIdentification")}
    expect(set(objects) >= {"110180"}, "the study is missing")
    study = objects["110180"]
    expect((study.attrib["ParticipantObjectTypeCode"], study.attrib["ParticipantObjectTypeCodeRole"]) == ("2", "3"),
           "the study is no system object with the role of a report")
    expect(study.attrib["ParticipantObjectDataLifeCycle"] == life_cycle, f"{code}: the life cycle is another")
    classes = study.findall("ParticipantObjectDescription/SOPClass")
    return (code, study.attrib["ParticipantObjectID"], sum(int(each.attrib["NumberOfInstances"]) for each in classes),
            objects["2"].attrib["ParticipantObjectID"] if "2" in objects else None)


def check_audit(archive, studies, exported, purged):
    check_output("audit-verification-1", "archive", "audit", "verify", "--archive", archive, "--json", "-")
    lines = run("archive", "audit", "export", "--archive", archive).decode().splitlines()
    seen = [check_message(line) for line in lines]
    imports = [each[1:] for each in seen if each[0] == "110107"]
    expect({uid for uid, _, _ in imports} == {study["studyInstanceUid"] for study in studies},
           "not every study is audited")
    exports = [each[1:] for each in seen if each[0] == "110106"]
    expect(len(exports) == 3 * exported and all(count > 0 for _, count, _ in exports), "not every export is audited")
    expect([each[0] for each in seen].count("110105") == purged > 0, "the purge is not audited")
    patients = {study["studyInstanceUid"]: study["patientId"] for study in studies}
    for _, uid, _, patient in seen:
        expect(patient in (None, patients[uid]), f"the patient of {uid} is {patient}")
    expect(sum(patient is not None for _, _, patient in imports) > 10, "hardly any message names a patient")
    expect(sum(count for _, count, _ in imports) >= sum(study["instances"] for study in studies), "instances are missing")
    target = os.path.join(WORK, "messages.xml")
    run("archive", "audit", "export", "--archive", archive, "--output", target)
    with open(target, encoding="utf-8") as file:
        expect(file.read().splitlines() == lines, "the file holds other messages")


# --- Export ----------------------------------------------------------------------------------------------------------

def archived_hashes(archive, study):
    bag = os.path.dirname(os.path.join(archive, study["newestBag"]))
    return sorted(sha256(path) for path in glob.glob(os.path.join(bag, "b*", "data", "*", "*.dcm")))


def check_media(folder, hashes, what):
    found = []
    directory = pydicom.dcmread(os.path.join(folder, "DICOMDIR"))
    expect(directory.file_meta.MediaStorageSOPClassUID == "1.2.840.10008.1.3.10", f"{what}: no DICOMDIR")
    for record in directory.DirectoryRecordSequence:
        if "ReferencedFileID" not in record:
            continue
        parts = record.ReferencedFileID
        parts = [parts] if isinstance(parts, str) else list(parts)
        expect(len(parts) <= 8 and all(re.match(r"^[A-Z0-9_]{1,8}$", part) for part in parts), f"{what}: {parts}")
        path = os.path.join(folder, *parts)
        data = pydicom.dcmread(path, stop_before_pixels=True)
        expect(data.SOPInstanceUID == record.ReferencedSOPInstanceUIDInFile, f"{what}: {parts} is another instance")
        found.append(sha256(path))
    expect(sorted(found) == hashes, f"{what}: the directory lists {len(found)} of {len(hashes)} instances")


def check_export(archive, studies):
    for number, study in enumerate(studies):
        hashes = archived_hashes(archive, study)
        uid = study["studyInstanceUid"]
        plain = os.path.join(WORK, f"plain{number}")
        check_output("export-1", "archive", "export", uid, "--archive", archive, "--to", plain, "--json", "-")
        expect(subprocess.run(["sha256sum", "--check", "--quiet", "manifest-sha256.txt"], cwd=plain).returncode == 0,
               f"{uid}: the manifest does not fit")
        expect(sorted(sha256(path) for path in glob.glob(os.path.join(plain, "*", "*.dcm"))) == hashes,
               f"{uid}: other files were exported")
        media = os.path.join(WORK, f"media{number}")
        run("archive", "export", uid, "--archive", archive, "--to", media, "--dicomdir")
        check_media(media, hashes, uid)
        packed = os.path.join(WORK, f"media{number}.zip")
        run("archive", "export", uid, "--archive", archive, "--to", packed, "--dicomdir")
        with zipfile.ZipFile(packed) as file:
            expect(file.testzip() is None, f"{uid}: the ZIP file is damaged")
            file.extractall(os.path.join(WORK, f"unpacked{number}"))
        check_media(os.path.join(WORK, f"unpacked{number}"), hashes, f"{uid} in a ZIP file")
        # Nothing is ever replaced.
        run("archive", "export", uid, "--archive", archive, "--to", packed, codes=(74,))
        run("archive", "export", uid, "--archive", archive, "--to", plain, codes=(74,))
    expect(not [name for name in os.listdir(WORK) if name.startswith(".mivalidator")], "staged folders are left")


def make_conflict(archive, study):
    """The same instance with another value: goes to quarantine."""
    source = glob.glob(os.path.join(archive, study["newestBag"], "data", "*", "*.dcm"))[0]
    data = pydicom.dcmread(source)
    data.StationName = "ELSEWHERE"
    folder = os.path.join(WORK, "conflict")
    os.mkdir(folder)
    data.save_as(os.path.join(folder, "image"))
    run("archive", folder, "--to", archive, "--quiet", codes=(2,))


def accept_with_a_reason(archive):
    """A file that claims another Transfer Syntax than it has is kept out, until somebody says why it may be filed."""
    folder = os.path.join(WORK, "accepted")
    os.mkdir(folder)
    data = pydicom.dcmread(os.path.join(SOURCES, "CT_small.dcm"))
    data.StudyInstanceUID = "2.25.4711"
    data.save_as(os.path.join(folder, "image"))
    with open(os.path.join(folder, "image"), "r+b") as file:
        content = file.read()
        explicit, implicit = b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2\0\0\0"
        expect(content.count(explicit) == 1, "the Transfer Syntax is not where it was thought to be")
        file.seek(0)
        file.write(content.replace(explicit, implicit))
    run("archive", folder, "--to", archive, "--quiet", codes=(2,))
    run("archive", folder, "--to", archive, "--quiet", "--accept-with-reason", " ", codes=(64,))
    reason = "The sender was asked."
    report = check_output("report-1", "archive", folder, "--to", archive, "--accept-with-reason", reason, "--json", "-",
                          codes=(2,))
    study = report["studies"][0]
    expect(study["archive"] == "filedAndVerified" and not study["isFilingBlocked"], "it was not filed")
    with open(os.path.join(archive, study["archivePath"], "validation.json"), encoding="utf-8") as file:
        validation = json.load(file)
    check("validation-1", validation, "the record of an accepted study")
    recorded = validation["study"].get("acceptance", {})
    logs = []
    for log in glob.glob(os.path.join(archive, "audit", "*.ndjson")):
        with open(log, encoding="utf-8") as file:
            logs += [json.loads(line) for line in file]
    for line in logs:
        check("audit-event-1", line, "the audit line of an accepted study")
    audited = [line["acceptance"] for line in logs if "acceptance" in line]
    expect(audited == [recorded] and recorded.get("reason") == reason, f"the reason is not on record: {audited}, {recorded}")


def main():
    archive = os.path.join(WORK, "archive")
    report = check_output("report-1", "archive", SOURCES, "--to", archive, "--json", "-", codes=(2, 3))
    accept_with_a_reason(os.path.join(WORK, "other archive"))
    filed = sum(study["archive"] == "filedAndVerified" for study in report["studies"])
    found = check_output("studies-1", "archive", "list", "--archive", archive, "--json", "-")
    expect(filed == found["total"] > 10, f"{filed} studies were filed, {found['total']} are listed")
    whole = [study for study in found["studies"] if study["modalities"] in (["CT"], ["MR"], ["RTPLAN"], ["US"])]
    make_conflict(archive, next(study for study in whole if study["modalities"] == ["CT"]))
    for line in run("check", "--each", SOURCES, codes=(2, 3)).splitlines():
        check("file-1", json.loads(line), "check --each")
    check_archive_files(archive)
    check_output("archive-status-1", "archive", "status", "--archive", archive, "--json", "-")
    check_output("health-1", "health", "--archive", archive, "--json", "-", codes=(0, 1))
    check_output("verification-1", "verify", "--archive", archive, "--json", "-")
    check_output("archive-status-1", "archive", "status", "--archive", archive, "--json", "-")
    check_output("health-1", "archive", "health", "--archive", archive, "--verified-within", "1", "--json", "-")
    check_output("health-1", "archive", "health", "--archive", WORK + "/nothing", "--json", "-", codes=(2,))
    check_output("reindex-1", "archive", "reindex", "--archive", archive, "--json", "-")
    check_output("study-status-1", "status", "--archive", archive, whole[0]["studyInstanceUid"])
    check_output("study-status-1", "status", "--archive", archive, "1.2.3", codes=(2,))
    check_metrics(archive)
    check_export(archive, whole[:6])
    kept = os.listdir(os.path.join(archive, "quarantine"))
    run("purge", "--archive", archive, *kept)
    check_audit(archive, found["studies"], len(whole[:6]), len(kept))
    check_audit_lines(archive)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as WORK:
        main()
    for problem in PROBLEMS[:50]:
        print(problem)
    sys.exit(1 if PROBLEMS else 0)
