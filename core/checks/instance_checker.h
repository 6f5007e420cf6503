// Runs every check family on one instance: the whole verdict on a file by itself, outside its study. Any thread.
#pragma once

#include "core/checks/catalogue.h"
#include "core/domain/finding.h"
#include "core/domain/states.h"

#include <cstdint>
#include <vector>

namespace mi {

struct InstanceVerdict {
    Outcome outcome = Outcome::passed;
    // Worst first, then by offset, as the checks judge. A site policy changes them in place, see core/policy.
    std::vector<Finding> findings;
    std::vector<NotChecked> notChecked;
    std::vector<NotDecidable> notDecidable; // the first of them, with their reasons
    std::uint32_t decidedChecks = 0;
    std::uint32_t notDecidableChecks = 0;
};

// How the outcome comes about:
// - notDicom: the bytes are no DICOM file; the one finding says what they seem to be.
// - unreadable: there are no bytes, a limit of this program was hit, or reading stopped before Pixel Data and before
//   SOP Class UID and SOP Instance UID were known. What the system cannot deliver never gets here: the pipeline
//   reports it as file.cannot-be-read with the same outcome.
// - problems, warnings, passed: by the worst finding. A file that is damaged or cut off but identified is `problems`.
InstanceVerdict checkInstance(const CheckInput &input);

// The outcome that follows from the findings of a file that could be read as DICOM.
Outcome outcomeOf(const std::vector<Finding> &findings);

} // namespace mi
