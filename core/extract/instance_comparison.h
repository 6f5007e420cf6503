// Compares what two files with one SOP Instance UID say, whatever their encoding: byte order, explicit or implicit VR,
// lengths, padding and group 0002 make no difference. Never guesses: pixel data that is compressed in two ways is not
// compared. Any thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"
#include "core/domain/instance_difference.h"
#include "core/support/result.h"

namespace mi {

struct ComparedInstance {
    const ScannedInstance &scan;
    ByteSource &source; // that the scan was made of
};

// At most 200 attributes are named. Errors: what reading one of the sources gives.
Result<InstanceDifference> compareInstances(ComparedInstance first, ComparedInstance second);

} // namespace mi
