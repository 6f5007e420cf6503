#include "ui/findings/finding_card.h"

#include "core/report/finding_texts.h"
#include "ui/common/plain_label.h"
#include "ui/common/policy_words.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/theme/status_shape.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconColumn = 34; // room for the round icon left of the text

PlainLabel *addLine(QVBoxLayout &lines)
{
    auto *label = new PlainLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lines.addWidget(label);
    return label;
}

} // namespace

FindingCard::FindingCard(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(16);
    auto *lines = new QVBoxLayout;
    lines->setContentsMargins(iconColumn, 0, 0, 0);
    lines->setSpacing(4);
    m_title = addLine(*lines);
    m_facts = addLine(*lines);
    m_meaning = addLine(*lines);
    m_meaning->setMuted();
    m_policy = addLine(*lines);
    m_technical = addLine(*lines);
    m_technical->setMuted();
    row->addLayout(lines, 1);

    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    m_showFile = new QPushButton(tr("Show file"), this);
    m_copy = new QPushButton(tr("Copy text for sender"), this);
    buttons->addWidget(m_showFile, 0, Qt::AlignLeft);
    buttons->addWidget(m_copy, 0, Qt::AlignLeft);
    buttons->addStretch();
    row->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, &FindingCard::copyRequested);
    connect(m_showFile, &QPushButton::clicked, this, &FindingCard::showFileRequested);
    applyFonts();
}

void FindingCard::applyFonts()
{
    m_title->setFont(m_theme.titleFont());
    m_technical->setFont(m_theme.smallFont());
}

void FindingCard::setGroup(const FindingGroup &group, const StudySnapshot &study, DetailLevel level)
{
    m_severity = group.first.severity;
    const FindingText words = findingText(group.first.id(), windowLanguage());
    m_title->setText(words.title);
    m_facts->setText(factsLine(group, study));
    m_meaning->setText(words.advice.isEmpty() ? words.meaning : words.meaning + u' ' + words.advice);
    m_meaning->setVisible(!m_meaning->text().isEmpty());
    m_policy->setText(policyNote(group.first));
    m_policy->setVisible(!m_policy->text().isEmpty());
    m_technical->setText(technicalLine(group, study, level));
    m_showFile->setVisible(!group.files.empty());
    const QString title = words.title;
    m_copy->setAccessibleName(tr("Copy text for sender: %1").arg(title));
    m_showFile->setAccessibleName(tr("Show file: %1").arg(title));
    setAccessibleName(u"%1: %2"_s.arg(severityWord(m_severity), title));
    setAccessibleDescription(m_facts->text() + u' ' + m_meaning->text() + u' ' + m_policy->text());
    update();
}

void FindingCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    const TonePair &colors = tokens.tone(severityTone(m_severity));
    const int line = m_title->fontMetrics().height();
    QRectF circle(16, m_title->y() + (line - 22) / 2.0, 22, 22);
    if (layoutDirection() == Qt::RightToLeft)
        circle.moveRight(width() - 16);
    painter.setPen(tokens.isHighContrast() ? QPen(colors.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(colors.tint);
    painter.drawEllipse(circle);
    drawStatusShape(painter, severityTone(m_severity), circle.adjusted(4.5, 4.5, -4.5, -4.5), colors.text);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(0, height() - 1, width(), 1, tokens.border);
}

} // namespace mi::ui
