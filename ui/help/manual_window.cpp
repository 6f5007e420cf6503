#include "ui/help/manual_window.h"

#include "ui/common/text.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <memory>

// Resources in a static library must be named by a function outside of any namespace.
static void initializeManualResources()
{
    Q_INIT_RESOURCE(manual);
}

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// Shows the pictures as wide as the text, and nothing that is not built in.
class ManualText : public QTextBrowser {
public:
    QVariant loadResource(int type, const QUrl &name) override
    {
        if (type != QTextDocument::ImageResource)
            return {};
        const QImage picture(u":/manual/"_s + name.fileName());
        constexpr int widest = 560;
        return picture.width() > widest ? picture.scaledToWidth(widest, Qt::SmoothTransformation) : picture;
    }
};

QString contentOf(const QString &resource)
{
    QFile file(resource);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

} // namespace

ManualWindow::ManualWindow(QWidget *parent) : QDialog(parent), m_text(new ManualText)
{
    initializeManualResources();
    setWindowTitle(tr("Manual"));
    m_text->setAccessibleName(tr("Manual"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(20);
    m_text->setMarkdown(contentOf(windowLanguage() == Language::german ? u":/manual/de.md"_s : u":/manual/en.md"_s));
    auto *search = new QLineEdit;
    search->setPlaceholderText(tr("Find in the manual"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    const auto find = [this, search] {
        if (!m_text->find(search->text())) { // once more from the top
            m_text->moveCursor(QTextCursor::Start);
            m_text->find(search->text());
        }
    };
    connect(search, &QLineEdit::returnPressed, this, find);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    QPushButton *print = buttons->addButton(tr("Print"), QDialogButtonBox::ActionRole);
    print->setAccessibleName(tr("Print the manual"));
    for (QAbstractButton *button : buttons->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false); // Return searches
    connect(print, &QPushButton::clicked, this, &ManualWindow::print);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(search);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 42);
    m_text->setFocus();
}

void ManualWindow::print()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(windowTitle());
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] { m_text->print(printer.get()); });
    dialog->open();
}

} // namespace mi::ui
