#include "core/index/bag_record.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/archive/sha256.h"
#include "core/archive/study_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace mi::index {

namespace {

// Far above what is written for 100,000 instances; a planted file must not fill the memory.
constexpr std::uint64_t largestDescription = std::uint64_t{256} << 20U;

std::string text(const QJsonObject &object, QLatin1StringView key)
{
    QString value = object.value(key).toString();
    return value.replace(QChar(0), QChar(QChar::ReplacementCharacter)).toStdString(); // PostgreSQL keeps no NUL
}

void noteProblem(BagRecord &bag, ErrorCode code)
{
    if (bag.problem.empty())
        bag.problem = toString(code);
}

// A description that is what the bag's tag manifest says; nothing if there is none.
std::optional<QJsonObject> readDescription(FileLayer &files, const std::filesystem::path &folder,
                                           const archive::BagContents &contents, const std::string &name,
                                           BagRecord &bag)
{
    const auto entry = std::ranges::find(contents.tagFiles, name, &archive::ManifestEntry::path);
    if (entry == contents.tagFiles.end())
        return std::nullopt;
    const Result<std::string> content = archive::readWhole(files, folder / name, largestDescription);
    if (!content) {
        noteProblem(bag, content.error().code);
        return std::nullopt;
    }
    if (archive::sha256Of(*content) != entry->sha256) {
        noteProblem(bag, ErrorCode::invalidFormat);
        return std::nullopt;
    }
    return QJsonDocument::fromJson(QByteArray::fromRawData(content->data(), static_cast<qsizetype>(content->size())))
        .object();
}

// The value that most instances have, and the others.
void takeValues(BagRecord &bag, const QJsonObject &object, const QJsonObject &variants)
{
    constexpr std::array fields{"name", "id", "accessionNumber", "date", "institutionName", "modality"};
    for (const char *field : fields) {
        const QLatin1StringView key(field);
        if (const std::string value = text(object, key); !value.empty())
            bag.values[field].insert(value);
        for (const QJsonValue &variant : variants.value(key).toArray()) {
            if (const std::string value = text(variant.toObject(), QLatin1StringView("value")); !value.empty())
                bag.values[field].insert(value);
        }
    }
}

InstanceRecord instanceFrom(const QJsonObject &object)
{
    InstanceRecord instance;
    instance.sopInstanceUid = text(object, QLatin1StringView("sopInstanceUid"));
    instance.sopClassUid = text(object, QLatin1StringView("sopClassUid"));
    instance.transferSyntaxUid = text(object, QLatin1StringView("transferSyntaxUid"));
    const qint64 frames = object.value(QLatin1StringView("numberOfFrames")).toInteger();
    if (frames > 0 && frames <= std::numeric_limits<std::int32_t>::max())
        instance.frames = static_cast<std::uint32_t>(frames);
    instance.size =
        static_cast<std::uint64_t>(std::max<qint64>(0, object.value(QLatin1StringView("size")).toInteger()));
    return instance;
}

SeriesRecord seriesFrom(const QJsonObject &object)
{
    SeriesRecord series;
    series.seriesInstanceUid = text(object, QLatin1StringView("seriesInstanceUid"));
    series.number = text(object, QLatin1StringView("number"));
    series.modality = text(object, QLatin1StringView("modality"));
    series.description = text(object, QLatin1StringView("description"));
    series.bodyPartExamined = text(object, QLatin1StringView("bodyPartExamined"));
    series.institutionName = text(object, QLatin1StringView("institutionName"));
    series.manufacturer = text(object, QLatin1StringView("manufacturer"));
    series.manufacturerModelName = text(object, QLatin1StringView("manufacturerModelName"));
    for (const QJsonValue &instance : object.value(QLatin1StringView("instances")).toArray())
        series.instances.push_back(instanceFrom(instance.toObject()));
    return series;
}

void takeMetadata(BagRecord &bag, const QJsonObject &metadata)
{
    if (metadata.value(QLatin1StringView("schema")).toString() != QLatin1StringView("mivalidator-metadata"))
        return;
    bag.hasMetadata = true;
    const QJsonObject patient = metadata.value(QLatin1StringView("patient")).toObject();
    const QJsonObject study = metadata.value(QLatin1StringView("study")).toObject();
    const QJsonObject variants = metadata.value(QLatin1StringView("variants")).toObject();
    bag.patient = {.name = text(patient, QLatin1StringView("name")),
                   .id = text(patient, QLatin1StringView("id")),
                   .issuerOfId = text(patient, QLatin1StringView("issuerOfId")),
                   .birthDate = text(patient, QLatin1StringView("birthDate")),
                   .sex = text(patient, QLatin1StringView("sex"))};
    bag.studyInstanceUid = text(study, QLatin1StringView("studyInstanceUid"));
    bag.studyDate = text(study, QLatin1StringView("date"));
    bag.studyTime = text(study, QLatin1StringView("time"));
    bag.studyDescription = text(study, QLatin1StringView("description"));
    bag.accessionNumber = text(study, QLatin1StringView("accessionNumber"));
    bag.studyId = text(study, QLatin1StringView("id"));
    bag.referringPhysicianName = text(study, QLatin1StringView("referringPhysicianName"));
    takeValues(bag, patient, variants.value(QLatin1StringView("patient")).toObject());
    // The Study ID has the key of the Patient ID, and is not what people search by.
    QJsonObject ofStudy = study;
    ofStudy.remove(QLatin1StringView("id"));
    QJsonObject studyVariants = variants.value(QLatin1StringView("study")).toObject();
    studyVariants.remove(QLatin1StringView("id"));
    takeValues(bag, ofStudy, studyVariants);
    for (const QJsonValue &series : metadata.value(QLatin1StringView("series")).toArray()) {
        const QJsonObject object = series.toObject();
        takeValues(bag, object, object.value(QLatin1StringView("variants")).toObject());
        bag.series.push_back(seriesFrom(object));
    }
}

// Without metadata.json the manifest still says which instances there are.
void takePayload(BagRecord &bag, const std::vector<archive::ManifestEntry> &payload)
{
    std::map<std::string, SeriesRecord> series;
    for (const archive::ManifestEntry &entry : payload) {
        if (const std::optional<archive::PayloadName> name = archive::parsePayloadPath(entry.path)) {
            SeriesRecord &record = series[name->series];
            record.seriesInstanceUid = name->series;
            record.instances.emplace_back().sopInstanceUid = name->sop;
        }
    }
    for (auto &[key, record] : series)
        bag.series.push_back(std::move(record));
}

} // namespace

BagRecord readBagRecord(FileLayer &files, const std::filesystem::path &root, const std::filesystem::path &bag)
{
    BagRecord record;
    record.path = bag;
    const Result<archive::BagContents> contents = archive::readBag(files, root / bag);
    if (!contents) {
        noteProblem(record, contents.error().code);
        return record;
    }
    record.tagManifestSha256 = contents->tagManifestSha256;
    record.filedAt = contents->info.filedAt;
    record.importId = contents->info.importId;
    record.studyInstanceUid = contents->info.studyInstanceUid;
    record.payloadFiles = contents->payload.size();
    record.payloadBytes = contents->info.payloadBytes;
    if (const auto metadata = readDescription(files, root / bag, *contents, "metadata.json", record))
        takeMetadata(record, *metadata);
    if (!record.hasMetadata)
        takePayload(record, contents->payload);
    if (const auto validation = readDescription(files, root / bag, *contents, "validation.json", record))
        record.verdict = text(validation->value(QLatin1StringView("study")).toObject(), QLatin1StringView("verdict"));
    if (const auto reason = readDescription(files, root / bag, *contents, std::string(archive::reasonFile), record))
        record.reason = text(*reason, QLatin1StringView("reason"));
    return record;
}

} // namespace mi::index
