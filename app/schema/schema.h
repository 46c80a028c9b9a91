#pragma once

#include "schema/objects.h"
#include "schema/table.h"

#include <memory>
#include <QMap>
#include <QSet>
#include <utility>

namespace espalier::schema {

/// Kind and name of an opaque object; functions differ by arguments, triggers by their table.
struct OpaqueKey {
    QString kind;
    ObjectName name;
    QString table;
    friend bool operator<(const OpaqueKey& a, const OpaqueKey& b)
    {
        return std::tie(a.kind, a.name, a.table) < std::tie(b.kind, b.name, b.table);
    }
    friend bool operator==(const OpaqueKey&, const OpaqueKey&) = default;
};

/// All that a database holds, at one moment. Copies share everything; what changes is replaced, never edited in place.
struct Schema {
    template <typename T> using Named = QMap<ObjectName, std::shared_ptr<const T>>;

    Named<Table> tables;
    Named<EnumType> enums;
    Named<Sequence> sequences;
    Named<View> views;
    QMap<OpaqueKey, std::shared_ptr<const OpaqueObject>> others;
    QSet<QString> schemas; ///< CREATE SCHEMA
    /// Tables that no statement created but that one used: assumed to have been there.
    QSet<QString> assumed; ///< ObjectName::key()
    /// Tables whose columns are not all known: assumed ones, and those made like others or by a query.
    QSet<QString> incomplete; ///< ObjectName::key()
    /// Whether what a server alone tells is here: settings (OpaqueObject::isSetting()), options of tables and of
    /// sequences. Only two that know them are compared by them.
    bool knowsSettings = false;

    const Table* table(const ObjectName& name) const { return tables.value(name).get(); }
    void put(Table table);
    void put(EnumType type);
    void put(Sequence sequence);
    void put(View view);
    void put(OpaqueObject object);

    friend bool operator==(const Schema& a, const Schema& b);
};

} // namespace espalier::schema
