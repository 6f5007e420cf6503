#include "core/dicom/encoding_scan.h"

#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/dcmtk_safety.h"
#include "core/dicom/scan/defect_list.h"
#include "core/dicom/scan/encoding_guess.h"
#include "core/dicom/scan/facts.h"
#include "core/dicom/scan/inflate_source.h"
#include "core/dicom/scan/scan_window.h"
#include "core/support/text.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t headSize = 4096;

// One scan of one file: finds where it begins, reads the File Meta Information, then the Data Set.
class FileScan {
public:
    FileScan(ByteSource &source, const ScanLimits &limits, std::stop_token stop)
        : m_source(source), m_limits(limits), m_stop(std::move(stop)),
          m_window(source, ScanWindow::Access::random, m_stop)
    {
        m_limits.maxDepth = std::min(m_limits.maxDepth, 120U); // Element::depth counts in 8 bits
        m_limits.maxKeptTotal = std::min(m_limits.maxKeptTotal, 1U << 30U);
        m_instance.fileSize = source.size();
        m_instance.prefixSize = m_limits.bulkPrefix;
    }

    Result<ScannedInstance> run()
    {
        const FileStart start = findStart(bytesAt(0, headSize), m_instance.fileSize);
        m_instance.kind = start.kind;
        m_instance.hasPreamble = start.hasPreamble;
        m_instance.hasPrefix = start.hasPrefix;
        if (start.kind == FileKind::part10 || start.kind == FileKind::dataSetOnly) {
            if (start.hasPreamble) {
                const std::span<const unsigned char> preamble = bytesAt(start.leading, 128);
                m_instance.preamble.assign(preamble.begin(), preamble.end());
            }
            reportStart(start);
            const std::uint64_t dataSet = scanMeta(start.begin);
            if (!m_isStopped)
                scanDataSet(dataSet);
            m_instance.indexRoot();
            m_instance.defects = m_defects.take();
            m_instance.isSafeForDcmtk = isSafeForDcmtk(m_instance, m_safety, m_window);
        }
        if (m_window.error())
            return *m_window.error();
        if (m_inflateError)
            return *m_inflateError;
        return std::move(m_instance);
    }

private:
    std::span<const unsigned char> bytesAt(std::uint64_t offset, std::size_t count)
    {
        const std::size_t available = m_window.available(offset, count);
        const unsigned char *bytes = available > 0 ? m_window.at(offset, available) : nullptr;
        return bytes != nullptr ? std::span(bytes, available) : std::span<const unsigned char>{};
    }

    void reportStart(const FileStart &start)
    {
        if (start.leading > 0)
            m_defects.addForFile(ScanDefectKind::leadingBytes,
                                 {.offset = 0, .observed = byteCount(start.leading), .expected = byteCount(0)});
        if (start.hasPrefix && !start.hasPreamble)
            m_defects.addForFile(ScanDefectKind::preambleMissing,
                                 {.offset = 0, .observed = "DICM at 0", .expected = "DICM at 128"});
        else if (!start.hasPrefix)
            m_defects.addForFile(ScanDefectKind::prefixMissing,
                                 {.offset = start.begin,
                                  .observed = "elements from " + std::to_string(start.begin),
                                  .expected = "DICM at 128"});
    }

    void report(ScanDefectKind kind, Tag tag, DefectFacts facts)
    {
        m_defects.add(
            kind, tag.key(), [tag] { return AttributePath{tag}; }, std::move(facts));
    }

    void noteSafety(const DataSetScanner &scanner)
    {
        m_safety.truncatedLength = scanner.truncatedLength();
        m_safety.wentOnSilently = scanner.wentOnSilently();
    }

    // Where the Data Set begins.
    std::uint64_t scanMeta(std::uint64_t begin)
    {
        const std::optional<Encoding> encoding = metaEncodingAt(bytesAt(begin, 256));
        if (const std::uint64_t rest = m_instance.fileSize - begin; !encoding && rest > 0 && rest < 8) {
            m_defects.addForFile(ScanDefectKind::truncated,
                                 {.offset = begin, .observed = byteCount(rest), .expected = byteCount(8)});
            m_instance.stoppedAt = begin;
            m_isStopped = true;
            return begin;
        }
        if (!encoding) {
            m_defects.addForFile(ScanDefectKind::metaMissing, {.offset = begin});
            return begin;
        }
        if (*encoding != Encoding{})
            m_defects.addForFile(ScanDefectKind::metaNotExplicitLittle, {.offset = begin,
                                                                         .observed = std::string(nameOf(*encoding)),
                                                                         .expected = std::string(nameOf(Encoding{}))});
        DataSetScanner scanner(m_instance, m_window, nullptr, m_limits, m_defects);
        const std::uint64_t end = scanner.scanMeta(begin, *encoding);
        m_isStopped = scanner.isStopped();
        noteSafety(scanner);
        m_instance.dataSetBegin = static_cast<std::uint32_t>(m_instance.elements.size());
        if (!m_isStopped)
            checkMeta(begin);
        return end;
    }

