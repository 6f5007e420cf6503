// Whose private attribute a finding is about: named only when there is no doubt.
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <QTest>

using namespace mi;
using test::DraftFile;
using test::ElementWriter;

namespace {

constexpr Tag creator{0x0009, 0x0010};
constexpr Tag privateElement{0x0009, 0x1001};
constexpr Tag privateSequence{0x0009, 0x1002};
constexpr Tag sourceImages{0x0008, 0x2112};

// An item with a private code in small letters, reserved by `maker`; "": by nobody.
std::string itemOf(const std::string &maker)
{
    ElementWriter item;
    item.text(Tag{0x0008, 0x1150}, Vr::UI, test::secondaryCaptureStorage).text(Tag{0x0008, 0x1155}, Vr::UI, "1.2.3");
    if (!maker.empty())
        item.text(creator, Vr::LO, maker);
    return item.text(privateElement, Vr::CS, "small").str();
}

DraftFile withItems(const std::vector<std::string> &items, Tag sequence = sourceImages)
{
    return DraftFile{}.setElement(sequence, ElementWriter{}.sequence(sequence, items).str());
}

} // namespace

class TestPrivateCreators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void creatorsAreNamed_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QStringList>("creators"); // of every finding, "id = name"
        const auto row = [](const char *name, const DraftFile &file, const QStringList &creators) {
            QTest::newRow(name) << file.file() << creators;
        };
        const QString invalid = QStringLiteral("private.value.invalid = ");
        const QString missing = QStringLiteral("private.creator.missing = ");
        row("at the root", DraftFile{}.set(creator, Vr::LO, "MAKER ").set(privateElement, Vr::CS, "small"),
            {invalid + QStringLiteral("MAKER")});
        row("of a standard attribute there is none", DraftFile{}.set(tags::StudyDate, Vr::DA, "2026"),
            {QStringLiteral("value.da.invalid = ")});
        row("in every item the same", withItems({itemOf("MAKER"), itemOf("MAKER")}),
            {invalid + QStringLiteral("MAKER")});
        row("in two items two", withItems({itemOf("MAKER"), itemOf("OTHER")}), {invalid});
        row("one at the root does not speak for an item", withItems({itemOf("")}).set(creator, Vr::LO, "MAKER"),
            {missing, invalid});
        row("another one at the root does not disturb", withItems({itemOf("MAKER")}).set(creator, Vr::LO, "OTHER"),
            {invalid + QStringLiteral("MAKER")});
        row("the creator itself", DraftFile{}.set(creator, Vr::SH, "MAKER"),
            {QStringLiteral("private.creator.not-lo = MAKER")});
        row("nobody reserved it", DraftFile{}.set(privateElement, Vr::LO, "x"), {missing});
        row("a standard attribute in a private Sequence",
            withItems({ElementWriter{}.text(tags::StudyDate, Vr::DA, "2026").str()}, privateSequence)
                .set(creator, Vr::LO, "MAKER"),
            {QStringLiteral("value.da.invalid = MAKER")});
        row("escaped", DraftFile{}.set(creator, Vr::SH, "MA\x01KER"),
            {QStringLiteral("private.creator.not-lo = MA\\x01KER"),
             QStringLiteral("value.text.control-character = MA\\x01KER")});
    }

    void creatorsAreNamed()
    {
        QFETCH(const std::string, bytes);
        QFETCH(const QStringList, creators);
        QStringList found;
        for (const Finding &finding : test::verdictOn(bytes).findings)
            found << QString::fromStdString(std::string(finding.id()) + " = " + finding.privateCreator);
        found.sort();
        QCOMPARE(found, creators);
    }

    void moreThanSixtyFourAttributesAreSaidToBeMore()
    {
        DraftFile file;
        file.set(creator, Vr::LO, "MAKER");
        for (std::uint16_t i = 0; i < 65; ++i)
            file.set(Tag{0x0009, static_cast<std::uint16_t>(0x1000 + i)}, Vr::CS, "small");
        int standing = 0;
        std::uint32_t count = 0;
        for (const Finding &finding : test::verdictOn(file.file()).findings) {
            standing += finding.standsForOthers;
            count += finding.count;
        }
        QCOMPARE(standing, 1);
        QCOMPARE(count, 65U);
    }
};

QTEST_APPLESS_MAIN(TestPrivateCreators)
#include "tst_private_creators.moc"
