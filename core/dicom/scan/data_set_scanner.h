// DataSetScanner: walks the Data Elements of a file once, forward, with a stack of its own instead of recursion. It
// fills ScannedInstance::elements and reports what is wrong. After the first failure that makes everything behind it
// a guess, it stops and says nothing more (one cause, one defect). One thread; used by scanEncoding() only.
#pragma once

#include "core/dicom/encoding_scan.h"
#include "core/dicom/scan/defect_list.h"
#include "core/dicom/scan/inflate_source.h"
#include "core/dicom/scan/scan_window.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mi {

class DataSetScanner {
public:
    // `inflated`: the source behind `window` if it is a deflated Data Set, else null. All must outlive the scanner.
    DataSetScanner(ScannedInstance &instance, ScanWindow &window, const InflateSource *inflated,
                   const ScanLimits &limits, DefectList &defects);

    // Group 0002 from `begin`; the position behind its last element.
    std::uint64_t scanMeta(std::uint64_t begin, Encoding encoding);
    // Everything from `begin` to the end of the source.
    void scanDataSet(std::uint64_t begin, Encoding encoding);

    bool isStopped() const { return m_isStopped; }
    // Bytes of a truncated value's declared length; 0 if no value is truncated.
    std::uint64_t truncatedLength() const { return m_truncatedLength; }
    bool wentOnSilently() const { return m_isMuted; }

private:
    enum class FrameKind : std::uint8_t { meta, root, sequence, item, fragments };

    // An open container.
    struct Frame {
        FrameKind kind = FrameKind::root;
        bool hasUndefinedLength = false;
        bool explicitVr = true;
        bool bigEndian = false;
        bool isUnordered = false;      // some child does not come after the one before it
        bool isLengthDoubtful = false; // its length is known to be wrong: no second defect about it
        bool hasGroupLength = false;   // a (gggg,0000) waits for the end of its group
        std::uint16_t group = 0;
        Tag tag;                                   // of the Item or Sequence
        std::uint32_t element = Element::noParent; // its index
        std::uint32_t firstChild = 0;
        std::uint32_t lastKey = 0; // tag of the child before
        std::uint32_t items = 0;
        std::uint32_t groupLength = 0;
        std::uint64_t groupBegin = 0;  // behind the group length element
        std::uint64_t groupOffset = 0; // of the group length element
        std::uint64_t limit = 0;       // where it ends at the latest
    };

    struct Header {
        Tag tag;
        Vr vr = Vr::none;
        std::uint8_t size = 8;
        bool isImplicit = false;
        std::uint32_t length = 0;
    };

    // Loop and elements: data_set_scanner.cpp
    void run();
    void scanElement(Tag tag, const unsigned char *bytes);
    bool readHeader(Header &header, const unsigned char *bytes);
    void readLongLength(Header &header, const unsigned char *bytes);
    void checkGroup(Tag tag, Vr vr);
    void scanLeaf(const Header &header);
    bool keepValue(Element &element);
    void keepRest(Element &element, std::uint64_t room);
    Element &addElement(const Header &header);

    // File Meta Information: meta_scan.cpp, with scanMeta()
    bool isStrayInMeta(Tag tag, const unsigned char *bytes);
    bool isGoodInMeta(const Header &header, std::uint64_t end);

    // Unknown VR codes: unknown_vr.cpp
    bool resolveUnknownVr(Header &header);
    unsigned scoreOf(const Header &header, std::uint64_t limit);

    // Containers: containers.cpp
    void scanItemOrDelimiter(Tag tag, std::uint32_t length);
    void itemFound(std::uint32_t length);
    void itemDelimiterFound(std::uint32_t length);
    void sequenceDelimiterFound(std::uint32_t length);
    void openItem(std::uint32_t length);
    void addFragment(std::uint32_t length);
    void openContainer(const Header &header, FrameKind kind, Encoding inside);
    void openSequence(const Header &header);
    bool isSequenceAsUn(const Header &header);
    void openUndefinedLength(const Header &header);
    Encoding encodingInside(std::uint64_t valueOffset);
    bool isItemAt(std::uint64_t offset);
    void somethingElseThanItem(Tag tag, const unsigned char *bytes);
    void closeDelimited(std::uint32_t length);
    void closeWithoutDelimiter();
    void closeWithWrongDelimiter(Tag found, std::uint32_t length);
    bool goesOnBehind(std::size_t level, std::uint64_t offset);
    bool isWrongItemEnd();
    bool isTagAt(std::uint64_t offset, Tag tag);
    void closeTooLong();
    void strayDelimiter(Tag tag, std::uint32_t length);
    bool hasRoomForElement(Tag tag);

    // Lengths that go too far: lengths.cpp
    bool setLimit(Frame &frame, const Element &element);
    bool isGoodEnd(std::uint64_t offset);
    bool extendAround(std::uint64_t end, Tag tag);
    bool leafPastLimit(const Header &header);

    // Ends: scan_ends.cpp
    void closeAtLimit();
    void shortRest(std::uint64_t needed);
    void shortRestOfFile(std::uint64_t rest);
    Tag headerTag(std::uint64_t rest);
    void discoverEnd();
    bool isTrailing(Tag tag, const unsigned char *bytes);
    void trailing();
    void finishFrame();
    void reportOrder(const Frame &frame);
    static bool mayBeOutOfOrder(const Frame &frame, Tag tag, Tag last);
    void verifyGroupLength(Frame &frame);
    bool isOnlyRepetitionBehind(const Frame &frame) const;
    void unwind();

    // Reports a defect of something enclosed by the first `level` open containers.
    void report(ScanDefectKind kind, std::size_t level, Tag tag, DefectFacts facts);
    void reportHere(ScanDefectKind kind, Tag tag, DefectFacts facts)
    {
        report(kind, m_stack.size(), tag, std::move(facts));
    }
    void reportForFile(ScanDefectKind kind, DefectFacts facts)
    {
        if (!m_isMuted)
            m_defects.addForFile(kind, std::move(facts));
    }
    void reportContainer(ScanDefectKind kind, std::size_t frameIndex, std::string observed, std::string expected);
    AttributePath pathAt(std::size_t level, Tag tag) const;
    void stop(std::uint64_t offset);
    std::uint64_t endOfFile() const { return m_window.size(); }

    ScannedInstance &m_instance;
    ScanWindow &m_window;
    const InflateSource *m_inflated;
    const ScanLimits &m_limits;
    DefectList &m_defects;
    std::vector<Frame> m_stack;
    std::uint64_t m_position = 0;
    std::uint64_t m_missingDelimiterAt = UINT64_MAX;
    std::uint64_t m_truncatedLength = 0;
    std::uint32_t m_openSequences = 0;
    bool m_isMuted = false; // the cause has been reported; reading on is only to collect elements
    bool m_isStopped = false;
};

} // namespace mi
