// What an instance says of other instances: pairs of Referenced SOP Class UID and Referenced SOP Instance UID
// (PS3.3 10.8), wherever they are in the Data Set. Any thread.
#pragma once

#include "core/domain/tag.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mi {

class ScannedInstance;

struct InstanceReference {
    std::string sopInstanceUid;
    std::string sopClassUid;
    std::string seriesInstanceUid; // as the Items around it say; "" if they say nothing
    std::string studyInstanceUid;
    std::uint32_t highestFrame = 0; // of Referenced Frame Number; 0: no frame is named
    Tag sequence;                   // that holds it
    bool mayBeGone = false;         // a rejection note says that it is not to be used
};

// In one instance; only a broken or hostile file has more.
inline constexpr std::size_t mostReferencesInInstance = 200'000;

struct InstanceReferences {
    std::vector<InstanceReference> references;
    bool isCut = false; // there are more
};

// Each instance once, with its highest frame; an Item that names series and study wins. References to what is no
// instance in a file (a study, a performed procedure step) and to unknown SOP Classes are left out. In Referenced
// Series Sequence (0008,1115) at the root a reference is to the study of the instance itself (PS3.3 C.12.2, C.11.11).
InstanceReferences extractReferences(const ScannedInstance &instance);

} // namespace mi
