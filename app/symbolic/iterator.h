#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// What iter(), map(), zip(), generators and the like give: elements that are there once. They are known from the
/// start, or come without end.
class Iterator final : public Object {
public:
    /// What becomes of an element as it is taken; nullopt leaves it out.
    using Transform = std::function<std::optional<Value>(Interpreter&, const Value&)>;
    using Endless = std::function<Value(Interpreter&, qint64 index)>;
    Iterator(QString typeName, std::vector<Value> items, Transform transform = {});
    Iterator(QString typeName, Endless endless);
    /// One that gives these, and maybe more, less or others.
    Iterator(QString typeName, std::vector<Value> items, Unseen unseen);

    QString typeName() const override { return m_typeName; }
    bool isEndless() const { return bool(m_endless); }
    bool isOfPlainData() const;
    bool isMade() const { return bool(m_transform); } ///< its elements are made as they are taken
    const Unseen& unseen() const { return m_unseen; }
    bool isDoubted() const { return bool(m_unseen); } ///< so that it is not known what it gives from here on
    /// The next element, taken; nullopt at the end. An Unknown also where it is not known whether there is one.
    std::optional<Value> next(Interpreter&);

    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    bool isInstanceOf(const QString& className) const override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;
    bool canChange() const override { return true; }
    void forHeld(const std::function<void(const Value&)>& each) const override;
    void mayHaveChanged(const Unseen& unseen) override;

private:
    Value anyElement() const;
    QString m_typeName;
    std::vector<Value> m_items;
    Transform m_transform;
    Endless m_endless;
    qint64 m_position = 0;
    Unseen m_unseen;
};

} // namespace espalier::symbolic
