// bench_load_rules [FILE...]: reads the embedded rule tables, or these files, 50 times and prints the processor times,
// the memory that stays and the largest that was needed. With an error in them: the error and 65.
#include "core/dicom/encoding_scan.h"
#include "core/standard/condition.h"
#include "core/standard/rule_tables.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::size_t liveBytes = 0;
std::size_t peakBytes = 0;
std::size_t allocations = 0;
constexpr std::size_t headerBytes = alignof(std::max_align_t);

void *counted(std::size_t size)
{
    void *memory = std::malloc(size + headerBytes);
    if (memory == nullptr)
        throw std::bad_alloc();
    *static_cast<std::size_t *>(memory) = size;
    liveBytes += size;
    ++allocations;
    peakBytes = std::max(peakBytes, liveBytes);
    return static_cast<char *>(memory) + headerBytes;
}

void uncounted(void *memory)
{
    if (memory == nullptr)
        return;
    void *start = static_cast<char *>(memory) - headerBytes;
    liveBytes -= *static_cast<std::size_t *>(start);
    std::free(start);
}

double milliseconds(std::clock_t start)
{
    return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string contentOf(const char *path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>{}};
}

void collect(const mi::RuleTables &tables, mi::RuleRange range, std::vector<mi::ConditionId> &conditions)
{
    for (const mi::AttributeRow &row : tables.rows(range)) {
        if (row.when != mi::ConditionId::none)
            conditions.push_back(row.when);
        collect(tables, row.children, conditions);
    }
}

int evaluateAll(const char *path)
{
    constexpr int rounds = 200;
    const std::string file = contentOf(path);
    mi::MemorySource source(std::as_bytes(std::span(file)));
    const auto instance = mi::scanEncoding(source);
    if (!instance)
        return 66;
    const mi::RuleTables &tables = mi::standardRuleTables();
    std::vector<mi::ConditionId> conditions;
    for (const mi::RuleBlock &block : tables.blocks())
        collect(tables, block.rows, conditions);
    const mi::ConditionScope scope{.instance = *instance, .iod = &tables.iods().front()};
    std::size_t counts[3] = {};
    const std::size_t allocationsBefore = allocations;
    const std::clock_t start = std::clock();
    for (int round = 0; round < rounds; ++round) {
        for (const mi::ConditionId condition : conditions)
            ++counts[static_cast<std::size_t>(mi::evaluate(tables, condition, scope))];
    }
    const double time = milliseconds(start);
    std::printf("evaluate: %zu conditions, %.0f ns each, %zu allocations; %zu no, %zu yes, %zu unknown\n",
                conditions.size(), time * 1e6 / rounds / static_cast<double>(conditions.size()),
                allocations - allocationsBefore, counts[0] / rounds, counts[1] / rounds, counts[2] / rounds);
    return 0;
}

} // namespace

void *operator new(std::size_t size)
{
    return counted(size);
}

void operator delete(void *memory) noexcept
{
    uncounted(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    uncounted(memory);
}

int main(int argc, char **argv)
{
    constexpr int rounds = 50;
    if (argc == 3 && std::string_view(argv[1]) == "--evaluate")
        return evaluateAll(argv[2]);
    std::vector<std::string> texts;
    std::vector<mi::RuleTables::Source> sources;
    for (int i = 1; i < argc; ++i) {
        texts.push_back(contentOf(argv[i]));
    }
    for (std::size_t i = 0; i < texts.size(); ++i)
        sources.push_back({.name = argv[i + 1], .text = texts[i]});

    const auto load = [&sources] {
        return sources.empty() ? mi::standardRuleTablesWith({}) : mi::RuleTables::create(sources);
    };
    std::vector<double> times;
    std::size_t stays = 0;
    std::size_t most = 0;
    for (int i = 0; i < rounds; ++i) {
        const std::size_t before = liveBytes;
        peakBytes = liveBytes;
        const std::clock_t start = std::clock();
        const auto tables = load();
        times.push_back(milliseconds(start));
        if (!tables) {
            std::fprintf(stderr, "%s\n", mi::describeWithSubject(tables.error()).c_str());
            return 65;
        }
        stays = liveBytes - before;
        most = peakBytes - before;
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::printf("load: first %.2f ms, median %.2f ms, min %.2f, max %.2f; %.1f MB stay, %.1f MB at most\n", first,
                times[rounds / 2], times.front(), times.back(), static_cast<double>(stays) / 1e6,
                static_cast<double>(most) / 1e6);
    return 0;
}
