#pragma once

#include "dialects/postgresql/comparable_text.h"
#include "dialects/postgresql/parse_tree.h"

#include <QSet>

namespace espalier::dialects::postgresql {

/// How many nodes within each other, or parentheses, are compared.
constexpr int deepestComparable = 400;

/// Writes a parse tree out again, kind by kind; kinds that have no meaning of their own here are written with all their
/// fields. Nothing has to be valid SQL: two texts that mean the same have to come out the same.
class ComparableWriter {
public:
    explicit ComparableWriter(QByteArray sql)
        : m_sql(std::move(sql))
    { }
    bool keepsTables = false;
    bool withOutputs = true;
    ExpressionPlace place;

    /// `type`: of the value that stands there, where it is known.
    QString write(const Node& node, const QString& type = {});
    /// The whole; null where it is too deep.
    QString comparable(const Node& node);
    /// Columns whose types were asked for.
    const QStringList& askedColumns() const { return m_asked; }

private:
    QString written(const Node& node);

    /// All fields but those that say nothing of the meaning.
    QString generic(const QString& kind, const Node& inner, const QSet<QByteArrayView>& without = {});
    QString ofKind(std::string_view kind, const Node& inner);
    QString string(const Node& inner) { return inner["sval"].text(); }
    /// A cast says what a literal is, but for casts to text: the server writes them where scripts do not.
    QString cast(const Node& inner);
    /// Whether the value is the whole expression, but for casts.
    bool isWhole() const { return !place.type.isEmpty() && !m_type.isEmpty(); }
    QString array(const Node& inner);

    /// The type of the column that it is; empty where it is none.
    QString columnType(const Node& node);
    QString literal(const QString& text);
    QString jsonPath(const Node& node);

    /// libpg_query leaves zero and negative numbers out of its JSON.
    QString numberText(const Node& inner) const;
    QString constant(const Node& inner);
    QString column(const Node& inner);
    QString call(const Node& inner);
    QString binary(const QString& left, const QString& op, const QString& right);
    QString membership(const Node& left, const QString& op, const Node& list, bool isAny);

    /// A literal is of the type of the column that it is compared with (func_select_candidate() in parse_func.c).
    QString comparison(const Node& left, const QString& op, const Node& right);
    QString operation(const Node& inner);
    QStringList between(const Node& inner);

    /// The operands of ANDs within ANDs, of ORs within ORs.
    void collect(const Node& list, std::string_view op, QStringList& operands);
    QString logic(const Node& inner);

    /// ELSE NULL is there by itself.
    QString choice(const Node& inner);

    /// The name that an output has by itself (FigureColname() in parse_target.c).
    static QString ownName(Node value);
    QString output(const Node& inner);
    QString relation(const Node& inner);
    QString order(const Node& inner);
    QString select(const Node& inner);
    static QString lastOf(const Node& names) { return stringsOf(names).value(names.count() - 1); }
    QString typeName(const Node& inner);

    /// In any order, without what is there by itself: CREATE FUNCTION in the server's manual.
    QString function(const Node& inner);

    /// The server names constraints that have no name.
    QString domain(const Node& inner);
    QString trigger(const Node& inner);
    QByteArray m_sql;
    QString m_type; ///< of the value that is written next
    QStringList m_asked;
    bool m_hasModifiers = true;
    int m_depth = 0;
    bool m_isTooDeep = false;
};

} // namespace espalier::dialects::postgresql
