#include "core/archive/bag_info.h"

#include "core/archive/sha256.h"
#include "core/support/text.h"

#include <charconv>
#include <map>

namespace mi::archive {

namespace {

constexpr std::size_t longestShownUid = 256;

Error badInfo(const std::string &subject, const std::string &what)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "read the bag's description";
    error.subject = subject;
    error.detail = what;
    return error;
}

bool parseCount(std::string_view text, std::uint64_t &value)
{
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() && std::to_string(value) == text;
}

std::string formatLabel()
{
    return std::string(formatName) + " " + std::to_string(formatVersion);
}

bool parseOxum(std::string_view oxum, BagInfo &info)
{
    const std::size_t dot = oxum.find('.');
    return dot != std::string_view::npos && parseCount(oxum.substr(0, dot), info.payloadBytes) &&
           parseCount(oxum.substr(dot + 1), info.payloadFiles);
}

} // namespace

std::string formatBagInfo(const BagInfo &info)
{
    std::string text;
    const auto add = [&text](std::string_view label, std::string_view value) {
        text += label;
        text += ": ";
        text += value;
        text += '\n';
    };
    add("Bag-Software-Agent", info.software);
    add("Bagging-Date", std::string_view(info.filedAt).substr(0, 10));
    add("External-Identifier", escapedForDisplay(info.studyInstanceUid, longestShownUid));
    add("Payload-Oxum", std::to_string(info.payloadBytes) + "." + std::to_string(info.payloadFiles));
    add("Archive-Format", formatLabel());
    add("Bag-Kind", info.kind == BagKind::study ? "study" : "quarantine");
    add("Bag-Name", info.name);
    add("Study-Key", info.studyKey);
    add("Filed-At", info.filedAt);
    add("Import-Id", info.importId);
    if (!info.previousBag.empty()) {
        add("Previous-Bag", info.previousBag);
        add("Previous-Bag-Tagmanifest-SHA256", info.previousTagManifestSha256);
    }
    return text;
}

Result<BagInfo> parseBagInfo(std::string_view text, const std::string &subject)
{
    const std::string_view whole = text;
    std::map<std::string, std::string, std::less<>> values;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const std::size_t colon = line.find(": ");
        if (end == std::string_view::npos || colon == std::string_view::npos)
            return badInfo(subject, "not a label, a colon and a value");
        if (!values.emplace(line.substr(0, colon), line.substr(colon + 2)).second)
            return badInfo(subject, "a label is there twice");
        text.remove_prefix(end + 1);
    }
    if (values["Archive-Format"] != formatLabel())
        return badInfo(subject, "another Archive-Format");
    BagInfo info;
    info.kind = values["Bag-Kind"] == "quarantine" ? BagKind::quarantine : BagKind::study;
    info.name = values["Bag-Name"];
    info.studyInstanceUid = values["External-Identifier"];
    info.studyKey = values["Study-Key"];
    info.filedAt = values["Filed-At"];
    info.importId = values["Import-Id"];
    info.software = values["Bag-Software-Agent"];
    info.previousBag = values["Previous-Bag"];
    info.previousTagManifestSha256 = values["Previous-Bag-Tagmanifest-SHA256"];
    if (!parseOxum(values["Payload-Oxum"], info))
        return badInfo(subject, "Payload-Oxum is not two numbers");
    if (!info.previousBag.empty() && !isSha256(info.previousTagManifestSha256))
        return badInfo(subject, "no hash of the previous bag");
    // What was escaped once must not be escaped again: compare all but that line's value.
    BagInfo bare = info;
    bare.studyInstanceUid.clear();
    std::string expected = formatBagInfo(bare);
    constexpr std::string_view label = "External-Identifier: ";
    expected.insert(expected.find(label) + label.size(), info.studyInstanceUid);
    if (expected != whole)
        return badInfo(subject, "not as this format writes it");
    return info;
}

} // namespace mi::archive
