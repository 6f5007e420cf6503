#include "core/checks/values/modality_table.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

struct Row {
    std::string_view suffix; // behind 1.2.840.10008.5.1.4.1.1.
    std::string_view modalities;
};

constexpr std::string_view storageRoot = "1.2.840.10008.5.1.4.1.1.";

constexpr std::array table = [] {
    std::array rows = std::to_array<Row>({
        {"1.1", "DX PX"},      {"1.1.1", "DX PX"},    {"1.2", "MG"},       {"1.2.1", "MG"},       {"1.3", "IO"},
        {"1.3.1", "IO"},       {"2", "CT"},           {"2.1", "CT"},       {"2.2", "CT"},         {"2.3", "CT"},
        {"2.4", "CT"},         {"2.5", "CT"},         {"4", "MR"},         {"4.1", "MR"},         {"4.2", "MR"},
        {"4.3", "MR"},         {"4.4", "MR"},         {"9.1.1", "ECG"},    {"9.1.2", "ECG"},      {"11.1", "PR"},
        {"11.2", "PR"},        {"11.3", "PR"},        {"11.4", "PR"},      {"12.1", "XA RF"},     {"12.1.1", "XA"},
        {"12.2", "RF XA"},     {"12.2.1", "RF"},      {"13.1.3", "MG"},    {"20", "NM"},          {"66.1", "REG"},
        {"66.2", "FID"},       {"66.3", "REG"},       {"66.4", "SEG"},     {"66.5", "SEG"},       {"67", "RWV"},
        {"77.1.5.4", "OPT"},   {"77.1.6", "SM"},      {"88.11", "SR"},     {"88.22", "SR"},       {"88.33", "SR"},
        {"88.34", "SR"},       {"88.50", "SR"},       {"88.59", "KO"},     {"88.65", "SR"},       {"88.67", "SR"},
        {"128", "PT"},         {"128.1", "PT"},       {"130", "PT"},       {"481.1", "RTIMAGE"},  {"481.2", "RTDOSE"},
        {"481.3", "RTSTRUCT"}, {"481.4", "RTRECORD"}, {"481.5", "RTPLAN"}, {"481.6", "RTRECORD"}, {"481.7", "RTRECORD"},
        {"481.8", "RTPLAN"},   {"481.9", "RTRECORD"},
    });
    std::ranges::sort(rows, {}, &Row::suffix);
    return rows;
}();

} // namespace

std::string_view modalitiesOf(std::string_view sopClassUid)
{
    if (!sopClassUid.starts_with(storageRoot))
        return {};
    const std::string_view suffix = sopClassUid.substr(storageRoot.size());
    const auto *const found = std::ranges::lower_bound(table, suffix, {}, &Row::suffix);
    return found != table.end() && found->suffix == suffix ? found->modalities : std::string_view{};
}

bool isModalityAllowed(std::string_view modality, std::string_view modalities)
{
    while (!modalities.empty()) {
        const std::size_t end = std::min(modalities.find(' '), modalities.size());
        if (modalities.substr(0, end) == modality)
            return true;
        modalities.remove_prefix(std::min(end + 1, modalities.size()));
    }
    return false;
}

} // namespace mi
