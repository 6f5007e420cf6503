#include "tests/core/checks/draft_file.h"

#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"
#include "tests/support/instance_builder.h"

#include <QTest>

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <span>

namespace mi::test {

namespace {

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = (value << 8U) | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

// Cuts a flat Data Set in Explicit VR Little Endian into its elements.
std::map<Tag, std::string> split(std::string_view bytes)
{
    std::map<Tag, std::string> elements;
    while (!bytes.empty()) {
        const Tag tag{static_cast<std::uint16_t>(number(bytes, 0, 2)), static_cast<std::uint16_t>(number(bytes, 2, 2))};
        const bool isLong = hasLongLength(*vrFromCode(bytes.substr(4, 2)));
        const std::size_t size = isLong ? 12 + number(bytes, 8, 4) : 8 + number(bytes, 6, 2);
        elements[tag] = bytes.substr(0, size);
        bytes.remove_prefix(size);
    }
    return elements;
}

} // namespace

DraftFile::DraftFile() : m_meta(split(fileMeta())), m_dataSet(split(CleanInstance{}.dataSet()))
{
    m_meta.erase(tags::FileMetaInformationGroupLength);
}

DraftFile DraftFile::ofSopClass(std::string_view uid)
{
    DraftFile draft;
    draft.set(tags::SOPClassUID, Vr::UI, uid).set(tags::MediaStorageSOPClassUID, Vr::UI, uid);
    return draft;
}

DraftFile DraftFile::directory()
{
    DraftFile draft;
    draft.set(tags::MediaStorageSOPClassUID, Vr::UI, "1.2.840.10008.1.3.10");
    draft.m_dataSet = split(emptyDirectory());
    return draft;
}

DraftFile &DraftFile::setElement(Tag tag, std::string_view encoded)
{
    (tag.isFileMeta() ? m_meta : m_dataSet)[tag] = encoded;
    return *this;
}

DraftFile &DraftFile::set(Tag tag, Vr vr, std::string_view text)
{
    return setElement(tag, ElementWriter{}.text(tag, vr, text).str());
}

DraftFile &DraftFile::setRaw(Tag tag, Vr vr, std::string_view value)
{
    return setElement(tag, ElementWriter{}.raw(tag, vr, value).str());
}

DraftFile &DraftFile::remove(Tag tag)
{
    if (tag == tags::FileMetaInformationGroupLength)
        m_hasGroupLength = false;
    else if ((tag.isFileMeta() ? m_meta : m_dataSet).erase(tag) == 0)
        std::abort();
    return *this;
}

DraftFile &DraftFile::preamble(std::string_view begin)
{
    m_preamble = std::string(begin);
    m_preamble.resize(128, '\0');
    return *this;
}

DraftFile &DraftFile::groupLengthOff(int by)
{
    m_groupLengthOff = by;
    return *this;
}

std::string DraftFile::meta() const
{
    std::string body;
    for (const auto &[tag, bytes] : m_meta)
        body += bytes;
    if (!m_hasGroupLength)
        return body;
    const auto length = static_cast<std::uint32_t>(static_cast<int>(body.size()) + m_groupLengthOff);
    return ElementWriter{}.ul(tags::FileMetaInformationGroupLength, {length}).bytes(body).str();
}

std::string DraftFile::dataSet() const
{
    std::string bytes;
    for (const auto &[tag, element] : m_dataSet)
        bytes += element;
    return bytes;
}

std::string DraftFile::dataSetBefore(Tag tag) const
{
    std::string bytes;
    for (const auto &[key, element] : m_dataSet)
        bytes += key < tag ? element : std::string{};
    return bytes;
}

std::string DraftFile::file() const
{
    return m_preamble + "DICM" + meta() + dataSet();
}

std::string deflated(const std::string &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        std::abort();
    std::string in = bytes;
    std::string out(deflateBound(&stream, static_cast<uLong>(in.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        std::abort();
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (out.size() % 2 != 0)
        out += '\0';
    return out;
}

InstanceVerdict verdictOn(std::string_view bytes, const ScanLimits &limits)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source, limits);
    if (!scan)
        std::abort();
    return checkInstance({*scan, &source});
}

QStringList findingIds(const InstanceVerdict &verdict)
{
    QStringList ids;
    for (const Finding &finding : verdict.findings) {
        std::string id(finding.id());
        if (!finding.attribute.isEmpty())
            id += " " + finding.attribute.toString();
        ids += QString::fromStdString(id);
    }
    return ids;
}

QStringList findingIdsOfParts(const InstanceVerdict &verdict)
{
    const auto isOfTables = [](const Finding &finding) { return finding.id().starts_with("iod."); };
    InstanceVerdict parts;
    for (const Finding &finding : verdict.findings) {
        const bool isNamedTwice =
            finding.id() != "iod.attribute.not-in-iod" &&
            std::ranges::any_of(verdict.findings, [&](const Finding &other) {
                return !isOfTables(other) && other.attribute.isSameIgnoringItems(finding.attribute);
            });
        if (!isOfTables(finding) || isNamedTwice)
            parts.findings.push_back(finding);
    }
    return findingIds(parts);
}

QString findingsOf(std::string_view bytes)
{
    return findingIds(verdictOn(bytes)).join(QStringLiteral("; "));
}

void addRows(const std::vector<DefectRow> &rows)
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("finding");
    for (const DefectRow &row : rows)
        QTest::newRow(row.name) << row.bytes << QString::fromLatin1(row.finding);
}

QStringList rulesWithoutRow(std::span<const CheckRule> rules, const std::vector<DefectRow> &rows)
{
    QStringList missing;
    for (const CheckRule &rule : rules) {
        const bool hasRow = std::ranges::any_of(rows, [&](const DefectRow &row) {
            const std::string_view finding = row.finding;
            return finding.substr(0, finding.find(' ')) == rule.id;
        });
        if (!hasRow)
            missing += QString::fromStdString(std::string(rule.id));
    }
    return missing;
}

} // namespace mi::test
