#!/usr/bin/env python3
"""Drives the built window as somebody at an import desk does, with real key strokes in a display of its own, takes a
picture at each step, and checks afterwards what is in the archive, the reports and the history.

  desk_tasks.py PROGRAMS OUTPUT_FOLDER [--scale 2] [--colors dark] [--size 1280x800] [--language de] [--right-to-left]

PROGRAMS is the folder with mivalidator and mivalidator-cli. Needs Xvfb, xdotool, ImageMagick, zip, pdftotext and Debian's
python3-pydicom, whose files it shows. Exits with 1 when a step does not come about. Nothing is proved by waiting for a
time: each step waits for its file, its window, or for a picture that is another one and then stands still."""
import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pydicom

DATA = Path("/usr/lib/python3/dist-packages/pydicom/data/test_files")
PATIENCE = 120  # seconds


def fail(what):
    raise SystemExit(f"desk_tasks: {what}")


class Desk:
    def __init__(self, arguments, work):
        self.work = work
        self.out = Path(arguments.output)
        self.out.mkdir(parents=True, exist_ok=True)
        self.programs = Path(arguments.programs).absolute()
        self.arguments = arguments
        self.ended = 0  # runs
        self.last = None
        self.open = []  # windows, the one with the keys last
        self.environment = dict(os.environ, QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=str(work / "config"),
                                XDG_DATA_HOME=str(work / "data"), XDG_RUNTIME_DIR=str(work / "run"), HOME=str(work),
                                TMPDIR=str(work / "tmp"), LC_ALL="C.UTF-8", QT_SCALE_FACTOR=str(arguments.scale))
        for name in ("MIVALIDATOR_ARCHIVE_PATH", "MIVALIDATOR_POLICY", "MIVALIDATOR_PASSWORD"):
            self.environment.pop(name, None)
        for folder in ("run", "tmp", "config/mivalidator"):
            (work / folder).mkdir(mode=0o700, parents=True)
        (work / "config/mivalidator/mivalidator.ini").write_text(f"[view]\nlanguage={arguments.language}\n")
        display_read, display_write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(display_write), "-screen", "0",
                                        arguments.size + "x24", "-nolisten", "tcp"], pass_fds=[display_write],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(display_write)
        self.environment["DISPLAY"] = ":" + os.read(display_read, 16).decode().strip()
        self.window = None
        self.program = None

    def close(self):
        for process in (self.program, self.server):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)

    def run(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, timeout=PATIENCE)

    def xdotool(self, *words):
        return self.run("xdotool", *words).stdout.decode()

    def windows(self):
        """The visible windows of the program with an own title, oldest first."""
        return self.xdotool("search", "--onlyvisible", "--pid", str(self.program.pid), "--name", ".").split()

    def start(self):
        looks = ["-reverse"] if self.arguments.right_to_left else []
        self.program = subprocess.Popen([self.programs / "mivalidator", *looks, "--colors", self.arguments.colors],
                                        env=self.environment, cwd=self.work)
        self.window = self.wait_for(self.windows, "the window")[0]
        width, height = self.arguments.size.split("x")
        self.xdotool("windowmove", self.window, "0", "0", "windowsize", self.window, width, height)
        self.open = [self.window]
        self.focus(self.window)

    def focus(self, window):
        """There is no window manager to do it."""
        self.xdotool("windowfocus", "--sync", window)

    def dialog(self, what):
        """Waits for a window that was opened, puts it into the middle, and gives it the keys."""
        window = self.wait_for(lambda: [w for w in self.windows() if w not in self.open], what)[-1]
        self.open.append(window)
        self.focus(window)
        self.still()  # a file dialog fills itself after it was shown
        return window

    def closed(self, window, what):
        self.wait_for(lambda: window not in self.windows(), what + " to close")
        self.open.remove(window)
        self.focus(self.open[-1])

    def second_start(self, *paths):
        if self.run(self.programs / "mivalidator", *paths).returncode != 0:
            fail("the second start failed")

    def keys(self, *names):
        mirrored = {"Left": "Right", "Right": "Left"} if self.arguments.right_to_left else {}
        for name in names:
            self.xdotool("key", "--clearmodifiers", mirrored.get(name, name))

    def type(self, text):
        self.xdotool("type", "--delay", "5", text)

    def grab(self):
        return self.run("import", "-silent", "-window", "root", "-depth", "8", "rgb:-").stdout

    def still(self):
        """Waits until the display stands still; it is returned."""
        before, tries = None, 0
        now = self.grab()
        while now != before and tries < 20:  # a caret blinks for ever
            time.sleep(0.3)
            before, now, tries = now, self.grab(), tries + 1
        return now

    def picture(self, name):
        """Waits until the display is another one than in the last picture, and then until it stands still."""
        self.wait_for(lambda: self.grab() != self.last, f"what {name} shows")
        now = self.still()
        path = self.out / f"{name}.png"
        self.run("import", "-silent", "-window", "root", "-strip", "+dither", "-colors", "255", f"png8:{path}")
        if not path.exists():
            fail(f"no picture of {name}")
        self.last = now
        print(path, flush=True)

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.program is not None and self.program.poll() not in (None, 0):
                fail(f"the program ended with {self.program.returncode} before {what} came")
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        self.run("import", "-silent", "-window", "root", str(self.out / "failed.png"))
        fail(f"{what} did not come")

    def runs(self):
        folder = self.work / "data/mivalidator/history"
        entries = [json.loads(path.read_text()) for path in folder.glob("*.history.json")] if folder.exists() else []
        return sorted(entries, key=lambda entry: entry["started"])

    def next_run(self):
        """What the window says in its history when it is at rest again."""
        self.ended += 1
        return self.wait_for(lambda: self.runs()[self.ended - 1:], f"the end of run {self.ended}")[0]


