// That the dictionary holds what resources/standard/dictionary.tsv says is checked by the test dictionary_is_current.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/dicom/dictionary.h"

using namespace mi;

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Tag tagFrom(quint32 key)
{
    return {static_cast<std::uint16_t>(key >> 16U), static_cast<std::uint16_t>(key & 0xFFFFU)};
}

} // namespace

class TestDictionary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsNameVrAndVm_data();
    void knowsNameVrAndVm();
    void saysWhatAnImplicitEncodingIsReadWith_data();
    void saysWhatAnImplicitEncodingIsReadWith();
    void hasNoEntryForOtherTags_data();
    void hasNoEntryForOtherTags();
    void findsEveryEntryByItsTag();
    void findsEveryEntryByItsKeyword();
    void namesItsEdition();
    void isFastEnoughToAskForEveryElement();
};

void TestDictionary::knowsNameVrAndVm_data()
{
    QTest::addColumn<quint32>("key");
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("vr");
    QTest::addColumn<QString>("vm");
    QTest::addColumn<bool>("isRetired");
    QTest::newRow("first of the meta header") << 0x00020000U << "FileMetaInformationGroupLength"
                                              << "File Meta Information Group Length"
                                              << "UL"
                                              << "1" << false;
    QTest::newRow("patient's name") << 0x00100010U << "PatientName"
                                    << "Patient's Name"
                                    << "PN"
                                    << "1" << false;
    QTest::newRow("directory record") << 0x00041220U << "DirectoryRecordSequence"
                                      << "Directory Record Sequence"
                                      << "SQ"
                                      << "1" << false;
    QTest::newRow("a name outside ASCII") << 0x00181153U << "ExposureInuAs"
                                          << "Exposure in µAs"
                                          << "IS"
                                          << "1" << false;
    QTest::newRow("a choice of VRs") << 0x00280106U << "SmallestImagePixelValue"
                                     << "Smallest Image Pixel Value"
                                     << "US or SS"
                                     << "1" << false;
    QTest::newRow("retired") << 0x00080001U << "LengthToEnd"
                             << "Length to End"
                             << "UL"
                             << "1" << true;
    QTest::newRow("first overlay") << 0x60003000U << "OverlayData"
                                   << "Overlay Data"
                                   << "OB or OW"
                                   << "1" << false;
    QTest::newRow("last overlay") << 0x601E3000U << "OverlayData"
                                  << "Overlay Data"
                                  << "OB or OW"
                                  << "1" << false;
    QTest::newRow("curve") << 0x50020010U << "NumberOfPoints"
                           << "Number of Points"
                           << "US"
                           << "1" << true;
    QTest::newRow("source image id") << 0x0020315AU << "SourceImageIDs"
                                     << "Source Image IDs"
                                     << "CS"
                                     << "1-n" << true;
    QTest::newRow("coefficients of the third order") << 0x00280432U << "CoefficientCoding"
                                                     << "Coefficient Coding"
                                                     << "LO"
                                                     << "1-n" << true;
    QTest::newRow("exact before repeating") << 0x00280402U << "NumberOfTransformSteps"
                                            << "Number of Transform Steps"
                                            << "US"
                                            << "1" << true;
    QTest::newRow("pixel data") << 0x7FE00010U << "PixelData"
                                << "Pixel Data"
                                << "OB or OW"
                                << "1" << false;
    QTest::newRow("variable pixel data") << 0x7F020010U << "VariablePixelData"
                                         << "Variable Pixel Data"
                                         << "OB or OW"
                                         << "1" << true;
    QTest::newRow("last of all") << 0xFFFEE0DDU << "SequenceDelimitationItem"
                                 << "Sequence Delimitation Item"
                                 << "See Note 2"
                                 << "1" << false;
}

void TestDictionary::knowsNameVrAndVm()
{
    QFETCH(quint32, key);
    const DictionaryEntry *entry = findInDictionary(tagFrom(key));
    QVERIFY(entry != nullptr);
    QTEST(qt(entry->keyword), "keyword");
    QTEST(qt(entry->name), "name");
    QTEST(qt(entry->vr), "vr");
    QTEST(qt(entry->vm), "vm");
    QTEST(entry->retired, "isRetired");
    QTEST(qt(keywordOf(tagFrom(key))), "keyword");
}

