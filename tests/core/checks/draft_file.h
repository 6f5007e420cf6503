// DraftFile: a clean instance in Explicit VR Little Endian, element by element, for rows that change exactly one thing.
#pragma once

#include "core/checks/instance_checker.h"
#include "core/dicom/encoding_scan.h"
#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <QString>
#include <QStringList>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mi::test {

class DraftFile {
public:
    // CleanInstance of tests/support.
    DraftFile();
    // The same as another kind of object, in the Data Set and in the File Meta Information.
    static DraftFile ofSopClass(std::string_view uid);
    // A DICOMDIR without records.
    static DraftFile directory();

    // Group 0002 goes to the File Meta Information, everything else to the Data Set.
    DraftFile &set(Tag tag, Vr vr, std::string_view text);     // padded to even length
    DraftFile &setRaw(Tag tag, Vr vr, std::string_view value); // exactly these bytes
    DraftFile &setElement(Tag tag, std::string_view encoded);  // header and all, whatever it is
    DraftFile &remove(Tag tag);
    DraftFile &preamble(std::string_view begin);
    DraftFile &groupLengthOff(int by);

    std::string meta() const;
    std::string dataSet() const;
    // The elements of the Data Set that begin before `tag`.
    std::string dataSetBefore(Tag tag) const;
    std::string file() const;

private:
    std::string m_preamble = std::string(128, '\0');
    std::map<Tag, std::string> m_meta; // encoded elements
    std::map<Tag, std::string> m_dataSet;
    bool m_hasGroupLength = true;
    int m_groupLengthOff = 0;
};

// Raw deflate, padded to even length, as PS3.5 A.5 has it.
std::string deflated(const std::string &bytes);

// The verdict on a file with these bytes, scan included. Aborts if the scan itself fails.
InstanceVerdict verdictOn(std::string_view bytes, const ScanLimits &limits = {});

// "identity.patient-id.empty (0010,0020)", in the order of the verdict.
QStringList findingIds(const InstanceVerdict &verdict);
// The same without what the rule tables say of attributes that no other finding is about: for tests whose drafts are
// not whole objects of their SOP Class.
QStringList findingIdsOfParts(const InstanceVerdict &verdict);
// findingIds() in one line; "" for none.
QString findingsOf(std::string_view bytes);

// A file with exactly one defect, and the one finding that it has to give.
struct DefectRow {
    const char *name;
    std::string bytes;
    const char *finding;
};

// Adds the columns "bytes" and "finding" and all rows.
void addRows(const std::vector<DefectRow> &rows);
// The rules that no row breaks.
QStringList rulesWithoutRow(std::span<const CheckRule> rules, const std::vector<DefectRow> &rows);

} // namespace mi::test
