#include <QTest>

#include "core/dicom/transfer_syntax.h"
#include "core/domain/uid.h"

using namespace mi;

class TestTransferSyntax : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsHowEachIsEncoded_data()
    {
        QTest::addColumn<QByteArray>("uid");
        QTest::addColumn<bool>("explicitVr");
        QTest::addColumn<bool>("bigEndian");
        QTest::addColumn<bool>("deflated");
        QTest::addColumn<bool>("encapsulated");
        QTest::addColumn<bool>("retired");
        const auto row = [](const char *name, const char *uid, bool isExplicit, bool big, bool deflated,
                            bool encapsulated, bool retired) {
            QTest::newRow(name) << QByteArray(uid) << isExplicit << big << deflated << encapsulated << retired;
        };
        row("implicit little endian", "1.2.840.10008.1.2", false, false, false, false, false);
        row("explicit little endian", "1.2.840.10008.1.2.1", true, false, false, false, false);
        row("explicit big endian is retired", "1.2.840.10008.1.2.2", true, true, false, false, true);
        row("deflated", "1.2.840.10008.1.2.1.99", true, false, true, false, false);
        row("encapsulated uncompressed", "1.2.840.10008.1.2.1.98", true, false, false, true, false);
        row("JPEG baseline", "1.2.840.10008.1.2.4.50", true, false, false, true, false);
        row("JPEG extended 3 and 5 is retired", "1.2.840.10008.1.2.4.52", true, false, false, true, true);
        row("JPIP has no fragments", "1.2.840.10008.1.2.4.94", true, false, false, false, false);
        row("JPIP deflate", "1.2.840.10008.1.2.4.95", true, false, true, false, false);
        row("JPIP HTJ2K deflate", "1.2.840.10008.1.2.4.205", true, false, true, false, false);
        row("JPEG XL", "1.2.840.10008.1.2.4.112", true, false, false, true, false);
        row("fragmentable H.264", "1.2.840.10008.1.2.4.102.1", true, false, false, true, false);
        row("RLE", "1.2.840.10008.1.2.5", true, false, false, true, false);
        row("deflated frames are fragments of a plain Data Set", "1.2.840.10008.1.2.8.1", true, false, false, true,
            false);
        row("Papyrus", "1.2.840.10008.1.20", false, false, false, false, true);
    }
    void knowsHowEachIsEncoded()
    {
        QFETCH(const QByteArray, uid);
        const TransferSyntax *found = findTransferSyntax(uid.toStdString());
        QVERIFY(found != nullptr);
        QTEST(found->explicitVr, "explicitVr");
        QTEST(found->bigEndian, "bigEndian");
        QTEST(found->deflated, "deflated");
        QTEST(found->encapsulated, "encapsulated");
        QTEST(found->retired, "retired");
        QCOMPARE(found->encoding().isGuessed, false);
    }

    void doesNotKnow_data()
    {
        QTest::addColumn<QByteArray>("uid");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a private one") << QByteArray("1.2.840.113619.5.2");
        QTest::newRow("a beginning of one") << QByteArray("1.2.840.10008.1");
        QTest::newRow("padding") << QByteArray("1.2.840.10008.1.2 ");
    }
    void doesNotKnow()
    {
        QFETCH(const QByteArray, uid);
        QVERIFY(findTransferSyntax(uid.toStdString()) == nullptr);
    }
};

QTEST_APPLESS_MAIN(TestTransferSyntax)
#include "tst_transfer_syntax.moc"