void TestDictionary::saysWhatAnImplicitEncodingIsReadWith_data()
{
    QTest::addColumn<quint32>("key");
    QTest::addColumn<QString>("vr");
    QTest::newRow("one VR") << 0x00100010U << "PN";
    QTest::newRow("US or SS is US") << 0x00280106U << "US";
    QTest::newRow("OB or OW is OW") << 0x7FE00010U << "OW";
    QTest::newRow("US or OW is OW") << 0x00283006U << "OW";
    QTest::newRow("US or SS or OW is OW") << 0x00281200U << "OW";
    QTest::newRow("overlay data is OW") << 0x60023000U << "OW";
    QTest::newRow("group length is UL") << 0x00080000U << "UL";
    QTest::newRow("private group length is UL") << 0x00090000U << "UL";
    QTest::newRow("first private creator is LO") << 0x00090010U << "LO";
    QTest::newRow("last private creator is LO") << 0x000900FFU << "LO";
    QTest::newRow("below the private creators is UN") << 0x0009000FU << "UN";
    QTest::newRow("private is UN") << 0x00091001U << "UN";
    QTest::newRow("unknown is UN") << 0x00080002U << "UN";
    QTest::newRow("known without a VR is UN") << 0x00189445U << "UN";
    QTest::newRow("an item has none") << 0xFFFEE000U << "";
}

void TestDictionary::saysWhatAnImplicitEncodingIsReadWith()
{
    QFETCH(quint32, key);
    QTEST(qt(toString(dictionaryVr(tagFrom(key)))), "vr");
}

void TestDictionary::hasNoEntryForOtherTags_data()
{
    QTest::addColumn<quint32>("key");
    QTest::newRow("zero") << 0U;
    QTest::newRow("highest") << 0xFFFFFFFFU;
    QTest::newRow("private") << 0x00091001U;
    QTest::newRow("private overlay group") << 0x60013000U;
    QTest::newRow("unused in a known group") << 0x00100011U;
    QTest::newRow("unused in an overlay group") << 0x60003001U;
}

void TestDictionary::hasNoEntryForOtherTags()
{
    QFETCH(quint32, key);
    QVERIFY(findInDictionary(tagFrom(key)) == nullptr);
    QVERIFY(keywordOf(tagFrom(key)).empty());
}

void TestDictionary::findsEveryEntryByItsTag()
{
    QVERIFY(dictionaryEntries().size() > 5000);
    for (const DictionaryEntry &entry : dictionaryEntries())
        QCOMPARE(findInDictionary(tagFrom(entry.key)), &entry);
}

void TestDictionary::findsEveryEntryByItsKeyword()
{
    for (const DictionaryEntry &entry : dictionaryEntries()) {
        if (!entry.keyword.empty())
            QCOMPARE(findKeyword(entry.keyword), &entry);
    }
    const DictionaryEntry *overlayRows = findKeyword("OverlayRows");
    QVERIFY(overlayRows != nullptr && overlayRows->key == 0x60000010U);
    for (const char *none : {"", "patientName", "PatientNam", "PatientNames", "Patient's Name"})
        QVERIFY2(findKeyword(none) == nullptr, none);
}

void TestDictionary::namesItsEdition()
{
    QCOMPARE(qt(dictionaryEdition()), QStringLiteral("2024e"));
}

void TestDictionary::isFastEnoughToAskForEveryElement()
{
    quint32 random = 1;
    unsigned sum = 0;
    const auto entries = dictionaryEntries();
    QBENCHMARK
    { // a thousand look-ups
        for (int i = 0; i < 1000; ++i) {
            random = random * 1664525U + 1013904223U;
            sum += static_cast<unsigned>(dictionaryVr(tagFrom(entries[random % entries.size()].key)));
        }
    }
    QVERIFY(sum > 0);
}

QTEST_APPLESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
