// Everything that is done with one file: scan, all checks with decoding, header, DICOM JSON, study metadata, the tree
// of attributes, the report, and of sound files DCMTK's own reading.
#include "core/checks/catalogue.h"
#include "core/checks/instance_checker.h"
#include "core/dicom/data_set_reader.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "core/extract/attribute_tree.h"
#include "core/extract/dicom_json.h"
#include "core/extract/instance_header.h"
#include "core/extract/study_metadata.h"
#include "core/report/json_objects.h"
#include "core/support/text.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonDocument>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

using mi::fuzz::require;

namespace {

void checkVerdict(const mi::ScannedInstance &scanned, const mi::InstanceVerdict &verdict)
{
    for (const mi::Finding &finding : verdict.findings) {
        require(finding.rule != nullptr && mi::findCheckRule(finding.id()) == finding.rule);
        require(finding.count > 0);
        require(mi::isValidUtf8(finding.observed) && mi::isValidUtf8(finding.expected));
        static_cast<void>(mi::findingToJson(finding));
    }
    // What could not be read to its end is never called clean.
    if (scanned.stoppedAt)
        require(verdict.outcome != mi::Outcome::passed);
}

void extract(const mi::ScannedInstance &scanned, mi::ByteSource &source)
{
    const mi::InstanceHeader header = mi::extractHeader(scanned);
    require(mi::isValidUtf8(header.patientName));
    const mi::DicomJson json = mi::toDicomJson(scanned, &source);
    require(mi::isValidUtf8(json.object));
    require(QJsonDocument::fromJson(QByteArray::fromStdString(json.object)).isObject());
    mi::StudyMetadata metadata;
    metadata.add(header, {.archivePath = "data/SE-1/1.dcm", .sourceName = "1", .size = source.size(), .sha256 = "0"},
                 json.omitted);
    require(QJsonDocument::fromJson(metadata.toJson()).isObject());
    static_cast<void>(mi::attributeTree(scanned));
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    static const auto session = mi::DcmtkSession::create();
    require(session.isOk());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    mi::MemorySource source(bytes);
    const mi::Result<mi::ScannedInstance> scanned = mi::scanEncoding(source, {.maxInflatedSize = 4U << 20U});
    require(scanned.isOk());
    checkVerdict(*scanned, mi::checkInstance({*scanned, &source}));
    if (scanned->kind != mi::FileKind::part10 && scanned->kind != mi::FileKind::dataSetOnly)
        return 0;
    extract(*scanned, source);
    // Of a damaged file DCMTK may believe a length that the scan did not, and asks for memory that it never touches.
    if (scanned->isSafeForDcmtk && scanned->defects.empty())
        static_cast<void>(mi::readInstance(bytes));
    return 0;
}
