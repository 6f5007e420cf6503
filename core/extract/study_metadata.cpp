#include "core/extract/study_metadata.h"

#include "core/dicom/character_sets.h"
#include "core/extract/json_values.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <tuple>

namespace mi {

namespace {

using Values = StudyMetadata::Values;
using Attributes = std::map<std::string, Values>;

// A key with its value; values of one object are appended one after the other.
void appendKey(std::string &out, std::string_view key)
{
    if (out.back() != '{')
        out += ',';
    appendJsonString(out, key);
    out += ':';
}

void appendText(std::string &out, std::string_view key, std::string_view value)
{
    appendKey(out, key);
    if (isValidUtf8(value)) {
        appendJsonString(out, value);
    } else { // a file name, or a UID with bytes that no UID has
        CharacterSetDecoder utf8("ISO_IR 192");
        appendJsonString(out, utf8.decode(value, false).utf8);
    }
}

void appendNumber(std::string &out, std::string_view key, std::uint64_t value)
{
    appendKey(out, key);
    out += std::to_string(value);
}

// Ill-formed numbers sort last.
std::int64_t sortNumber(const std::string &text)
{
    std::int64_t value = 0;
    const char *const end = text.data() + text.size();
    const char *const begin = text.starts_with('+') ? text.data() + 1 : text.data();
    const auto parsed = std::from_chars(begin, end, value);
    return parsed.ec == std::errc{} && parsed.ptr == end ? value : std::numeric_limits<std::int64_t>::max();
}

// The value that most instances have; of equals the smallest.
const std::string &mainValue(const Values &values)
{
    return std::max_element(values.begin(), values.end(),
                            [](const auto &a, const auto &b) { return a.second < b.second; })
        ->first;
}

void appendMainValues(std::string &out, const Attributes &attributes)
{
    for (const auto &[key, values] : attributes)
        appendText(out, key, mainValue(values));
}

// Attributes that are not the same in all instances: none of their values gets lost.
void appendVariants(std::string &out, const Attributes &attributes)
{
    for (const auto &[key, values] : attributes) {
        if (values.size() < 2)
            continue;
        appendKey(out, key);
        out += '[';
        for (const auto &[value, instances] : values) {
            out += out.back() == '[' ? "{" : ",{";
            appendText(out, "value", value);
            appendNumber(out, "instances", instances);
            out += '}';
        }
        out += ']';
    }
}

const std::string &onlyValue(const Attributes &attributes, const std::string &key)
{
    return mainValue(attributes.at(key));
}

} // namespace

const std::string *StudyMetadata::keepUid(const std::string &uid)
{
    return &m_uids.try_emplace(uid, 0U).first->first; // nodes of a map stay where they are
}

void StudyMetadata::add(const InstanceHeader &header, const InstanceFile &file, const std::vector<BulkValue> &bulk)
{
    const std::pair<const char *, const std::string &> patient[] = {
        {"name", header.patientName},           {"id", header.patientId},   {"issuerOfId", header.issuerOfPatientId},
        {"birthDate", header.patientBirthDate}, {"sex", header.patientSex},
    };
    for (const auto &[key, value] : patient)
        ++m_patient[key][value];
    const std::pair<const char *, const std::string &> study[] = {
        {"studyInstanceUid", header.studyInstanceUid},
        {"date", header.studyDate},
        {"time", header.studyTime},
        {"description", header.studyDescription},
        {"accessionNumber", header.accessionNumber},
        {"id", header.studyId},
        {"referringPhysicianName", header.referringPhysicianName},
    };
    for (const auto &[key, value] : study)
        ++m_study[key][value];
    Series &series = m_series[header.seriesInstanceUid];
    const std::pair<const char *, const std::string &> inSeries[] = {
        {"number", header.seriesNumber},
        {"modality", header.modality},
        {"description", header.seriesDescription},
        {"bodyPartExamined", header.bodyPartExamined},
        {"institutionName", header.institutionName},
        {"manufacturer", header.manufacturer},
        {"manufacturerModelName", header.manufacturerModelName},
    };
    for (const auto &[key, value] : inSeries)
        ++series.attributes[key][value];

    Instance instance;
    instance.sopInstanceUid = header.sopInstanceUid;
    instance.instanceNumber = header.instanceNumber;
    instance.numberOfFrames = header.numberOfFrames;
    instance.sopClassUid = keepUid(header.sopClassUid);
    instance.transferSyntaxUid = keepUid(header.transferSyntaxUid);
    instance.file = file;
    instance.bulk.reserve(bulk.size());
    for (const BulkValue &value : bulk) {
        const auto [at, isNew] =
            m_bulkIndex.try_emplace({value.attribute, value.vr}, static_cast<std::uint32_t>(m_bulkKinds.size()));
        if (isNew)
            m_bulkKinds.push_back(at->first);
        instance.bulk.push_back({at->second, value.length});
    }
    series.instances.push_back(std::move(instance));
}

std::string StudyMetadata::instanceJson(const Instance &instance) const
{
    std::string out = "{";
    appendText(out, "sopInstanceUid", instance.sopInstanceUid);
    appendText(out, "sopClassUid", *instance.sopClassUid);
    appendText(out, "transferSyntaxUid", *instance.transferSyntaxUid);
    appendText(out, "instanceNumber", instance.instanceNumber);
    const std::int64_t frames = sortNumber(instance.numberOfFrames);
    if (frames > 0 && frames <= std::numeric_limits<std::int32_t>::max())
        appendNumber(out, "numberOfFrames", static_cast<std::uint64_t>(frames));
    appendText(out, "file", instance.file.archivePath);
    appendNumber(out, "size", instance.file.size);
    appendText(out, "sha256", instance.file.sha256);
    appendText(out, "sourceName", instance.file.sourceName);
    appendKey(out, "bulk");
    out += '[';
    for (const Bulk &bulk : instance.bulk) {
        out += out.back() == '[' ? "{" : ",{";
        appendText(out, "attribute", m_bulkKinds[bulk.kind].first);
        appendText(out, "vr", m_bulkKinds[bulk.kind].second);
        appendNumber(out, "length", bulk.length);
        out += '}';
    }
    return out += "]}";
}

std::string StudyMetadata::seriesJson(const std::string &uid, const Series &series) const
{
    std::string out = "{";
    appendText(out, "seriesInstanceUid", uid);
    appendMainValues(out, series.attributes);
    appendKey(out, "variants");
    out += '{';
    appendVariants(out, series.attributes);
    out += '}';
    appendKey(out, "instances");
    std::vector<const Instance *> sorted;
    for (const Instance &instance : series.instances)
        sorted.push_back(&instance);
    std::sort(sorted.begin(), sorted.end(), [](const Instance *a, const Instance *b) {
        return std::make_tuple(sortNumber(a->instanceNumber), std::cref(a->sopInstanceUid),
                               std::cref(a->file.archivePath), std::cref(a->file.sourceName)) <
               std::make_tuple(sortNumber(b->instanceNumber), std::cref(b->sopInstanceUid),
                               std::cref(b->file.archivePath), std::cref(b->file.sourceName));
    });
    out += '[';
    for (const Instance *instance : sorted)
        out.append(out.back() == '[' ? "\n" : ",\n").append(instanceJson(*instance));
    return out += "]}";
}

QByteArray StudyMetadata::toJson() const
{
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;
    std::set<std::string> modalities;
    std::vector<const std::pair<const std::string, Series> *> sorted;
    for (const auto &entry : m_series) {
        sorted.push_back(&entry);
        instances += entry.second.instances.size();
        for (const Instance &instance : entry.second.instances)
            bytes += instance.file.size;
        for (const auto &[modality, count] : entry.second.attributes.at("modality")) {
            if (!modality.empty())
                modalities.insert(modality);
        }
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) {
        const std::int64_t left = sortNumber(onlyValue(a->second.attributes, "number"));
        const std::int64_t right = sortNumber(onlyValue(b->second.attributes, "number"));
        return std::tie(left, a->first) < std::tie(right, b->first);
    });

    // Written by hand: a document object of 100,000 instances would take ten times the memory of its text.
    std::string out = "{";
    appendText(out, "schema", "mivalidator-metadata");
    appendNumber(out, "schemaVersion", 1);
    appendText(out, "programVersion", MIVALIDATOR_VERSION);
    out += ",\n\"patient\":{";
    appendMainValues(out, m_patient);
    out += "},\n\"study\":{";
    appendMainValues(out, m_study);
    appendKey(out, "modalities");
    out += '[';
    for (const std::string &modality : modalities) {
        out += out.back() == '[' ? "" : ",";
        appendJsonString(out, modality);
    }
    out += ']';
    appendNumber(out, "numberOfSeries", m_series.size());
    appendNumber(out, "numberOfInstances", instances);
    appendNumber(out, "size", bytes);
    out += "},\n\"variants\":{\"patient\":{";
    appendVariants(out, m_patient);
    out += "},\"study\":{";
    appendVariants(out, m_study);
    out += "}},\n\"series\":[";
    for (const auto *series : sorted)
        out.append(out.back() == '[' ? "\n" : ",\n").append(seriesJson(series->first, series->second));
    out += "]}\n";
    return QByteArray(out.data(), static_cast<qsizetype>(out.size()));
}

} // namespace mi
