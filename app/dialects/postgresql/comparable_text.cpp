#include "dialects/postgresql/comparable_text.h"

#include "dialects/postgresql/literal_value.h"
#include "dialects/postgresql/parse_tree.h"

#include <algorithm>
#include <pg_query.h>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

// The tree is written out again, kind by kind; kinds that have no meaning of their own here are written with all their
// fields. Nothing has to be valid SQL: two texts that mean the same have to come out the same.

namespace espalier::dialects::postgresql {

namespace {

constexpr qsizetype longestComparable = 1 << 18;
constexpr int deepestComparable = 400;

QString literalText(const QString& text)
{
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

/// A JSON path as the server writes it (jsonpath_out()), but for blanks: "$.a ? (@ <> 1)" is "$."a"?(@ != 1)".
QString comparablePath(const QString& path)
{
    QString text;
    bool isQuoted = false;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QChar c = path[i];
        if (isQuoted && c == QLatin1Char('\\')) {
            text += path.mid(i++, 2);
            continue;
        }
        isQuoted = isQuoted != (c == QLatin1Char('"'));
        if (isQuoted || !c.isSpace())
            text += c;
    }
    static const QRegularExpression key(QStringLiteral("\\.\"([A-Za-z_][A-Za-z0-9_]*)\""));
    text.replace(key, QStringLiteral(".\\1"));
    text.replace(QLatin1String("<>"), QLatin1String("!="));
    return text.startsWith(QLatin1String("lax$")) ? text.mid(3) : text;
}

bool isWrapped(const Node& node)
{
    const std::string_view kind = node.kind();
    return !kind.empty() && kind.front() >= 'A' && kind.front() <= 'Z' && node.fields().size() == 1;
}

Node beneathCasts(Node node)
{
    while (const Node cast = node.as("TypeCast"))
        node = cast["arg"];
    return node;
}

class ComparableWriter {
public:
    explicit ComparableWriter(QByteArray sql)
        : m_sql(std::move(sql))
    { }
    bool keepsTables = false;
    bool withOutputs = true;

    QString write(const Node& node)
    {
        if (m_depth > deepestComparable) {
            m_isTooDeep = true;
            return {};
        }
        ++m_depth;
        const QString text = written(node);
        --m_depth;
        return text;
    }
    /// The whole; null where it is too deep.
    QString comparable(const Node& node)
    {
        const QString text = write(node);
        return m_isTooDeep ? QString() : text;
    }

private:
    QString written(const Node& node)
    {
        if (node.isList()) {
            QStringList items;
            for (const Node item : node)
                items.append(write(item));
            return QLatin1Char('[') + items.join(QLatin1Char(',')) + QLatin1Char(']');
        }
        if (isWrapped(node))
            return ofKind(node.kind(), node.inner());
        if (node["relname"])
            return relation(node);
        if (node["names"] && node["typemod"])
            return typeName(node);
        const std::vector<Node> fields = node.fields();
        return fields.empty() ? node.text() : generic({}, node);
    }

    /// All fields but those that say nothing of the meaning.
    QString generic(const QString& kind, const Node& inner, const QSet<QByteArrayView>& without = {})
    {
        static const QSet<QByteArrayView> meaningless{ "location", "stmt_location", "stmt_len", "funcformat", "typmod",
            "typemod", "inh", "relpersistence", "limitOption", "rtindex", "agg_within_group" };
        QStringList fields;
        for (const Node& field : inner.fields()) {
            const std::string_view name = field.field();
            const QByteArrayView view(name.data(), static_cast<qsizetype>(name.size()));
            if (!meaningless.contains(view) && !without.contains(view))
                fields.append(QString::fromLatin1(view) + QLatin1Char('=') + write(field));
        }
        return kind + QLatin1Char('{') + fields.join(QLatin1Char(' ')) + QLatin1Char('}');
    }

