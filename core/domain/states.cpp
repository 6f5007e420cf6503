#include "core/domain/states.h"

#include <array>

namespace mi {

namespace {

template <class Enum, std::size_t Size>
std::string_view nameOf(Enum value, const std::array<std::string_view, Size> &names)
{
    const auto index = static_cast<std::size_t>(value);
    return index < Size ? names[index] : std::string_view{};
}

} // namespace

std::string_view toString(Outcome outcome)
{
    return nameOf<Outcome, 5>(outcome, {"passed", "warnings", "problems", "unreadable", "notDicom"});
}

std::string_view toString(WorkState state)
{
    return nameOf<WorkState, 8>(
        state, {"waiting", "reading", "checking", "archiving", "paused", "interrupted", "cancelled", "done"});
}

std::string_view toString(Verdict verdict)
{
    return nameOf<Verdict, 6>(verdict,
                              {"undecided", "passed", "passedWithWarnings", "problems", "cannotBeRead", "notDicom"});
}

std::string_view toString(VerdictModifier modifier)
{
    return nameOf<VerdictModifier, 4>(modifier, {"filesMissing", "mayBeIncomplete", "conflicting", "hasCopies"});
}

std::string_view toString(ArchiveState state)
{
    return nameOf<ArchiveState, 6>(
        state, {"notFiled", "filing", "filedAndVerified", "alreadyInArchive", "conflict", "filingFailed"});
}

} // namespace mi