    void checkMeta(std::uint64_t begin)
    {
        m_instance.indexRoot();
        if (!m_instance.has(tags::FileMetaInformationGroupLength))
            report(ScanDefectKind::metaGroupLengthMissing, tags::FileMetaInformationGroupLength, {.offset = begin});
        m_transferSyntax = m_instance.text(tags::TransferSyntaxUID);
        if (m_transferSyntax.empty()) {
            const Element *empty = m_instance.find(tags::TransferSyntaxUID);
            report(ScanDefectKind::transferSyntaxMissing, tags::TransferSyntaxUID,
                   {.vr = Vr::UI,
                    .offset = empty != nullptr ? empty->offset : begin,
                    .observed = empty != nullptr ? "empty" : "absent"});
        }
    }

    void decideDataSetEncoding(std::uint64_t begin)
    {
        const std::optional<Encoding> declared = declaredEncoding(m_transferSyntax);
        Encoding encoding = decideEncoding(declared, bytesAt(begin, headSize), m_instance.fileSize - begin);
        if (declared && encoding.isGuessed)
            report(ScanDefectKind::transferSyntaxContradicted, tags::TransferSyntaxUID,
                   {.vr = Vr::UI,
                    .offset = m_instance.find(tags::TransferSyntaxUID)->offset,
                    .observed = std::string(nameOf(encoding)),
                    .expected = std::string(nameOf(*declared))});
        m_instance.encoding = encoding;
    }

    void scanDataSet(std::uint64_t begin)
    {
        decideDataSetEncoding(begin);
        if (m_instance.encoding.deflated) {
            scanDeflated(begin);
            return;
        }
        DataSetScanner scanner(m_instance, m_window, nullptr, m_limits, m_defects);
        scanner.scanDataSet(begin, m_instance.encoding);
        noteSafety(scanner);
    }

    void scanDeflated(std::uint64_t begin)
    {
        InflateSource inflated(m_source, begin, {m_limits.maxInflatedSize, m_limits.maxInflateRatio}, m_stop);
        ScanWindow window(inflated, ScanWindow::Access::forward, m_stop);
        DataSetScanner scanner(m_instance, window, &inflated, m_limits, m_defects);
        scanner.scanDataSet(0, m_instance.encoding);
        m_inflateError = window.error();
        noteSafety(scanner);
        m_safety.inflatedSize = inflated.produced();
        reportDeflateEnd(inflated, begin);
    }

    // Offsets of these are in the file, not in the inflated stream.
    void reportDeflateEnd(const InflateSource &inflated, std::uint64_t begin)
    {
        if (inflated.hasZlibHeader())
            m_defects.addForFile(ScanDefectKind::deflateCorrupt,
                                 {.offset = begin, .observed = "zlib header", .expected = "deflate without header"});
        const std::uint64_t end = inflated.compressedEnd();
        const std::string soFar = byteCount(inflated.produced()) + " inflated";
        switch (inflated.end()) {
        case InflateSource::End::notReached:
            return;
        case InflateSource::End::corrupt:
            if (!inflated.hasZlibHeader())
                m_defects.addForFile(ScanDefectKind::deflateCorrupt, {.offset = end, .observed = soFar});
            return;
        case InflateSource::End::inputEnded:
            m_defects.addForFile(ScanDefectKind::truncated,
                                 {.offset = end, .observed = soFar, .expected = "end of the deflate stream"});
            return;
        case InflateSource::End::sizeLimit:
            m_defects.addForFile(
                ScanDefectKind::limitInflatedSize,
                {.offset = end, .observed = "more", .expected = atMost(m_limits.maxInflatedSize, "bytes")});
            return;
        case InflateSource::End::complete:
            break;
        }
        // PS3.5 A.5: one NUL makes the length even.
        const std::uint64_t rest = m_instance.fileSize - end;
        const std::span<const unsigned char> padding = bytesAt(end, 1);
        if (rest > 1 || (rest == 1 && !padding.empty() && padding[0] != 0))
            m_defects.addForFile(ScanDefectKind::deflateTrailingBytes,
                                 {.offset = end, .observed = byteCount(rest), .expected = "at most one NUL"});
    }

    ByteSource &m_source;
    ScanLimits m_limits;
    std::stop_token m_stop;
    ScanWindow m_window;
    ScannedInstance m_instance;
    DefectList m_defects;
    SafetyFacts m_safety;
    std::optional<Error> m_inflateError;
    std::string m_transferSyntax;
    bool m_isStopped = false;
};

} // namespace

Result<ScannedInstance> scanEncoding(ByteSource &source, const ScanLimits &limits, std::stop_token stop)
{
    return FileScan(source, limits, std::move(stop)).run();
}

} // namespace mi
