#pragma once

#include "authoring/code_writer.h"
#include "core/error.h"
#include "schema/apply.h"
#include "schema/drift.h"

namespace espalier::authoring {

/// Something that a script would need and that is not written, because it is not known or has no code.
struct LeftOut {
    schema::ObjectName table;
    QString name; ///< of the column, constraint, …; empty: of the table, or, with a table of no name, anything else
    bool isTable = false; ///< the table itself; else, without a name, something more of it
    core::Message reason;
    core::Location at; ///< what made it so; no file where nothing did
    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// Writes changes of a schema as the body of upgrade() or downgrade(). What is left out stands there as a comment.
class OperationWriter {
public:
    struct Options {
        bool isBatch = false; ///< render_as_batch: existing tables are changed within op.batch_alter_table()
        /// Columns that are not written, though the changes have them, and why: "table.column".
        QMap<QString, LeftOut> unknownColumns;
        /// The same of whole tables of which more may be to say.
        QMap<QString, std::vector<LeftOut>> unknownParts;
        /// What was never made and so is not dropped.
        std::vector<LeftOut> notMade;
        QString folder; ///< the project's: comments name its files as they stand in it
    };
    OperationWriter(CodeWriter& code, const schema::Schema& before, Options options);

    /// Changes that belong to one difference.
    void write(const schema::Changes& changes);
    void leaveOut(const LeftOut& what);
    /// Enum types that op.create_table() makes with their tables, and those that it must not make.
    void settleEnums(const schema::Changes& all);

    /// The body without indentation; empty where there is nothing to do.
    QString body() const;
    bool hasStatements() const;
    const std::vector<LeftOut>& leftOut() const { return m_leftOut; }

private:
    /// One call of op or batch_op.
    struct Call {
        QString name = {};
        schema::ObjectName table = {};
        QStringList first = {}; ///< before the table
        QStringList rest = {}; ///< after it
        QStringList keywords = {};
        QString tableKeyword = {}; ///< empty: by position
        QString schemaKeyword = QStringLiteral("schema");
        bool isTall = false; ///< an argument a line
        bool isBatchable = true;
    };
    struct Line {
        schema::ObjectName batch; ///< no name: outside of a batch
        QString text;
    };

    void add(const Call& call);
    void addLine(const QString& text) { m_lines.push_back({ {}, text }); }
    void comment(const LeftOut& what, std::vector<Line>& lines) const;
    void leaveOut(const schema::ObjectName& table, const QString& name, const core::Message& reason);
    void executeSql(const schema::Change& change, const schema::ObjectName& table, const QString& name);
    QString op(const schema::ObjectName& table) const;
    bool isInBatch(const schema::ObjectName& table) const;
    bool needsBatch(const schema::Change& change) const;
    bool isNotMade(const schema::ObjectName& table, const QString& name) const;

    void write(const schema::Change& change);
    void writeCreateTable(const schema::CreateTable& change);
    bool writePart(QStringList& lines, const schema::Constraint& constraint, const schema::Table& table);
    void writeCreateIndex(const schema::CreateIndex& change);
    void writeColumn(const schema::ColumnAddition& change);
    void writeAlteration(const schema::ColumnChange& change);
    void writeConstraint(const schema::AddConstraint& change);
    void writeDrop(const schema::DropConstraint& change);
    void writeDrop(const schema::DropIndex& change);
    std::optional<LeftOut> unknownIn(const schema::ObjectName& table, const QStringList& columns) const;
    std::optional<core::Message> missingTarget(
        const schema::Constraint& constraint, const schema::ObjectName& table) const;
    Written existingDefault(const schema::ServerDefault& value);

    CodeWriter& m_code;
    const schema::SchemaRules& m_rules;
    schema::Replay m_state;
    Options m_options;
    QSet<QString> m_enums; ///< that are there
    QSet<QString> m_madeWithTables; ///< enums that come with their first table
    std::vector<Line> m_lines;
    std::vector<LeftOut> m_leftOut;
    bool m_hasStatements = false;
    const schema::Change* m_current = nullptr;
};

} // namespace espalier::authoring
