#pragma once

#include "core/message.h"
#include "dialects/dialect.h"
#include "schema/table.h"

#include <QSet>
#include <QStringList>
#include <tl/expected.hpp>

namespace espalier::authoring {

/// Python code, or why there is none.
using Written = tl::expected<QString, core::Message>;

/// Writes parts of a schema as Alembic's autogenerate does: `sa.Column('id', sa.Integer(), nullable=False)`. What a
/// value says and Python code could not say back is no code but a reason.
class CodeWriter {
public:
    /// `convention`: what names parts without a name get when the code runs.
    CodeWriter(const dialects::Dialect& dialect, schema::NamingConvention convention);

    /// Enums that are there already, by ObjectName::key(): columns take them instead of making them.
    void setExistingEnums(QSet<QString> keys) { m_existingEnums = std::move(keys); }

    Written type(const schema::SqlType& type);
    /// Within op.create_table() of `table`, or added to one that is there (null).
    Written column(const schema::Column& column, const schema::Table* table = nullptr);
    /// Within op.create_table(), of that table.
    Written constraint(const schema::Constraint& constraint, const schema::Table& table);
    /// A server default as a keyword takes it.
    Written serverDefault(const schema::Expression& value);
    Written identity(const schema::Identity& identity) const;
    Written computed(const schema::Computed& computed) const;
    /// SQL where a str is taken for SQL: the condition of a check.
    Written sqlText(const schema::Expression& expression) const;
    /// ['a', sa.text('lower(b)')]
    Written indexElements(const schema::Index& index) const;
    /// ('a', '='), …
    Written exclusionElements(const schema::Constraint& constraint) const;
    /// Keywords, "postgresql_using='gin'".
    tl::expected<QStringList, core::Message> options(const QVariantMap& options) const;
    /// deferrable=, initially=, and the dialects' own.
    tl::expected<QStringList, core::Message> keywordsOf(const schema::Constraint& constraint) const;

    /// op.f('name') where no convention is to name it again.
    QString name(const schema::Name& name, const QString& op) const;
    /// Whether a constraint of `table` gets the same name by itself.
    bool isNamedAnyway(const schema::Constraint& constraint, const schema::Table& table) const;

    const dialects::Dialect& dialect() const { return m_dialect; }
    /// The import statements that the code so far needs, sorted.
    QStringList imports() const;

private:
    Written enumeration(const schema::SqlType& type);
    Written parameters(const schema::SqlType& type);
    QString className(const QString& name);
    Written optionValue(const QString& key, const QVariant& value) const;

    const dialects::Dialect& m_dialect;
    schema::NamingConvention m_convention;
    QSet<QString> m_existingEnums;
    mutable QSet<QString> m_imports;
};

/// repr() of a str.
QString pythonText(const QString& text);
inline QString pythonTruth(bool value) { return value ? QStringLiteral("True") : QStringLiteral("False"); }
/// ['a', 'b']
QString pythonList(const QStringList& texts);
/// The same text where SQLAlchemy looks for ":name" in it.
QString withoutBinds(const QString& sql);

} // namespace espalier::authoring
