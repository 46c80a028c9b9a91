#pragma once

#include "operations/sqlalchemy/orm.h"

namespace espalier::operations {

/// What a class's attribute is: what a declared_attr gives for this class, else itself.
Value declared(Interpreter& interpreter, const std::shared_ptr<symbolic::ClassObject>& type, const Value& found);

/// Collects a class's columns under their attributes' names.
class ColumnCollector {
public:
    ColumnCollector(Interpreter& interpreter, std::shared_ptr<symbolic::ClassObject> type)
        : m_interpreter(interpreter)
        , m_type(std::move(type))
    { }

    void collect(symbolic::ClassObject& from, bool isOwn);
    /// A mapped parent: what it has is not taken again from the classes behind it.
    void pass(const symbolic::ClassObject& mapped);

    bool isSqlModel = false; ///< what is annotated is SqlModelColumns' business

    std::vector<std::pair<QString, std::shared_ptr<ColumnHost>>> columns;
    DoubtPtr doubt;

private:
    bool isBare(const symbolic::ClassObject& from, const QString& name) const;
    template <typename Predicate>
    std::shared_ptr<symbolic::ClassObject> other(const symbolic::ClassObject& from, Predicate is) const;
    std::optional<Value> behindAnnotation(const symbolic::ClassObject& from, const QString& name, bool isOwn);
    bool isCascading(const symbolic::ClassObject& from, const QString& name) const;
    Value ofField(const Value& value);
    void take(symbolic::ClassObject& from, const QString& name, bool isOwn);
    void takeComposite(const CompositeHost& composite, const Value& annotation, bool isOwn);

    Interpreter& m_interpreter;
    std::shared_ptr<symbolic::ClassObject> m_type;
    QStringList m_seen;
    QStringList m_unset; ///< None in a class
    QStringList m_passed; ///< what mapped parents have
};

} // namespace espalier::operations
