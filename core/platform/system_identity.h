// Who runs this program, and on which machine: for the audit log. Any thread.
#pragma once

#include <string>

namespace mi {

// The account's name as the system knows it (not the environment, which anybody can set), UTF-8; its number where it
// has no name.
std::string currentUserName();
// UTF-8; "" if the system does not say.
std::string hostName();

} // namespace mi
