// PolicyReader: from the text of a site policy to a SitePolicy, or to the first thing that is wrong with it. What is
// not known is an error: a misspelt member that did nothing would be worse. No state; any thread.
#pragma once

#include "core/policy/site_policy.h"
#include "core/support/json_tree.h"

namespace mi {

class PolicyReader {
public:
    static Result<SitePolicyPtr> read(std::string_view text);

private:
    static void index(SitePolicy &policy);
};

} // namespace mi
