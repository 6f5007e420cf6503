// Result<T>: a value, or the Error that says why there is none. Any thread.
// std::expected is C++23; this is the small part of it that the project needs.
#pragma once

#include "core/support/error.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace mi {

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool isOk() const { return m_state.index() == 0; }
    explicit operator bool() const { return isOk(); }

    // Precondition: isOk().
    T &value()
    {
        assert(isOk());
        return *std::get_if<0>(&m_state);
    }
    const T &value() const
    {
        assert(isOk());
        return *std::get_if<0>(&m_state);
    }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T take() { return std::move(value()); }

    // Precondition: !isOk().
    const Error &error() const
    {
        assert(!isOk());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool isOk() const { return !m_error.has_value(); }
    explicit operator bool() const { return isOk(); }

    // Precondition: !isOk().
    const Error &error() const
    {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace mi
