// AttributePattern: which attributes a rule of a site policy is about. Immutable; any thread.
//
//   PatientID                              a keyword, or a tag: (0010,0020); at the root of the Data Set
//   ReferencedImageSequence.ReferencedSOPInstanceUID   the way to it; in any item
//   ReferencedImageSequence[2].(0008,1155) in this item
//   *.CodeMeaning                          at any depth
//   (0029,xx10)                            a private element, whatever block its creator reserved
#pragma once

#include "core/domain/attribute_path.h"
#include "core/domain/finding.h"
#include "core/support/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

class AttributePattern {
public:
    struct Step {
        Tag tag;
        bool isAnyBlock = false;           // "xx" for the block of a private element
        std::optional<std::uint32_t> item; // of a Sequence; nothing: any item
    };

    // invalidFormat: `detail` says what is wrong, without a position.
    static Result<AttributePattern> create(std::string_view text);

    // Never for a finding that stands for attributes or items beside the one it names, when this names one.
    bool matches(const Finding &finding) const;

    bool namesItem() const { return m_namesItem; }
    bool hasAnyBlock() const { return m_hasAnyBlock; }

private:
    std::vector<Step> m_steps; // the attribute is the last
    bool m_isAnywhere = false;
    bool m_namesItem = false;
    bool m_hasAnyBlock = false;
};

} // namespace mi
