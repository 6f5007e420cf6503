#include "ui/main_window/message_strip.h"

#include "ui/common/plain_label.h"
#include "ui/theme/status_shape.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QFrame>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostMessages = 3;

// The shape of a tone as a small widget.
class ShapeMark : public QWidget {
public:
    ShapeMark(const Theme &theme, Tone tone) : m_theme(theme), m_tone(tone)
    {
        const int size = fontMetrics().height() + 2;
        setFixedSize(size, size);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawStatusShape(painter, m_tone, rect(), m_theme.tokens().tone(m_tone).text);
    }

private:
    const Theme &m_theme;
    Tone m_tone;
};

} // namespace

MessageStrip::MessageStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"messageStrip"_s);
    setAccessibleName(tr("Messages"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    hide();
    connect(&theme, &Theme::changed, this, &MessageStrip::rebuild);
}

void MessageStrip::post(const Message &message)
{
    const auto same = std::ranges::find(m_messages, message.key, &Message::key);
    if (same != m_messages.end()) {
        if (same->text == message.text && same->tone == message.tone)
            return;
        *same = message;
    } else {
        m_messages.push_back(message);
        if (m_messages.size() > mostMessages)
            m_messages.erase(m_messages.begin());
    }
    rebuild();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageStrip::dismiss(const QString &key)
{
    const auto erased = std::erase_if(m_messages, [&key](const Message &message) { return message.key == key; });
    if (erased > 0)
        rebuild();
}

void MessageStrip::dismissAll()
{
    m_messages.clear();
    rebuild();
}

bool MessageStrip::has(const QString &key) const
{
    return std::ranges::find(m_messages, key, &Message::key) != m_messages.end();
}

QString MessageStrip::text(const QString &key) const
{
    const auto found = std::ranges::find(m_messages, key, &Message::key);
    return found == m_messages.end() ? QString{} : found->text;
}

QWidget *MessageStrip::makeRow(const Message &message)
{
    const TonePair &colors = m_theme.tokens().tone(message.tone);
    auto *row = new QFrame(this);
    row->setObjectName(u"message"_s);
    QColor edge = colors.text;
    edge.setAlphaF(m_theme.tokens().isHighContrast() ? 1.0F : 0.28F);
    row->setStyleSheet(
        u"QFrame#message { background: %1; border: 1px solid %2; border-radius: 8px; }"
        "QPushButton, QLabel { color: %3; }"_s.arg(colors.tint.name(), edge.name(QColor::HexArgb), colors.text.name()));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    auto *mark = new ShapeMark(m_theme, message.tone);
    layout->addWidget(mark, 0, Qt::AlignVCenter);
    auto *label = new PlainLabel(message.text);
    label->setFont(m_theme.strongFont());
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label, 1);
    if (message.action) {
        auto *action = new QPushButton(message.actionText);
        action->setProperty("look", u"link"_s);
        action->setAccessibleName(u"%1: %2"_s.arg(message.actionText, message.text));
        connect(action, &QPushButton::clicked, this, message.action);
        layout->addWidget(action);
    }
    auto *close = new QPushButton(tr("Dismiss"));
    close->setProperty("look", u"link"_s);
    close->setAccessibleName(tr("Dismiss: %1").arg(message.text));
    connect(close, &QPushButton::clicked, this, [this, key = message.key] { dismiss(key); });
    layout->addWidget(close);
    return row;
}

void MessageStrip::rebuild()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // a button of the row may be the one that was pressed
        delete item;
    }
    for (const Message &message : m_messages)
        m_layout->addWidget(makeRow(message));
    setVisible(!m_messages.empty());
}

} // namespace mi::ui
