#include "schema/describe.h"

namespace espalier::schema {

namespace {

using core::Message;

QString nameOf(const Name& name) { return name.isEmpty() ? QStringLiteral("–") : name.text; }

QString listed(const QStringList& items) { return items.join(QStringLiteral(", ")); }

QString literalWords(const Literal& literal)
{
    switch (literal.kind) {
    case Literal::Kind::None:
        return QStringLiteral("NULL");
    case Literal::Kind::Bool:
    case Literal::Kind::Integer:
        return literal.text.isEmpty() ? QString::number(literal.integer) : literal.text;
    case Literal::Kind::Float:
        return QString::number(literal.real);
    default:
        return QLatin1Char('\'') + literal.text + QLatin1Char('\'');
    }
}

/// Enough of an expression to know it again.
QString expressionWords(const Expression& expression)
{
    switch (expression.kind()) {
    case Expression::Kind::Null:
        return QStringLiteral("NULL");
    case Expression::Kind::True:
        return QStringLiteral("true");
    case Expression::Kind::False:
        return QStringLiteral("false");
    case Expression::Kind::Literal:
        return literalWords(expression.value());
    case Expression::Kind::Function:
        return expression.textOf() + (expression.operands().empty() ? QStringLiteral("()") : QStringLiteral("(…)"));
    case Expression::Kind::NextValue:
        return QStringLiteral("nextval(%1)").arg(expression.table().key());
    default:
        return expression.textOf().isEmpty() ? QStringLiteral("…") : expression.textOf().simplified();
    }
}

QString defaultWords(const ServerDefault& value, const ServerDefault& existing)
{
    if (std::holds_alternative<NoDefault>(value))
        return std::holds_alternative<Computed>(existing) ? QStringLiteral("DROP EXPRESSION")
            : std::holds_alternative<Identity>(existing)  ? QStringLiteral("DROP IDENTITY")
                                                          : QStringLiteral("DROP DEFAULT");
    if (std::holds_alternative<Identity>(value))
        return QStringLiteral("IDENTITY");
    if (std::holds_alternative<Computed>(value))
        return QStringLiteral("GENERATED");
    if (const auto* expression = std::get_if<Expression>(&value))
        return QLatin1String("DEFAULT ") + expressionWords(*expression);
    return {};
}

QString alterationWords(const ColumnChange& change)
{
    QStringList parts;
    if (change.type)
        parts.append(change.existingType && !change.existingType->isNull()
                ? typeWords(*change.existingType) + QStringLiteral(" → ") + typeWords(*change.type)
                : QLatin1String("TYPE ") + typeWords(*change.type));
    if (change.nullable)
        parts.append(*change.nullable ? QStringLiteral("NULL") : QStringLiteral("NOT NULL"));
    if (const QString text = defaultWords(change.serverDefault, change.existingServerDefault); !text.isEmpty())
        parts.append(text);
    if (change.autoIncrement)
        parts.append(*change.autoIncrement ? QStringLiteral("AUTO_INCREMENT") : QStringLiteral("no AUTO_INCREMENT"));
    if (change.changesComment)
        parts.append(QStringLiteral("COMMENT"));
    return listed(parts);
}

QString shortened(const QString& sql)
{
    constexpr qsizetype longest = 60;
    const QString line = sql.simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + QStringLiteral("…");
}

struct Describer {
    Message operator()(const CreateTable& c) const
    {
        if (c.isIncomplete)
            return { QT_TRANSLATE_NOOP("Messages", "creates table %1 after another table or a query"),
                { c.table.name.key() } };
        if (c.table.columns.size() == 1)
            return { QT_TRANSLATE_NOOP("Messages", "creates table %1 with one column"), { c.table.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "creates table %1 with %2 columns"),
            { c.table.name.key(), QString::number(c.table.columns.size()) } };
    }
    Message operator()(const DropTable& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops table %1"), { c.table.key() } };
    }
    Message operator()(const RenameTable& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames table %1 to %2"), { c.table.key(), c.newName.key() } };
    }
    Message operator()(const SetTableComment& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "changes the comment of table %1"), { c.table.key() } };
    }
    Message operator()(const ColumnAddition& c) const
    {
        return { c.column.isNullable() ? QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2 (%3, nullable)")
                                       : QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2 (%3, NOT NULL)"),
            { c.column.name, c.table.key(), typeWords(c.column.type) } };
    }
    Message operator()(const DropColumn& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops column %1 of %2"), { c.column, c.table.key() } };
    }
    Message operator()(const ColumnChange& c) const
    {
        const QString words = alterationWords(c);
        if (words.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames column %1 of %2 to %3"),
                { c.column, c.table.key(), c.newName } };
        if (!c.newName.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames column %1 of %2 to %3 and changes it: %4"),
                { c.column, c.table.key(), c.newName, words } };
        return { QT_TRANSLATE_NOOP("Messages", "changes column %1 of %2: %3"), { c.column, c.table.key(), words } };
    }
    Message operator()(const AddConstraint& c) const
    {
        const QString table = c.table.key();
        const Constraint& constraint = c.constraint;
        const QString columns = listed(constraint.columns);
        switch (constraint.kind) {
        case Constraint::Kind::PrimaryKey:
            return { QT_TRANSLATE_NOOP("Messages", "adds a primary key on (%1) to %2"), { columns, table } };
        case Constraint::Kind::ForeignKey:
            return { QT_TRANSLATE_NOOP("Messages", "adds foreign key %1 from %2 (%3) to %4 (%5)"),
                { nameOf(constraint.name), table, columns, constraint.target.key(),
                    listed(constraint.targetColumns) } };
        case Constraint::Kind::Unique:
            return { QT_TRANSLATE_NOOP("Messages", "adds unique constraint %1 on %2 (%3)"),
                { nameOf(constraint.name), table, columns } };
        case Constraint::Kind::Check:
            return { QT_TRANSLATE_NOOP("Messages", "adds check %1 to %2"), { nameOf(constraint.name), table } };
        case Constraint::Kind::Exclusion:
            return { QT_TRANSLATE_NOOP("Messages", "adds exclusion constraint %1 to %2"),
                { nameOf(constraint.name), table } };
        }
        return {};
    }
    Message operator()(const DropConstraint& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops constraint %1 of %2"),
            { nameOf(c.reference.name), c.reference.table.key() } };
    }
    Message operator()(const RenameConstraint& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames constraint %1 of %2 to %3"),
            { c.name, c.table.key(), c.newName } };
    }
    Message operator()(const CreateIndex& c) const
    {
        QStringList elements;
        for (const Expression& element : c.index.elements)
            elements.append(expressionWords(element));
        return { c.index.isUnique ? QT_TRANSLATE_NOOP("Messages", "creates unique index %1 on %2 (%3)")
                                  : QT_TRANSLATE_NOOP("Messages", "creates index %1 on %2 (%3)"),
            { nameOf(c.index.name), c.table.key(), listed(elements) } };
    }
    Message operator()(const DropIndex& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops index %1"), { c.index.key() } };
    }
    Message operator()(const RenameIndex& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames index %1 to %2"), { c.index.key(), c.newName } };
    }
    Message operator()(const CreateEnum& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "creates enum type %1 (%2)"),
            { c.type.name.key(), listed(c.type.values) } };
    }
    Message operator()(const DropEnum& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops enum type %1"), { c.name.key() } };
    }
    Message operator()(const AlterEnum& c) const
    {
        if (!c.newName.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames enum type %1 to %2"), { c.name.key(), c.newName } };
        if (!c.renameValue.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "renames value %1 of enum type %2 to %3"),
                { c.renameValue, c.name.key(), c.addValue } };
        return { QT_TRANSLATE_NOOP("Messages", "adds value %1 to enum type %2"), { c.addValue, c.name.key() } };
    }
    Message operator()(const CreateSequence& c) const
    {
        if (c.alters)
            return { QT_TRANSLATE_NOOP("Messages", "alters sequence %1"), { c.sequence.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "creates sequence %1"), { c.sequence.name.key() } };
    }
    Message operator()(const DropSequence& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops sequence %1"), { c.name.key() } };
    }
    Message operator()(const CreateSchema& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "creates schema %1"), { c.name } };
    }
    Message operator()(const DropSchema& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops schema %1"), { c.name } };
    }
    Message operator()(const CreateView& c) const
    {
        return { c.orReplace ? QT_TRANSLATE_NOOP("Messages", "creates or replaces view %1")
                             : QT_TRANSLATE_NOOP("Messages", "creates view %1"),
            { c.view.name.key() } };
    }
    Message operator()(const DropView& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "drops view %1"), { c.name.key() } };
    }
    Message operator()(const CreateOther& c) const
    {
        if (c.object.isSetting())
            return { QT_TRANSLATE_NOOP("Messages", "sets %1 %2"), { c.object.kind, c.object.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "creates %1 %2"), { c.object.kind, c.object.name.key() } };
    }
    Message operator()(const DropOther& c) const
    {
        if (!c.statement.isEmpty() && !c.statement.startsWith(QLatin1String("DROP ")))
            return { QT_TRANSLATE_NOOP("Messages", "takes back %1 %2"), { c.kind, c.name.key() } };
        return { QT_TRANSLATE_NOOP("Messages", "drops %1 %2"), { c.kind, c.name.key() } };
    }
    Message operator()(const RenameOther& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "renames %1 %2 to %3"), { c.kind, c.name.key(), c.newName.key() } };
    }
    Message operator()(const AlterOther& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "changes %1 %2: %3"), { c.kind, c.name.key(), shortened(c.what) } };
    }
    Message operator()(const TouchRows& c) const
    {
        if (c.table.name.isEmpty())
            return { QT_TRANSLATE_NOOP("Messages", "works on rows: %1"), { c.verb.toUpper() } };
        return { QT_TRANSLATE_NOOP("Messages", "works on rows of %1: %2"), { c.table.key(), c.verb.toUpper() } };
    }
    Message operator()(const SessionStatement& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "runs %1"), { c.verb } };
    }
    Message operator()(const UnknownStatement& c) const
    {
        return { QT_TRANSLATE_NOOP("Messages", "runs SQL that is not understood: %1"), { shortened(c.sql) } };
    }
};

