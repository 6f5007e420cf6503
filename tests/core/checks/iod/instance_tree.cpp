#include "tests/core/checks/iod/instance_tree.h"

#include "core/dicom/dictionary.h"
#include "tests/support/instance_builder.h"

#include <QtGlobal>

#include <bit>
#include <cstdlib>

namespace mi::test {

namespace {

std::string littleEndian(std::uint64_t number, unsigned size)
{
    std::string bytes;
    for (unsigned i = 0; i < size; ++i)
        bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    return bytes;
}

bool isBinary(Vr vr)
{
    switch (vr) {
    case Vr::AT:
    case Vr::FD:
    case Vr::FL:
    case Vr::SL:
    case Vr::SS:
    case Vr::SV:
    case Vr::UL:
    case Vr::US:
    case Vr::UV:
        return true;
    default:
        return false;
    }
}

std::string encodedNumber(Vr vr, const std::string &value)
{
    if (vr == Vr::AT)
        return littleEndian(std::stoul(value.substr(1, 4), nullptr, 16), 2) +
               littleEndian(std::stoul(value.substr(6, 4), nullptr, 16), 2);
    if (vr == Vr::FL)
        return littleEndian(std::bit_cast<std::uint32_t>(std::strtof(value.c_str(), nullptr)), 4);
    if (vr == Vr::FD)
        return littleEndian(std::bit_cast<std::uint64_t>(std::strtod(value.c_str(), nullptr)), 8);
    return littleEndian(static_cast<std::uint64_t>(std::strtoll(value.c_str(), nullptr, 10)), fixedValueSize(vr));
}

std::string encodedElement(Tag tag, const TreeElement &element)
{
    if (element.vr == Vr::SQ) {
        std::vector<std::string> items;
        items.reserve(element.items.size());
        for (const TreeItem &item : element.items)
            items.push_back(encodedItem(item));
        return ElementWriter{}.sequence(tag, items).str();
    }
    std::string bytes = element.text;
    if (isBinary(element.vr) && !bytes.empty()) {
        bytes.clear();
        for (const std::string &value : splitValues(element.text))
            bytes += encodedNumber(element.vr, value);
    }
    return ElementWriter{}.text(tag, element.vr, bytes).str();
}

void locateIn(TreeItem &item, std::uint32_t index, const ScannedInstance &scanned)
{
    for (auto &[tag, element] : item.elements) {
        if (scanned.elements.at(index).tag != tag)
            qFatal("what was written was read in another way");
        std::uint32_t inside = index + 1;
        for (TreeItem &one : element.items) {
            one.at = inside;
            one.isLocated = true;
            locateIn(one, inside + 1, scanned);
            inside = scanned.elements.at(inside).end;
        }
        index = scanned.elements.at(index).end;
    }
}

} // namespace

TreeElement *TreeItem::find(Tag tag)
{
    const auto found = elements.find(tag);
    return found != elements.end() ? &found->second : nullptr;
}

const TreeElement *TreeItem::find(Tag tag) const
{
    const auto found = elements.find(tag);
    return found != elements.end() ? &found->second : nullptr;
}

std::string encodedItem(const TreeItem &item)
{
    std::string bytes;
    for (const auto &[tag, element] : item.elements)
        bytes += encodedElement(tag, element);
    return bytes;
}

void locate(TreeItem &root, const ScannedInstance &scanned)
{
    root.isLocated = true;
    locateIn(root, scanned.dataSetBegin, scanned);
}

std::string TreePath::toString() const
{
    std::string text;
    for (const Step &step : steps)
        text += mi::toString(step.sequence) + "[" + std::to_string(step.item + 1) + "].";
    return text + mi::toString(tag);
}

TreeItem *itemOf(TreeItem &root, const TreePath &path)
{
    TreeItem *item = &root;
    for (const TreePath::Step &step : path.steps) {
        TreeElement *sequence = item->find(step.sequence);
        if (sequence == nullptr || step.item >= sequence->items.size())
            return nullptr;
        item = &sequence->items[step.item];
    }
    return item;
}

Vr firstVrOf(Tag tag)
{
    const DictionaryEntry *entry = findInDictionary(tag);
    return entry != nullptr ? vrFromCode(entry->vr.substr(0, 2)).value_or(Vr::UN) : Vr::UN;
}

std::vector<std::string> splitValues(std::string_view text)
{
    std::vector<std::string> values;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\\', at), text.size());
        values.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return values;
}

} // namespace mi::test
