// A look-up in the rule tables never allocates: this program counts every allocation that it makes.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/standard/rule_tables.h"

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

using namespace mi;

namespace {

std::atomic<std::size_t> allocations = 0;

} // namespace

void *operator new(std::size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}

namespace {

class Reader {
public:
    explicit Reader(const RuleTables &tables) : m_tables(tables) {}

    std::size_t seen = 0; // so that nothing of this is left out by the compiler

    void readEverything()
    {
        for (const SopClassRule &sopClass : m_tables.sopClasses())
            seen += m_tables.sopClass(sopClass.uid)->uid.size();
        for (const IodRule &iod : m_tables.iods())
            readIod(*m_tables.iod(iod.id));
        for (const RuleBlock &block : m_tables.blocks()) {
            const RuleBlock *found = block.isMacro ? m_tables.macro(block.id) : m_tables.module(block.id);
            readRows(found->rows);
            seen += m_tables.block(block.id)->name.size();
        }
        for (const ContextGroupRule &group : m_tables.contextGroups()) {
            for (const ContextCode &code : m_tables.contextCodes(m_tables.contextGroup(group.cid)->codes))
                seen += m_tables.hasCode(group, code) ? 1U : 0U;
        }
        for (const ProfileRule &profile : m_tables.profiles()) {
            readRows(m_tables.profile(profile.id)->rows);
            seen += m_tables.iodsOf(profile).size();
        }
        seen += m_tables.sopClass("1.2.3") == nullptr ? 1U : 0U;
        seen += m_tables.block("not-there") == nullptr ? 1U : 0U;
    }

private:
    void readIod(const IodRule &iod)
    {
        for (const ModuleUse &use : m_tables.modulesOf(iod))
            seen += m_tables.blocks()[use.module].section.size();
        for (const GroupUse &use : m_tables.groupsOf(iod))
            seen += m_tables.blocks()[use.macro].section.size();
    }

    void readRows(RuleRange range)
    {
        for (const AttributeRow &row : m_tables.rows(range)) {
            seen += m_tables.counts(row.counts).size() + m_tables.numbers(row.numbers).size() +
                    m_tables.conditions(row.forbidden).size() + m_tables.codes(row.codes).size();
            for (const ValueRule &rule : m_tables.values(row.values)) {
                for (const std::string_view text : m_tables.texts(rule.values))
                    seen += text.size();
            }
            readRows(row.children);
        }
    }

    const RuleTables &m_tables;
};

} // namespace

class TestRuleLookups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allocationsAreCounted()
    {
        const std::size_t before = allocations;
        const std::vector<int> list(1000);
        QVERIFY(!list.empty() && allocations > before);
    }

    void aLookUpDoesNotAllocate()
    {
        Reader reader(standardRuleTables()); // the tables are read at the first call
        const std::size_t before = allocations;
        reader.readEverything();
        const std::size_t after = allocations;
        QCOMPARE(after - before, std::size_t{0});
        QVERIFY(reader.seen > 20'000);
    }
};

QTEST_APPLESS_MAIN(TestRuleLookups)
#include "tst_rule_lookups.moc"
