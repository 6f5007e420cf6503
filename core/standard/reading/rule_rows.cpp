// The part of RuleReader that reads attribute rows and what stands below them.
#include "core/standard/reading/rule_reader.h"

namespace mi {

namespace {

constexpr std::string_view valueStops = "|:\"{";
constexpr std::uint32_t maxValueNumber = 0xFFFF;

struct TypeWord {
    std::string_view word;
    AttributeType type;
};
constexpr TypeWord typeWords[] = {
    {"1", AttributeType::type1},   {"1C", AttributeType::type1C}, {"2", AttributeType::type2},
    {"2C", AttributeType::type2C}, {"3", AttributeType::type3},   {"0", AttributeType::notAllowed},
};

// Adds to a list, whose end the range of the row that is read has to be.
template <class T>
void append(std::vector<T> &list, RuleRange &range, const T &value)
{
    if (range.isEmpty())
        range.begin = static_cast<std::uint32_t>(list.size());
    list.push_back(value);
    range.end = static_cast<std::uint32_t>(list.size());
}

AttributeClass classOf(const AttributeRow &row)
{
    const DictionaryEntry *entry = findInDictionary(row.tag);
    return entry != nullptr ? attributeClass(*entry) : AttributeClass::bytes;
}

} // namespace

bool RuleReader::readRow(LineCursor &line, std::uint32_t level)
{
    const std::uint32_t at = line.column();
    if (!line.startsKeyword())
        return line.fail("an attribute (its keyword) or include is expected here");
    const std::string_view keyword = line.takeAlphanumeric();
    const DictionaryEntry *entry = findKeyword(keyword);
    if (entry == nullptr)
        return line.failAt(at, "unknown attribute " + quotedForMessage(keyword));
    AttributeRow row;
    row.tag = tagOf(*entry);
    row.line = m_place.line;
    if (!readType(line, row))
        return false;
    m_levels[level].kind = LineKind::row;
    m_levels[level].rows.push_back(row);
    return true;
}

bool RuleReader::readType(LineCursor &line, AttributeRow &row)
{
    const std::uint32_t at = line.column();
    const std::string_view word = line.takeAlphanumeric();
    const TypeWord *found = nullptr;
    for (const TypeWord &candidate : typeWords)
        found = candidate.word == word ? &candidate : found;
    if (found == nullptr)
        return line.failAt(at, "the type is expected here: 1, 1C, 2, 2C or 3; in profiles also 0");
    row.type = found->type;
    if (row.type == AttributeType::notAllowed && !isInProfile())
        return line.failAt(at, "type 0 stands in profiles only");
    const bool isConditional = row.type == AttributeType::type1C || row.type == AttributeType::type2C;
    if (line.startsWord("when") != isConditional)
        return line.fail(isConditional ? "types 1C and 2C have a condition: when ..."
                                       : "types 1C and 2C have a condition, others have none");
    if (!line.takeWord("when"))
        return true;
    return readWhen(line, row.when) && (!line.takeWord("else") || readOtherwise(line, row.otherwise));
}

bool RuleReader::readInclude(LineCursor &line, std::uint32_t level)
{
    AttributeRow row;
    row.line = m_place.line;
    const std::string_view id = line.takeId();
    if (id.empty())
        return line.fail("the id of a macro is expected here");
    row.macro = macroIndex(id);
    if (line.takeWord("when") && !readWhen(line, row.when))
        return false;
    m_levels[level].rows.push_back(row);
    return true;
}

bool RuleReader::readWhen(LineCursor &line, ConditionId &when)
{
    const std::optional<ConditionId> condition = m_expressions.parse(line);
    if (condition)
        when = *condition;
    return condition.has_value();
}

bool RuleReader::readOtherwise(LineCursor &line, Otherwise &otherwise)
{
    if (line.takeWord("allowed"))
        otherwise = Otherwise::allowed;
    else if (line.takeWord("forbidden"))
        otherwise = Otherwise::forbidden;
    else
        return line.fail("allowed or forbidden is expected here");
    return true;
}

// A line below an attribute row: one of its properties, or a row inside its Items.
bool RuleReader::readProperty(LineCursor &line, std::uint32_t level)
{
    AttributeRow &row = m_levels[level - 1].rows.back();
    const std::uint32_t at = line.column();
    const bool isSequence = classOf(row) == AttributeClass::sequence;
    const bool isInclude = line.takeWord("include");
    if (isInclude || line.startsKeyword()) {
        if (!isSequence)
            return line.failAt(at, std::string{keywordOf(row.tag)} + " is no Sequence, so it has no rows inside");
        return isInclude ? readInclude(line, level) : readRow(line, level);
    }
    if (!m_levels[level].rows.empty())
        return line.failAt(at, "what is said about the attribute itself stands before the rows inside its Items");
    const bool isOfItems = line.startsWord("items") || line.startsWord("codes");
    const bool isOfValues =
        line.startsWord("vm") || line.startsWord("enum") || line.startsWord("terms") || line.startsWord("number");
    if ((isOfItems && !isSequence) || (isOfValues && isSequence))
        return line.fail(std::string{keywordOf(row.tag)} +
                         (isSequence ? " is a Sequence: it has no values" : " is no Sequence: it has no Items"));
    if (line.takeWord("items"))
        return readCount(line, row, CountRule::Of::items);
    if (line.takeWord("vm"))
        return readCount(line, row, CountRule::Of::values);
    if (line.takeWord("enum"))
        return readValues(line, row, ValueRule::Kind::enumerated);
    if (line.takeWord("terms"))
        return readValues(line, row, ValueRule::Kind::definedTerms);
    if (line.takeWord("number"))
        return readNumbers(line, row);
    if (line.takeWord("forbidden"))
        return readForbidden(line, row);
    if (line.takeWord("codes"))
        return readCodeRule(line, row);
    return line.fail("an attribute row has lines that begin with items, vm, enum, terms, number, forbidden, codes or "
                     "include, or with the keyword of an attribute");
}

bool RuleReader::readCount(LineCursor &line, AttributeRow &row, CountRule::Of of)
{
    const std::uint32_t at = line.column();
    CountRule rule{.of = of, .least = 0, .most = 0, .when = ConditionId::none};
    const std::optional<std::uint32_t> least = line.takeNumber();
    std::optional<std::uint32_t> most = least;
    if (line.take('-'))
        most = line.takeWord("n") ? unbounded : line.takeNumber();
    if (!least || !most || *most < *least)
        return line.failAt(at, "a number is expected here: N, N-M or N-n");
    rule.least = *least;
    rule.most = *most;
    if (line.takeWord("when") && !readWhen(line, rule.when))
        return false;
    append(m_data->counts, row.counts, rule);
    return true;
}

bool RuleReader::readWhich(LineCursor &line, std::uint16_t &valueNumber, ConditionId &when)
{
    if (line.takeWord("value")) {
        const std::uint32_t at = line.column();
        const std::optional<std::uint32_t> number = line.takeNumber();
        if (!number || *number == 0 || *number > maxValueNumber)
            return line.failAt(at, "the number of a value is expected here, from 1 on");
        valueNumber = static_cast<std::uint16_t>(*number);
    }
    if (!line.takeWord("when"))
        return true;
    return readWhen(line, when) && (line.take(':') || line.fail("':' is expected behind the condition"));
}

bool RuleReader::readValues(LineCursor &line, AttributeRow &row, ValueRule::Kind kind)
{
    ValueRule rule{.kind = kind, .valueNumber = 0, .when = ConditionId::none, .values = {}};
    if (!readWhich(line, rule.valueNumber, rule.when))
        return false;
    const AttributeClass attribute = classOf(row);
    rule.values.begin = static_cast<std::uint32_t>(m_data->texts.size());
    do {
        if (!readValue(line, attribute))
            return false;
    } while (line.take('|'));
    rule.values.end = static_cast<std::uint32_t>(m_data->texts.size());
    append(m_data->values, row.values, rule);
    return true;
}

bool RuleReader::readValue(LineCursor &line, AttributeClass attribute)
{
    const std::uint32_t at = line.column();
    const std::optional<std::string_view> quoted = line.takeQuoted();
    const std::string_view value = quoted ? *quoted : line.takeBare(valueStops);
    if (value.empty())
        return line.failAt(at, "a value is expected here");
    if (attribute == AttributeClass::bytes)
        return line.failAt(at, "the attribute has no values that can be listed");
    if (attribute == AttributeClass::number && !parsedNumber(value))
        return line.failAt(at, quotedForMessage(value) + " is no number, which the attribute has");
    if (attribute == AttributeClass::tag && !parsedTag(value))
        return line.failAt(at, "a tag is expected here: (gggg,eeee)");
    m_data->texts.push_back(value);
    return true;
}

bool RuleReader::readNumbers(LineCursor &line, AttributeRow &row)
{
    NumberRule rule{.op = {}, .valueNumber = 0, .when = ConditionId::none, .bound = 0};
    if (classOf(row) != AttributeClass::number)
        return line.fail(std::string{keywordOf(row.tag)} + " has no numbers");
    if (!readWhich(line, rule.valueNumber, rule.when))
        return false;
    do {
        if (line.take(std::string_view{"<="}))
            rule.op = NumberRule::Operator::lessOrEqual;
        else if (line.take(std::string_view{">="}))
            rule.op = NumberRule::Operator::greaterOrEqual;
        else if (line.take('<'))
            rule.op = NumberRule::Operator::less;
        else if (line.take('>'))
            rule.op = NumberRule::Operator::greater;
        else if (line.take('='))
            rule.op = NumberRule::Operator::equal;
        else
            return line.fail("one of = < <= > >= and a number are expected here");
        const std::uint32_t at = line.column();
        const std::optional<double> bound = parsedNumber(line.takeBare(valueStops));
        if (!bound)
            return line.failAt(at, "a number is expected here");
        rule.bound = *bound;
        append(m_data->numbers, row.numbers, rule);
    } while (line.takeWord("and"));
    return true;
}

bool RuleReader::readForbidden(LineCursor &line, AttributeRow &row)
{
    ConditionId when = ConditionId::none;
    if (!line.takeWord("when"))
        return line.fail("when ... is expected here");
    if (!readWhen(line, when))
        return false;
    append(m_data->conditions, row.forbidden, when);
    return true;
}

bool RuleReader::readCodeRule(LineCursor &line, AttributeRow &row)
{
    const std::optional<std::uint32_t> cid = line.takeNumber();
    if (!cid)
        return line.fail("the number of a Context Group is expected here");
    CodeRule rule{.contextGroup = *cid, .isBaseline = line.takeWord("baseline")};
    if (!rule.isBaseline)
        line.takeWord("defined");
    append(m_data->codes, row.codes, rule);
    return true;
}

} // namespace mi
