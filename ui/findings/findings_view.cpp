#include "ui/findings/findings_view.h"

#include "ui/common/plain_label.h"
#include "ui/common/policy_words.h"
#include "ui/common/segments.h"
#include "ui/common/text.h"
#include "ui/findings/finding_card.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t cardsAtFirst = 30; // more on request: a broken disc can have hundreds of causes

} // namespace

FindingsView::FindingsView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_limit(cardsAtFirst)
{
    auto *content = new QWidget;
    content->setProperty("look", u"scrollContent"_s);
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_clean = new PlainLabel;
    m_clean->setContentsMargins(16, 16, 16, 8);
    m_clean->setWordWrap(true);
    m_accepted = new PlainLabel;
    m_accepted->setObjectName(u"acceptanceLine"_s);
    m_accepted->setWordWrap(true);
    m_accepted->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_accept = new QPushButton(tr("Accept with a reason"));
    m_accept->setObjectName(u"accept"_s);
    m_accept->setAccessibleName(m_accept->text());
    m_acceptance = new QWidget;
    auto *acceptance = new QHBoxLayout(m_acceptance);
    acceptance->setContentsMargins(16, 8, 16, 8);
    acceptance->addWidget(m_accepted, 1);
    acceptance->addWidget(m_accept, 0, Qt::AlignVCenter);
    m_more = new QPushButton;
    m_more->setProperty("look", u"link"_s);
    m_policy = new PlainLabel;
    m_policy->setObjectName(u"policyLine"_s);
    m_policy->setWordWrap(true);
    m_policy->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_suppressed = new QPushButton;
    m_suppressed->setObjectName(u"showSuppressed"_s);
    m_suppressed->setProperty("look", u"link"_s);
    auto *policy = new QHBoxLayout;
    policy->setContentsMargins(16, 10, 16, 0);
    policy->addWidget(m_policy, 1);
    policy->addWidget(m_suppressed, 0, Qt::AlignTop);
    m_coverage = new PlainLabel;
    m_coverage->setMuted();
    m_coverage->setWordWrap(true);
    m_coverage->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *group = new QButtonGroup(this);
    m_staff = makeSegment(tr("Staff"), tr("Detail for staff"), SegmentEdge::first, *group, this);
    m_engineer = makeSegment(tr("Engineer"), tr("Detail for engineers"), SegmentEdge::last, *group, this);
    m_staff->setChecked(true);
    auto *last = new QHBoxLayout;
    last->setContentsMargins(16, 10, 16, 10);
    last->setSpacing(0);
    last->addWidget(m_coverage, 1);
    last->addSpacing(16);
    last->addWidget(m_staff, 0, Qt::AlignTop);
    last->addWidget(m_engineer, 0, Qt::AlignTop);

    m_list->addWidget(m_clean);
    m_list->addWidget(m_more, 0, Qt::AlignHCenter);
    m_list->addLayout(policy);
    m_list->addLayout(last);
    m_list->addStretch();
    m_scroll = new QScrollArea(this);
    m_scroll->setAccessibleName(tr("Issues of the study"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_acceptance);
    layout->addWidget(m_scroll);

    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit = m_study ? m_study->findings.size() + m_study->suppressed.size() : cardsAtFirst;
        rebuild();
    });
    connect(m_suppressed, &QPushButton::clicked, this, [this] {
        m_showsSuppressed = !m_showsSuppressed;
        rebuild();
    });
    connect(m_accept, &QPushButton::clicked, this, &FindingsView::acceptRequested);
    connect(m_staff, &QPushButton::clicked, this, [this] { Q_EMIT detailLevelChosen(DetailLevel::staff); });
    connect(m_engineer, &QPushButton::clicked, this, [this] { Q_EMIT detailLevelChosen(DetailLevel::engineer); });
    rebuild();
}

