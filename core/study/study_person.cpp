#include "core/study/study_person.h"

#include <algorithm>

namespace mi {

namespace {

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
    return {.id = valueOf(facts, Entity::patient, tags::PatientID),
            .issuer = valueOf(facts, Entity::patient, tags::IssuerOfPatientID),
            .name = valueOf(facts, Entity::patient, tags::PatientName),
            .birthDate = valueOf(facts, Entity::patient, tags::PatientBirthDate),
            .sex = valueOf(facts, Entity::patient, tags::PatientSex),
            .accession = valueOf(facts, Entity::study, tags::AccessionNumber)};
}

} // namespace mi