    QString ofKind(std::string_view kind, const Node& inner)
    {
        using Writer = QString (ComparableWriter::*)(const Node&);
        static const QHash<QByteArrayView, Writer> writers{ { "TypeCast", &ComparableWriter::cast },
            { "A_Const", &ComparableWriter::constant }, { "ColumnRef", &ComparableWriter::column },
            { "FuncCall", &ComparableWriter::call }, { "A_Expr", &ComparableWriter::operation },
            { "BoolExpr", &ComparableWriter::logic }, { "ResTarget", &ComparableWriter::output },
            { "RangeVar", &ComparableWriter::relation }, { "SortBy", &ComparableWriter::order },
            { "CaseExpr", &ComparableWriter::choice }, { "SelectStmt", &ComparableWriter::select },
            { "String", &ComparableWriter::string }, { "TypeName", &ComparableWriter::typeName },
            { "CreateFunctionStmt", &ComparableWriter::function }, { "CreateDomainStmt", &ComparableWriter::domain },
            { "CreateTrigStmt", &ComparableWriter::trigger } };
        const QByteArrayView key(kind.data(), static_cast<qsizetype>(kind.size()));
        const Writer writer = writers.value(key);
        return writer ? (this->*writer)(inner) : generic(QString::fromLatin1(key), inner);
    }

    QString string(const Node& inner) { return inner["sval"].text(); }
    QString cast(const Node& inner)
    {
        return lastOf(inner["typeName"]["names"]) == QLatin1String("jsonpath") ? jsonPath(inner["arg"])
                                                                               : write(inner["arg"]);
    }
    QString jsonPath(const Node& node)
    {
        const Node text = beneathCasts(node).as("A_Const")["sval"];
        return text ? literalText(comparablePath(text["sval"].text())) : write(node);
    }

    /// libpg_query leaves zero and negative numbers out of its JSON.
    QString numberText(const Node& inner) const
    {
        qsizetype i = inner["location"].number(-1);
        QString text;
        while (i >= 0 && i < m_sql.size()) {
            const char c = m_sql.at(i++);
            const bool isDigit = (c >= '0' && c <= '9') || c == '.';
            if (!isDigit && text.size() > 1)
                break;
            if (isDigit || c == '-')
                text += QLatin1Char(c);
            else if (c != ' ' || (text != QLatin1String("-") && !text.isEmpty()))
                break;
        }
        return text.isEmpty() ? QStringLiteral("0") : text;
    }

    QString constant(const Node& inner)
    {
        if (inner["isnull"].isTrue())
            return QStringLiteral("null");
        if (const Node boolean = inner["boolval"])
            return boolean["boolval"].isTrue() ? QStringLiteral("true") : QStringLiteral("false");
        if (const Node text = inner["sval"])
            return literalText(literalValue(text["sval"].text()));
        if (const Node number = inner["fval"])
            return literalText(literalValue(number["fval"].text()));
        if (const Node number = inner["ival"])
            return literalText(literalValue(number["ival"] ? number["ival"].text() : numberText(inner)));
        if (const Node bits = inner["bsval"]; bits["bsval"].text().startsWith(QLatin1Char('b')))
            return literalText(bits["bsval"].text().mid(1));
        return generic(QStringLiteral("const"), inner);
    }

    QString column(const Node& inner)
    {
        const Node fields = inner["fields"];
        if (fields.last().kind() == "A_Star")
            return QStringLiteral("*");
        const QStringList names = stringsOf(fields);
        return keepsTables ? names.join(QLatin1Char('.')) : names.value(names.size() - 1);
    }

    QString call(const Node& inner)
    {
        QString name = stringsOf(inner["funcname"]).value(inner["funcname"].count() - 1);
        if (name == QLatin1String("extract")) // since 14, date_part() before
            name = QStringLiteral("date_part");
        QString arguments = write(inner["args"]);
        if (name.startsWith(QLatin1String("jsonb_path_"))) {
            QStringList all;
            for (const Node argument : inner["args"])
                all.append(all.size() == 1 ? jsonPath(argument) : write(argument));
            arguments = QLatin1Char('[') + all.join(QLatin1Char(',')) + QLatin1Char(']');
        }
        return name + QLatin1Char('(') + arguments + QLatin1Char(')') + generic({}, inner, { "funcname", "args" });
    }

