#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/checks/values/binary_value.h"

#include <algorithm>

namespace mi {

namespace {

constexpr Tag modalityLutSequence{0x0028, 0x3000};
constexpr Tag lutData{0x0028, 0x3006};

struct Descriptor {
    std::uint64_t entries = 0;
    std::uint64_t first = 0; // as it stands there, without a sign
    std::uint64_t bits = 0;
};

std::string tableText(const Descriptor &table)
{
    return numberText(table.entries) + " entries of " + numberText(table.bits) + " bits";
}

// PS3.3 C.11.1.1: the first value mapped is signed when the pixels are. It makes a difference when its highest bit is
// set.
void checkSign(const BulkContext &context, const Element &descriptor, const Descriptor &table)
{
    const auto representation = context.instance.integer(tags::PixelRepresentation);
    const bool isSaid = descriptor.vr == Vr::US || descriptor.vr == Vr::SS;
    if (descriptor.has(Element::vrFromDictionary) || !isSaid || !representation || *representation < 0 ||
        *representation > 1 || (descriptor.vr == Vr::SS) == (*representation == 1) || (table.first & 0x8000U) == 0)
        return;
    context.report("bulk.lut.first-value-sign", descriptor, *representation == 1 ? "US" : "SS",
                   *representation == 1 ? "SS, as Pixel Representation is 1" : "US, as Pixel Representation is 0");
}

// Entries of 16-bit words that say more than their number of bits allows.
void checkEntries(const BulkContext &context, const Element &data, const Descriptor &table)
{
    if (table.bits == 16)
        return;
    const auto bytes = context.bytesOf(data, 0, static_cast<std::size_t>(table.entries) * 2);
    if (!bytes)
        return context.findings.addNotChecked("bulk-data.lut",
                                              "the entries of a look-up table could not be read again");
    const std::uint64_t largest = (std::uint64_t{1} << table.bits) - 1;
    std::uint64_t worst = 0;
    for (std::size_t at = 0; at + 2 <= bytes->size(); at += 2)
        worst = std::max(worst, unsignedAt(*bytes, at, 2, data.has(Element::bigEndian)));
    if (worst > largest)
        context.report("bulk.lut.entry-too-large", data, numberText(worst), "at most " + numberText(largest));
}

} // namespace

void checkLookUpTable(const BulkContext &context, const Element &descriptor)
{
    if (descriptor.parent == Element::noParent)
        return;
    const std::string_view value = context.instance.value(descriptor);
    if (value.size() != 6)
        return; // how many numbers there are is judged for every attribute alike
    const bool bigEndian = descriptor.has(Element::bigEndian);
    Descriptor table{unsignedAt(value, 0, 2, bigEndian), unsignedAt(value, 2, 2, bigEndian),
                     unsignedAt(value, 4, 2, bigEndian)};
    if (table.entries == 0)
        table.entries = 65536;
    const Element &item = context.instance.elements[descriptor.parent];
    const bool isModality =
        item.parent != Element::noParent && context.instance.elements[item.parent].tag == modalityLutSequence;
    context.findings.countChecks(3);
    // PS3.3 C.11.1.1, C.11.2.1.1, C.11.4.1, C.11.6.1.1.
    if (table.bits < 8 || table.bits > 16)
        return context.report("bulk.lut.descriptor", descriptor, numberText(table.bits) + " bits for an entry",
                              isModality ? "8 or 16" : "8 to 16");
    if (isModality && table.bits != 8 && table.bits != 16)
        context.report("bulk.lut.entry-size", descriptor, numberText(table.bits) + " bits for an entry", "8 or 16");
    if (isModality)
        checkSign(context, descriptor, table);
    const Element *data = context.beside(descriptor, lutData);
    if (data == nullptr || data->length == 0 || data->hasUndefinedLength())
        return;
    const std::uint64_t packed = table.entries + table.entries % 2;
    if (table.bits == 8 && data->length == packed)
        return;
    if (data->length != table.entries * 2)
        return context.report("bulk.lut.length", *data, bytesText(data->length),
                              bytesText(table.bits == 8 && isModality ? packed : table.entries * 2) + ": " +
                                  tableText(table));
    checkEntries(context, *data, table);
    // A word for every byte is how VR US stores them; only OW has the choice.
    if (isModality && table.bits == 8 && data->vr == Vr::OW)
        context.report("bulk.lut.word-for-byte", *data, bytesText(data->length),
                       bytesText(packed) + ": " + tableText(table));
}

} // namespace mi
