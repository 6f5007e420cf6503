// RuleObject: an instance written attribute by attribute, by keyword, for tests of the rule tables; VRs are those of
// the dictionary, order is by tag. Nothing is in it that the test has not put there, but for the two UIDs of the SOP.
#pragma once

#include "core/checks/instance_checker.h"
#include "core/dicom/scanned_instance.h"
#include "core/domain/tag.h"
#include "core/standard/rule_tables.h"

#include <QStringList>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mi::test {

// The attributes of an Item, or of the root.
class ItemDraft {
public:
    // A value as text, several with backslashes: "1\\0", "(0018,1063)", "ORIGINAL\\PRIMARY".
    ItemDraft &set(std::string_view keyword, std::string_view value = {});
    ItemDraft &items(std::string_view keyword, const std::vector<ItemDraft> &items);
    ItemDraft &setAt(Tag tag, std::string_view vr, std::string_view value); // private, or another group
    ItemDraft &remove(std::string_view keyword);
    std::string bytes() const;

private:
    std::map<Tag, std::string> m_elements; // encoded
};

ItemDraft item(const ItemDraft &like = {});

// A code with all that it needs.
ItemDraft code(std::string_view value, std::string_view scheme, std::string_view meaning = "Meaning");

// A whole file: SOP Class UID and SOP Instance UID are added unless they are there.
std::string fileOf(const ItemDraft &root, std::string_view sopClass);

// Reads a text of rules; aborts when it cannot be read.
std::shared_ptr<const RuleTables> rulesOf(std::string_view text);

// What the family of the rule tables says of a file: "iod.attribute.missing (0010,0020)", as they come; the count
// behind it when it is not 1: "... x3".
struct RuleVerdict {
    QStringList findings;
    std::vector<Finding> all;
    std::vector<NotChecked> notChecked;
    std::vector<NotDecidable> notDecidable;
    std::uint32_t decided = 0;
    std::uint32_t undecided = 0;
};
RuleVerdict ruleVerdictOn(std::string_view bytes, const RuleTables &tables,
                          std::vector<const ProfileRule *> profiles = {});

} // namespace mi::test