    QString binary(const QString& left, const QString& op, const QString& right)
    {
        return QLatin1Char('(') + left + QLatin1Char(' ') + op + QLatin1Char(' ') + right + QLatin1Char(')');
    }

    QString membership(const Node& left, const QString& op, const Node& list, bool isAny)
    {
        QStringList items;
        for (const Node item : list)
            items.append(write(item));
        return items.size() == 1 ? binary(write(left), op, items.front())
                                 : binary(write(left), op + (isAny ? QLatin1String(" any") : QLatin1String(" all")),
                                     QLatin1Char('[') + items.join(QLatin1Char(',')) + QLatin1Char(']'));
    }

    QString operation(const Node& inner)
    {
        const QStringList names = stringsOf(inner["name"]);
        const QString op = names.value(names.size() - 1);
        const Node kind = inner["kind"];
        const Node left = inner["lexpr"];
        const Node right = inner["rexpr"];
        if (kind.is("AEXPR_IN"))
            return membership(left, op, right.as("List")["items"], op == QLatin1String("="));
        if (kind.is("AEXPR_OP_ANY") || kind.is("AEXPR_OP_ALL")) {
            const Node array = beneathCasts(right).as("A_ArrayExpr");
            const bool isAny = kind.is("AEXPR_OP_ANY");
            if (array["elements"])
                return membership(left, op, array["elements"], isAny);
            return binary(write(left), op + (isAny ? QLatin1String(" any") : QLatin1String(" all")), write(right));
        }
        if (kind.is("AEXPR_BETWEEN") || kind.is("AEXPR_NOT_BETWEEN")) {
            QStringList both = between(inner);
            return (kind.is("AEXPR_BETWEEN") ? QStringLiteral("and[") : QStringLiteral("or["))
                + both.join(QLatin1Char(',')) + QLatin1Char(']');
        }
        const bool isPlain = kind.is("AEXPR_OP") || kind.is("AEXPR_LIKE") || kind.is("AEXPR_ILIKE")
            || kind.is("AEXPR_SIMILAR"); // whose operator is "~"
        if (!isPlain)
            return generic(QStringLiteral("expr"), inner);
        if (left)
            return binary(write(left), op, op == QLatin1String("@?") ? jsonPath(right) : write(right));
        const QString operand = write(right);
        if (op == QLatin1String("-") && operand.startsWith(QLatin1Char('\'')))
            return QLatin1String("'-") + operand.mid(1);
        return QLatin1Char('(') + op + QLatin1Char(' ') + operand + QLatin1Char(')');
    }

    QStringList between(const Node& inner)
    {
        const bool isNegated = inner["kind"].is("AEXPR_NOT_BETWEEN");
        const Node bounds = inner["rexpr"].as("List")["items"];
        const QString value = write(inner["lexpr"]);
        return { binary(value, isNegated ? QStringLiteral("<") : QStringLiteral(">="), write(bounds.at(0))),
            binary(value, isNegated ? QStringLiteral(">") : QStringLiteral("<="), write(bounds.at(1))) };
    }

    /// The operands of ANDs within ANDs, of ORs within ORs.
    void collect(const Node& list, std::string_view op, QStringList& operands)
    {
        for (const Node item : list) {
            const Node inner = beneathCasts(item);
            const Node logic = inner.as("BoolExpr");
            const Node expr = inner.as("A_Expr");
            if (logic && logic["boolop"].is(op))
                collect(logic["args"], op, operands);
            else if (expr && expr["kind"].is(op == "AND_EXPR" ? "AEXPR_BETWEEN" : "AEXPR_NOT_BETWEEN"))
                operands += between(expr);
            else
                operands.append(write(item));
        }
    }

