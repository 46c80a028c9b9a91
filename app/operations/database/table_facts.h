#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// What SQLAlchemy's inspector tells of a table, in its order and its words.
class TableFacts {
public:
    /// `doubt`: set where it is not known what its columns are, but for their names.
    TableFacts(Interpreter& interpreter, Recorder& recorder, const schema::Table& table, DoubtPtr doubt)
        : m_doubt(std::move(doubt))
        , m_interpreter(interpreter)
        , m_recorder(recorder)
        , m_facts(recorder.dialect().schemaRules().facts())
        , m_told(m_facts.inspector)
        , m_table(table)
    { }

    Value columns() const;
    Value indexes() const;
    Value foreignKeys() const;
    Value uniques() const;
    Value checks() const;
    Value primaryKey() const;
    /// The dict of a named enum. `isVisible`: its name needs no schema.
    static Value ofEnum(const schema::EnumType& type, const QString& schemaName, bool isVisible);

private:
    class Entries;
    void withComment(Entries& entries, const schema::Constraint& key) const;
    Value indexOf(const schema::Index& index) const;
    Value indexOf(const schema::Constraint& key) const;
    Value defaultOf(const schema::Column& column) const;
    Value type(const schema::Column& column) const;
    Value unique(bool isIt) const;
    Value optionsOf(const schema::Constraint& key) const;
    bool isAnyBesideColumn(schema::Constraint::Kind kind) const;
    bool isOfExpressions(const schema::Index& index) const;
    Value notKnown() const;

    DoubtPtr m_doubt;
    Interpreter& m_interpreter;
    Recorder& m_recorder;
    const schema::SchemaFacts& m_facts;
    const schema::InspectorFacts& m_told;
    const schema::Table& m_table;
};

} // namespace espalier::operations
