#include "core/report/formats/statistics_formats.h"

#include "core/report/document/statistics.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace mi {

namespace {

QJsonValue number(std::uint64_t value)
{
    return QJsonValue(static_cast<qint64>(value));
}

QJsonObject rowJson(const StatisticsRow &row)
{
    return {{QStringLiteral("name"), QString::fromStdString(row.name)},
            {QStringLiteral("studies"), number(row.studies)},
            {QStringLiteral("passed"), number(row.passed)},
            {QStringLiteral("passedWithWarnings"), number(row.warnings)},
            {QStringLiteral("problems"), number(row.problems)},
            {QStringLiteral("cannotBeRead"), number(row.unreadable)},
            {QStringLiteral("undecided"), number(row.undecided)},
            {QStringLiteral("errorRate"), row.errorRate()},
            {QStringLiteral("instances"), number(row.instances)},
            {QStringLiteral("bytes"), number(row.bytes)},
            {QStringLiteral("timedStudies"), number(row.timedStudies)},
            {QStringLiteral("seconds"), row.timedStudies == 0 ? QJsonValue() : QJsonValue(row.seconds)}};
}

QJsonArray rowsJson(const std::vector<StatisticsRow> &rows)
{
    QJsonArray array;
    for (const StatisticsRow &row : rows)
        array.append(rowJson(row));
    return array;
}

void putRow(std::string &out, std::string_view dimension, const StatisticsRow &row)
{
    out += std::string(dimension) + "," + csvField(row.name);
    for (const std::uint64_t value : {row.studies, row.passed, row.warnings, row.problems, row.unreadable,
                                      row.undecided, row.instances, row.bytes, row.timedStudies})
        out += "," + std::to_string(value);
    out += "," + QByteArray::number(row.seconds, 'f', 3).toStdString() + "," +
           QByteArray::number(row.errorRate(), 'f', 4).toStdString() + "\r\n";
}

} // namespace

std::string statisticsCsv(const Report &report, ByteOrderMark mark)
{
    const Statistics numbers = makeStatistics(report);
    std::string out = mark == ByteOrderMark::written ? "\xEF\xBB\xBF" : "";
    out += "dimension,value,studies,passed,passedWithWarnings,problems,cannotBeRead,undecided,instances,bytes,"
           "timedStudies,seconds,errorRate\r\n";
    putRow(out, "all", numbers.all);
    for (const auto &[dimension, rows] :
         {std::pair{"modality", &numbers.byModality}, std::pair{"manufacturer", &numbers.byManufacturer},
          std::pair{"month", &numbers.byMonth}}) {
        for (const StatisticsRow &row : *rows)
            putRow(out, dimension, row);
    }
    return out;
}

QByteArray statisticsJson(const Report &report)
{
    const Statistics numbers = makeStatistics(report);
    const QJsonObject object{{QStringLiteral("schema"), QStringLiteral("mivalidator-statistics")},
                             {QStringLiteral("schemaVersion"), 1},
                             {QStringLiteral("createdAt"), QString::fromStdString(report.createdAt)},
                             {QStringLiteral("filesFound"), number(report.accounting.judged.found)},
                             {QStringLiteral("all"), rowJson(numbers.all)},
                             {QStringLiteral("byModality"), rowsJson(numbers.byModality)},
                             {QStringLiteral("byManufacturer"), rowsJson(numbers.byManufacturer)},
                             {QStringLiteral("byMonth"), rowsJson(numbers.byMonth)}};
    return QJsonDocument(object).toJson();
}

} // namespace mi