    QString logic(const Node& inner)
    {
        const std::string_view op = inner["boolop"].raw();
        if (op == "NOT_EXPR")
            return QLatin1String("not(") + write(inner["args"].at(0)) + QLatin1Char(')');
        QStringList operands;
        collect(inner["args"], op, operands);
        return (op == "AND_EXPR" ? QStringLiteral("and[") : QStringLiteral("or[")) + operands.join(QLatin1Char(','))
            + QLatin1Char(']');
    }

    /// ELSE NULL is there by itself.
    QString choice(const Node& inner)
    {
        const bool isNull = inner["defresult"] && write(inner["defresult"]) == QLatin1String("null");
        return generic(
            QStringLiteral("case"), inner, isNull ? QSet<QByteArrayView>{ "defresult" } : QSet<QByteArrayView>());
    }

    /// The name that an output has by itself (FigureColname() in parse_target.c).
    static QString ownName(Node value)
    {
        const Node bare = beneathCasts(value);
        if (const Node column = bare.as("ColumnRef"))
            return column["fields"].last().as("String")["sval"].text();
        if (const Node function = bare.as("FuncCall"))
            return function["funcname"].last().as("String")["sval"].text();
        if (bare.kind() == "CaseExpr")
            return QStringLiteral("case");
        if (bare.kind() == "CoalesceExpr")
            return QStringLiteral("coalesce");
        if (const Node cast = value.as("TypeCast"))
            return cast["typeName"]["names"].last().as("String")["sval"].text();
        return QStringLiteral("?column?");
    }

    QString output(const Node& inner)
    {
        const QString name = inner["name"].text();
        const QString value = write(inner["val"]);
        return name.isEmpty() || name == ownName(inner["val"]) || name == QLatin1String("?column?")
            ? value
            : value + QLatin1String(" as ") + name;
    }

    QString relation(const Node& inner)
    {
        const QString schemaName = inner["schemaname"].text();
        const QString alias = keepsTables ? inner["alias"]["aliasname"].text() : QString();
        return (schemaName.isEmpty() || schemaName == QLatin1String("public") ? QString()
                                                                              : schemaName + QLatin1Char('.'))
            + inner["relname"].text() + (alias.isEmpty() ? QString() : QLatin1Char(' ') + alias);
    }

    QString order(const Node& inner)
    {
        return generic(QStringLiteral("by"), inner,
            inner["sortby_dir"].is("SORTBY_DEFAULT") || inner["sortby_dir"].is("SORTBY_ASC")
                ? QSet<QByteArrayView>{ "sortby_dir" }
                : QSet<QByteArrayView>());
    }

    QString select(const Node& inner)
    {
        return generic(QStringLiteral("select"), inner,
            withOutputs ? QSet<QByteArrayView>() : QSet<QByteArrayView>{ "targetList" });
    }

    static QString lastOf(const Node& names) { return stringsOf(names).value(names.count() - 1); }

    QString typeName(const Node& inner)
    {
        QStringList names = stringsOf(inner["names"]);
        while (names.size() > 1
            && (names.front() == QLatin1String("pg_catalog") || names.front() == QLatin1String("public")))
            names.removeFirst();
        const Node modifiers = inner["typmods"];
        return names.join(QLatin1Char('.')) + (modifiers && m_hasModifiers ? write(modifiers) : QString())
            + QStringLiteral("[]").repeated(inner["arrayBounds"].count());
    }

    /// In any order, without what is there by itself: CREATE FUNCTION in the server's manual.
    QString function(const Node& inner)
    {
        static const QStringList usual{ QStringLiteral("volatility=volatile"), QStringLiteral("strict=false"),
            QStringLiteral("security=false"), QStringLiteral("parallel=unsafe"), QStringLiteral("leakproof=false") };
        m_hasModifiers = false; // which functions do not keep
        QStringList options;
        for (const Node item : inner["options"]) {
            const Node option = item.as("DefElem");
            const QString name = option["defname"].text();
            const Node flag = option["arg"].as("Boolean");
            const QString text = name + QLatin1Char('=')
                + (flag ? QString::fromLatin1(flag["boolval"].isTrue() ? "true" : "false") : write(option["arg"]));
            if (!usual.contains(text) && name != QLatin1String("cost") && name != QLatin1String("rows"))
                options.append(text);
        }
        options.sort();
        return lastOf(inner["funcname"]) + write(inner["parameters"])
            + (inner["returnType"] ? write(inner["returnType"]) : QString()) + options.join(QLatin1Char(' '))
            + (inner["sql_body"] ? write(inner["sql_body"]) : QString());
    }

