// PlainLabel: a label that never interprets what it shows. Everything that may come from a file is shown through it.
#pragma once

#include <QLabel>

namespace mi::ui {

class PlainLabel : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr);

    // Shortens to the width there is instead of asking for more; the whole text is in the tool tip.
    void setElided(bool isElided);
    void setMuted();

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isElided = false;
};

} // namespace mi::ui
