#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace espalier::core {

/// A std::optional for what is seldom there and large: its value lies outside of the object that has it, so that one
/// without it takes a pointer's size. Copies are deep.
template <typename T> class Rare {
    template <typename U>
    static constexpr bool isValue
        = std::is_constructible_v<T,
              U> && !std::is_same_v<std::remove_cvref_t<U>, Rare> && !std::is_same_v<std::remove_cvref_t<U>, std::optional<T>>;

public:
    Rare() = default;
    Rare(std::nullopt_t) { }
    template <typename U, typename = std::enable_if_t<isValue<U>>>
    Rare(U&& value)
        : m_value(std::make_unique<T>(std::forward<U>(value)))
    { }
    Rare(std::optional<T> value)
        : m_value(value ? std::make_unique<T>(std::move(*value)) : nullptr)
    { }
    Rare(const Rare& other)
        : m_value(other ? std::make_unique<T>(*other) : nullptr)
    { }
    Rare(Rare&&) noexcept = default;
    Rare& operator=(const Rare& other)
    {
        if (this != &other)
            m_value = other ? std::make_unique<T>(*other) : nullptr;
        return *this;
    }
    Rare& operator=(Rare&&) noexcept = default;
    ~Rare() = default;

    bool has_value() const { return m_value != nullptr; }
    explicit operator bool() const { return has_value(); }
    operator std::optional<T>() const { return m_value ? std::optional<T>(*m_value) : std::nullopt; }
    T& operator*() { return *m_value; }
    const T& operator*() const { return *m_value; }
    T* operator->() { return m_value.get(); }
    const T* operator->() const { return m_value.get(); }
    T value_or(T otherwise) const { return m_value ? *m_value : std::move(otherwise); }
    void reset() { m_value.reset(); }
    template <typename... Arguments> T& emplace(Arguments&&... arguments)
    {
        m_value = std::make_unique<T>(std::forward<Arguments>(arguments)...);
        return *m_value;
    }

    friend bool operator==(const Rare& a, const Rare& b) { return a.has_value() == b.has_value() && (!a || *a == *b); }

private:
    std::unique_ptr<T> m_value;
};

} // namespace espalier::core
