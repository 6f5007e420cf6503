#include "ui/common/series_listing.h"

#include "ui/common/text.h"

#include <QStringList>

#include <algorithm>
#include <charconv>
#include <map>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const FileRecord &file)
{
    QStringList parts;
    if (!file.seriesNumber.empty())
        parts << displayText(file.seriesNumber);
    if (!file.modality.empty())
        parts << displayText(file.modality);
    if (!file.seriesDescription.empty())
        parts << displayText(file.seriesDescription);
    return parts.isEmpty() ? displayText(file.seriesInstanceUid) : parts.join(u"  "_s);
}

// Those without a number come last.
long numberOf(const FileRecord &file)
{
    long number = 0;
    const std::string &text = file.instanceNumber;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? number : std::numeric_limits<long>::max();
}

} // namespace

std::vector<ListedSeries> listSeries(const FileRecords &records, StudyId study, std::size_t files)
{
    std::vector<ListedSeries> series;
    std::vector<std::vector<std::pair<long, std::uint32_t>>> numbered;
    std::map<std::string, std::size_t> positions;
    constexpr std::size_t chunk = 1000;
    for (std::size_t first = 0; first < files; first += chunk) {
        const std::size_t wanted = std::min(chunk, files - first);
        const std::vector<FileRecord> part = records(study, first, wanted);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto [position, isNew] = positions.try_emplace(part[i].seriesInstanceUid, series.size());
            if (isNew) {
                series.push_back({part[i].seriesInstanceUid, titleOf(part[i]), {}});
                numbered.emplace_back();
            }
            numbered[position->second].emplace_back(numberOf(part[i]), static_cast<std::uint32_t>(first + i));
        }
        if (part.size() < wanted)
            break;
    }
    for (std::size_t i = 0; i < series.size(); ++i) {
        std::ranges::sort(numbered[i]);
        for (const auto &[number, file] : numbered[i])
            series[i].files.push_back(file);
    }
    return series;
}

} // namespace mi::ui
