// What a file that is no DICOM seems to be, from its first bytes: a hint for people, never a verdict. Any thread.
#pragma once

#include <string_view>

namespace mi {

// "PDF document", "ZIP archive", ...; "text" for printable text; "" if nothing fits. 512 bytes are enough.
std::string_view guessFileType(std::string_view firstBytes);

// "Windows program", "Linux program", "macOS program", "script": what an operating system could run; "" otherwise.
std::string_view guessProgramType(std::string_view firstBytes);

} // namespace mi
