#pragma once

#include "dialects/dialect.h"
#include "operations/evaluation.h"
#include "operations/row_knowledge.h"
#include "operations/schema_certainty.h"

namespace espalier::test {

/// Upgrades that run one after the other on a database that was empty.
class Upgrades {
public:
    explicit Upgrades(const QString& dialect = QStringLiteral("postgresql"),
        const symbolic::Environment& environment = {}, bool isOffline = true)
        : m_state(dialects::findDialect(dialect)->schemaRules())
        , m_rows(*dialects::findDialect(dialect))
        , m_certainty(dialects::findDialect(dialect)->schemaRules())
    {
        m_circumstances.dialect = dialects::findDialect(dialect);
        m_circumstances.options = QMap<QString, QString>();
        m_circumstances.environment = environment;
        m_circumstances.isOffline = isOffline;
    }
    operations::Evaluation run(const QByteArray& body)
    {
        const QByteArray text = "from alembic import op\nimport sqlalchemy as sa\nimport datetime, os, random, uuid\n"
                                "from sqlalchemy.orm import Session, declarative_base\n\ndef upgrade():\n"
                                "    conn = op.get_bind()\n"
            + body;
        const operations::Script script{ QStringLiteral("/project/versions/script.py"),
            *python::SyntaxTree::parse(text) };
        return operations::evaluate(
            script, operations::Direction::Up, m_circumstances, m_state, m_memo, &m_rows, &m_certainty);
    }

    /// Scripts find modules in that folder.
    void importFrom(const QString& folder)
    {
        m_circumstances.imports = python::ImportFinder({ folder });
        m_circumstances.sources = symbolic::makeSourceCache();
    }

    const schema::Schema& schema() const { return m_state.schema(); }

private:
    operations::Circumstances m_circumstances;
    schema::Replay m_state;
    operations::RunMemo m_memo;
    operations::RowKnowledge m_rows;
    operations::SchemaCertainty m_certainty;
};

inline const QByteArray twoTables = "    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
                                    "    op.create_table('u', sa.Column('id', sa.Integer, primary_key=True))\n";
inline const QByteArray fillU = "    op.execute('INSERT INTO u VALUES (1)')\n";
inline const QByteArray loop = "    for row in conn.execute(sa.text('SELECT id FROM t')).fetchall():\n"
                               "        conn.execute(sa.text('UPDATE u SET id = 1 WHERE id = :id'), {'id': row[0]})\n";

} // namespace espalier::test
