#include "operations/change_words.h"

#include "operations/words.h"

namespace espalier::operations {

namespace {

using core::Message;

/// "unique index", not "index unique": the whole sentence for each kind, so that it can be translated.
const char* additionSentence(schema::Constraint::Kind kind, bool isNamed)
{
    switch (kind) {
    case schema::Constraint::Kind::PrimaryKey:
        return QT_TRANSLATE_NOOP("Messages", "adds a primary key to %1: %2");
    case schema::Constraint::Kind::ForeignKey:
        return QT_TRANSLATE_NOOP("Messages", "adds a foreign key from %1 (%2) to %4 (%5)");
    case schema::Constraint::Kind::Unique:
        return QT_TRANSLATE_NOOP("Messages", "makes %2 unique in %1");
    case schema::Constraint::Kind::Check:
        return isNamed ? QT_TRANSLATE_NOOP("Messages", "adds check %3 to %1")
                       : QT_TRANSLATE_NOOP("Messages", "adds a check to %1");
    case schema::Constraint::Kind::Exclusion:
        break;
    }
    return isNamed ? QT_TRANSLATE_NOOP("Messages", "adds exclusion constraint %3 to %1")
                   : QT_TRANSLATE_NOOP("Messages", "adds an exclusion constraint to %1");
}

QString listed(const QStringList& names) { return names.join(QLatin1String(", ")); }

QString elementsOf(const schema::Index& index)
{
    QStringList names;
    for (const schema::Expression& element : index.elements) {
        const schema::Expression* inner = &element;
        while (inner->textOf().isEmpty() && !inner->operands().empty())
            inner = &inner->operands().front();
        names.append(inner->textOf());
    }
    return shortened(listed(names));
}

Message renamed(const QString& kind, const QString& name, const QString& newName)
{
    return { QT_TRANSLATE_NOOP("Messages", "renames %1 %2 to %3"), { kind, name, newName } };
}

/// One overload for each change; those of columns stand elsewhere.
struct Words {
    Message operator()(const schema::CreateTable& c) const
    {
        const QString columns = QString::number(c.table.columns.size());
        if (c.isIncomplete)
            return { QT_TRANSLATE_NOOP("Messages", "creates table %1 after the pattern of another"),
                { c.table.name.key() } };
        if (c.table.columns.size() == 1)
            return { QT_TRANSLATE_NOOP("Messages", "creates table %1 with one column"), { c.table.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "creates table %1 with %2 columns"), { c.table.name.key(), columns } };
    }
    Message operator()(const schema::DropTable& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops table %1"), { c.table.key() } };
    }
    Message operator()(const schema::RenameTable& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames table %1 to %2"), { c.table.key(), c.newName.key() } };
    }
    Message operator()(const schema::ColumnAddition& c) const { return columnInWords(c); }
    Message operator()(const schema::ColumnChange& c) const { return columnInWords(c).front(); }
    Message operator()(const schema::DropColumn& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops column %1 of %2"), { c.column, c.table.key() } };
    }
    Message operator()(const schema::AddConstraint& c) const
    {
        return { additionSentence(c.constraint.kind, !c.constraint.name.isEmpty()),
            { c.table.key(), listed(c.constraint.columns), c.constraint.name.text, c.constraint.target.key(),
                listed(c.constraint.targetColumns) } };
    }
    Message operator()(const schema::DropConstraint& c) const
    {
        if (c.reference.kind == schema::Constraint::Kind::ForeignKey)
            return { QT_TRANSLATE_NOOP("Messages", "drops foreign key %1 of %2"),
                { c.reference.name.text, c.reference.table.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "drops constraint %1 of %2"),
            { c.reference.name.text, c.reference.table.key() } };
    }
    Message operator()(const schema::RenameConstraint& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames constraint %1 of %2 to %3"),
            { c.name, c.table.key(), c.newName } };
    }
    Message operator()(const schema::CreateIndex& c) const
    {
        return { c.index.isUnique ? QT_TRANSLATE_NOOP("Messages", "creates unique index %1 on %2 (%3)")
                                  : QT_TRANSLATE_NOOP("Messages", "creates index %1 on %2 (%3)"),
            { c.index.name.text, c.table.key(), elementsOf(c.index) } };
    }
    Message operator()(const schema::DropIndex& c) const
    {
        if (c.table.name.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "drops index %1"), { c.index.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "drops index %1 of %2"), { c.index.name, c.table.key() } };
    }
    Message operator()(const schema::RenameIndex& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames index %1 to %2"), { c.index.key(), c.newName } };
    }
    Message operator()(const schema::SetTableComment& c) const
    {
        return { c.comment.isNull() ? QT_TRANSLATE_NOOP("Messages", "removes the comment of table %1")
                                    : QT_TRANSLATE_NOOP("Messages", "sets the comment of table %1"),
            { c.table.key() } };
    }
    Message operator()(const schema::CreateEnum& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "creates enum %1: %2"),
            { c.type.name.key(), shortened(listed(c.type.values)) } };
    }
    Message operator()(const schema::DropEnum& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops enum %1"), { c.name.key() } };
    }
    Message operator()(const schema::AlterEnum& c) const
    {
        if (!c.newName.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames enum %1 to %2"), { c.name.key(), c.newName } };
        if (!c.renameValue.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames value %1 of enum %2 to %3"),
                { c.renameValue, c.name.key(), c.addValue } };
        return { QT_TRANSLATE_NOOP("Messages", "adds value %1 to enum %2"), { c.addValue, c.name.key() } };
    }
    Message operator()(const schema::CreateSequence& c) const
    {
        if (c.alters)
            return { QT_TRANSLATE_NOOP("Messages", "alters sequence %1"), { c.sequence.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "creates sequence %1"), { c.sequence.name.key() } };
    }
    Message operator()(const schema::DropSequence& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops sequence %1"), { c.name.key() } };
    }
    Message operator()(const schema::CreateSchema& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "creates schema %1"), { c.name } };
    }
    Message operator()(const schema::DropSchema& c) const
    {
        return { c.cascade ? QT_TRANSLATE_NOOP("Messages", "drops schema %1 and all that is in it")
                           : QT_TRANSLATE_NOOP("Messages", "drops schema %1"),
            { c.name } };
    }
    Message operator()(const schema::CreateView& c) const
    {
        return { c.orReplace ? QT_TRANSLATE_NOOP("Messages", "creates or replaces view %1")
                             : QT_TRANSLATE_NOOP("Messages", "creates view %1"),
            { c.view.name.key() } };
    }
    Message operator()(const schema::DropView& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops view %1"), { c.name.key() } };
    }
    Message operator()(const schema::CreateOther& c) const
    {
        if (!c.object.table.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "creates %1 %2 on %3"),
                { c.object.kind, c.object.name.key(), c.object.table } };
        return { QT_TRANSLATE_NOOP("Messages", "creates %1 %2"), { c.object.kind, c.object.name.key() } };
    }
    Message operator()(const schema::DropOther& c) const
    {
        if (!c.table.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "drops %1 %2 of %3"), { c.kind, c.name.key(), c.table } };
        return { QT_TRANSLATE_NOOP("Messages", "drops %1 %2"), { c.kind, c.name.key() } };
    }
    Message operator()(const schema::RenameOther& c) const { return renamed(c.kind, c.name.key(), c.newName.key()); }
    Message operator()(const schema::AlterOther& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "changes %1 %2: %3"), { c.kind, c.name.key(), shortened(c.what) } };
    }
    Message operator()(const schema::TouchRows& c) const
    {
        const QString verb = c.verb.toUpper();
        return { QT_TRANSLATE_NOOP("Messages", "runs SQL: %1"),
            { c.table.name.isEmpty() ? verb : verb + QLatin1Char(' ') + c.table.key() } };
    }
    Message operator()(const schema::SessionStatement& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "runs SQL: %1"), { c.verb } };
    }
    Message operator()(const schema::UnknownStatement& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "runs SQL: %1"), { shortened(c.sql) } };
    }
};

} // namespace

std::vector<core::Message> inWords(const schema::Change& change)
{
    if (const auto* column = std::get_if<schema::ColumnChange>(&change))
        return columnInWords(*column);
    return { std::visit(Words{}, change) };
}

} // namespace espalier::operations
