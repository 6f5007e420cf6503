// What several families ask about an attribute at the root of an instance. Any thread.
#pragma once

#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"
#include "core/domain/uid.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

enum class Presence : std::uint8_t {
    present,
    empty, // no value, or padding only
    absent,
    notRead, // reading stopped before it, or inside it: nobody can tell
};

Presence presenceOf(const ScannedInstance &instance, Tag tag);

// The facts of a finding about a root attribute: its value if there is one, "absent" or "empty" if not.
FindingFacts factsOf(const ScannedInstance &instance, Tag tag, std::string expected = {});

// What a UID without this defect would be: "at most 64 characters", for FindingFacts::expected.
std::string_view expectedForm(UidDefect defect);

// Whether the tag itself is what is damaged: nobody knows it, and the scan has reported the element for its place, its
// group or its VR. What else could be said of it follows from that.
bool isTagDamaged(const ScannedInstance &instance, const Element &element);

// Whether something else than an element follows the value, as the scan has reported: the length is wrong, and with it
// the bytes that were taken for the value.
bool isLengthDoubtful(const ScannedInstance &instance, const Element &element);

// The SOP Class of the object: its own, or, where it says none or what is no UID, the one that the File Meta
// Information names. "" if there is neither. Not of a DICOMDIR, which has none of its own.
std::string_view sopClassUidOf(const ScannedInstance &instance);

// Whether this is a DICOMDIR, which has no SOP Common Module, no patient and no study (PS3.3 F.3.2).
bool isMediaDirectory(const ScannedInstance &instance);

} // namespace mi
