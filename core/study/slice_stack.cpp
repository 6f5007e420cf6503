#include "core/study/slice_stack.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace mi {

namespace {

constexpr std::size_t fewestPlaces = 4;
constexpr double spacingTolerance = 0.05; // of the spacing
constexpr double gapTolerance = 0.1;      // of the spacing
constexpr double minority = 0.2;          // what is said of more than these is how the stack is made
constexpr std::uint32_t noPlace = 0xFFFFFFFFU;

using Indexes = std::vector<std::uint32_t>;

class Stack {
public:
    Stack(std::vector<Slice> slices, double announced) : m_slices(std::move(slices)), m_announced(announced)
    {
        std::ranges::sort(
            m_slices, [](const Slice &a, const Slice &b) { return a.at != b.at ? a.at < b.at : a.record < b.record; });
    }

    StackJudgement judge()
    {
        findPlaces();
        m_result.positions = static_cast<std::uint32_t>(m_places.size());
        Indexes all(m_slices.size());
        for (std::uint32_t i = 0; i < all.size(); ++i)
            all[i] = i;
        split(std::move(all), 0);
        m_result.volumes = static_cast<std::uint32_t>(m_volumes.size());
        compareVolumes();
        findGaps();
        std::ranges::sort(m_result.missing, {}, &StackJudgement::Place::at);
        std::ranges::sort(m_result.repeated);
        return std::move(m_result);
    }

private:
    // Slices that are much nearer to each other than most are at one place.
    void findPlaces()
    {
        std::vector<double> steps;
        for (std::size_t i = 1; i < m_slices.size(); ++i) {
            if (const double step = m_slices[i].at - m_slices[i - 1].at; step > 1e-4)
                steps.push_back(step);
        }
        double tolerance = 0.01;
        if (!steps.empty()) {
            const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
            std::ranges::nth_element(steps, middle);
            tolerance = std::min(tolerance, *middle * 0.1);
        }
        for (const Slice &slice : m_slices) {
            if (m_places.empty() || slice.at - m_places.back() > tolerance)
                m_places.push_back(slice.at);
            m_placeOf.push_back(static_cast<std::uint32_t>(m_places.size() - 1));
        }
    }

    std::size_t placesTaken(const Indexes &slices) const
    {
        std::size_t count = 0;
        std::uint32_t last = noPlace; // slices are in the order of their places
        for (const std::uint32_t index : slices) {
            count += m_placeOf[index] != last;
            last = m_placeOf[index];
        }
        return count;
    }

    // Splits by the first discriminator from `first` on that makes volumes of what is at the same place.
    void split(Indexes slices, std::size_t first)
    {
        const std::size_t places = placesTaken(slices);
        for (std::size_t which = first; which < discriminatorCount && places < slices.size(); ++which) {
            std::map<std::uint32_t, Indexes> parts;
            for (const std::uint32_t index : slices)
                parts[m_slices[index].tells[which]].push_back(index);
            if (parts.size() < 2)
                continue;
            std::size_t taken = 0;
            for (const auto &[value, part] : parts)
                taken += placesTaken(part);
            // A number that each slice has for itself tells nothing apart.
            if (taken <= places || static_cast<double>(taken) < 0.5 * static_cast<double>(places * parts.size()))
                continue;
            for (auto &[value, part] : parts)
                split(std::move(part), which + 1);
            return;
        }
        m_volumes.push_back(std::move(slices));
    }

    static std::size_t mostFrequent(const std::vector<std::uint32_t> &counts)
    {
        std::map<std::uint32_t, std::size_t> times;
        for (const std::uint32_t count : counts) {
            if (count > 0)
                ++times[count];
        }
        const auto most = std::ranges::max_element(times, {}, [](const auto &entry) { return entry.second; });
        return most == times.end() ? 0 : most->first;
    }

    void compareVolumes()
    {
        std::vector<std::uint32_t> lacking(m_places.size());
        std::size_t lackingVolumes = 0;
        for (const Indexes &volume : m_volumes) {
            std::vector<std::uint32_t> counts(m_places.size());
            for (const std::uint32_t index : volume)
                ++counts[m_placeOf[index]];
            const std::size_t usual = mostFrequent(counts);
            std::size_t taken = 0;
            std::size_t tooMany = 0;
            std::size_t tooFew = 0;
            for (const std::uint32_t count : counts) {
                taken += count > 0;
                tooMany += count > usual;
                tooFew += count < usual;
            }
            if (taken < fewestPlaces)
                continue;
            const double limit = std::max(1.0, minority * static_cast<double>(taken));
            if (tooMany > 0 && static_cast<double>(tooMany) <= limit)
                noteRepeated(volume, counts, usual);
            // A place that one volume lacks and others have; or where one of several that cannot be told apart lacks.
            const bool isComparable = m_volumes.size() > 1 || usual > 1;
            if (!isComparable || tooFew == 0 || static_cast<double>(tooFew) > limit)
                continue;
            ++lackingVolumes;
            for (std::size_t place = 0; place < counts.size(); ++place)
                lacking[place] += counts[place] < usual ? 1U : 0U;
        }
        if (static_cast<double>(lackingVolumes) > std::max(1.0, minority * static_cast<double>(m_volumes.size())))
            return; // that is how it is made
        for (std::size_t place = 0; place < lacking.size(); ++place) {
            if (lacking[place] > 0 && lacking[place] * 2 <= std::max<std::size_t>(m_volumes.size(), 2))
                m_result.missing.push_back({m_places[place], lacking[place]});
        }
    }