def make_sources(work, programs, environment):
    """A disc with all kinds of things on it, and a ZIP file with a password."""
    disc = work / "disc"
    disc.mkdir()
    for name in ("CT_small.dcm", "MR_small.dcm", "JPEG2000.dcm", "rtdose.dcm", "waveform_ecg.dcm", "test-SR.dcm",
                 "badVR.dcm", "MR_truncated.dcm", "README.txt"):
        shutil.copy(DATA / name, disc)
    # Claims another Transfer Syntax than it has: kept out, but nothing is missing.
    data = pydicom.dcmread(DATA / "MR_small.dcm")
    data.PatientName, data.PatientID = "Roe^Richard", "77310"
    for keyword, number in (("StudyInstanceUID", 1), ("SeriesInstanceUID", 2), ("SOPInstanceUID", 3)):
        setattr(data, keyword, f"2.25.4711{number}")
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.save_as(disc / "contradicted.dcm")
    content = (disc / "contradicted.dcm").read_bytes()
    explicit, implicit = b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2\0\0\0"
    if content.count(explicit) != 1:
        fail("the Transfer Syntax is not where it was thought to be")
    (disc / "contradicted.dcm").write_bytes(content.replace(explicit, implicit))
    subprocess.run([programs / "mivalidator-cli", "sample", "--to", work / "sample"], env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["zip", "-q", "-r", "-P", "secret", work / "from another hospital.zip", "."], cwd=work / "sample",
                   check=True)
    return disc


def first_start(desk):
    desk.start()
    desk.picture("first-start")
    desk.keys("ctrl+comma")
    settings = desk.dialog("the settings")
    desk.picture("settings-general")
    for page in ("checking", "archive", "watched-folder", "privacy", "reports", "advanced"):
        desk.keys("ctrl+Tab")
        desk.picture("settings-" + page)
    desk.keys("Escape")
    desk.closed(settings, "the settings")


def check_a_disc(desk, disc):
    # The second start hands its paths over, as a file manager does.
    desk.second_start(disc)
    files = desk.next_run()["files"]
    counted = sum(files[name] for name in ("passed", "warnings", "problems", "unreadable", "notDicom"))
    if files["found"] != 10 or counted != 10:
        fail(f"the files do not add up: {files}")
    desk.picture("checked")


def to_table(desk):
    desk.keys("ctrl+f", "F6", "F6", "F6")  # search, messages, chips, table


def look_at_studies(desk):
    to_table(desk)
    desk.keys("Home", "Down", "Up")
    desk.picture("issues")
    desk.keys("ctrl+e")
    desk.picture("issues-for-engineers")
    desk.keys("ctrl+e")
    desk.keys("F6", "Right")  # the tabs of the details
    desk.picture("metadata")
    desk.keys("Right")
    desk.picture("images")
    desk.keys("Right")
    desk.picture("files")
    desk.keys("Left")
    for number in range(2, 7):
        desk.keys("shift+F6", "Down", "F6", "Left", "Left", "Left", "Right", "Right")
        desk.picture(f"study-{number}-images")
    desk.keys("Left", "Left")


def write_reports(desk):
    for name, steps in (("letter.pdf", 2), ("studies.csv", 1)):  # further down in the list of kinds
        desk.keys("ctrl+s")
        dialog = desk.dialog("the report dialog")
        if name == "letter.pdf":
            desk.picture("report")
        desk.keys(*["Down"] * steps, "Return")
        chooser = desk.dialog("the file dialog")
        desk.keys("ctrl+a")
        desk.type(str(desk.work / name))
        desk.still()
        desk.keys("Return")
        desk.closed(chooser, "the file dialog")
        desk.wait_for((desk.work / name).exists, name)
        desk.focus(dialog)
        desk.keys("Escape")
        desk.closed(dialog, "the report dialog")
    desk.picture("report-saved")


