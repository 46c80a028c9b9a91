#include "schema/applier.h"

#include <QHash>
#include <QRegularExpression>

// New names, and new schemas, of all that is no table, column, constraint or index. References follow their objects.

namespace espalier::schema {

namespace {

/// A type whose enum has another name.
SqlType withEnumName(const SqlType& type, const ObjectName& name)
{
    SqlType result = type;
    if (type.enumeration) {
        EnumFacts facts = *type.enumeration;
        facts.name = name.name;
        facts.schema = name.schema;
        result.enumeration = std::make_shared<const EnumFacts>(std::move(facts));
    } else if (type.item) {
        result.item = std::make_shared<const SqlType>(withEnumName(*type.item, name));
    }
    return result;
}

/// `name` as SQL text has it: quoted where it has to be.
QString inSql(const QString& name)
{
    static const QRegularExpression plain(QStringLiteral("^[a-z_][a-z0-9_]*$"));
    return plain.match(name).hasMatch() ? name : QLatin1Char('"') + name + QLatin1Char('"');
}

/// A type of that name, an array where `old` is one.
QString renamedText(const ObjectName& name, const SqlType& old)
{
    const qsizetype brackets = old.text.indexOf(QLatin1String("[]"));
    const QString schema = name.schema.isEmpty() ? QString() : inSql(name.schema) + QLatin1Char('.');
    return schema + inSql(name.name) + (brackets < 0 ? QString() : old.text.mid(brackets));
}

} // namespace

bool Applier::isText(const SqlType& type, const ObjectName& name) const
{
    if (!type.name.isEmpty() || type.text.isEmpty())
        return false;
    QString base = type.text.trimmed();
    while (base.endsWith(QLatin1String("[]")))
        base.chop(2);
    QStringList parts = base.split(QLatin1Char('.'));
    for (QString& part : parts) {
        const bool isQuoted = part.size() > 1 && part.startsWith(QLatin1Char('"')) && part.endsWith(QLatin1Char('"'));
        part = isQuoted ? part.mid(1, part.size() - 2) : part.toLower();
    }
    return parts.size() <= 2
        && m_state.key({ parts.size() == 2 ? parts.first() : QString(), parts.last() }) == m_state.key(name);
}

void Applier::renameEnum(const EnumType& type, const ObjectName& newName)
{
    const ObjectName from = type.name;
    EnumType moved = type;
    moved.name = m_state.key({ newName.schema, stored({ newName.name, false }, NameKind::Enum, from) });
    if (schema().enums.contains(moved.name))
        return faultUnless(false, FaultKind::EnumExists, moved.name);
    for (const std::shared_ptr<const Table>& table : schema().tables.values()) {
        Table changed = *table;
        bool isChanged = false;
        for (Column& column : changed.columns) {
            const std::optional<EnumUse> use = m_rules.enumOf(column.type, *table);
            const bool isInText = isText(column.type, from);
            if (!isInText && (!use || m_state.key(use->type.name) != from))
                continue;
            column.type = isInText ? SqlType::fromSql(renamedText(moved.name, column.type))
                                   : withEnumName(column.type, moved.name);
            isChanged = true;
        }
        if (isChanged)
            m_state.put(std::move(changed));
    }
    m_state.objects().enums.remove(from);
    m_state.objects().put(std::move(moved));
}

bool Applier::renameView(const RenameOther& change)
{
    const View* view = m_state.view(change.name);
    if (!view)
        return false;
    View moved = *view;
    moved.name = m_state.key(change.newName);
    if (m_state.hasRelation(moved.name.schema, moved.name.name))
        faultUnless(false, FaultKind::ViewExists, moved.name);
    else {
        m_state.objects().views.remove(view->name);
        m_state.objects().put(std::move(moved));
    }
    return true;
}

bool Applier::renameSequence(const RenameOther& change)
{
    const ObjectName from = m_state.key(change.name);
    const ObjectName to = m_state.key(change.newName);
    const std::shared_ptr<const Sequence> sequence = schema().sequences.value(from);
    if (!sequence)
        return false;
    if (m_state.hasRelation(to.schema, to.name)) {
        faultUnless(false, FaultKind::SequenceExists, to);
        return true;
    }
    const auto reads = [&](const Column& column) {
        return column.serverDefault && column.serverDefault->is(Expression::Kind::NextValue)
            && m_state.key(column.serverDefault->table()) == from;
    };
    for (const std::shared_ptr<const Table>& table : schema().tables.values()) {
        Table changed = *table;
        bool isChanged = false;
        for (Column& column : changed.columns) {
            if (!reads(column))
                continue;
            column.serverDefault = Expression::nextValue(to);
            isChanged = true;
        }
        if (isChanged)
            m_state.put(std::move(changed));
    }
    Sequence moved = *sequence;
    moved.name = to;
    m_state.objects().sequences.remove(from);
    m_state.objects().put(std::move(moved));
    return true;
}

bool Applier::renameType(const RenameOther& change)
{
    const std::shared_ptr<const EnumType> type = schema().enums.value(m_state.key(change.name));
    if (!type)
        return renameCarried(change);
    renameEnum(*type, change.newName);
    return true;
}

bool Applier::renameSchema(const RenameOther& change)
{
    const QString from = change.name.name;
    const QString to = change.newName.name;
    if (!schema().schemas.contains(from))
        return false;
    if (schema().schemas.contains(to)) {
        faultUnless(false, FaultKind::SchemaExists, { {}, to });
        return true;
    }
    m_state.objects().schemas.remove(from);
    m_state.objects().schemas.insert(to);
    const auto moved = [&](const ObjectName& name) { return ObjectName{ to, name.name }; };
    for (const std::shared_ptr<const EnumType>& type : schema().enums.values())
        if (type->name.schema == from)
            renameEnum(*type, moved(type->name));
    for (const ObjectName& name : schema().tables.keys())
        if (name.schema == from)
            (*this)(RenameTable{ name, moved(name), false });
    for (const ObjectName& name : schema().sequences.keys())
        if (name.schema == from)
            renameSequence({ {}, name, {}, moved(name), false });
    for (const ObjectName& name : schema().views.keys())
        if (name.schema == from)
            renameView({ {}, name, {}, moved(name), false });
    for (const OpaqueKey& key : schema().others.keys())
        if (key.name.schema == from)
            renameCarried({ key.kind, key.name, key.table, moved(key.name), false });
    return true;
}

bool Applier::renameCarried(const RenameOther& change)
{
    const std::optional<OpaqueKey> key = findOther({ change.kind, change.name, change.table, false, false });
    if (!key)
        return false;
    OpaqueObject object = *m_state.objects().others.take(*key);
    object.name = m_state.key(change.newName);
    m_state.objects().put(std::move(object));
    return true;
}

void Applier::operator()(const RenameOther& change)
{
    using Rename = bool (Applier::*)(const RenameOther&);
    struct KindRename {
        Rename rename;
        FaultKind missing;
        Outcome outcome;
    };
    static const QHash<QString, KindRename> kinds{
        { QStringLiteral("view"), { &Applier::renameView, FaultKind::ViewMissing, Outcome::Refused } },
        { QStringLiteral("materialized view"), { &Applier::renameView, FaultKind::ViewMissing, Outcome::Refused } },
        { QStringLiteral("sequence"), { &Applier::renameSequence, FaultKind::SequenceMissing, Outcome::Refused } },
        { QStringLiteral("schema"), { &Applier::renameSchema, FaultKind::SchemaMissing, Outcome::MayBeRefused } },
        { QStringLiteral("type"), { &Applier::renameType, FaultKind::EnumMissing, Outcome::MayBeRefused } },
    };
    // what extensions and administrators make is not seen here
    const KindRename carried{ &Applier::renameCarried, FaultKind::ObjectMissing, Outcome::MayBeRefused };
    const KindRename kind = kinds.value(change.kind, carried);
    if (!(this->*kind.rename)(change))
        faultUnless(change.ifExists, kind.missing, m_state.key(change.name), change.kind, kind.outcome);
}

} // namespace espalier::schema
