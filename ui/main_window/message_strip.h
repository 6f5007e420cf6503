// MessageStrip: what the window has to say, above the work and never in its way. One line a message, newest last; a
// message with the same key replaces the one before. Main thread.
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace mi::ui {

class Theme;

struct Message {
    QString key;
    Tone tone = Tone::working;
    QString text; // plain text
    QString actionText;
    std::function<void()> action;
};

class MessageStrip : public QWidget {
    Q_OBJECT

public:
    explicit MessageStrip(const Theme &theme, QWidget *parent = nullptr);

    void post(const Message &message);
    void dismiss(const QString &key);
    void dismissAll();
    bool has(const QString &key) const;
    QString text(const QString &key) const;

private:
    QWidget *makeRow(const Message &message);
    void rebuild();

    const Theme &m_theme;
    std::vector<Message> m_messages;
    QVBoxLayout *m_layout = nullptr;
};

} // namespace mi::ui
