// README.txt of an archive: for whoever finds it without this program.
#pragma once

#include <string_view>

namespace mi::archive {

inline constexpr std::string_view readmeText =
    R"(This folder is an archive of DICOM studies, written by MI Validator.
It can be read and checked without that program.

What is where
  archive.json   what this folder is
  studies/       the studies: studies/<two characters>/<Study Instance UID>/b0001, b0002, ...
                 Each b... folder is a BagIt bag (RFC 8493): the files of one import of the study.
                 A study is all of its bags together.
  quarantine/    files that were kept out of a study; reason.json in each says why
  audit/         what was done here: one JSON object a line, each with the SHA-256 of the line before it
  .staging/      work that is not finished; nothing in it belongs to a study

What is in a bag
  data/<series>/<SOP Instance UID>.dcm   the DICOM files, byte for byte as they came in
  metadata.json                          patient, study, series and instances in short
  validation.json                        what was checked, and what was found
  dicom/<series>.json.gz                 the attributes of all instances as DICOM JSON (PS3.18 Annex F), gzip
  manifest-sha256.txt                    the SHA-256 of every file below data/
  tagmanifest-sha256.txt                 the SHA-256 of every other file, that manifest included
  bag-info.txt                           when, what, how much, and which bag came before
A name that begins with x- stands for a UID that cannot be a file name: it is a part of the SHA-256 of the UID.
A series folder is SE- and the first 16 digits of the SHA-256 of the Series Instance UID.

How to check a bag (on Windows: any tool that reads lists of SHA-256)
  cd studies/ab/1.2.3/b0001
  sha256sum --check tagmanifest-sha256.txt
  sha256sum --check manifest-sha256.txt
From b0002 on, bag-info.txt names the bag before it and the SHA-256 of that bag's tagmanifest-sha256.txt.

Nothing in studies/ is ever changed after it has appeared. Please keep it so: do not edit, rename or add files there.
)";

} // namespace mi::archive
