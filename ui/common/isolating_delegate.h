// Shows each value of a table or tree in its own direction, so that dates, sizes and paths stay as they are in rows
// from the right. UI thread.
#pragma once

#include "ui/common/text.h"

#include <QStyledItemDelegate>

namespace mi::ui {

class IsolatingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        const QString text = QStyledItemDelegate::displayText(value, locale);
        return text.isEmpty() ? text : isolated(text);
    }
};

} // namespace mi::ui
