#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/checks/values/binary_value.h"
#include "core/support/text.h"

namespace mi {

namespace {

// ICC.1: a header of 128 bytes, the number of tags, 12 bytes for each. Everything is big endian.
constexpr std::size_t headerSize = 128;
constexpr std::size_t tagSize = 12;
constexpr std::uint64_t maxTags = 1000; // real profiles have some tens

// PS3.3 C.11.15.1.1.
void checkColours(const BulkContext &context, const Element &profile, const std::string &header)
{
    const std::string deviceClass = header.substr(12, 4);
    const std::string colours = header.substr(16, 4);
    const std::string connection = header.substr(20, 4);
    if (deviceClass != "scnr")
        context.report("bulk.icc.class", profile, escapedForDisplay(deviceClass), "scnr, an input device");
    if (colours != "RGB " || (connection != "XYZ " && connection != "Lab "))
        context.report("bulk.icc.colour-space", profile,
                       escapedForDisplay(colours) + " to " + escapedForDisplay(connection), "RGB to XYZ or Lab");
}

void checkTags(const BulkContext &context, const Element &profile, std::uint64_t size)
{
    const auto head = context.bytesOf(profile, headerSize, 4);
    const std::uint64_t count = head && head->size() == 4 ? unsignedAt(*head, 0, 4, true) : 0;
    if (count > maxTags || headerSize + 4 + count * tagSize > size)
        return context.report("bulk.icc.tag-table", profile, numberText(count) + " entries",
                              "no more than there is room for");
    const auto table = context.bytesOf(profile, headerSize + 4, static_cast<std::size_t>(count) * tagSize);
    if (!table)
        return context.findings.addNotChecked("bulk-data.icc", "the parts of an ICC profile could not be read again");
    for (std::uint64_t index = 0; index < count; ++index) {
        const auto at = static_cast<std::size_t>(index) * tagSize;
        const std::uint64_t end = unsignedAt(*table, at + 4, 4, true) + unsignedAt(*table, at + 8, 4, true);
        if (end > size)
            return context.report("bulk.icc.tag-table", profile,
                                  escapedForDisplay(std::string_view{*table}.substr(at, 4)) + " ends at byte " +
                                      numberText(end),
                                  "at most " + numberText(size));
    }
}

} // namespace

void checkIccProfile(const BulkContext &context, const Element &profile)
{
    if (profile.length == 0 || profile.hasUndefinedLength())
        return;
    context.findings.countChecks(5);
    const auto header = context.bytesOf(profile, 0, headerSize);
    if (!header)
        return context.findings.addNotChecked("bulk-data.icc", "an ICC profile could not be read again");
    if (header->size() < headerSize || header->substr(36, 4) != "acsp")
        return context.report("bulk.icc.signature", profile,
                              header->size() < headerSize ? bytesText(header->size())
                                                          : escapedForDisplay(header->substr(36, 4)),
                              "acsp at byte 36");
    checkColours(context, profile, *header);
    const std::uint64_t size = unsignedAt(*header, 0, 4, true);
    if (size != profile.length && size + 1 != profile.length)
        return context.report("bulk.icc.size", profile, bytesText(profile.length), bytesText(size));
    checkTags(context, profile, size);
}

} // namespace mi
