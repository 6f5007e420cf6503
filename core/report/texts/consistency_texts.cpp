// Words for the rules of core/checks/consistency_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{"consistency.count.differs", MI_TEXT("A number in the file is not the number of things that it counts"),
            MI_TEXT("The file says how many parts or values there are, and holds another number of them. Something was "
                    "left out or added, and programs may refuse the object or use a part of it only."),
            MI_TEXT("Do not use the object for planning, measuring or treatment. Ask the sender for a new export.")},
    TextRow{"consistency.dose-planes.order", MI_TEXT("The planes of the dose are not in order"),
            MI_TEXT("Two planes lie at the same place, or the order goes forwards and backwards. Programs place the "
                    "dose wrongly in the body."),
            MI_TEXT("Do not use the dose. Ask the sender for a new export.")},
    TextRow{"consistency.index.order", MI_TEXT("Parts that are numbered are not numbered in order"),
            MI_TEXT("The numbers have to follow each other without a gap. Programs that count instead of reading the "
                    "numbers mix up the parts."),
            MI_TEXT("Compare with the source before using the object. Tell the sender.")},
    TextRow{"consistency.meterset.weights",
            MI_TEXT("The dose of a treatment beam is divided among its steps in an impossible way"),
            MI_TEXT("The weights of the control points begin at 0, never fall, and end at the final weight. A "
                    "treatment machine refuses such a beam, or delivers another dose than was planned."),
            MI_TEXT("Do not use the plan. Ask the sender for a new export.")},
    TextRow{"consistency.number.repeated", MI_TEXT("Two parts of the object have the same number"),
            MI_TEXT("Other parts refer to them by this number, and nobody can tell which of the two is meant."),
            MI_TEXT("Do not use the object for planning, measuring or treatment. Ask the sender for a new export.")},
    TextRow{"consistency.reference.dangling", MI_TEXT("A part of the object refers to a part that does not exist"),
            MI_TEXT("The number or name that it gives is that of no part of this object. What belongs together cannot "
                    "be put together."),
            MI_TEXT("Do not use the object for planning, measuring or treatment. Ask the sender for a new export.")},
    TextRow{"consistency.waveform-channel.missing", MI_TEXT("A note on a curve names a channel that does not exist"),
            MI_TEXT("The mark or measurement cannot be shown at the curve that it belongs to."),
            MI_TEXT("Read the measurements with care. Tell the sender.")},
};

} // namespace

std::span<const TextRow> consistencyTexts()
{
    return rows;
}

} // namespace mi
