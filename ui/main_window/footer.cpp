#include "ui/main_window/footer.h"

#include "ui/common/plain_label.h"
#include "ui/main_window/progress_tracker.h"

#include <QHBoxLayout>
#include <QProgressBar>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int barSteps = 1000;

} // namespace

Footer::Footer(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"footer"_s);
    setProperty("look", u"footer"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 7, 16, 7);
    layout->setSpacing(12);
    m_counts = new PlainLabel(tr("Ready"));
    m_counts->setAccessibleName(tr("Progress in files"));
    m_bar = new QProgressBar;
    m_bar->setObjectName(u"progress"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(fontMetrics().averageCharWidth() * 26);
    m_bar->hide();
    m_rate = new PlainLabel;
    m_rate->setMuted();
    m_archive = new PlainLabel;
    m_archive->setMuted();
    m_archive->setElided(true);
    m_archive->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_counts);
    layout->addWidget(m_bar);
    layout->addWidget(m_rate);
    layout->addWidget(m_archive, 1);
}

void Footer::setProgress(const ProgressTracker &tracker, bool isBusy)
{
    m_counts->setText(tracker.countsText());
    m_bar->setVisible(isBusy);
    m_bar->setValue(static_cast<int>(tracker.fraction() * barSteps));
    m_rate->setText(isBusy ? tracker.rateText() : QString{});
}

void Footer::setArchive(const QString &text, const QString &tip)
{
    m_archive->setText(text);
    m_archive->setToolTip(tip.isEmpty() ? QString{} : u"<span>%1</span>"_s.arg(tip.toHtmlEscaped()));
}

} // namespace mi::ui
