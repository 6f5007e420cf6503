// Which Modality goes with which SOP Class, for those where the standard enumerates it (PS3.3 C.8). Any thread.
#pragma once

#include <string_view>

namespace mi {

// The Modalities that the SOP Class allows, separated by spaces; "" where more than a few are right.
std::string_view modalitiesOf(std::string_view sopClassUid);
bool isModalityAllowed(std::string_view modality, std::string_view modalities);

} // namespace mi
