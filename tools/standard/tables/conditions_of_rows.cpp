#include "tools/standard/tables/conditions_of_rows.h"

#include "tools/standard/conditions/input_tables.h"
#include "tools/standard/conditions/overrides.h"
#include "tools/standard/conditions/parse_condition.h"

namespace mi::tables {

using mi::standard::ConditionContext;
using mi::standard::ConditionOverrides;
using mi::standard::ParsedCondition;

struct Conditions::Data {
    mi::standard::InputTables tables;
    ConditionOverrides byHand;
};

Conditions::Conditions(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Conditions::~Conditions() = default;
Conditions::Conditions(Conditions &&) noexcept = default;
Conditions &Conditions::operator=(Conditions &&) noexcept = default;

Result<Conditions> Conditions::open(const std::filesystem::path &folder, const std::filesystem::path &byHand)
{
    auto tables = mi::standard::readInputTables(folder);
    if (!tables)
        return tables.error();
    auto data = std::make_unique<Data>();
    data->tables = tables.take();
    if (std::filesystem::exists(byHand)) {
        auto overrides = ConditionOverrides::open(byHand);
        if (!overrides)
            return overrides.error();
        data->byHand = overrides.take();
    }
    return Conditions{std::move(data)};
}

SettledCondition Conditions::settle(const ConditionSource &source) const
{
    const ConditionContext context{.unit = source.unit,
                                   .path = source.path,
                                   .isUsage = source.path.empty(),
                                   .iod = source.iod,
                                   .attributes = &m_data->tables.index};
    std::optional<ParsedCondition> parsed;
    if (const ParsedCondition *byHand = m_data->byHand.find(context))
        parsed = *byHand;
    else
        parsed = mi::standard::parseCondition(source.text, context);
    SettledCondition settled;
    if (!parsed)
        return settled;
    if (!parsed->when.empty())
        settled.when = parsed->when;
    settled.forbidden = parsed->forbidden;
    if (parsed->otherwise != ParsedCondition::Otherwise::unstated)
        settled.otherwise = parsed->otherwise == ParsedCondition::Otherwise::allowed ? "allowed" : "forbidden";
    return settled;
}

namespace {

void addToRows(std::vector<Row> &rows, const std::string &unit, const std::string &parent, const Conditions &conditions)
{
    for (Row &row : rows) {
        const std::string path = parent.empty() ? row.keyword : parent + ">" + row.keyword;
        if (row.type.ends_with('C') && row.when.empty()) {
            const auto settled = conditions.settle({row.text, unit, path, {}});
            row.when = settled.when;
            row.otherwise = settled.otherwise;
            if (!settled.forbidden.empty())
                row.properties.push_back("forbidden when " + settled.forbidden);
        }
        addToRows(row.children, unit, path, conditions);
    }
}

template <class Use>
void addToUse(Use &use, const std::string &unit, const std::string &iod, const Conditions &conditions)
{
    if (use.usage != "C" || !use.when.empty())
        return;
    const auto settled = conditions.settle({use.condition, unit, {}, iod});
    use.when = settled.when;
    use.otherwise = settled.otherwise;
}

} // namespace

void addConditions(Standard &standard, const Conditions &conditions)
{
    for (Blocks *blocks : {&standard.modules, &standard.macros}) {
        for (Block &block : blocks->list)
            addToRows(block.rows, block.id, {}, conditions);
    }
    for (Iod &iod : standard.iods) {
        for (ModuleUse &use : iod.modules)
            addToUse(use, use.module, iod.id, conditions);
        for (GroupUse &use : iod.groups)
            addToUse(use, use.macro, iod.id, conditions);
    }
}

} // namespace mi::tables
