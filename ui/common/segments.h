// A button of a row of exclusive choices that look like one control. Main thread.
#pragma once

#include <QString>

class QButtonGroup;
class QPushButton;
class QWidget;

namespace mi::ui {

enum class SegmentEdge { first, middle, last };

QPushButton *makeSegment(const QString &text, const QString &accessibleName, SegmentEdge edge, QButtonGroup &group,
                         QWidget *parent);

} // namespace mi::ui
