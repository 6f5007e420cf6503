// Makes the record of a person who accepts what keeps a study out: the user of this program, at this time. Any thread.
#pragma once

#include "core/domain/acceptance.h"
#include "core/support/result.h"

#include <string_view>

namespace mi {

// Errors: invalidFormat if the reason says nothing, is too long, or has a control character in it.
Result<Acceptance> acceptanceNow(std::string_view reason);

} // namespace mi
