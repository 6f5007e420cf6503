#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/entity_attributes.h"

#include <algorithm>
#include <optional>

using namespace mi;

namespace {

constexpr std::string_view ct = "1.2.840.10008.5.1.4.1.1.2";
constexpr std::string_view segmentation = "1.2.840.10008.5.1.4.1.1.66.4";

std::optional<Entity> entityOf(std::string_view sopClass, Tag tag)
{
    const auto list = entityAttributes(sopClass);
    const auto found = std::ranges::find(list, tag, &EntityAttribute::tag);
    return found == list.end() ? std::nullopt : std::optional{found->entity};
}

} // namespace

class tst_EntityAttributes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRuleTablesSayWhoseAnAttributeIs()
    {
        for (const std::string_view sopClass : {ct, segmentation, std::string_view("1.2.3.4")}) {
            QVERIFY(entityOf(sopClass, tags::PatientName) == Entity::patient);
            QVERIFY(entityOf(sopClass, tags::StudyDate) == Entity::study);
            QVERIFY(entityOf(sopClass, tags::SeriesNumber) == Entity::series);
            QVERIFY(entityOf(sopClass, tags::Manufacturer) == Entity::equipment);
        }
        QVERIFY(entityOf(ct, {0x0020, 0x1040}) == Entity::frameOfReference); // Position Reference Indicator
        QVERIFY(entityOf(ct, {0x0010, 0x1010}) == Entity::study);            // Patient's Age: Patient Study
    }

    void attributesOfTheInstanceAndNamesOfEntitiesAreLeftOut()
    {
        for (const Tag tag : {tags::InstanceNumber, tags::SOPInstanceUID, tags::Rows, tags::StudyInstanceUID,
                              tags::SeriesInstanceUID, Tag{0x0020, 0x0052}, Tag{0x0020, 0x0032}})
            QVERIFY2(!entityOf(ct, tag), toString(tag).c_str());
    }

    void listsAreAscending()
    {
        const auto list = entityAttributes(ct);
        QVERIFY(list.size() > 50);
        QVERIFY(std::ranges::is_sorted(list, {}, &EntityAttribute::tag));
    }
};

QTEST_APPLESS_MAIN(tst_EntityAttributes)
#include "tst_entity_attributes.moc"
