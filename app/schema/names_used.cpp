#include "schema/names_used.h"

#include <QRegularExpression>

namespace espalier::schema {

namespace {

/// Calls `visit(word, dotted)` for each word; `dotted` has the one before its dot as well, and is empty without one.
template <typename Visit> void forEachWord(const QString& sql, Visit visit)
{
    static const QRegularExpression word(
        QStringLiteral("\"([^\"]+)\"|`([^`]+)`|([\\w$]+)"), QRegularExpression::UseUnicodePropertiesOption);
    constexpr int unquoted = 3;
    QString before;
    qsizetype end = -1;
    for (auto it = word.globalMatch(sql); it.hasNext();) {
        const auto match = it.next();
        const QString text = match.captured(match.lastCapturedIndex());
        const qsizetype start = match.capturedStart();
        const bool isBehindDot = start > 0 && end == start - 1 && sql[start - 1] == QLatin1Char('.');
        const QString dotted = isBehindDot ? before + QLatin1Char('.') + text : QString();
        visit(text, dotted);
        if (match.lastCapturedIndex() == unquoted && text != text.toLower())
            visit(text.toLower(), dotted.toLower());
        before = text;
        end = match.capturedEnd();
    }
}

void addNames(const QString& sql, QSet<QString>& names)
{
    forEachWord(
        sql, [&](const QString& word, const QString& dotted) { names.insert(dotted.isEmpty() ? word : dotted); });
}

/// The visitor behind namesUsed().
class NameCollector {
public:
    QSet<QString> names;

    /// Its own columns are none of the names that its checks and indexes use.
    void operator()(const CreateTable& change)
    {
        NameCollector ofParts;
        for (const Constraint& constraint : change.table.constraints)
            ofParts.add(constraint);
        for (const Index& index : change.table.indexes)
            ofParts.add(index);
        for (const Column& column : change.table.columns)
            if (column.computed)
                ofParts.add(column.computed->expression);
        for (const Column& column : change.table.columns)
            ofParts.names.remove(column.name);
        names.unite(ofParts.names);
        for (const Column& column : change.table.columns)
            add(column);
        for (const Constraint& constraint : change.table.constraints)
            if (constraint.kind == Constraint::Kind::ForeignKey)
                addName(constraint.target);
        for (auto option = change.table.options.cbegin(); option != change.table.options.cend(); ++option)
            if (option.key().endsWith(QLatin1String("_of")) && option->typeId() == QMetaType::QString)
                names.insert(option->toString()); // the type that its columns are from
    }
    void operator()(const ColumnAddition& change)
    {
        add(change.column);
        if (change.column.computed)
            add(change.column.computed->expression);
    }
    void operator()(const ColumnChange& change)
    {
        if (change.type)
            add(*change.type);
        if (const auto* value = std::get_if<Expression>(&change.serverDefault))
            add(*value);
        if (const auto* computed = std::get_if<Computed>(&change.serverDefault))
            add(computed->expression);
    }
    void operator()(const AddConstraint& change)
    {
        add(change.constraint);
        addName(change.table);
        if (change.constraint.kind == Constraint::Kind::ForeignKey)
            addName(change.constraint.target);
    }
    void operator()(const CreateIndex& change) { add(change.index); }
    void operator()(const CreateView& change) { addNames(change.view.definition, names); }
    void operator()(const CreateOther& change) { addNames(change.object.definition, names); }
    template <typename T> void operator()(const T&) { }

private:
    void addName(const ObjectName& name) { names.insert(name.key()); }
    void add(const SqlType& type)
    {
        if (!type.text.isEmpty())
            addNames(type.text, names);
        if (!type.collation.isEmpty())
            addNames(type.collation, names);
        if (type.enumeration)
            addName({ type.enumeration->schema, type.enumeration->name });
        if (type.item)
            add(*type.item);
    }
    void add(const Expression& expression)
    {
        if (!expression.table().name.isEmpty())
            addName(expression.table());
        if (!expression.is(Expression::Kind::Column) && !expression.textOf().isEmpty())
            addNames(expression.textOf(), names);
        for (const Expression& operand : expression.operands())
            add(operand);
    }
    void add(const Column& column)
    {
        add(column.type);
        if (column.serverDefault)
            add(*column.serverDefault);
        if (column.sequence)
            addName(*column.sequence);
    }
    void add(const Constraint& constraint)
    {
        if (constraint.condition)
            add(*constraint.condition);
        for (const ExclusionElement& element : constraint.elements)
            add(element.expression);
    }
    void add(const Index& index)
    {
        for (const Expression& element : index.elements)
            add(element);
        for (const QVariant& option : index.options)
            if (option.canConvert<Expression>())
                add(option.value<Expression>());
    }
};

/// The visitor behind namesMade().
struct MadeCollector {
    std::vector<ObjectName>& names;

    void operator()(const CreateTable& change) { names.push_back(change.table.name); }
    void operator()(const CreateView& change) { names.push_back(change.view.name); }
    void operator()(const CreateSequence& change) { names.push_back(change.sequence.name); }
    void operator()(const CreateEnum& change) { names.push_back(change.type.name); }
    void operator()(const CreateOther& change)
    {
        const ObjectName& name = change.object.name;
        if (!change.object.isSetting())
            names.push_back({ name.schema,
                name.name.section(QLatin1Char('('), 0, 0).section(QLatin1String(" USING "), 0, 0).trimmed() });
    }
    template <typename T> void operator()(const T&) { }
};

} // namespace

QSet<QString> wordsIn(const QString& sql)
{
    QSet<QString> words;
    forEachWord(sql, [&](const QString& word, const QString&) { words.insert(word); });
    return words;
}

QSet<QString> namesIn(const QString& sql)
{
    QSet<QString> names;
    addNames(sql, names);
    return names;
}

bool readsSequence(const QString& sql, const QString& sequence)
{
    const QString written = QString(sequence)
                                .replace(QLatin1Char('"'), QLatin1String("\"\""))
                                .replace(QLatin1Char('\''), QLatin1String("''"));
    return sql.contains(sequence) || sql.contains(written);
}

QSet<QString> namesUsed(const Changes& changes)
{
    NameCollector collector;
    for (const Change& change : changes)
        std::visit(collector, change);
    return collector.names;
}

std::vector<ObjectName> namesMade(const Changes& changes)
{
    std::vector<ObjectName> names;
    for (const Change& change : changes)
        std::visit(MadeCollector{ names }, change);
    return names;
}

} // namespace espalier::schema
