#include "core/domain/snapshots.h"

namespace mi {

std::uint64_t &FileAccounting::counterOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::passed:
        return passed;
    case Outcome::warnings:
        return warnings;
    case Outcome::problems:
        return problems;
    case Outcome::unreadable:
        return unreadable;
    case Outcome::notDicom:
        break;
    }
    return notDicom;
}

void FileAccounting::count(Outcome outcome)
{
    ++counterOf(outcome);
}

void FileAccounting::withdraw(Outcome outcome)
{
    --counterOf(outcome);
    --found;
}

void FileAccounting::move(Outcome from, Outcome to)
{
    --counterOf(from);
    ++counterOf(to);
}

} // namespace mi
