// Judges one file by itself: opens, scans, checks, reads its header. No state; any thread.
#pragma once

#include "core/checks/instance_checker.h"
#include "core/dicom/encoding_scan.h"
#include "core/extract/dicom_json.h"
#include "core/extract/instance_header.h"
#include "core/intake/file_walker.h"
#include "core/intake/unpacking.h"
#include "core/policy/policy_in_force.h"
#include "core/standard/rule_selection.h"
#include "core/study/instance_facts.h"
#include "core/study/media_directory.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace mi {

struct JudgedFile {
    InstanceVerdict verdict; // under `policy`
    PolicyInForcePtr policy;
    InstanceHeader header;  // empty for what is not DICOM
    std::uint64_t size = 0; // bytes
    double seconds = 0;     // it took, reading included
    bool isDicom = false;
    bool isSafeForDcmtk = false;
    bool isCompressed = false; // its Pixel Data is encapsulated
    // Of the whole file when its frames were decoded and it did not change meanwhile; lower-case hex. Who files it can
    // so prove that these are the bytes that were decoded.
    std::string sha256;
    std::optional<InstanceFacts> facts;      // if asked for and it is an instance of a study
    std::optional<DirectoryFacts> directory; // the same for a DICOMDIR
    DicomJson json;                          // if asked for and it is DICOM
    std::optional<ErrorCode> readError;      // why the system did not deliver it
};

struct JudgeOptions {
    ScanLimits limits;
    std::optional<std::uint64_t> maxFileSize; // bytes
    Decoding decoding = Decoding::everyFrame;
    bool makesJson = false;                          // the archive wants it, a check does not
    bool takesFacts = false;                         // a study is going to be judged as a whole
    PolicyInForcePtr policy = {};                    // null: none
    std::shared_ptr<const RuleSelection> rules = {}; // null: the standard's, no profile
};

// Whom a site policy may ask about.
InstanceOrigin originOf(const InstanceHeader &header);

// Nothing only when `stop` was requested meanwhile.
std::optional<JudgedFile> judgeFile(FileLayer &files, const FoundFile &found, const JudgeOptions &options,
                                    const std::stop_token &stop);

// The verdict on a container itself, when its members do not simply take its place. Under no policy.
JudgedFile judgedContainer(const UnpackReport &report);
JudgedFile judgedTooDeep(int depth);

} // namespace mi
