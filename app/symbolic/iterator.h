#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// What iter(), map(), zip() and the like give: elements that are there once. They are known from the start, or come
/// without end.
class Iterator final : public Object {
public:
    /// What becomes of an element as it is taken; nullopt leaves it out.
    using Transform = std::function<std::optional<Value>(Interpreter&, const Value&)>;
    using Endless = std::function<Value(Interpreter&, qint64 index)>;
    Iterator(QString typeName, std::vector<Value> items, Transform transform = {});
    Iterator(QString typeName, Endless endless);
    /// One of elements that are not known.
    Iterator(QString typeName, DoubtPtr doubt);

    QString typeName() const override { return m_typeName; }
    bool isEndless() const { return bool(m_endless); }
    /// The next element, taken; nullopt at the end. An Unknown also where it is not known whether there is one.
    std::optional<Value> next(Interpreter&);

    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    bool isInstanceOf(const QString& className) const override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;

private:
    QString m_typeName;
    std::vector<Value> m_items;
    Transform m_transform;
    Endless m_endless;
    qint64 m_position = 0;
    DoubtPtr m_doubt;
};

} // namespace espalier::symbolic
