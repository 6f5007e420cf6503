#include "core/domain/snapshots.h"

namespace mi {

void FileAccounting::count(Outcome outcome)
{
    switch (outcome) {
    case Outcome::passed:
        ++passed;
        break;
    case Outcome::warnings:
        ++warnings;
        break;
    case Outcome::problems:
        ++problems;
        break;
    case Outcome::unreadable:
        ++unreadable;
        break;
    case Outcome::notDicom:
        ++notDicom;
        break;
    }
}

} // namespace mi
