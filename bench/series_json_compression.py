#!/usr/bin/python3
"""Compares gzip with Zstandard for the DICOM JSON of series, and with the whole run of filing them.

  bench/series_json_compression.py PROGRAM FOLDER...

PROGRAM is mivalidator-cli. Each FOLDER is filed in a new archive in memory; its series are then compressed again, in the
blocks in which the program does it, by libdeflate (gzip, level 6, as the program) and by libzstd (level 3, its default),
in turns. Prints processor time and sizes as medians of five rounds, and which share of the filing's processor time the
compression is. docs/decisions/0020-gzip-for-dicom-json.md draws the conclusion.
"""

import ctypes
import ctypes.util
import glob
import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

BLOCK = 512 * 1024  # as core/pipeline/series_json_writer.cpp
ROUNDS = 5


def library(name):
    return ctypes.CDLL(ctypes.util.find_library(name) or sys.exit(f"there is no {name}"))


class Gzip:
    def __init__(self, level):
        self.library = library("deflate")
        for function in ("libdeflate_alloc_compressor", "libdeflate_gzip_compress", "libdeflate_gzip_compress_bound"):
            getattr(self.library, function).restype = ctypes.c_void_p if function.endswith("compressor") else ctypes.c_size_t
        self.compressor = ctypes.c_void_p(self.library.libdeflate_alloc_compressor(level))

    def size_of(self, block, room):
        return self.library.libdeflate_gzip_compress(self.compressor, block, ctypes.c_size_t(len(block)), room,
                                                     ctypes.c_size_t(len(room)))


class Zstandard:
    def __init__(self, level):
        self.library = library("zstd")
        self.library.ZSTD_compress.restype = ctypes.c_size_t
        self.level = level

    def size_of(self, block, room):
        return self.library.ZSTD_compress(room, ctypes.c_size_t(len(room)), block, ctypes.c_size_t(len(block)), self.level)


def filed(program, folder, archive):
    """Processor seconds of filing the folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, "archive", folder, "--to", archive, "--quiet"], stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 3:
        sys.exit(f"{program} ended with {done.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compressed(codec, blocks, room):
    """Processor seconds and bytes."""
    begin = time.process_time()
    size = sum(codec.size_of(block, room) for block in blocks)
    return time.process_time() - begin, size


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    codecs = {"gzip 6": Gzip(6), "gzip 1": Gzip(1), "zstd 3": Zstandard(3)}
    room = ctypes.create_string_buffer(2 * BLOCK + 4096)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    for folder in folders:
        with tempfile.TemporaryDirectory(dir=memory) as work:
            filing = statistics.median(filed(program, folder, os.path.join(work, f"archive{n}")) for n in range(3))
            blocks = []
            for path in glob.glob(os.path.join(work, "archive0", "studies", "*", "*", "*", "dicom", "*.json.gz")):
                with gzip.open(path) as file:
                    text = file.read()
                blocks += [text[at:at + BLOCK] for at in range(0, len(text), BLOCK)]
            if not blocks:
                sys.exit(f"nothing of {folder} was filed")
        total = sum(map(len, blocks))
        runs = {name: [] for name in codecs}
        for _ in range(ROUNDS):
            for name, codec in codecs.items():
                runs[name].append(compressed(codec, blocks, room))
        print(f"{folder}: {total} bytes of JSON, filing takes {filing:.2f} s of processor time")
        for name, results in runs.items():
            seconds = statistics.median(result[0] for result in results)
            print(f"  {name}: {seconds:.3f} s, {results[0][1]} bytes ({results[0][1] / total:.1%}), "
                  f"{seconds / filing:.1%} of the filing")


if __name__ == "__main__":
    main()
