#!/usr/bin/env python3
"""Drives the built window as somebody at an import desk does, with real key strokes in a display of its own, takes a
picture at each step, and checks afterwards what is in the archive and in the history.

  desk_tasks.py PROGRAM OUTPUT_FOLDER [--scale 2] [--colors dark] [--size 1280x800]

PROGRAM is the folder with mivalidator and mivalidator-cli. Needs Xvfb, xdotool, ImageMagick, zip and Debian's
python3-pydicom, whose files it shows. Exits with 1 when a step does not come about."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path("/usr/lib/python3/dist-packages/pydicom/data/test_files")
PATIENCE = 60  # seconds


class Desk:
    def __init__(self, arguments, work):
        self.work = work
        self.out = Path(arguments.output)
        self.out.mkdir(parents=True, exist_ok=True)
        self.programs = Path(arguments.programs)
        self.colors = arguments.colors
        self.size = arguments.size
        self.steps = 0
        self.environment = dict(os.environ, QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=str(work / "config"),
                                XDG_DATA_HOME=str(work / "data"), XDG_RUNTIME_DIR=str(work / "run"),
                                TMPDIR=str(work / "tmp"), LC_ALL="C.UTF-8", QT_SCALE_FACTOR=str(arguments.scale))
        for folder in ("run", "tmp"):
            (work / folder).mkdir(mode=0o700)
        display_read, display_write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(display_write), "-screen", "0", self.size + "x24",
                                        "-nolisten", "tcp"], pass_fds=[display_write], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        os.close(display_write)
        self.environment["DISPLAY"] = ":" + os.read(display_read, 16).decode().strip()
        self.window = None
        self.program = None

    def close(self):
        for process in (self.program, self.server):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True).stdout

    def start(self, *paths):
        self.program = subprocess.Popen([self.programs / "mivalidator", "--colors", self.colors, "--archive",
                                         self.work / "archive", *paths], env=self.environment)
        self.window = self.wait_for(lambda: self.xdotool("search", "--onlyvisible", "--pid", str(self.program.pid),
                                                         "--name", "^MI Validator$").split()[-1:], "the window")[0]
        width, height = self.size.split("x")
        self.xdotool("windowmove", self.window, "0", "0", "windowsize", self.window, width, height)
        self.xdotool("windowfocus", "--sync", self.window)

    def second_start(self, *paths):
        return subprocess.run([self.programs / "mivalidator", *paths], env=self.environment, timeout=PATIENCE).returncode

    def keys(self, *names):
        for name in names:
            self.xdotool("key", "--clearmodifiers", name)
            time.sleep(0.05)  # an X server hands keys on one by one

    def type(self, text):
        self.xdotool("type", text)

    def picture(self, name):
        self.steps += 1
        path = self.out / f"{self.steps:02}-{name}.png"
        before = None
        for _ in range(20):  # until nothing moves any more
            subprocess.run(["import", "-silent", "-window", "root", path], env=self.environment, check=True)
            now = path.read_bytes()
            if now == before:
                break
            before = now
            time.sleep(0.3)
        print(path)

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise SystemExit(f"desk_tasks: {what} did not come")

    def runs(self):
        folder = self.work / "data/mivalidator/history"
        entries = [json.loads(path.read_text()) for path in folder.glob("*.history.json")] if folder.exists() else []
        return sorted(entries, key=lambda entry: entry["started"])

    def wait_for_runs(self, count):
        return self.wait_for(lambda: len(self.runs()) >= count and self.runs(), f"run {count}")


def make_sources(work, programs, environment):
    disc = work / "disc"
    disc.mkdir()
    for name in ("CT_small.dcm", "MR_small.dcm", "JPEG2000.dcm", "rtdose.dcm", "waveform_ecg.dcm", "test-SR.dcm",
                 "badVR.dcm", "MR_truncated.dcm", "README.txt"):
        shutil.copy(DATA / name, disc)
    subprocess.run([programs / "mivalidator-cli", "sample", "--to", work / "sample"], env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["zip", "-q", "-r", "-P", "secret", work / "from another hospital.zip", "."], cwd=work / "sample",
                   check=True)
    return disc


def tasks(desk):
    disc = make_sources(desk.work, desk.programs, desk.environment)
    desk.start()
    desk.picture("empty")

    # The second start hands its paths over, as a file manager does.
    if desk.second_start(disc) != 0:
        raise SystemExit("desk_tasks: the second start failed")
    run = desk.wait_for_runs(1)[0]
    files = run["files"]
    counted = sum(files[name] for name in ("passed", "warnings", "problems", "unreadable", "notDicom"))
    if files["found"] != 9 or counted != 9:
        raise SystemExit(f"desk_tasks: the files do not add up: {files}")
    desk.picture("checked")

    desk.keys("F6", "F6", "F6", "Home")  # toolbar, chips, table
    desk.picture("first-study")
    desk.keys("F6")  # the tabs of the details
    desk.keys("Right")
    desk.picture("metadata")
    desk.keys("Right")
    desk.picture("images")
    desk.keys("Right")
    desk.picture("files")
    desk.keys("Left")
    for number in range(2, 6):
        desk.keys("shift+F6", "Down", "F6")
        desk.picture(f"study-{number}-images")

    desk.keys("Escape", "Escape", "ctrl+Return")
    desk.wait_for_runs(2)
    desk.picture("filed")
    desk.keys("ctrl+2")
    desk.picture("archive")
    desk.keys("ctrl+3")
    desk.picture("history")
    desk.keys("ctrl+1")

    desk.second_start(desk.work / "from another hospital.zip")
    desk.wait_for_runs(3)
    desk.picture("password-needed")
    desk.keys("ctrl+comma")
    desk.picture("settings")
    desk.keys("Escape")
    desk.keys("ctrl+q")
    desk.wait_for(lambda: desk.program.poll() is not None, "the end")


def check_afterwards(desk):
    verify = subprocess.run([desk.programs / "mivalidator-cli", "verify", "--archive", desk.work / "archive"],
                            env=desk.environment, capture_output=True, text=True)
    if verify.returncode != 0:
        raise SystemExit("desk_tasks: the archive does not verify: " + verify.stdout + verify.stderr)
    filed = sum(run["filed"] for run in desk.runs())
    bags = len(list((desk.work / "archive").rglob("bagit.txt")))
    if filed == 0 or filed != bags:
        raise SystemExit(f"desk_tasks: {filed} studies were filed, {bags} are in the archive")
    left = [path for path in (desk.work / "tmp").rglob("*") if path.is_file() and not path.name.startswith("qt_")]
    if left:
        raise SystemExit(f"desk_tasks: left behind: {left}")
    if (desk.work / "data/mivalidator/open-work.json").exists():
        raise SystemExit("desk_tasks: open work was left behind")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs")
    parser.add_argument("output")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--colors", default="light")
    parser.add_argument("--size", default="1280x800")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        desk = Desk(arguments, Path(work))
        try:
            tasks(desk)
            check_afterwards(desk)
        finally:
            desk.close()
    print("all tasks done")


if __name__ == "__main__":
    sys.exit(main())
