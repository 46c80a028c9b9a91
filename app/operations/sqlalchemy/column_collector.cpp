#include "operations/sqlalchemy/column_collector.h"

#include <algorithm>
#include <QCoreApplication>
#include <QSet>

namespace espalier::operations {

using symbolic::ClassObject;

namespace {

/// In the order in which SQLAlchemy goes through them: what is annotated alone stands as early as what is both
/// annotated and set allows (util.merge_lists_w_ordering()).
QStringList namesOf(const ClassObject& from)
{
    QStringList lists[2]; // what is set, what is annotated
    QSet<QString> both; // and not met yet
    for (const QString& name : from.written) {
        const bool isSet = from.scope->names.contains(name);
        const bool isAnnotated = from.annotationNodes.value(name).parent().is("assignment");
        if (isSet)
            lists[0].append(name);
        if (isAnnotated)
            lists[1].append(name);
        if (isSet && isAnnotated)
            both.insert(name);
    }
    QStringList all;
    qsizetype at[2] = { 0, 0 };
    int current = 0;
    while (at[current] < lists[current].size()) {
        const QString& name = lists[current][at[current]++];
        if (both.remove(name))
            current = 1 - current;
        else
            all.append(name);
    }
    return all + lists[1 - current].mid(at[1 - current]);
}

QStringList fieldsOf(const ClassObject& dataclass)
{
    QStringList fields;
    for (auto one = dataclass.order.rbegin(); one != dataclass.order.rend(); ++one)
        for (const QString& name : (*one)->written)
            if ((*one)->annotationNodes.contains(name) && !fields.contains(name))
                fields.append(name);
    return fields;
}

/// An instance of the project's own subclass of Column that makes itself.
bool isColumnOfOwnKind(const Value& value)
{
    const auto instance = value.as<symbolic::Instance>();
    if (!instance)
        return false;
    const auto& foreign = instance->type->foreign;
    return std::any_of(foreign.begin(), foreign.end(), [](const symbolic::ObjectPtr& base) {
        const auto cls = std::dynamic_pointer_cast<ClassHost>(base);
        return cls && cls->name() == QLatin1String("Column");
    });
}

} // namespace

Value declared(Interpreter& interpreter, const std::shared_ptr<ClassObject>& type, const Value& found)
{
    const auto attribute = found.as<DeclaredAttributeHost>();
    if (!attribute)
        return found;
    Value function = attribute->function;
    if (const auto descriptor = function.as<symbolic::Descriptor>())
        function = descriptor->function;
    return interpreter.call(function, { Value::of(type) });
}

void ColumnCollector::collect(ClassObject& from, bool isOwn)
{
    if (!from.scope)
        return;
    note(doubt, from.scope->doubt);
    QStringList names = namesOf(from);
    if (!isOwn) // a mixin's columns are copied before its functions are called
        std::stable_partition(names.begin(), names.end(),
            [&](const QString& name) { return !from.scope->names.value(name).as<DeclaredAttributeHost>(); });
    std::stable_partition(names.begin(), names.end(), [&](const QString& name) { // after all others
        const Value& held = from.scope->names.value(name);
        return !held.isObject() || held.object()->typeName() != QLatin1String("Field");
    });
    for (const QString& name : std::as_const(names)) {
        const bool isOpen
            = !m_seen.contains(name) || isCascading(from, name) || (m_unset.contains(name) && isBare(from, name));
        if (!name.startsWith(QLatin1String("__")) && isOpen && !(isSqlModel && from.annotationNodes.contains(name)))
            take(from, name, isOwn);
    }
}

/// `name: Mapped[…]`, or that with None.
bool ColumnCollector::isBare(const ClassObject& from, const QString& name) const
{
    if (!from.scope->names.value(name).isNone())
        return false;
    const auto annotation = m_interpreter.annotation(from, name);
    return annotation && annotation->as<MappedHost>();
}

/// The first class without a mapping of its own, but for `from`, of which that is true.
template <typename Predicate>
std::shared_ptr<ClassObject> ColumnCollector::other(const ClassObject& from, Predicate is) const
{
    for (const std::shared_ptr<ClassObject>& one : m_type->order) {
        const bool isParent = one != m_type && one->scope && one->scope->names.contains(QStringLiteral("__table__"));
        if (one.get() != &from && one->scope && !isParent && is(*one))
            return one;
    }
    return nullptr;
}

/// What stands behind an annotation alone (attribute_is_overridden() of _ClassScanMapperConfig); nullopt where another
/// class says what the attribute is.
std::optional<Value> ColumnCollector::behindAnnotation(const ClassObject& from, const QString& name, bool isOwn)
{
    const auto holder = other(from, [&](const ClassObject& one) { return !one.scope->names.value(name).isNone(); });
    const Value held = holder ? holder->scope->names.value(name) : Value();
    const bool isSet = from.scope->names.contains(name);
    const bool isDeclared = held.as<DeclaredAttributeHost>() != nullptr;
    if (isOwn && isSet && isDeclared) {
        m_seen.append(name);
        return std::nullopt;
    }
    const bool isLeft = isOwn ? !isSet
            && (held.as<ColumnHost>()
                || (!holder && other(from, [&](const ClassObject& one) { return isBare(one, name); })))
                              : holder != nullptr;
    if (isLeft)
        return std::nullopt;
    if (isOwn && isDeclared)
        return held;
    auto column = std::make_shared<ColumnHost>(m_interpreter.annotation(from, name)->as<MappedHost>()->context());
    column->isMapped = true;
    return Value::of(column);
}

void ColumnCollector::pass(const ClassObject& mapped)
{
    if (mapped.scope)
        std::copy(mapped.scope->names.keyBegin(), mapped.scope->names.keyEnd(), std::back_inserter(m_passed));
    m_seen += m_passed;
}

/// A mixin's attribute that a mapped parent has, and this class has again.
bool ColumnCollector::isCascading(const ClassObject& from, const QString& name) const
{
    const auto attribute = from.scope->names.value(name).as<DeclaredAttributeHost>();
    const bool isTaken
        = std::any_of(columns.begin(), columns.end(), [&](const auto& one) { return one.first == name; });
    return attribute && attribute->isCascading && m_passed.contains(name) && !isTaken;
}

/// dataclasses.field(metadata={KEY: Column(…)}), KEY being the class's `__sa_dataclass_metadata_key__`; all others as
/// they are.
Value ColumnCollector::ofField(const Value& value)
{
    const std::optional<Value> key = m_type->find(QStringLiteral("__sa_dataclass_metadata_key__"));
    if (!key || !value.isObject() || value.object()->typeName() != QLatin1String("Field"))
        return value;
    const Value metadata = m_interpreter.findAttribute(value, QStringLiteral("metadata")).value_or(Value());
    if (metadata.isUnknown())
        return metadata;
    const auto dict = metadata.as<symbolic::Dict>();
    const Value* found = dict ? dict->find(*key) : nullptr;
    return !found ? value : found->as<symbolic::Function>() ? m_interpreter.call(*found) : *found;
}

void ColumnCollector::take(ClassObject& from, const QString& name, bool isOwn)
{
    noteReturned(from, name);
    const auto annotation = m_interpreter.annotation(from, name);
    const bool isAnnotated = annotation.has_value();
    Value value = from.scope->names.value(name);
    if (isBare(from, name)) {
        const std::optional<Value> behind = behindAnnotation(from, name, isOwn);
        if (!behind)
            return;
        value = *behind;
    } else if (isAnnotated && !from.scope->names.contains(name)) {
        if (annotation->isUnknown() && from.annotationNodes.value(name).text().contains(QLatin1String("Mapped[")))
            note(doubt, annotation->doubt());
        return;
    }
    if (value.isNone())
        m_unset.append(name);
    value = ofField(value);
    value = declared(m_interpreter, m_type, value);
    m_seen.append(name);
    if (const auto composite = value.as<CompositeHost>()) {
        takeComposite(*composite, annotation.value_or(Value()), isOwn);
        return;
    }
    const auto found = value.as<ColumnHost>();
    if (!found) {
        if (value.isUnknown())
            note(doubt, value.doubt());
        else if (isColumnOfOwnKind(value))
            note(doubt, m_interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
        else if (const auto external = value.as<symbolic::External>(); external && isAnnotated)
            note(doubt, external->doubt(m_interpreter));
        return;
    }
    const bool isDeclared = from.scope->names.value(name).as<DeclaredAttributeHost>() != nullptr;
    if (isOwn && !isDeclared && std::dynamic_pointer_cast<TableHost>(found->parent.lock()))
        return; // another name of another class's attribute
    const bool isShared = !isOwn && !isDeclared;
    const std::shared_ptr<ColumnHost> column = isShared ? found->copy() : found;
    if (column->column.name.isEmpty() && !column->nameDoubt)
        column->column.name = name;
    if (isAnnotated)
        annotate(m_interpreter, *m_type, *column, *annotation);
    if (column->key.isEmpty())
        column->key = column->column.name;
    columns.emplace_back(name, column);
}

/// Columns without a name have those of the fields of the dataclass that they make, and their annotations.
void ColumnCollector::takeComposite(const CompositeHost& composite, const Value& annotation, bool isOwn)
{
    const auto mapped = annotation.as<MappedHost>();
    const Value composed = composite.composed.isNone() && mapped ? mapped->parameter : composite.composed;
    const auto type = composed.as<ClassObject>();
    const QStringList fields = type && type->isDataclass ? fieldsOf(*type) : QStringList();
    for (qsizetype i = 0; i < std::max(fields.size(), qsizetype(composite.columns.size())); ++i) {
        std::shared_ptr<ColumnHost> column;
        if (i < qsizetype(composite.columns.size()) && !composite.columns[size_t(i)])
            continue;
        if (i < qsizetype(composite.columns.size())) {
            column = isOwn ? composite.columns[size_t(i)] : composite.columns[size_t(i)]->copy();
        } else {
            column = std::make_shared<ColumnHost>(composite.context());
            column->isMapped = true;
        }
        const bool isTaken
            = std::any_of(columns.begin(), columns.end(), [&](const auto& one) { return one.second == column; });
        if (isTaken)
            continue; // an attribute of its own too
        const QString field = fields.value(i);
        if (!field.isEmpty())
            annotate(m_interpreter, *m_type, *column,
                Value::of(std::make_shared<MappedHost>(
                    composite.context(), m_interpreter.annotation(*type, field).value_or(Value()))));
        if (column->column.name.isEmpty() && !column->nameDoubt)
            column->column.name = field;
        if (column->column.name.isEmpty()) {
            note(doubt,
                m_interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an expression of columns without a name yet")));
            continue;
        }
        if (column->key.isEmpty())
            column->key = column->column.name;
        columns.emplace_back(column->column.name, column);
    }
}

} // namespace espalier::operations
