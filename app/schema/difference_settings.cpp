#include "schema/difference_builder.h"

// Settings of other objects. They come and go with those: only where an object is there before and after is another
// setting a difference of its own.

namespace espalier::schema {

namespace {

/// An object by the table that it belongs to and its name; both of them for one that is a table or a view itself.
QString ownerKey(const QString& table, const ObjectName& name)
{
    return table + QLatin1Char('/') + (table.isEmpty() ? name.key() : name.name);
}

QString ownerKey(const OpaqueObject& setting) { return ownerKey(setting.table, setting.name); }

/// The visitor that finds what a change makes.
struct OwnerCollector {
    QStringList& owners;

    void operator()(const CreateTable& c)
    {
        const QString table = c.table.name.key();
        owners.append(ownerKey(table, c.table.name));
        for (const Column& column : c.table.columns)
            owners.append(ownerKey(table, { {}, column.name }));
        for (const Constraint& constraint : c.table.constraints)
            owners.append(ownerKey(table, { {}, constraint.name.text }));
        for (const Index& index : c.table.indexes)
            owners.append(ownerKey(table, { {}, index.name.text }));
    }
    void operator()(const ColumnAddition& c) { owners.append(ownerKey(c.table.key(), { {}, c.column.name })); }
    void operator()(const AddConstraint& c) { owners.append(ownerKey(c.table.key(), { {}, c.constraint.name.text })); }
    void operator()(const CreateIndex& c) { owners.append(ownerKey(c.table.key(), { {}, c.index.name.text })); }
    void operator()(const CreateView& c)
    {
        owners.append(ownerKey(c.view.name.key(), c.view.name));
        for (const QString& column : c.view.columns)
            owners.append(ownerKey(c.view.name.key(), { {}, column }));
    }
    void operator()(const CreateEnum& c) { owners.append(ownerKey({}, c.type.name)); }
    void operator()(const CreateSequence& c) { owners.append(ownerKey({}, c.sequence.name)); }
    void operator()(const CreateSchema& c) { owners.append(ownerKey({}, { {}, c.name })); }
    void operator()(const CreateOther& c)
    {
        if (!c.object.isSetting() && !c.orReplace)
            owners.append(ownerKey(c.object.table, c.object.name));
    }
    template <typename T> void operator()(const T&) { }
};

/// The visitor that leaves comments to the settings.
struct CommentRemover {
    void operator()(CreateTable& c)
    {
        for (Constraint& constraint : c.table.constraints)
            constraint.comment.clear();
        for (Index& index : c.table.indexes)
            index.comment.clear();
    }
    void operator()(AddConstraint& c) { c.constraint.comment.clear(); }
    void operator()(CreateIndex& c) { c.index.comment.clear(); }
    void operator()(CreateView& c) { c.view.comment.clear(); }
    void operator()(CreateSequence& c) { c.sequence.comment.clear(); }
    void operator()(CreateEnum& c) { c.type.comment.clear(); }
    template <typename T> void operator()(T&) { }
};

} // namespace

QStringList ownersMade(const Changes& changes)
{
    QStringList owners;
    QSet<QString> gone;
    for (const Change& change : changes) {
        std::visit(OwnerCollector{ owners }, change);
        if (const auto* drop = std::get_if<DropOther>(&change))
            gone.insert(ownerKey(drop->table, drop->name));
        else if (const auto* aside = std::get_if<RenameOther>(&change))
            gone.insert(ownerKey(aside->table, aside->name));
        else if (const auto* made = std::get_if<CreateOther>(&change); made && made->orReplace) {
            const QString owner = ownerKey(made->object.table, made->object.name);
            if (gone.contains(owner)) // or else it keeps all that it has
                owners.append(owner);
        }
    }
    return owners;
}

Changes DifferenceBuilder::settingsOf(const Schema& schema, const QStringList& owners) const
{
    const QMultiHash<QString, const OpaqueObject*>& all = &schema == &m_a ? m_settingsOfA : m_settingsOfB;
    Changes changes;
    if (all.isEmpty())
        return changes;
    QSet<QString> done;
    for (const QString& owner : owners) {
        if (done.contains(owner))
            continue;
        done.insert(owner);
        const QList<const OpaqueObject*> settings = all.values(owner); // the last of the schema's first
        for (auto setting = settings.crbegin(); setting != settings.crend(); ++setting)
            changes.push_back(creationOf(**setting));
    }
    return changes;
}

void DifferenceBuilder::compareSettings()
{
    if (!knowSettings())
        return;
    const auto collect = [](const Schema& schema, QMultiHash<QString, const OpaqueObject*>& settings) {
        for (const auto& object : schema.others)
            if (object->isSetting())
                settings.insert(ownerKey(*object), object.get());
    };
    collect(m_a, m_settingsOfA);
    collect(m_b, m_settingsOfB);
    if (m_settingsOfA.isEmpty() && m_settingsOfB.isEmpty())
        return;
    QSet<QString> added;
    QSet<QString> removed;
    for (auto& [phase, found] : m_found) {
        for (Changes* changes : { &found.forward, &found.backward })
            for (Change& change : *changes)
                std::visit(CommentRemover(), change);
        const QStringList made = ownersMade(found.forward);
        const QStringList madeBack = ownersMade(found.backward);
        const Changes settings = settingsOf(m_b, made);
        const Changes settingsBack = settingsOf(m_a, madeBack);
        found.forward.insert(found.forward.end(), settings.begin(), settings.end());
        found.backward.insert(found.backward.end(), settingsBack.begin(), settingsBack.end());
        if (found.kind == Kind::Add)
            added.unite(QSet<QString>(made.begin(), made.end()));
        else if (found.kind == Kind::Remove)
            removed.unite(QSet<QString>(madeBack.begin(), madeBack.end()));
    }
    const auto changed = [this](const OpaqueObject& from, const OpaqueObject& to) {
        return m_rules.alteration(from, to).value_or(Changes{ creationOf(to) });
    };
    const auto tableOf = [](const OpaqueObject& setting) {
        return setting.table.isEmpty() ? ObjectName{} : ObjectName{ {}, setting.table };
    };
    // who may make what in a schema comes before what is made in it
    const auto isOfSchema = [](const OpaqueObject& setting) { return setting.kind.endsWith(QLatin1String(" schema")); };
    const auto phaseAdded
        = [&](const OpaqueObject& setting) { return isOfSchema(setting) ? Phase::Schemas : Phase::ViewsAdded; };
    for (const auto& setting : m_a.others) {
        if (!setting->isSetting() || removed.contains(ownerKey(*setting)))
            continue;
        const auto other = m_b.others.value({ setting->kind, setting->name, setting->table });
        if (!other)
            add(isOfSchema(*setting) ? Phase::SchemasRemoved : Phase::ViewsRemoved, Kind::Remove, ObjectKind::Other,
                tableOf(*setting), setting->name, { dropOf(*setting) }, { creationOf(*setting) });
        else if (other->definition != setting->definition)
            add(phaseAdded(*setting), Kind::Alter, ObjectKind::Other, tableOf(*setting), setting->name,
                changed(*setting, *other), changed(*other, *setting));
    }
    for (const auto& setting : m_b.others)
        if (setting->isSetting() && !added.contains(ownerKey(*setting))
            && !m_a.others.contains({ setting->kind, setting->name, setting->table }))
            add(phaseAdded(*setting), Kind::Add, ObjectKind::Other, tableOf(*setting), setting->name,
                { creationOf(*setting) }, { dropOf(*setting) });
}

} // namespace espalier::schema
