#include "ui/common/segments.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QVariant>

namespace mi::ui {

using namespace Qt::StringLiterals;

QPushButton *makeSegment(const QString &text, const QString &accessibleName, SegmentEdge edge, QButtonGroup &group,
                         QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("look", u"segment"_s);
    button->setProperty("edge", edge == SegmentEdge::first  ? u"first"_s
                                : edge == SegmentEdge::last ? u"last"_s
                                                            : u"middle"_s);
    button->setCheckable(true);
    button->setAccessibleName(accessibleName);
    group.addButton(button);
    return button;
}

} // namespace mi::ui