void FindingsView::setStudy(const StudySnapshotPtr &study)
{
    if (!study || !m_study || study->id != m_study->id) {
        m_limit = cardsAtFirst;
        m_showsSuppressed = false;
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_study = study;
    rebuild();
}

void FindingsView::setDetailLevel(DetailLevel level)
{
    m_level = level;
    (level == DetailLevel::staff ? m_staff : m_engineer)->setChecked(true);
    rebuild();
}

int FindingsView::cardCount() const
{
    return static_cast<int>(std::ranges::count_if(m_cards, [](const FindingCard *card) { return !card->isHidden(); }));
}

FindingCard *FindingsView::makeCard(std::size_t position)
{
    auto *card = new FindingCard(m_theme, m_scroll->widget());
    m_list->insertWidget(static_cast<int>(position), card);
    connect(card, &FindingCard::copyRequested, this, [this, position] {
        const FindingGroup *group = groupAt(position);
        if (group == nullptr)
            return;
        QApplication::clipboard()->setText(textForSender(*group, *m_study));
        Q_EMIT textCopied();
    });
    connect(card, &FindingCard::showFileRequested, this, [this, position] {
        const FindingGroup *group = groupAt(position);
        if (group != nullptr && !group->files.empty())
            Q_EMIT showFileRequested(group->files.front());
    });
    return card;
}

const FindingGroup *FindingsView::groupAt(std::size_t position) const
{
    if (!m_study)
        return nullptr;
    if (position < m_study->findings.size())
        return &m_study->findings[position];
    const std::size_t hidden = position - m_study->findings.size();
    return m_showsSuppressed && hidden < m_study->suppressed.size() ? &m_study->suppressed[hidden] : nullptr;
}

void FindingsView::rebuild()
{
    const std::size_t inSight = m_study ? m_study->findings.size() : 0;
    const std::size_t suppressed = m_study ? m_study->suppressed.size() : 0;
    const std::size_t all = inSight + (m_showsSuppressed ? suppressed : 0);
    const std::size_t shown = std::min(all, m_limit);
    while (m_cards.size() < shown)
        m_cards.push_back(makeCard(m_cards.size()));
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        if (i < shown)
            m_cards[i]->setGroup(*groupAt(i), *m_study, m_level);
        m_cards[i]->setVisible(i < shown);
    }
    m_more->setVisible(all > shown);
    m_more->setText(tr("Show %1 more").arg(countText(all - shown)));
    m_more->setAccessibleName(m_more->text());
    m_clean->setVisible(m_study && all == 0);
    if (m_study && m_study->kind == StudyKind::notDicom)
        m_clean->setText(tr("These files are not DICOM. They were looked at and left where they are."));
    else
        m_clean->setText(m_study && m_study->isClosed ? tr("No issues found.") : tr("No issues so far."));
    if (inSight == 0 && suppressed > 0)
        m_clean->setText(tr("No issues but what the site policy suppresses."));
    m_policy->setText(m_study ? policyLine(*m_study) : QString{});
    m_policy->setVisible(!m_policy->text().isEmpty());
    m_suppressed->setVisible(suppressed > 0);
    m_suppressed->setText(m_showsSuppressed ? tr("Hide suppressed") : tr("Show suppressed"));
    m_suppressed->setAccessibleName(m_showsSuppressed ? tr("Hide what the site policy suppresses")
                                                      : tr("Show what the site policy suppresses"));
    showAcceptance();
    const bool hasChecks = m_study && m_study->kind != StudyKind::notDicom;
    m_coverage->setVisible(hasChecks);
    if (hasChecks)
        m_coverage->setText(coverageLine(*m_study));
}

void FindingsView::showAcceptance()
{
    QString text;
    if (m_study && m_study->acceptance) {
        const Acceptance &acceptance = *m_study->acceptance;
        const QDateTime at = QDateTime::fromString(fromUtf8(acceptance.at), Qt::ISODate).toLocalTime();
        text = tr("Accepted by %1 on %2: %3")
                   .arg(displayText(acceptance.by), QLocale().toString(at, QLocale::ShortFormat),
                        displayText(acceptance.reason));
    } else if (m_study && m_study->mayBeAccepted) {
        text = tr("Problems keep this study out of the archive. If it has to be filed all the same, say why.");
    }
    m_accepted->setText(text);
    m_acceptance->setVisible(!text.isEmpty());
    m_accept->setVisible(m_study && m_study->mayBeAccepted);
}

} // namespace mi::ui
