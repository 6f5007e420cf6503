#include "core/extract/attribute_differences.h"

#include "core/dicom/encoding_scan.h"
#include "core/platform/file_layer.h"
#include "core/support/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace mi {

namespace {

constexpr std::size_t mostValues = 1000; // told apart for one attribute
constexpr std::size_t shownValues = 3;

struct Attribute {
    AttributeNode first; // as in the first instance that has it
    std::uint32_t present = 0;
    std::set<std::size_t> values; // hashes
    std::vector<std::string> shown;
};

// The element with all below it: tags, lengths and what is kept of the values. Not its place in the file.
std::size_t hashOf(const ScannedInstance &instance, std::uint32_t index)
{
    const std::hash<std::string_view> hash;
    std::size_t value = 0;
    const auto add = [&value](std::size_t part) { value = (value ^ part) * 1099511628211ULL; };
    const std::uint32_t end = std::max(instance.elements[index].end, index + 1);
    for (std::uint32_t i = index; i < end; ++i) {
        const Element &element = instance.elements[i];
        add(std::size_t{element.tag.group} << 16U | element.tag.element);
        const std::string_view bytes = withoutTrailingPadding(instance.prefix(element));
        add(hash(bytes));
        if (!element.has(Element::valueKept))
            add(element.length);
    }
    return value;
}

void note(const ScannedInstance &instance, std::vector<AttributeNode> tree, std::map<Tag, Attribute> &attributes)
{
    std::size_t position = 0; // of the tree: one node for each element at the root
    const auto count = static_cast<std::uint32_t>(instance.elements.size());
    for (std::uint32_t i = 0; i < count && position < tree.size();
         i = std::max(instance.elements[i].end, i + 1), ++position) {
        AttributeNode &node = tree[position];
        if (node.tag.isGroupLength())
            continue;
        Attribute &attribute = attributes[node.tag];
        ++attribute.present;
        const bool isNew = attribute.values.size() < mostValues && attribute.values.insert(hashOf(instance, i)).second;
        if (isNew && attribute.shown.size() < shownValues)
            attribute.shown.push_back(node.value);
        if (attribute.present == 1) {
            attribute.first = std::move(node);
            attribute.first.children.clear();
        }
    }
}

std::string valuesText(const Attribute &attribute, std::uint32_t instances)
{
    std::string text;
    if (attribute.present < instances)
        text = "in " + std::to_string(attribute.present) + " of " + std::to_string(instances) + "; ";
    const std::size_t count = attribute.values.size();
    text += std::to_string(count) + (count >= mostValues ? " or more values: " : count == 1 ? " value: " : " values: ");
    for (std::size_t i = 0; i < attribute.shown.size(); ++i)
        text += (i == 0 ? "" : " | ") + attribute.shown[i];
    return text + (count > attribute.shown.size() ? " | ..." : "");
}

} // namespace

AttributeDifferences attributeDifferences(FileLayer &files, const std::vector<std::filesystem::path> &instances,
                                          const std::stop_token &stop)
{
    AttributeDifferences out;
    std::map<Tag, Attribute> attributes;
    out.isCut = instances.size() > AttributeDifferences::mostInstances;
    for (std::size_t i = 0; i < std::min(instances.size(), AttributeDifferences::mostInstances); ++i) {
        if (stop.stop_requested())
            return out;
        auto file = files.openForReading(instances[i], LinkPolicy::follow);
        auto source = file ? FileSource::create(file.take()) : Result<std::unique_ptr<FileSource>>(file.error());
        const auto scanned = source ? scanEncoding(**source, {}, stop) : Result<ScannedInstance>(source.error());
        if (!scanned || (scanned->kind != FileKind::part10 && scanned->kind != FileKind::dataSetOnly)) {
            ++out.unreadable;
            continue;
        }
        ++out.instances;
        note(*scanned, attributeTree(*scanned), attributes);
    }
    for (auto &[tag, attribute] : attributes) {
        if (attribute.values.size() < 2 && attribute.present == out.instances)
            continue;
        attribute.first.value = valuesText(attribute, out.instances);
        out.attributes.push_back(std::move(attribute.first));
    }
    return out;
}

} // namespace mi
