// BagIt manifests (RFC 8493 2.1.3, 2.2.1), written so that `sha256sum -c` reads them too. Any thread.
#pragma once

#include "core/support/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace mi::archive {

struct ManifestEntry {
    std::string path;   // relative to the bag, "/" between components
    std::string sha256; // lower-case hexadecimal
    bool operator==(const ManifestEntry &) const = default;
};

// Lines in the order of the paths, whatever the order of `entries`.
std::string formatManifest(std::vector<ManifestEntry> entries);

// invalidFormat for anything that formatManifest would not have written: other spacing, paths that leave the bag,
// characters that this format never uses, order, repeated paths. `subject` is for the Error.
Result<std::vector<ManifestEntry>> parseManifest(std::string_view text, const std::string &subject);

} // namespace mi::archive
