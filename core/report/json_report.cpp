#include "core/report/json_report.h"

#include "core/report/json_objects.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <tuple>

namespace mi {

namespace {

constexpr std::size_t filesPerChunk = 512;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// The members of an object without its braces.
QByteArray members(const QJsonObject &object)
{
    QByteArray text = compact(object);
    return text.mid(1, text.size() - 2);
}

bool isBefore(const StudySnapshotPtr &a, const StudySnapshotPtr &b)
{
    return std::tie(a->kind, a->studyInstanceUid, a->source, a->id) <
           std::tie(b->kind, b->studyInstanceUid, b->source, b->id);
}

class Writer {
public:
    explicit Writer(QIODevice &device) : m_device(device) {}
    void put(const QByteArray &bytes) { m_isOk = m_isOk && m_device.write(bytes) == bytes.size(); }
    bool isOk() const { return m_isOk; }

private:
    QIODevice &m_device;
    bool m_isOk = true;
};

void writeStudy(Writer &out, const StudySnapshot &study, const ReportInput &input)
{
    out.put("{" + members(studyToJson(study)) + ",\"files\":[");
    bool isFirst = true;
    for (std::size_t first = 0; out.isOk();) {
        const std::vector<FileRecord> records = input.files(study.id, first, filesPerChunk);
        if (records.empty())
            break;
        for (const FileRecord &record : records) {
            out.put((isFirst ? "\n  " : ",\n  ") + fileRecordToJsonLine(record));
            isFirst = false;
        }
        first += records.size();
    }
    out.put("]}");
}

} // namespace

QByteArray fileRecordToJsonLine(const FileRecord &file)
{
    return compact(fileToJson(file));
}

bool writeJsonReport(QIODevice &device, const ReportInput &input)
{
    Writer out(device);
    const QJsonObject head{{QStringLiteral("schema"), QStringLiteral("mivalidator-report")},
                           {QStringLiteral("schemaVersion"), 1},
                           {QStringLiteral("program"), programToJson(input.rules.get())},
                           {QStringLiteral("accounting"), accountingToJson(input.accounting)}};
    std::vector<StudySnapshotPtr> studies = input.studies;
    std::ranges::sort(studies, isBefore);
    out.put("{" + members(head) + ",\"filesFound\":" + QByteArray::number(qulonglong{input.accounting.found}) +
            ",\"studies\":[");
    for (std::size_t i = 0; i < studies.size() && out.isOk(); ++i) {
        out.put(i == 0 ? "\n" : ",\n");
        writeStudy(out, *studies[i], input);
    }
    out.put("\n]}\n");
    return out.isOk();
}

} // namespace mi
