#include "core/extract/attribute_tree.h"

#include "core/dicom/byte_source.h"
#include "core/dicom/character_sets.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/scanned_instance.h"
#include "core/extract/value_text.h"
#include "core/platform/file_layer.h"
#include "core/support/text.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace mi {

namespace {

struct LevelRow {
    std::uint32_t key;
    AttributeLevel level;
};

constexpr LevelRow levels[] = {
#include "core/extract/attribute_levels.inc"
};
static_assert(std::is_sorted(std::begin(levels), std::end(levels),
                             [](const LevelRow &a, const LevelRow &b) { return a.key < b.key; }));

AttributeLevel levelOf(Tag tag)
{
    const auto *at = std::lower_bound(std::begin(levels), std::end(levels), tag.key(),
                                      [](const LevelRow &row, std::uint32_t key) { return row.key < key; });
    return at != std::end(levels) && at->key == tag.key() ? at->level : AttributeLevel::instance;
}

std::string countText(std::size_t count, std::string_view noun)
{
    return std::to_string(count).append(" ").append(noun).append(count == 1 ? "" : "s");
}

using CreatorNames = std::map<Tag, std::string>;

class TreeBuilder {
public:
    explicit TreeBuilder(const ScannedInstance &instance) : m_instance(instance) {}

    // The elements from `begin` on that lie directly in one item, or at the root; `end` is the first one behind it.
    std::vector<AttributeNode> build(std::uint32_t begin, std::uint32_t end, CharacterSetDecoder &decoder,
                                     std::optional<AttributeLevel> inherited);

private:
    AttributeNode node(std::uint32_t index, CharacterSetDecoder &decoder) const;
    static void nameIt(AttributeNode &node, const CreatorNames &creators);
    void addItems(AttributeNode &parent, std::uint32_t index, CharacterSetDecoder &decoder);
    std::uint32_t next(std::uint32_t index) const { return std::max(m_instance.elements[index].end, index + 1); }

    const ScannedInstance &m_instance;
};

std::vector<AttributeNode> TreeBuilder::build(std::uint32_t begin, std::uint32_t end, CharacterSetDecoder &decoder,
                                              std::optional<AttributeLevel> inherited)
{
    std::vector<AttributeNode> nodes;
    std::optional<CharacterSetDecoder> own;
    CreatorNames creators; // a private creator counts in its own item only (PS3.5 7.8.1)
    for (std::uint32_t i = begin; i < end; i = next(i)) {
        const Element &element = m_instance.elements[i];
        if (element.tag == tags::SpecificCharacterSet && element.length > 0)
            own.emplace(m_instance.value(element));
        CharacterSetDecoder &current = own ? *own : decoder;
        AttributeNode child = node(i, current);
        child.level = inherited.value_or(levelOf(element.tag));
        if (element.tag.isPrivateCreator())
            creators.emplace(element.tag, child.value);
        nameIt(child, creators);
        addItems(child, i, current);
        nodes.push_back(std::move(child));
    }
    return nodes;
}

AttributeNode TreeBuilder::node(std::uint32_t index, CharacterSetDecoder &decoder) const
{
    const Element &element = m_instance.elements[index];
    AttributeNode node;
    node.tag = element.tag;
    node.vr = toString(element.vr);
    node.offset = element.offset;
    node.length = element.length;
    const bool bigEndian = m_instance.encoding.bigEndian && index >= m_instance.dataSetBegin;
    ValueText value = valueText(element, m_instance.value(element), bigEndian, decoder);
    node.vm = value.vm;
    node.value = std::move(value.text);
    return node;
}

void TreeBuilder::nameIt(AttributeNode &node, const CreatorNames &creators)
{
    const Tag tag = node.tag;
    if (const DictionaryEntry *entry = findInDictionary(tag); entry != nullptr) {
        node.name = entry->name;
        node.keyword = entry->keyword;
    } else if (tag.isGroupLength()) {
        node.name = "Group Length";
    } else if (tag.isPrivateCreator()) {
        node.name = "Private Creator";
    } else if (tag.isPrivate()) {
        const auto creator = creators.find(Tag{tag.group, static_cast<std::uint16_t>(tag.element >> 8U)});
        if (creator != creators.end())
            node.name = creator->second;
    }
    if (node.name.empty())
        node.name = "Unknown";
}

void TreeBuilder::addItems(AttributeNode &parent, std::uint32_t index, CharacterSetDecoder &decoder)
{
    const Element &element = m_instance.elements[index];
    const bool isSequence = element.vr == Vr::SQ;
    std::uint64_t fragmentBytes = 0;
    std::size_t fragments = 0;
    for (std::uint32_t i = index + 1; i < element.end; i = next(i)) {
        const Element &item = m_instance.elements[i];
        if (item.has(Element::fragment)) {
            ++fragments;
            fragmentBytes += item.length;
            continue;
        }
        AttributeNode child;
        child.tag = item.tag;
        child.name = "Item " + std::to_string(parent.children.size() + 1);
        child.offset = item.offset;
        child.length = item.length;
        child.level = parent.level;
        child.children = build(i + 1, item.end, decoder, parent.level);
        parent.children.push_back(std::move(child));
    }
    if (fragments > 0) { // the first one is the Basic Offset Table
        parent.value = countText(fragments - 1, "fragment") + ", " + groupedBytesText(fragmentBytes);
        parent.vm = 1;
    } else if (isSequence || !parent.children.empty()) {
        parent.value = countText(parent.children.size(), "item");
        parent.vm = 1;
    }
}

} // namespace

std::vector<AttributeNode> attributeTree(const ScannedInstance &instance)
{
    CharacterSetDecoder decoder{std::string_view{}};
    TreeBuilder builder(instance);
    return builder.build(0, static_cast<std::uint32_t>(instance.elements.size()), decoder, std::nullopt);
}

Result<std::vector<AttributeNode>> readAttributeTree(FileLayer &files, const std::filesystem::path &path)
{
    auto file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return file.error();
    auto source = FileSource::create(file.take());
    if (!source)
        return source.error();
    const auto instance = scanEncoding(**source);
    if (!instance)
        return instance.error();
    return attributeTree(*instance);
}

} // namespace mi
