#include "dialects/postgresql/comparable_writer.h"

#include "dialects/postgresql/literal_marks.h"
#include "dialects/postgresql/literal_value.h"

#include <QHash>
#include <QRegularExpression>

namespace espalier::dialects::postgresql {

namespace {

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

} // namespace

QString ComparableWriter::write(const Node& node, const QString& type)
{
    m_type = type;
    if (m_depth > deepestComparable) {
        m_isTooDeep = true;
        return {};
    }
    ++m_depth;
    const QString text = written(node);
    --m_depth;
    return text;
}

QString ComparableWriter::comparable(const Node& node)
{
    const QString text = write(node, place.type);
    return m_isTooDeep ? QString() : text;
}

QString ComparableWriter::written(const Node& node)
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

QString ComparableWriter::generic(const QString& kind, const Node& inner, const QSet<QByteArrayView>& without)
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

QString ComparableWriter::ofKind(std::string_view kind, const Node& inner)
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
        { "CreateTrigStmt", &ComparableWriter::trigger }, { "A_ArrayExpr", &ComparableWriter::array } };
    const QByteArrayView key(kind.data(), static_cast<qsizetype>(kind.size()));
    const Writer writer = writers.value(key);
    return writer ? (this->*writer)(inner) : generic(QString::fromLatin1(key), inner);
}

QString ComparableWriter::cast(const Node& inner)
{
    const Node name = inner["typeName"];
    const QString type = lastOf(name["names"]) + (name["arrayBounds"] ? QStringLiteral("[]") : QString());
    if (type == QLatin1String("jsonpath"))
        return jsonPath(inner["arg"]);
    const LiteralKind kind = literalKind(type);
    const bool isSaid = kind != LiteralKind::Unknown && (kind != LiteralKind::Verbatim || isWhole());
    return write(inner["arg"], isSaid ? type : m_type);
}

QString ComparableWriter::array(const Node& inner)
{
    const QString type = m_type.endsWith(QLatin1String("[]")) ? m_type.chopped(2) : QString();
    QStringList items;
    for (const Node item : inner["elements"])
        items.append(write(item, type));
    return QLatin1String("array[") + items.join(QLatin1Char(',')) + QLatin1Char(']');
}

QString ComparableWriter::columnType(const Node& node)
{
    const Node column = beneathCasts(node).as("ColumnRef");
    if (!column || !place.typeOfColumn || column["fields"].last().kind() == "A_Star")
        return {};
    const QString name = stringsOf(column["fields"]).value(column["fields"].count() - 1);
    if (!m_asked.contains(name))
        m_asked.append(name);
    return place.typeOfColumn(name);
}

QString ComparableWriter::literal(const QString& text)
{
    if (m_type.isEmpty())
        return literalText(literalValue(text));
    const LiteralKind kind = literalKind(m_type);
    const LiteralValue value = literalValue(text, m_type);
    const QString written = kind == LiteralKind::Truth && value.isSettled ? value.text : literalText(value.text);
    if (!place.marksLiterals || kind == LiteralKind::Verbatim)
        return written;
    return !value.isSettled ? openMark + written : kind == LiteralKind::Other ? typedMark + written : written;
}

QString ComparableWriter::jsonPath(const Node& node)
{
    const Node text = beneathCasts(node).as("A_Const")["sval"];
    return text ? literalText(comparablePath(text["sval"].text())) : write(node);
}

QString ComparableWriter::numberText(const Node& inner) const
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

QString ComparableWriter::constant(const Node& inner)
{
    if (inner["isnull"].isTrue())
        return QStringLiteral("null");
    if (const Node boolean = inner["boolval"])
        return boolean["boolval"].isTrue() ? QStringLiteral("true") : QStringLiteral("false");
    if (const Node text = inner["sval"])
        return literal(text["sval"].text());
    if (const Node number = inner["fval"])
        return literal(number["fval"].text());
    if (const Node number = inner["ival"])
        return literal(number["ival"] ? number["ival"].text() : numberText(inner));
    if (const Node bits = inner["bsval"])
        return literalText(bits["bsval"].text().startsWith(QLatin1Char('b'))
                ? bits["bsval"].text().mid(1)
                : binaryDigits(bits["bsval"].text().mid(1)));
    return generic(QStringLiteral("const"), inner);
}

QString ComparableWriter::column(const Node& inner)
{
    const Node fields = inner["fields"];
    if (fields.last().kind() == "A_Star")
        return QStringLiteral("*");
    const QStringList names = stringsOf(fields);
    return keepsTables ? names.join(QLatin1Char('.')) : names.value(names.size() - 1);
}

QString ComparableWriter::call(const Node& inner)
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

QString ComparableWriter::binary(const QString& left, const QString& op, const QString& right)
{
    return QLatin1Char('(') + left + QLatin1Char(' ') + op + QLatin1Char(' ') + right + QLatin1Char(')');
}

QString ComparableWriter::membership(const Node& left, const QString& op, const Node& list, bool isAny)
{
    const QString type = columnType(left);
    QStringList items;
    for (const Node item : list)
        items.append(write(item, type));
    return items.size() == 1 ? binary(write(left), op, items.front())
                             : binary(write(left), op + (isAny ? QLatin1String(" any") : QLatin1String(" all")),
                                 QLatin1Char('[') + items.join(QLatin1Char(',')) + QLatin1Char(']'));
}