struct GlyphChooser {
    static Glyph ofConstraint(Constraint::Kind kind)
    {
        return kind == Constraint::Kind::ForeignKey ? Glyph::ForeignKey : Glyph::Constraint;
    }
    Glyph operator()(const CreateTable&) const { return Glyph::Table; }
    Glyph operator()(const DropTable&) const { return Glyph::Table; }
    Glyph operator()(const RenameTable&) const { return Glyph::Table; }
    Glyph operator()(const SetTableComment&) const { return Glyph::Table; }
    Glyph operator()(const ColumnAddition&) const { return Glyph::Column; }
    Glyph operator()(const DropColumn&) const { return Glyph::Column; }
    Glyph operator()(const ColumnChange&) const { return Glyph::Column; }
    Glyph operator()(const AddConstraint& c) const { return ofConstraint(c.constraint.kind); }
    Glyph operator()(const DropConstraint& c) const
    {
        return c.reference.kind ? ofConstraint(*c.reference.kind) : Glyph::Constraint;
    }
    Glyph operator()(const RenameConstraint&) const { return Glyph::Constraint; }
    Glyph operator()(const CreateIndex&) const { return Glyph::Index; }
    Glyph operator()(const DropIndex&) const { return Glyph::Index; }
    Glyph operator()(const RenameIndex&) const { return Glyph::Index; }
    Glyph operator()(const CreateEnum&) const { return Glyph::Type; }
    Glyph operator()(const DropEnum&) const { return Glyph::Type; }
    Glyph operator()(const AlterEnum&) const { return Glyph::Type; }
    Glyph operator()(const CreateView&) const { return Glyph::View; }
    Glyph operator()(const DropView&) const { return Glyph::View; }
    Glyph operator()(const TouchRows&) const { return Glyph::Data; }
    Glyph operator()(const UnknownStatement&) const { return Glyph::Opaque; }
    /// Sequences, schemas, functions, sessions, …
    template <typename T> Glyph operator()(const T&) const { return Glyph::RawSql; }
};

