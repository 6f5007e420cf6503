// Names and places in an archive, docs/archive-format.md: every name is made of digits, dots, small letters and "-",
// whatever the UID is, and holds nothing about a patient. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace mi::archive {

inline constexpr std::string_view archiveFile = "archive.json";
inline constexpr std::string_view readmeFile = "README.txt";
inline constexpr std::string_view studiesFolder = "studies";
inline constexpr std::string_view quarantineFolder = "quarantine";
inline constexpr std::string_view auditFolder = "audit";
inline constexpr std::string_view stagingFolder = ".staging";

inline constexpr std::string_view bagitFile = "bagit.txt";
inline constexpr std::string_view bagInfoFile = "bag-info.txt";
inline constexpr std::string_view manifestFile = "manifest-sha256.txt";
inline constexpr std::string_view tagManifestFile = "tagmanifest-sha256.txt";
inline constexpr std::string_view reasonFile = "reason.json";

// The UID itself where it may name a file, else "x-" and 32 hexadecimal digits of the SHA-256 of its bytes.
std::string uidKey(std::string_view uid);
bool isUidKey(std::string_view name);

// "SE-" and 16 hexadecimal digits of the SHA-256 of the Series Instance UID: short, so that paths stay short.
std::string seriesKey(std::string_view seriesInstanceUid);
bool isSeriesKey(std::string_view name);

// The first two hexadecimal digits of the SHA-256 of the UID that `key` stands for.
std::string shardOf(std::string_view key);

// "studies/<hh>/<StudyKey>", relative to the archive.
std::filesystem::path studyFolder(std::string_view studyInstanceUid);

// "b0001"; from 10,000 on with more digits.
std::string bagName(std::uint32_t number);
std::optional<std::uint32_t> bagNumber(std::string_view name);

// "data/<SeriesKey>/<SOPKey>.dcm", relative to the bag. `copy` past 1 is for quarantine, where several files may claim
// one SOP Instance UID: "<SOPKey>-2.dcm".
std::string payloadPath(std::string_view seriesInstanceUid, std::string_view sopInstanceUid, std::uint32_t copy = 1);

// The parts of such a path; nothing if it is none.
struct PayloadName {
    std::string series;
    std::string sop;
    std::uint32_t copy = 1;
};
std::optional<PayloadName> parsePayloadPath(std::string_view path);

// "20261124T101502Z-1f2e3d4c"
bool isQuarantineName(std::string_view name);

// A relative path of one or two plain components that is none of the files that every bag has, nor below data/.
bool isDescriptionPath(std::string_view path);

} // namespace mi::archive
