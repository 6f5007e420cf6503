// The Data Set of an instance as a tree for people: tag, name, VR, VM, value. Built from the scan, so that damaged
// files can be looked at too. Values are decoded, shortened and free of control characters. Any thread.
#pragma once

#include "core/domain/tag.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mi {

class FileLayer;
class ScannedInstance;

enum class AttributeLevel : std::uint8_t { patient, study, series, instance };

struct AttributeNode {
    Tag tag;
    std::string name; // "Patient's Name", "Item 3", the private creator's text, or "Unknown"
    std::string keyword;
    std::string vr;
    std::uint32_t vm = 0;
    std::string value; // "2 items" for a Sequence; "1,024 bytes" for bulk
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    AttributeLevel level = AttributeLevel::instance; // where the standard puts it (PS3.3 A.1.2)
    std::vector<AttributeNode> children;
};

std::vector<AttributeNode> attributeTree(const ScannedInstance &instance);

// Opens, scans and builds the tree; for the metadata browser.
Result<std::vector<AttributeNode>> readAttributeTree(FileLayer &files, const std::filesystem::path &path);

} // namespace mi
