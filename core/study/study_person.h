// StudyPerson: who a study is about, as its first instance says. Views into the facts, which must outlive it. Any
// thread.
#pragma once

#include "core/study/study_facts.h"

#include <string_view>

namespace mi {

// As encoded, UTF-8; what is not there is empty.
struct StudyPerson {
    std::string_view id;
    std::string_view idIssuer;
    std::string_view name;
    std::string_view birthDate;
    std::string_view sex;
    std::string_view accession;
    std::string_view accessionIssuer;
    std::string_view institution;
};

StudyPerson personOf(const StudyFacts &facts);

} // namespace mi
