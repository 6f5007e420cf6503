#include "tools/standard/tables/conditions_of_rows.h"

#include "tools/standard/conditions/expression_reader.h"
#include "tools/standard/conditions/input_tables.h"
#include "tools/standard/conditions/overrides.h"
#include "tools/standard/conditions/parse_condition.h"

#include <algorithm>
#include <set>

namespace mi::tables {

using mi::standard::ConditionContext;
using mi::standard::ConditionOverrides;
using mi::standard::ParsedCondition;

namespace {

// Rows with macros written out, as far as they do not come back inside of themselves.
class IndexBuilder {
public:
    IndexBuilder(const Source &source, mi::standard::AttributeIndex &index) : m_source(source), m_index(index) {}

    void run()
    {
        addBlocks(mi::standard::UnitKind::macro, m_source.textMacros);
        addBlocks(mi::standard::UnitKind::module, m_source.textModules);
        for (const Iod &iod : m_source.standard.iods) {
            for (const GroupUse &use : iod.groups)
                m_index.addFunctionalGroup(use.macro);
        }
        for (const SopClass &sopClass : m_source.standard.sopClasses)
            m_index.addSopClass(sopClass.uid, sopClass.iod);
    }

private:
    void addBlocks(mi::standard::UnitKind kind, const Blocks &blocks)
    {
        for (const Block &block : blocks.list) {
            const auto name = m_source.blockNames.find(block.id);
            if (name != m_source.blockNames.end())
                m_index.addUnitName(kind, block.id, name->second);
            m_kind = kind;
            m_unit = block.id;
            addRows(block.rows, {}, true);
        }
    }

    void addRows(const std::vector<Row> &rows, const std::string &parent, bool isOwn)
    {
        for (const Row &row : rows) {
            if (!row.isInclude()) {
                const std::string path = parent.empty() ? row.keyword : parent + ">" + row.keyword;
                m_index.addRow(m_kind, m_unit, path);
                addRows(row.children, path, isOwn);
                continue;
            }
            if (isOwn)
                m_index.addUse(m_kind, m_unit, parent, row.macro);
            const Block *macro = m_source.textMacros.find(row.macro);
            if (macro == nullptr || !m_around.insert(row.macro).second)
                continue;
            addRows(macro->rows, parent, false);
            m_around.erase(row.macro);
        }
    }

    const Source &m_source;
    mi::standard::AttributeIndex &m_index;
    mi::standard::UnitKind m_kind = mi::standard::UnitKind::module;
    std::string m_unit;
    std::set<std::string> m_around;
};

} // namespace

struct Conditions::Data {
    mi::standard::AttributeIndex index;
    ConditionOverrides byHand;
};

Conditions::Conditions(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Conditions::~Conditions() = default;
Conditions::Conditions(Conditions &&) noexcept = default;
Conditions &Conditions::operator=(Conditions &&) noexcept = default;

Result<Conditions> Conditions::create(std::unique_ptr<Data> data, const std::filesystem::path &byHand)
{
    if (std::filesystem::exists(byHand)) {
        auto overrides = ConditionOverrides::open(byHand);
        if (!overrides)
            return overrides.error();
        data->byHand = overrides.take();
    }
    return Conditions{std::move(data)};
}

Result<Conditions> Conditions::open(const std::filesystem::path &folder, const std::filesystem::path &byHand)
{
    auto tables = mi::standard::readInputTables(folder);
    if (!tables)
        return tables.error();
    auto data = std::make_unique<Data>();
    data->index = std::move(tables->index);
    return create(std::move(data), byHand);
}

Result<Conditions> Conditions::create(const Source &source, const std::filesystem::path &byHand)
{
    auto data = std::make_unique<Data>();
    IndexBuilder{source, data->index}.run();
    return create(std::move(data), byHand);
}

SettledCondition Conditions::settle(const ConditionSource &source) const
{
    const ConditionContext context{.unit = source.unit,
                                   .path = source.path,
                                   .isUsage = source.path.empty(),
                                   .iod = source.iod,
                                   .attributes = &m_data->index};
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

using mi::standard::Expression;

// Rows of Type 1 at one level, those of the macros included.
class RequiredRows {
public:
    explicit RequiredRows(const Blocks &macros) : m_macros(macros) {}

    bool have(const std::vector<Row> &rows, std::string_view keyword, unsigned depth = 0) const
    {
        constexpr unsigned deepestInclude = 16;
        return std::any_of(rows.begin(), rows.end(), [&](const Row &row) {
            if (!row.isInclude())
                return row.keyword == keyword && row.type == "1";
            const Block *macro = depth < deepestInclude && row.when.empty() ? m_macros.find(row.macro) : nullptr;
            return macro != nullptr && have(macro->rows, keyword, depth + 1);
        });
    }

private:
    const Blocks &m_macros;
};

// Whether anything was changed.
bool askForSubjects(Expression &expression, const std::vector<Row> &rows, const RequiredRows &required)
{
    bool isChanged = false;
    for (Expression &part : expression.parts)
        isChanged = askForSubjects(part, rows, required) || isChanged;
    if (!expression.is(Expression::Kind::negation))
        return isChanged;
    const Expression &denied = expression.parts.front();
    const bool isAboutValue = denied.is(Expression::Kind::compare) || denied.is(Expression::Kind::oneOf);
    if (!isAboutValue || !required.have(rows, std::string_view{denied.path}.substr(0, denied.path.find('['))))
        return isChanged;
    expression = Expression::all({Expression::atom(Expression::Kind::filled, denied.path), expression});
    return true;
}

std::string withSubjects(const std::string &when, const std::vector<Row> &rows, const RequiredRows &required)
{
    auto expression = mi::standard::readExpression(when);
    if (!expression || !askForSubjects(*expression, rows, required))
        return when;
    return mi::standard::toText(mi::standard::simplified(*expression));
}

void addToRows(std::vector<Row> &rows, const std::string &unit, const std::string &parent, const Conditions &conditions,
               const RequiredRows &required)
{
    for (Row &row : rows) {
        const std::string path = parent.empty() ? row.keyword : parent + ">" + row.keyword;
        if (row.type.ends_with('C') && row.when.empty()) {
            const auto settled = conditions.settle({row.text, unit, path, {}});
            row.when = withSubjects(settled.when, rows, required);
            row.otherwise = settled.otherwise;
            if (!settled.forbidden.empty())
                row.properties.push_back("forbidden when " + settled.forbidden);
        }
        addToRows(row.children, unit, path, conditions, required);
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
    const RequiredRows required(standard.macros);
    for (Blocks *blocks : {&standard.modules, &standard.macros}) {
        for (Block &block : blocks->list)
            addToRows(block.rows, block.id, {}, conditions, required);
    }
    for (Iod &iod : standard.iods) {
        for (ModuleUse &use : iod.modules)
            addToUse(use, use.module, iod.id, conditions);
        for (GroupUse &use : iod.groups)
            addToUse(use, use.macro, iod.id, conditions);
    }
}

} // namespace mi::tables