def file_what_passes(desk):
    (desk.work / "archive").mkdir()
    desk.keys("Escape", "Escape", "ctrl+Return")
    chooser = desk.dialog("the dialog for the archive folder")
    desk.type(str(desk.work / "archive"))
    desk.keys("Return")
    desk.closed(chooser, "the dialog for the archive folder")
    if desk.next_run()["filed"] == 0:
        fail("nothing was filed")
    desk.picture("filed")


def accept_with_a_reason(desk):
    desk.keys("ctrl+f")
    desk.type("77310")
    desk.keys("F6", "F6", "F6", "Home", "space")
    desk.picture("kept-out")
    desk.keys("ctrl+shift+Return")
    dialog = desk.dialog("the dialog for the reason")
    desk.type("Asked the sender by telephone, the images are right")
    desk.picture("accept-with-a-reason")
    desk.keys("Return")
    desk.closed(dialog, "the dialog for the reason")
    run = desk.next_run()
    if run["filed"] != 1:
        fail(f"the accepted study was not filed: {run}")
    desk.picture("accepted")
    desk.keys("ctrl+f", "Escape", "Escape")


def password(desk):
    desk.second_start(desk.work / "from another hospital.zip")
    desk.next_run()
    desk.picture("password-needed")
    desk.keys("ctrl+shift+p")
    dialog = desk.dialog("the dialog for the password")
    desk.type("secret")
    desk.picture("password")
    desk.keys("Return")
    desk.closed(dialog, "the dialog for the password")
    run = desk.next_run()
    if run["files"]["found"] < 2:
        fail(f"the ZIP file was not opened: {run['files']}")
    desk.picture("opened-with-password")


def yesterdays_drop(desk, disc):
    desk.second_start(disc)
    desk.next_run()
    desk.keys("Escape", "Escape", "ctrl+Return")
    run = desk.next_run()
    if run["alreadyInArchive"] == 0:
        fail(f"nothing of yesterday's drop was known: {run}")
    desk.picture("dropped-again")


def look_back(desk):
    desk.keys("ctrl+2")
    desk.picture("archive")
    desk.keys("ctrl+f")
    desk.type("compressed")
    desk.picture("archive-search")
    desk.keys("Escape", "ctrl+3")
    desk.picture("history")
    desk.keys("ctrl+1")
    desk.keys("F1")
    manual = desk.dialog("the manual")
    desk.picture("manual")
    desk.keys("Escape")
    desk.closed(manual, "the manual")


def tasks(desk):
    disc = make_sources(desk.work, desk.programs, desk.environment)
    first_start(desk)
    check_a_disc(desk, disc)
    look_at_studies(desk)
    write_reports(desk)
    file_what_passes(desk)
    accept_with_a_reason(desk)
    password(desk)
    yesterdays_drop(desk, disc)
    look_back(desk)
    desk.keys("ctrl+q")
    desk.wait_for(lambda: desk.program.poll() is not None, "the end")


def check_afterwards(desk):
    verify = desk.run(desk.programs / "mivalidator-cli", "verify", "--archive", desk.work / "archive")
    if verify.returncode != 0:
        fail("the archive does not verify: " + verify.stdout.decode() + verify.stderr.decode())
    filed = sum(run["filed"] for run in desk.runs())
    bags = len(list((desk.work / "archive").rglob("bagit.txt")))
    if filed == 0 or filed != bags:
        fail(f"{filed} studies were filed, {bags} are in the archive")
    left = [path for path in (desk.work / "tmp").rglob("*") if path.is_file() and not path.name.startswith("qt_")]
    if left:
        fail(f"left behind: {left}")
    if (desk.work / "data/mivalidator/open-work.json").exists():
        fail("open work was left behind")
    letter = subprocess.run(["pdftotext", desk.work / "letter.pdf", "-"], capture_output=True, text=True).stdout
    if "Study Instance UID" not in letter:
        fail("the letter does not say what it is about")
    with open(desk.work / "studies.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) != 2 or len({len(row) for row in rows}) != 1:  # the names, and the selected study
        fail(f"the table has {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs")
    parser.add_argument("output")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--colors", default="light")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--language", default="en")
    parser.add_argument("--right-to-left", action="store_true")
    arguments = parser.parse_args()
    # The same name each time, because pictures show it.
    work = Path(tempfile.gettempdir()) / "import-desk"
    try:
        work.mkdir(mode=0o700)
    except FileExistsError:
        work = Path(tempfile.mkdtemp())
    try:
        desk = Desk(arguments, work)
        try:
            tasks(desk)
            check_afterwards(desk)
        finally:
            desk.close()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("all tasks done")


if __name__ == "__main__":
    sys.exit(main())
