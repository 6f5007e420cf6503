#include "core/standard/embedded_rules.h"
#include "core/standard/rule_tables.h"

#include <cassert>
#include <string>

namespace mi {

Result<std::shared_ptr<const RuleTables>> standardRuleTablesWith(std::span<const RuleTables::Source> added)
{
    std::vector<std::string> texts;
    std::vector<RuleTables::Source> sources;
    texts.reserve(embeddedRules().size()); // the views below must stay
    for (const EmbeddedRules &file : embeddedRules()) {
        std::size_t size = 0;
        for (const EmbeddedRules::Part &part : file.parts)
            size += part.size;
        std::string &text = texts.emplace_back();
        text.reserve(size);
        for (const EmbeddedRules::Part &part : file.parts)
            text.append(part.text, part.size);
        sources.push_back({.name = file.name, .text = text});
    }
    sources.insert(sources.end(), added.begin(), added.end());
    return RuleTables::create(sources);
}

const RuleTables &standardRuleTables()
{
    static const std::shared_ptr<const RuleTables> tables = [] {
        Result<std::shared_ptr<const RuleTables>> read = standardRuleTablesWith({});
        assert(read); // a test reads them too
        return read ? read.take() : RuleTables::create({}).take();
    }();
    return *tables;
}

} // namespace mi
