#include "core/checks/catalogue.h"

#include "core/checks/bulk_data_checks.h"
#include "core/checks/consistency_checks.h"
#include "core/checks/content_tree_checks.h"
#include "core/checks/encoding_checks.h"
#include "core/checks/file_meta_checks.h"
#include "core/checks/identity_checks.h"
#include "core/checks/iod_checks.h"
#include "core/checks/pixel_data_checks.h"
#include "core/checks/study_rules.h"
#include "core/checks/text_checks.h"
#include "core/checks/truth_checks.h"
#include "core/checks/value_checks.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mi {

namespace {

std::vector<CheckRule> joinedRules()
{
    std::vector<CheckRule> rules(studyRules().begin(), studyRules().end());
    for (const CheckFamily &family : allCheckFamilies())
        rules.insert(rules.end(), family.rules.begin(), family.rules.end());
    std::ranges::sort(rules, {}, &CheckRule::id);
    return rules;
}

} // namespace

std::span<const CheckRule> allCheckRules()
{
    static const std::vector<CheckRule> rules = joinedRules();
    return rules;
}

const CheckRule *findCheckRule(std::string_view id)
{
    const std::span<const CheckRule> rules = allCheckRules();
    const auto found = std::ranges::lower_bound(rules, id, {}, &CheckRule::id);
    return found != rules.end() && found->id == id ? &*found : nullptr;
}

std::span<const CheckFamily> allCheckFamilies()
{
    static const std::array families{
        CheckFamily{"encoding", checkEncoding, encodingRules(), false},
        CheckFamily{"file-meta", checkFileMeta, fileMetaRules(), false},
        CheckFamily{"identity", checkIdentity, identityRules(), false},
        CheckFamily{"pixel-data", checkPixelData, pixelDataRules(), true},
        CheckFamily{"bulk-data", checkBulkData, bulkDataRules(), true},
        CheckFamily{"values", checkValues, valueRules(), false},
        CheckFamily{"texts", checkTexts, textRules(), false},
        CheckFamily{"truth", checkTruth, truthRules(), true},
        CheckFamily{"consistency", checkConsistency, consistencyRules(), true},
        CheckFamily{"content-tree", checkContentTree, contentTreeRules(), true},
        // Last: it leaves out what another family has said.
        CheckFamily{"iod", checkIod, iodRules(), false},
    };
    return families;
}

} // namespace mi
