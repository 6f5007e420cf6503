// Words for the rules of core/checks/content_tree_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{
        "content-tree.reference.leads-nowhere", MI_TEXT("A part of the report refers to a part that does not exist"),
        MI_TEXT("The position that it names is not in the document. What the statement is based on cannot be shown."),
        MI_TEXT("Read the report in a viewer. Tell the sender that the document is damaged.")},
    TextRow{"content-tree.reference.not-allowed",
            MI_TEXT("A report uses references that this kind of document may not have"),
            MI_TEXT("Simple viewers show each part where it stands, and may leave this one out."),
            MI_TEXT("Read the report in a viewer before relying on it. Tell the sender.")},
    TextRow{"content-tree.relationship.not-allowed",
            MI_TEXT("Parts of a report are joined in a way that is not allowed"),
            MI_TEXT("This kind of document does not join these two kinds of content so. Viewers may leave the part out "
                    "or show it at a wrong place."),
            MI_TEXT("Read the report in a viewer before relying on it. Tell the sender.")},
    TextRow{"content-tree.root.not-container", MI_TEXT("A report does not begin with a container"),
            MI_TEXT("The content of a report has to begin with a container that holds everything else. Viewers may "
                    "show nothing."),
            MI_TEXT("Ask the sender for a new export.")},
};

} // namespace

std::span<const TextRow> contentTreeTexts()
{
    return rows;
}

} // namespace mi
