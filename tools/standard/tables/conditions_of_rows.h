// Conditions: what descriptions and usages say in words becomes expressions of the rule tables.
#pragma once

#include "core/support/result.h"
#include "tools/standard/tables/import_tables.h"

#include <filesystem>
#include <memory>
#include <string>

namespace mi::tables {

// What words a condition came in, and where from.
struct ConditionSource {
    std::string text;
    std::string unit; // id of the module or macro
    std::string path; // of the row; "" for a usage
    std::string iod;  // of a usage
};

struct SettledCondition {
    std::string when = "open(\"not settled\")";
    std::string otherwise;
    std::string forbidden; // "" or when it must not be there
};

class Conditions {
public:
    // `folder`: the standard's tables; `byHand`: a table of conditions settled by hand, which may be missing.
    static Result<Conditions> open(const std::filesystem::path &folder, const std::filesystem::path &byHand);
    // The same for what was imported from elsewhere.
    static Result<Conditions> create(const Source &source, const std::filesystem::path &byHand);
    ~Conditions();
    Conditions(Conditions &&) noexcept;
    Conditions &operator=(Conditions &&) noexcept;

    // open() when the words are not understood.
    SettledCondition settle(const ConditionSource &source) const;

private:
    struct Data;
    explicit Conditions(std::unique_ptr<Data> data);
    static Result<Conditions> create(std::unique_ptr<Data> data, const std::filesystem::path &byHand);
    std::unique_ptr<Data> m_data;
};

// Settles all conditions of rows, module uses and group uses that have none yet. "X is not A" holds for an X that is
// absent, except where X has to be there (a row of Type 1 beside): then its absence is a finding of its own, and what
// depends on its value is not asked for.
void addConditions(Standard &standard, const Conditions &conditions);

} // namespace mi::tables
