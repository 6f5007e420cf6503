// What the engine shows of its work, for headers that moc reads: moc 6.4 stumbles over <compare> of libstdc++ 12 when
// it comes before any Qt header, and needs none of these types.
#pragma once

#ifndef Q_MOC_RUN
#include "core/domain/snapshots.h"
#endif