    /// The server names constraints that have no name.
    QString domain(const Node& inner)
    {
        QStringList constraints;
        for (const Node item : inner["constraints"])
            constraints.append(generic({}, item.as("Constraint"), { "conname", "initially_valid" }));
        constraints.sort();
        return lastOf(inner["domainname"]) + QLatin1Char(' ') + write(inner["typeName"])
            + constraints.join(QLatin1Char(' '));
    }

    QString trigger(const Node& inner)
    {
        return lastOf(inner["funcname"]) + generic({}, inner, { "funcname", "replace" });
    }

    QByteArray m_sql;
    bool m_hasModifiers = true;
    int m_depth = 0;
    bool m_isTooDeep = false;
};

/// The parse tree's JSON; empty where the text is no statement.
QByteArray parsedJson(const QByteArray& sql)
{
    if (sql.size() > longestComparable)
        return {};
    PgQueryParseResult result = pg_query_parse(sql.constData());
    const QByteArray json = result.error ? QByteArray() : QByteArray(result.parse_tree);
    pg_query_free_parse_result(result);
    return json;
}

int nesting(const QString& sql)
{
    int depth = 0;
    int deepest = 0;
    for (const QChar c : sql) {
        depth += c == QLatin1Char('(') ? 1 : c == QLatin1Char(')') ? -1 : 0;
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

QString computedExpression(const QString& sql)
{
    if (nesting(sql) > deepestComparable)
        return {};
    const QByteArray text = "SELECT " + sql.toUtf8();
    const ParseTree tree(parsedJson(text));
    const Node statements = tree.root()["stmts"];
    const Node select = statements.at(0)["stmt"].as("SelectStmt");
    const Node target = select["targetList"].at(0).as("ResTarget");
    // a FROM, a second value or a name would be something else than an expression
    if (statements.count() != 1 || select["targetList"].count() != 1 || select["fromClause"] || select["whereClause"]
        || select["sortClause"] || select["larg"] || target["name"] || !target)
        return {};
    return ComparableWriter(text).comparable(target["val"]);
}

} // namespace

QString comparableExpression(const QString& sql)
{
    constexpr qsizetype most = 4096;
    thread_local QHash<QString, QString> known;
    const auto found = known.constFind(sql);
    if (found != known.cend())
        return *found;
    if (known.size() >= most)
        known.clear();
    return known.insert(sql, computedExpression(sql)).value();
}

QString comparableQuery(const QString& sql, bool withOutputs)
{
    const QByteArray text = sql.toUtf8();
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(text));
    const Node statements = tree.root()["stmts"];
    if (statements.count() != 1)
        return {};
    ComparableWriter writer(text);
    QSet<QString> relations;
    for (const Node& name : tree.all("relname")) {
        writer.keepsTables |= relations.contains(name.text());
        relations.insert(name.text());
    }
    writer.withOutputs = withOutputs;
    return writer.comparable(statements.at(0)["stmt"]);
}

QString comparableDefinition(const QString& sql)
{
    const QByteArray text = sql.toUtf8();
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(text));
    const Node statements = tree.root()["stmts"];
    ComparableWriter writer(text);
    writer.keepsTables = true; // OLD and NEW
    return statements.count() == 1 ? writer.comparable(statements.at(0)["stmt"]) : QString();
}

bool selectsEverything(const QString& sql)
{
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(sql.toUtf8()));
    return !tree.all("A_Star").empty();
}

} // namespace espalier::dialects::postgresql
