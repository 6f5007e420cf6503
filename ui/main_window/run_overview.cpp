#include "ui/main_window/run_overview.h"

#include "ui/common/plain_label.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/theme/status_shape.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace mi::ui {

namespace {

class ToneMark : public QWidget {
public:
    ToneMark(const Theme &theme, Tone tone) : m_theme(theme), m_tone(tone)
    {
        const int size = fontMetrics().height() + 1;
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

constexpr std::array outcomes{Outcome::passed, Outcome::warnings, Outcome::problems, Outcome::unreadable,
                              Outcome::notDicom};

} // namespace

RunOverview::RunOverview(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(4);
    m_total = new PlainLabel;
    m_total->setFont(theme.titleFont());
    m_total->setWordWrap(true);
    layout->addWidget(m_total);
    layout->addSpacing(6);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool isPending = i == outcomes.size();
        Line &line = m_lines[i];
        line.mark = new ToneMark(theme, isPending ? Tone::working : outcomeTone(outcomes[i]));
        line.word = new PlainLabel(isPending ? tr("Not checked yet") : outcomeWord(outcomes[i]));
        line.count = new PlainLabel;
        line.count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int row = static_cast<int>(i);
        grid->addWidget(line.mark, row, 0);
        grid->addWidget(line.word, row, 1);
        grid->addWidget(line.count, row, 2);
    }
    grid->setColumnMinimumWidth(2, fontMetrics().averageCharWidth() * 10);
    grid->setColumnStretch(3, 1);
    layout->addLayout(grid);
    layout->addSpacing(8);
    auto *hint = new PlainLabel(tr("Select a study to see its issues, metadata and files."));
    hint->setMuted();
    hint->setWordWrap(true);
    layout->addWidget(hint);
    layout->addStretch();
}

void RunOverview::setSession(const SessionSnapshot &session)
{
    const FileAccounting &files = session.files;
    const QString found = files.found == 1 ? tr("1 file found, accounted for one by one")
                                           : tr("%1 files found, accounted for one by one").arg(countText(files.found));
    m_total->setText(session.isDiscoveryDone ? found
                                             : tr("At least %1 files found so far").arg(countText(files.found)));
    const std::array<std::uint64_t, 6> counts{files.passed,     files.warnings, files.problems,
                                              files.unreadable, files.notDicom, files.pending()};
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].count->setText(countText(counts[i]));
        const bool isShown = counts[i] > 0;
        m_lines[i].mark->setVisible(isShown);
        m_lines[i].word->setVisible(isShown);
        m_lines[i].count->setVisible(isShown);
    }
}

} // namespace mi::ui
