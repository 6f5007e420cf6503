#include "core/checks/file_meta_checks.h"

#include "core/checks/attribute_facts.h"
#include "core/dicom/transfer_syntax.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace mi {

namespace {

using namespace std::string_view_literals;

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;

constexpr auto table = "PS3.10 table 7.1-1"sv;

constexpr std::array rules{
    CheckRule{"meta.element.unknown", warning, allowed, table},
    CheckRule{"meta.implementation-class-uid.missing", warning, allowed, table},
    CheckRule{"meta.private-information.no-creator", warning, allowed, table},
    CheckRule{"meta.sop-class-uid.differs", error, allowed, table},
    CheckRule{"meta.sop-class-uid.missing", warning, allowed, table},
    CheckRule{"meta.sop-instance-uid.differs", error, allowed, table},
    CheckRule{"meta.sop-instance-uid.missing", warning, allowed, table},
    CheckRule{"meta.transfer-syntax.ill-formed", error, allowed, "PS3.5 9.1"},
    CheckRule{"meta.transfer-syntax.not-for-directory", warning, allowed, "PS3.10 8.6"},
    CheckRule{"meta.transfer-syntax.private", warning, allowed, "PS3.5 10"},
    CheckRule{"meta.transfer-syntax.retired", info, allowed, "PS3.6 table A-1"},
    CheckRule{"meta.transfer-syntax.unknown", error, allowed, "PS3.6 table A-1"},
    CheckRule{"meta.uid.ill-formed", warning, allowed, "PS3.5 9.1"},
    CheckRule{"meta.version.missing", warning, allowed, table},
    CheckRule{"meta.version.wrong", warning, allowed, table},
};

constexpr std::string_view explicitLittleEndian = "1.2.840.10008.1.2.1";
constexpr std::string_view dicomRoot = "1.2.840.10008.";

constexpr Tag privateInformationCreator{0x0002, 0x0100};
constexpr Tag privateInformation{0x0002, 0x0102};
constexpr Tag rtvCommunicationSopClassUid{0x0002, 0x0032};
constexpr Tag rtvCommunicationSopInstanceUid{0x0002, 0x0033};

// Every element that the table has, in ascending order.
constexpr std::array knownElements{
    tags::FileMetaInformationGroupLength,
    tags::FileMetaInformationVersion,
    tags::MediaStorageSOPClassUID,
    tags::MediaStorageSOPInstanceUID,
    tags::TransferSyntaxUID,
    tags::ImplementationClassUID,
    tags::ImplementationVersionName,
    Tag{0x0002, 0x0016}, // Source Application Entity Title
    Tag{0x0002, 0x0017}, // Sending Application Entity Title
    Tag{0x0002, 0x0018}, // Receiving Application Entity Title
    Tag{0x0002, 0x0026}, // Source Presentation Address
    Tag{0x0002, 0x0027}, // Sending Presentation Address
    Tag{0x0002, 0x0028}, // Receiving Presentation Address
    Tag{0x0002, 0x0031}, // RTV Meta Information Version
    rtvCommunicationSopClassUid,
    rtvCommunicationSopInstanceUid,
    Tag{0x0002, 0x0035}, // RTV Source Identifier
    Tag{0x0002, 0x0036}, // RTV Flow Identifier
    Tag{0x0002, 0x0037}, // RTV Flow RTP Sampling Rate
    Tag{0x0002, 0x0038}, // RTV Flow Actual Frame Duration
    privateInformationCreator,
    privateInformation,
};

bool isMissing(const ScannedInstance &instance, Tag tag)
{
    const Presence presence = presenceOf(instance, tag);
    return presence == Presence::absent || presence == Presence::empty;
}

void checkVersion(const ScannedInstance &instance, FindingCollector &findings)
{
    const Tag tag = tags::FileMetaInformationVersion;
    if (presenceOf(instance, tag) == Presence::notRead)
        return;
    findings.countChecks(2);
    if (isMissing(instance, tag)) {
        findings.add("meta.version.missing", factsOf(instance, tag, "0001"));
        return;
    }
    const std::string_view value = instance.value(*instance.find(tag));
    // Later versions set other bits and keep the lowest one of the second byte.
    if (value.size() == 2 && (static_cast<unsigned char>(value[1]) & 1U) != 0)
        return;
    FindingFacts facts = factsOf(instance, tag, "0001");
    const std::string shown(value.substr(0, 8));
    facts.observed = toHex({reinterpret_cast<const std::uint8_t *>(shown.data()), shown.size()});
    findings.add("meta.version.wrong", std::move(facts));
}

struct CopiedUid {
    Tag inDataSet;
    Tag inMeta;
    std::string_view missing;
    std::string_view differs;
};

constexpr std::array copiedUids{
    CopiedUid{tags::SOPClassUID, tags::MediaStorageSOPClassUID, "meta.sop-class-uid.missing",
              "meta.sop-class-uid.differs"},
    CopiedUid{tags::SOPInstanceUID, tags::MediaStorageSOPInstanceUID, "meta.sop-instance-uid.missing",
              "meta.sop-instance-uid.differs"},
};

void checkCopies(const ScannedInstance &instance, FindingCollector &findings)
{
    for (const CopiedUid &uid : copiedUids) {
        findings.countChecks(2);
        const std::string_view inDataSet = instance.text(uid.inDataSet);
        if (isMissing(instance, uid.inMeta))
            findings.add(uid.missing, factsOf(instance, uid.inMeta, "the UID of the Data Set"));
        // One that cannot be used is reported with the identity; that it differs follows from it.
        else if (isSafeAsFileName(inDataSet) && instance.has(uid.inMeta) && instance.text(uid.inMeta) != inDataSet)
            findings.add(uid.differs, factsOf(instance, uid.inMeta, escapedForDisplay(inDataSet, 80)));
    }
}

void checkTransferSyntax(const ScannedInstance &instance, FindingCollector &findings)
{
    const Tag tag = tags::TransferSyntaxUID;
    // That it is missing is a defect of the encoding, which the scan reports.
    const std::string_view uid = instance.text(tag);
    if (uid.empty())
        return;
    findings.countChecks(4);
    const TransferSyntax *syntax = findTransferSyntax(uid);
    const UidDefect defect = uidDefect(uid);
    if (syntax == nullptr && defect != UidDefect::none)
        findings.add("meta.transfer-syntax.ill-formed", factsOf(instance, tag, std::string(expectedForm(defect))));
    else if (syntax == nullptr && uid.starts_with(dicomRoot))
        findings.add("meta.transfer-syntax.unknown", factsOf(instance, tag));
    else if (syntax == nullptr)
        findings.add("meta.transfer-syntax.private", factsOf(instance, tag));
    else if (isMediaDirectory(instance) && uid != explicitLittleEndian)
        findings.add("meta.transfer-syntax.not-for-directory",
                     factsOf(instance, tag, std::string(explicitLittleEndian)));
    // What the data contradicts is wrong in the first place; that it is also outdated follows.
    else if (syntax->retired && !instance.encoding.isGuessed)
        findings.add("meta.transfer-syntax.retired", factsOf(instance, tag));
}

void checkUidForms(const ScannedInstance &instance, FindingCollector &findings)
{
    const auto check = [&](Tag tag) {
        const std::string_view uid = instance.text(tag);
        if (uid.empty())
            return;
        findings.countChecks(1);
        if (const UidDefect defect = uidDefect(uid); defect != UidDefect::none)
            findings.add("meta.uid.ill-formed", factsOf(instance, tag, std::string(expectedForm(defect))));
    };
    // A copy of the Data Set's UID is judged there, and another UID is reported as different already.
    for (const CopiedUid &uid : copiedUids) {
        if (instance.text(uid.inDataSet).empty())
            check(uid.inMeta);
    }
    for (const Tag tag : {tags::ImplementationClassUID, rtvCommunicationSopClassUid, rtvCommunicationSopInstanceUid,
                          privateInformationCreator})
        check(tag);
}

void checkTable(const ScannedInstance &instance, FindingCollector &findings)
{
    findings.countChecks(3);
    if (isMissing(instance, tags::ImplementationClassUID))
        findings.add("meta.implementation-class-uid.missing", factsOf(instance, tags::ImplementationClassUID));
    if (instance.has(privateInformation) && isMissing(instance, privateInformationCreator))
        findings.add("meta.private-information.no-creator", factsOf(instance, privateInformationCreator));
    for (std::uint32_t i = 0; i < instance.dataSetBegin; ++i) {
        const Element &element = instance.elements[i];
        if (element.depth == 0 && element.tag.isFileMeta() && !std::ranges::binary_search(knownElements, element.tag) &&
            !isTagDamaged(instance, element))
            findings.add("meta.element.unknown",
                         {.attribute = element.tag, .vr = element.vr, .offset = element.offset});
    }
}

} // namespace

std::span<const CheckRule> fileMetaRules()
{
    return rules;
}

void checkFileMeta(const CheckInput &input, FindingCollector &findings)
{
    const ScannedInstance &instance = input.instance;
    // Without any File Meta Information there is one finding, and the scan has made it.
    if (instance.dataSetBegin == 0)
        return;
    checkVersion(instance, findings);
    checkCopies(instance, findings);
    checkTransferSyntax(instance, findings);
    checkUidForms(instance, findings);
    checkTable(instance, findings);
}

} // namespace mi
