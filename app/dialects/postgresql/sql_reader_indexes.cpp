#include "dialects/postgresql/sql_reading.h"

#include "dialects/sql/database_text.h"

// Indexes, and the pieces of text that their expressions are.

namespace espalier::dialects::postgresql {

using schema::Expression;
using schema::Operator;
using sql::StatementText;

namespace {

int firstParenthesis(const StatementText& text, int token)
{
    while (token < text.size() && !text.isSymbol(token, '('))
        ++token;
    return token;
}

Expression ordered(Expression element, const Node& indexElem)
{
    if (indexElem["ordering"].is("SORTBY_DESC"))
        element = Expression::unary(Operator::Desc, std::move(element));
    else if (indexElem["ordering"].is("SORTBY_ASC"))
        element = Expression::unary(Operator::Asc, std::move(element));
    if (indexElem["nulls_ordering"].is("SORTBY_NULLS_FIRST"))
        element = Expression::unary(Operator::NullsFirst, std::move(element));
    else if (indexElem["nulls_ordering"].is("SORTBY_NULLS_LAST"))
        element = Expression::unary(Operator::NullsLast, std::move(element));
    return element;
}

void readIndexOptions(QVariantMap& options, const Node& statement, const StatementText& text, int close)
{
    if (const QStringList include =
            [&] {
                QStringList names;
                for (const Node item : statement["indexIncludingParams"])
                    names.append(item.as("IndexElem")["name"].text());
                return names;
            }();
        !include.isEmpty())
        options.insert(QStringLiteral("postgresql_include"), include);
    if (const Node parameters = statement["options"])
        options.insert(QStringLiteral("postgresql_with"), storageParameters(parameters, text));
    if (const QString space = statement["tableSpace"].text(); !space.isEmpty())
        options.insert(QStringLiteral("postgresql_tablespace"), space);
    if (statement["nulls_not_distinct"].isTrue())
        options.insert(QStringLiteral("postgresql_nulls_not_distinct"), true);
    if (statement["concurrent"].isTrue())
        options.insert(QStringLiteral("postgresql_concurrently"), true);
    if (statement["whereClause"]) {
        const int where = text.find(close + 1, [&](int i) { return text.is(i, "WHERE"); });
        options.insert(QStringLiteral("postgresql_where"),
            QVariant::fromValue(sql::databaseText(text.text(where + 1, text.size()))));
    }
}

} // namespace

QString inParentheses(const StatementText& text, int token)
{
    const int open = firstParenthesis(text, token);
    return text.text(open + 1, text.closing(open));
}

std::vector<std::pair<int, int>> elementsIn(const StatementText& text, int token)
{
    std::vector<std::pair<int, int>> elements;
    int from = firstParenthesis(text, token) + 1;
    while (from < text.size()) {
        const int to = text.find(from, [&](int i) { return text.isSymbol(i, ','); });
        elements.emplace_back(from, to);
        if (!text.isSymbol(to, ','))
            break;
        from = to + 1;
    }
    return elements;
}

Expression indexElement(
    const Node& indexElem, const StatementText& text, std::pair<int, int> tokens, QVariantMap& classes)
{
    const QString name = indexElem["name"].text();
    const int end = name.isEmpty() ? text.closing(firstParenthesis(text, tokens.first)) + 1 : tokens.first + 1;
    const QString written = name.isEmpty() ? text.text(tokens.first, end) : name;
    Expression element = name.isEmpty() ? sql::databaseText(written) : Expression::column(name);
    if (const QStringList collation = stringsOf(indexElem["collation"]); !collation.isEmpty())
        element = Expression::collate(std::move(element), collation.last());
    if (const QStringList opclass = stringsOf(indexElem["opclass"]); !opclass.isEmpty()) {
        const int options = firstParenthesis(text, end);
        classes.insert(written,
            opclass.join(u'.')
                + (indexElem["opclassopts"] ? text.text(options, text.closing(options) + 1) : QString()));
    }
    return ordered(std::move(element), indexElem);
}

void readCreateIndex(Reading& reading, const Node& statement)
{
    const StatementText& text = reading.text;
    schema::CreateIndex change;
    change.table = relationName(statement["relation"]);
    change.ifNotExists = statement["if_not_exists"].isTrue();
    change.index.name.text = statement["idxname"].text();
    change.index.isUnique = statement["unique"].isTrue();

    const int open = firstParenthesis(text, text.tokenAt(statement["relation"]["location"].number()));
    if (text.is(open - 2, "USING"))
        change.index.options.insert(QStringLiteral("postgresql_using"), statement["accessMethod"].text());
    const auto elements = elementsIn(text, open);
    QVariantMap classes;
    size_t next = 0;
    for (const Node item : statement["indexParams"])
        if (next < elements.size())
            change.index.elements.push_back(indexElement(item.as("IndexElem"), text, elements[next++], classes));
    if (!classes.isEmpty())
        change.index.options.insert(QStringLiteral("postgresql_ops"), classes);
    readIndexOptions(change.index.options, statement, text, text.closing(open));
    reading.add(std::move(change));
}

} // namespace espalier::dialects::postgresql