struct KindChooser {
    template <typename T> static constexpr bool adds()
    {
        return std::
                   is_same_v<T, CreateTable> || std::is_same_v<T, ColumnAddition> || std::is_same_v<T, AddConstraint> || std::is_same_v<T, CreateIndex> || std::is_same_v<T, CreateEnum> || std::is_same_v<T, CreateSequence> || std::is_same_v<T, CreateSchema> || std::is_same_v<T, CreateView> || std::is_same_v<T, CreateOther>;
    }
    template <typename T> static constexpr bool removes()
    {
        return std::
                   is_same_v<T, DropTable> || std::is_same_v<T, DropColumn> || std::is_same_v<T, DropConstraint> || std::is_same_v<T, DropIndex> || std::is_same_v<T, DropEnum> || std::is_same_v<T, DropSequence> || std::is_same_v<T, DropSchema> || std::is_same_v<T, DropView> || std::is_same_v<T, DropOther>;
    }
    template <typename T> ChangeKind operator()(const T&) const
    {
        return adds<T>() ? ChangeKind::Adds : removes<T>() ? ChangeKind::Removes : ChangeKind::Alters;
    }
};

} // namespace

QString typeWords(const SqlType& type)
{
    if (type.isNull())
        return QStringLiteral("?");
    if (!type.text.isEmpty())
        return type.text.trimmed().isEmpty() ? QStringLiteral("–") : type.text;
    if (type.item)
        return typeWords(*type.item) + QStringLiteral("[]");
    const QString name = type.name.section(QLatin1Char('.'), -1);
    if (type.enumeration && !type.enumeration->name.isEmpty())
        return name + QLatin1Char(' ') + type.enumeration->name;
    if (type.length)
        return QStringLiteral("%1(%2)").arg(name).arg(*type.length);
    if (type.precision && type.scale)
        return QStringLiteral("%1(%2, %3)").arg(name).arg(*type.precision).arg(*type.scale);
    return type.precision ? QStringLiteral("%1(%2)").arg(name).arg(*type.precision) : name;
}

core::Message describe(const Change& change) { return std::visit(Describer(), change); }

Glyph glyphOf(const Change& change) { return std::visit(GlyphChooser(), change); }

ChangeKind kindOf(const Change& change) { return std::visit(KindChooser(), change); }

} // namespace espalier::schema