    void noteRepeated(const Indexes &volume, const std::vector<std::uint32_t> &counts, std::size_t usual)
    {
        std::uint32_t place = noPlace;
        std::size_t seen = 0;
        for (const std::uint32_t index : volume) {
            seen = m_placeOf[index] == place ? seen + 1 : 1;
            place = m_placeOf[index];
            if (counts[place] > usual && seen > usual)
                m_result.repeated.push_back(m_slices[index].record);
        }
    }

    // The distance that at least half of the neighbours have.
    std::optional<double> usualSpacing(const std::vector<double> &steps) const
    {
        const auto hasHalf = [&](double spacing) {
            const auto fits = [&](double step) { return std::abs(step - spacing) <= spacingTolerance * spacing; };
            return spacing > 0 && 2 * static_cast<std::size_t>(std::ranges::count_if(steps, fits)) >= steps.size();
        };
        std::vector<double> sorted = steps;
        std::ranges::sort(sorted);
        if (m_places.size() >= fewestPlaces && hasHalf(sorted[(sorted.size() - 1) / 2]))
            return sorted[(sorted.size() - 1) / 2];
        if (m_places.size() == 3 && hasHalf(m_announced))
            return m_announced;
        return std::nullopt;
    }

    // Whether what lies on both sides of the step behind this place is two things: two scans, two thicknesses.
    bool isSeam(std::size_t place) const
    {
        const auto at = [&](std::size_t index) { return m_slices[m_firstAt[index]]; };
        const Slice left = at(place);
        const Slice right = at(place + 1);
        if (left.thickness != right.thickness)
            return true;
        const auto which = static_cast<std::size_t>(Discriminator::acquisition);
        if (left.tells[which] == right.tells[which] || place == 0 || place + 2 >= m_places.size())
            return false;
        return at(place - 1).tells[which] == left.tells[which] && at(place + 2).tells[which] == right.tells[which];
    }

    void findGaps()
    {
        if (m_places.size() < 3)
            return;
        m_firstAt.assign(m_places.size(), 0);
        for (std::uint32_t i = static_cast<std::uint32_t>(m_slices.size()); i-- > 0;)
            m_firstAt[m_placeOf[i]] = i;
        std::vector<double> steps;
        for (std::size_t i = 1; i < m_places.size(); ++i)
            steps.push_back(m_places[i] - m_places[i - 1]);
        const std::optional<double> spacing = usualSpacing(steps);
        if (!spacing)
            return;
        m_result.spacing = spacing;
        std::vector<StackJudgement::Place> missing;
        std::vector<double> uneven;
        const auto isUsual = [&](double step) { return std::abs(step - *spacing) <= spacingTolerance * *spacing; };
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (isUsual(steps[i]) || isSeam(i))
                continue;
            std::size_t run = i;
            while (run < steps.size() && std::abs(steps[run] - steps[i]) <= spacingTolerance * steps[i])
                ++run;
            if (run - i >= 3) { // another spacing from here on
                i = run - 1;
                continue;
            }
            const double times = std::round(steps[i] / *spacing);
            if (times >= 2 && std::abs(steps[i] - times * *spacing) <= gapTolerance * *spacing) {
                for (double n = 1; n < std::min(times, 1000.0); ++n)
                    missing.push_back(
                        {m_places[i] + n * steps[i] / times, static_cast<std::uint32_t>(m_volumes.size())});
            } else {
                uneven.push_back(m_places[i]);
            }
        }
        if (missing.size() <= m_places.size())
            m_result.missing.insert(m_result.missing.end(), missing.begin(), missing.end());
        if (static_cast<double>(uneven.size()) <= std::max(1.0, minority * static_cast<double>(steps.size())))
            m_result.unevenAt = std::move(uneven);
    }

    std::vector<Slice> m_slices;
    double m_announced;
    std::vector<double> m_places;         // ascending
    std::vector<std::uint32_t> m_placeOf; // of each slice
    std::vector<std::uint32_t> m_firstAt; // the first slice of each place
    std::vector<Indexes> m_volumes;
    StackJudgement m_result;
};

} // namespace

StackJudgement judgeStack(std::vector<Slice> slices, double announced)
{
    return Stack(std::move(slices), announced).judge();
}

} // namespace mi
