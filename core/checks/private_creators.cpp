#include "core/checks/private_creators.h"

#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace mi {

namespace {

struct Block {
    std::string_view name = {}; // of who reserves it
    bool isAmbiguous = false;
};

// The element that reserves the block of a private tag; nothing for other tags.
std::optional<Tag> creatorOf(Tag tag)
{
    if (!tag.isPrivate())
        return std::nullopt;
    if (tag.isPrivateCreator())
        return tag;
    const auto block = static_cast<std::uint16_t>(tag.element >> 8U);
    return block >= 0x10 ? std::optional{Tag{tag.group, block}} : std::nullopt;
}

// Where the creator of an attribute is, or else that of the innermost private Sequence around it: without item numbers,
// as text. "" if there is none.
std::string creatorPath(const AttributePath &path)
{
    if (path.isEmpty())
        return {};
    std::vector<AttributePath::Step> steps = path.steps();
    std::optional<Tag> creator = creatorOf(path.tag());
    while (!creator && !steps.empty()) {
        creator = creatorOf(steps.back().sequence);
        steps.pop_back();
    }
    return creator ? AttributePath(std::move(steps), *creator).toStringWithoutItems() : std::string{};
}

// The same of an element that is a creator.
std::string pathOf(const ScannedInstance &instance, const Element &element)
{
    std::vector<AttributePath::Step> steps;
    for (std::uint32_t parent = element.parent; parent != Element::noParent;
         parent = instance.elements[parent].parent) {
        if (instance.elements[parent].tag != tags::Item)
            steps.push_back({instance.elements[parent].tag});
    }
    std::ranges::reverse(steps);
    return AttributePath(std::move(steps), element.tag).toStringWithoutItems();
}

bool canHaveCreator(const Finding &finding)
{
    return finding.id() != "private.creator.missing"; // that is what it says
}

} // namespace

void namePrivateCreators(const ScannedInstance &instance, std::span<Finding> findings)
{
    std::unordered_map<std::string, Block> blocks;
    for (const Finding &finding : findings) {
        if (std::string path = creatorPath(finding.attribute); !path.empty() && canHaveCreator(finding))
            blocks.try_emplace(std::move(path));
    }
    if (blocks.empty())
        return;
    for (const Element &element : instance.elements) {
        if (!element.tag.isPrivateCreator())
            continue;
        const auto block = blocks.find(pathOf(instance, element));
        const std::string_view name = trimmedPadding(instance.value(element));
        if (block == blocks.end() || name.empty())
            continue;
        if (block->second.name.empty())
            block->second.name = name;
        block->second.isAmbiguous |= block->second.name != name;
    }
    for (Finding &finding : findings) {
        const std::string path = creatorPath(finding.attribute);
        if (path.empty() || !canHaveCreator(finding))
            continue;
        if (const Block &block = blocks.at(path); !block.isAmbiguous)
            finding.privateCreator = escapedForDisplay(block.name);
    }
}

} // namespace mi
