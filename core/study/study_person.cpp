#include "core/study/study_person.h"

#include <algorithm>

namespace mi {

namespace {

constexpr Tag issuerOfAccessionNumber{0x0008, 0x0051};
constexpr Tag institutionName{0x0008, 0x0080};
constexpr Tag issuerOfPatientIdQualifiers{0x0010, 0x0024};

std::string_view valueOf(const StudyFacts &facts, Entity entity, Tag tag)
{
    if (facts.records().empty())
        return {};
    const auto &set = facts.set(facts.records().front().entities[static_cast<std::size_t>(entity)]);
    const auto found = std::ranges::lower_bound(set, tag, {}, &EntityValue::tag);
    return found != set.end() && found->tag == tag ? std::string_view(facts.text(found->value)) : std::string_view{};
}

} // namespace

StudyPerson personOf(const StudyFacts &facts)
{
    std::string_view idIssuer = valueOf(facts, Entity::patient, tags::IssuerOfPatientID);
    if (idIssuer.empty())
        idIssuer = valueOf(facts, Entity::patient, issuerOfPatientIdQualifiers);
    return {.id = valueOf(facts, Entity::patient, tags::PatientID),
            .idIssuer = idIssuer,
            .name = valueOf(facts, Entity::patient, tags::PatientName),
            .birthDate = valueOf(facts, Entity::patient, tags::PatientBirthDate),
            .sex = valueOf(facts, Entity::patient, tags::PatientSex),
            .accession = valueOf(facts, Entity::study, tags::AccessionNumber),
            .accessionIssuer = valueOf(facts, Entity::study, issuerOfAccessionNumber),
            .institution = valueOf(facts, Entity::equipment, institutionName)};
}

} // namespace mi
