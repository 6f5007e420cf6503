// The one list of everything MI Validator can find, and of the families that find it. Each family keeps its rules
// beside the functions that use them; catalogue.cpp joins the families. Adding a check: docs/adding-a-check.md.
#pragma once

#include "core/domain/finding.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>

namespace mi {

class ByteSource;
class FindingCollector;
class RuleTables;
class ScannedInstance;
struct ProfileRule;

// All rules, sorted by id.
std::span<const CheckRule> allCheckRules();
// Null for an id that is not in the catalogue.
const CheckRule *findCheckRule(std::string_view id);

// Whether the frames of compressed Pixel Data are really decoded.
enum class Decoding : std::uint8_t {
    everyFrame,
    off,        // it is said that this was not checked
    doneBefore, // by an earlier check of the same bytes, which found nothing
};

// What a family may look at. `source` reads the bytes again where values were too long to keep; null when there is
// none. When `stop` is requested, decoding ends early, and the caller throws the verdict away. Decoding needs a
// DcmtkSession.
struct CheckInput {
    const ScannedInstance &instance;
    ByteSource *source = nullptr;
    Decoding decoding = Decoding::everyFrame;
    std::stop_token stop = {};
    const RuleTables *rules = nullptr;                 // null: standardRuleTables()
    std::span<const ProfileRule *const> profiles = {}; // of `rules`, to be applied beside the IOD
};

struct CheckFamily {
    std::string_view name; // "encoding", "file-meta", "identity", "pixel-data"
    void (*run)(const CheckInput &input, FindingCollector &findings);
    std::span<const CheckRule> rules;
    // Such a family is skipped, and that is reported as not checked, when reading stopped before the end of the file.
    bool needsWholeDataSet;
};

// In the order in which they run.
std::span<const CheckFamily> allCheckFamilies();

} // namespace mi
