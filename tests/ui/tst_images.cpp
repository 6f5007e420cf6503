// The Images tab over real files: pictures, frames, curves, text, and what cannot be shown.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"
#include "ui/images/image_canvas.h"
#include "ui/images/images_view.h"
#include "ui/images/series_model.h"
#include "ui/images/window_presets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QIcon>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto dataFolder = "/usr/lib/python3/dist-packages/pydicom/data/test_files/";
constexpr int patience = 60'000; // ms

struct TestFile {
    std::string name;
    std::string series;
    std::string instanceNumber = "1";
};

} // namespace

class TestImages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
        m_theme.apply(SchemeChoice::light);
    }

    void aSeriesIsShownWithASmallPictureAndInTheOrderOfItsNumbers()
    {
        show({{"CT_small.dcm", "1", "2"}, {"MR_small.dcm", "1", "1"}, {"waveform_ecg.dcm", "2"}});
        QCOMPARE(m_view->series().rowCount(), 2);
        QCOMPARE(m_view->series().seriesAt(0)->files, (std::vector<std::uint32_t>{1, 0}));
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->canvas().image().isNull(), patience);
        QCOMPARE(m_view->canvas().image().size(), QSize(64, 64)); // the MR comes first
        auto *list = m_view->findChild<QListView *>();
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->series().index(0).data(Qt::DecorationRole).value<QIcon>().isNull(), patience);
        QVERIFY(!list->accessibleName().isEmpty());

        turnWheel(-120);
        QTRY_COMPARE_WITH_TIMEOUT(m_view->canvas().image().size(), QSize(128, 128), patience);
        QCOMPARE(slider(0)->value(), 1);
        turnWheel(120);
        QTRY_COMPARE_WITH_TIMEOUT(m_view->canvas().image().size(), QSize(64, 64), patience);
    }

    void draggingChangesTheWindowAndPresetsSetItBack()
    {
        show({{"CT_small.dcm", "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->canvas().image().isNull(), patience);
        const QImage before = m_view->canvas().image();
        ImageCanvas &canvas = m_view->canvas();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, QPoint(60, 60));
        QMouseEvent move(QEvent::MouseMove, QPointF(60, 110), canvas.mapToGlobal(QPointF(60, 110)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(&canvas, &move);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, QPoint(60, 110));
        QTRY_VERIFY_WITH_TIMEOUT(m_view->canvas().image() != before, patience);

        auto *presets = m_view->findChild<QComboBox *>();
        QVERIFY(presets->count() >= 2);
        presets->setCurrentIndex(0);
        Q_EMIT presets->activated(0);
        QTRY_VERIFY_WITH_TIMEOUT(m_view->canvas().image() == before, patience);
    }

    void framesHaveASliderAndPlay()
    {
        show({{"rtdose.dcm", "1"}});
        QTRY_COMPARE_WITH_TIMEOUT(m_view->picture().frames, 15U, patience);
        QCOMPARE(slider(1)->maximum(), 14);
        QVERIFY(slider(1)->isVisible());
        auto *play = button(u"Play"_s);
        QVERIFY(play->isEnabled());
        play->click();
        QTRY_VERIFY_WITH_TIMEOUT(slider(1)->value() > 1, patience);
        play->click();
        const int stopped = slider(1)->value();
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->picture().image.isNull(), patience);
        QCOMPARE(slider(1)->value(), stopped);
    }

    void zoomGoesAndFitComesBack()
    {
        show({{"CT_small.dcm", "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->canvas().image().isNull(), patience);
        const double fitted = m_view->canvas().zoom();
        QTest::keyClick(&m_view->canvas(), Qt::Key_Plus);
        QVERIFY(m_view->canvas().zoom() > fitted);
        QTest::keyClick(&m_view->canvas(), Qt::Key_0);
        QCOMPARE(m_view->canvas().zoom(), fitted);
    }

    void whatCannotBeDecodedSaysWhichCompressionItIs()
    {
        const std::string path = m_folder.path().toStdString() + "/jpegxl";
        // The same instance under the Transfer Syntax of JPEG XL, with fragments.
        test::ElementWriter writer;
        const std::string dataSet = test::CleanInstance{}.dataSet();
        const std::string pixelTag{"\xE0\x7F\x10\x00", 4};
        writer.bytes(dataSet.substr(0, dataSet.rfind(pixelTag)))
            .encapsulated(tags::PixelData, "", {std::string(16, '\x11')});
        test::writeFile(path,
                        test::part10(test::fileMeta({.transferSyntax = "1.2.840.10008.1.2.4.110"}), writer.str()));
        show({{path, "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->picture().problem.isEmpty(), patience);
        QVERIFY2(m_view->picture().problem.contains(u"JPEG XL"_s), qPrintable(m_view->picture().problem));
        QVERIFY(m_view->canvas().image().isNull());
    }

    void curvesReportsAndOtherObjectsAreShownAsWhatTheyAre()
    {
        show({{"waveform_ecg.dcm", "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_view->picture().kind == ContentKind::waveform, patience);
        show({{"test-SR.dcm", "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_view->picture().kind == ContentKind::report, patience);
        QVERIFY(m_view->findChild<QPlainTextEdit *>()->toPlainText().startsWith(u"Not for diagnosis"_s));
        show({{"rtplan.dcm", "1"}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->picture().problem.isEmpty(), patience);
    }

    void everythingThatActsHasAName()
    {
        show({{"CT_small.dcm", "1"}});
        const QList<QWidget *> all = m_view->findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            const bool acts = qobject_cast<const QPushButton *>(widget) != nullptr ||
                              qobject_cast<const QSlider *>(widget) != nullptr ||
                              qobject_cast<const QComboBox *>(widget) != nullptr ||
                              qobject_cast<const QListView *>(widget) != nullptr;
            const bool isInsideCombo = widget->parentWidget()->inherits("QComboBoxPrivateContainer");
            if (acts && !isInsideCombo)
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
        QVERIFY(!m_view->canvas().accessibleName().isEmpty());
    }

    void theUsualWindowsOfCtAreOfferedForHounsfieldUnitsOnly()
    {
        QCOMPARE(windowPresets({}, u"US"_s).size(), 1U);
        QVERIFY(windowPresets({{40, 400, VoiFunction::linear, "soft"}}, u"HU"_s).size() > 5);
    }

private:
    void show(const std::vector<TestFile> &files)
    {
        m_view.reset();
        PictureSource source;
        source.files = m_files.get();
        source.path = [files](StudyId, std::uint32_t file) {
            const std::string &name = files[file].name;
            return std::filesystem::path(name.starts_with('/') ? name : dataFolder + name);
        };
        source.records = [files](StudyId, std::size_t first, std::size_t count) {
            std::vector<FileRecord> records;
            for (std::size_t i = first; i < std::min(files.size(), first + count); ++i) {
                FileRecord record;
                record.seriesInstanceUid = files[i].series;
                record.instanceNumber = files[i].instanceNumber;
                record.modality = "CT";
                records.push_back(record);
            }
            return records;
        };
        m_view = std::make_unique<ImagesView>(m_theme, source, m_jobs);
        const auto *tester = new QAbstractItemModelTester(
            &m_view->series(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_view.get());
        QVERIFY(tester != nullptr);
        m_view->resize(900, 500);
        m_view->show();
        StudySnapshot study;
        study.id = ++m_study;
        study.files = static_cast<std::uint32_t>(files.size());
        study.isClosed = true;
        m_view->setStudy(std::make_shared<const StudySnapshot>(study));
        QTRY_VERIFY_WITH_TIMEOUT(m_view->series().rowCount() > 0, patience);
    }

    QSlider *slider(int which) const { return m_view->findChildren<QSlider *>().value(which); }

    QPushButton *button(const QString &text) const
    {
        const QList<QPushButton *> all = m_view->findChildren<QPushButton *>();
        for (QPushButton *one : all)
            if (one->text() == text)
                return one;
        return nullptr;
    }

    void turnWheel(int angle)
    {
        ImageCanvas &canvas = m_view->canvas();
        const QPointF middle = canvas.rect().center();
        QWheelEvent event(middle, canvas.mapToGlobal(middle), {}, QPoint(0, angle), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<DcmtkSession> m_dcmtk;
    Theme m_theme;
    QTemporaryDir m_folder;
    StudyId m_study = 0;
    std::unique_ptr<ImagesView> m_view;
    BackgroundJobs m_jobs;
};

QTEST_MAIN(TestImages)
#include "tst_images.moc"