QString ComparableWriter::comparison(const Node& left, const QString& op, const Node& right)
{
    static const QSet<QString> ofOneType{ QStringLiteral("="), QStringLiteral("<>"), QStringLiteral("<"),
        QStringLiteral(">"), QStringLiteral("<="), QStringLiteral(">="), QStringLiteral("&&"), QStringLiteral("@>"),
        QStringLiteral("<@"), QStringLiteral("<<"), QStringLiteral(">>"), QStringLiteral("<<="), QStringLiteral(">>="),
        QStringLiteral("-|-") };
    if (op == QLatin1String("@?"))
        return binary(write(left), op, jsonPath(right));
    const bool isOfOneType = ofOneType.contains(op);
    const QString ofLeft = isOfOneType ? columnType(left) : QString();
    const QString ofRight = isOfOneType ? columnType(right) : QString();
    const QString first = write(left, ofRight);
    return binary(first, op, write(right, ofLeft));
}

QString ComparableWriter::operation(const Node& inner)
{
    const QString given = m_type;
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
        return (kind.is("AEXPR_BETWEEN") ? QStringLiteral("and[") : QStringLiteral("or[")) + both.join(QLatin1Char(','))
            + QLatin1Char(']');
    }
    const bool isPlain = kind.is("AEXPR_OP") || kind.is("AEXPR_LIKE") || kind.is("AEXPR_ILIKE")
        || kind.is("AEXPR_SIMILAR"); // whose operator is "~"
    if (!isPlain)
        return generic(QStringLiteral("expr"), inner);
    if (left)
        return comparison(left, op, right);
    const QString operand = write(right, op == QLatin1String("-") ? given : QString());
    const qsizetype quote = op == QLatin1String("-") ? operand.indexOf(QLatin1Char('\'')) : -1;
    if (quote == 0 || (quote == 1 && (operand[0] == openMark || operand[0] == typedMark)))
        return QString(operand).insert(quote + 1, QLatin1Char('-'));
    return QLatin1Char('(') + op + QLatin1Char(' ') + operand + QLatin1Char(')');
}

QStringList ComparableWriter::between(const Node& inner)
{
    const bool isNegated = inner["kind"].is("AEXPR_NOT_BETWEEN");
    const Node bounds = inner["rexpr"].as("List")["items"];
    const QString value = write(inner["lexpr"]);
    const QString type = columnType(inner["lexpr"]);
    return { binary(value, isNegated ? QStringLiteral("<") : QStringLiteral(">="), write(bounds.at(0), type)),
        binary(value, isNegated ? QStringLiteral(">") : QStringLiteral("<="), write(bounds.at(1), type)) };
}

void ComparableWriter::collect(const Node& list, std::string_view op, QStringList& operands)
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

QString ComparableWriter::logic(const Node& inner)
{
    const std::string_view op = inner["boolop"].raw();
    if (op == "NOT_EXPR")
        return QLatin1String("not(") + write(inner["args"].at(0)) + QLatin1Char(')');
    QStringList operands;
    collect(inner["args"], op, operands);
    return (op == "AND_EXPR" ? QStringLiteral("and[") : QStringLiteral("or[")) + operands.join(QLatin1Char(','))
        + QLatin1Char(']');
}

QString ComparableWriter::choice(const Node& inner)
{
    const bool isNull = inner["defresult"] && write(inner["defresult"]) == QLatin1String("null");
    return generic(
        QStringLiteral("case"), inner, isNull ? QSet<QByteArrayView>{ "defresult" } : QSet<QByteArrayView>());
}

QString ComparableWriter::ownName(Node value)
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

QString ComparableWriter::output(const Node& inner)
{
    const QString name = inner["name"].text();
    const QString value = write(inner["val"]);
    return name.isEmpty() || name == ownName(inner["val"]) || name == QLatin1String("?column?")
        ? value
        : value + QLatin1String(" as ") + name;
}

QString ComparableWriter::relation(const Node& inner)
{
    const QString schemaName = inner["schemaname"].text();
    const QString alias = keepsTables ? inner["alias"]["aliasname"].text() : QString();
    return (schemaName.isEmpty() || schemaName == QLatin1String("public") ? QString() : schemaName + QLatin1Char('.'))
        + inner["relname"].text() + (alias.isEmpty() ? QString() : QLatin1Char(' ') + alias);
}

QString ComparableWriter::order(const Node& inner)
{
    return generic(QStringLiteral("by"), inner,
        inner["sortby_dir"].is("SORTBY_DEFAULT") || inner["sortby_dir"].is("SORTBY_ASC")
            ? QSet<QByteArrayView>{ "sortby_dir" }
            : QSet<QByteArrayView>());
}

QString ComparableWriter::select(const Node& inner)
{
    return generic(
        QStringLiteral("select"), inner, withOutputs ? QSet<QByteArrayView>() : QSet<QByteArrayView>{ "targetList" });
}

QString ComparableWriter::typeName(const Node& inner)
{
    QStringList names = stringsOf(inner["names"]);
    while (
        names.size() > 1 && (names.front() == QLatin1String("pg_catalog") || names.front() == QLatin1String("public")))
        names.removeFirst();
    const Node modifiers = inner["typmods"];
    return names.join(QLatin1Char('.')) + (modifiers && m_hasModifiers ? write(modifiers) : QString())
        + QStringLiteral("[]").repeated(inner["arrayBounds"].count());
}

QString ComparableWriter::function(const Node& inner)
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

QString ComparableWriter::domain(const Node& inner)
{
    QStringList constraints;
    for (const Node item : inner["constraints"])
        constraints.append(generic({}, item.as("Constraint"), { "conname", "initially_valid" }));
    constraints.sort();
    return lastOf(inner["domainname"]) + QLatin1Char(' ') + write(inner["typeName"])
        + constraints.join(QLatin1Char(' '));
}

QString ComparableWriter::trigger(const Node& inner)
{
    return lastOf(inner["funcname"]) + generic({}, inner, { "funcname", "replace" });
}

} // namespace espalier::dialects::postgresql
