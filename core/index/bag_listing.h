// Which bags an archive has, by the names of its folders alone: bags never change, so a name is enough to tell whether
// the index knows one. Any thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace mi::index {

struct BagListing {
    // By StudyKey: the paths of the bags relative to the archive, "/" between components, oldest first.
    std::map<std::string, std::vector<std::string>> studies;
    std::set<std::string> quarantine;
};

// A folder that cannot be listed is an Error: what is not seen must not be taken for gone.
Result<BagListing> listBags(FileLayer &files, const std::filesystem::path &root, const std::stop_token &stop);

} // namespace mi::index
