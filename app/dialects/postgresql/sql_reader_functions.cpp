#include "dialects/postgresql/functions.h"
#include "dialects/postgresql/sql_reader.h"
#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

// What the functions do that a SELECT calls.

namespace espalier::dialects::postgresql {

namespace {

/// The name in a string argument: 'public.t', '"T"', 't'::regclass.
schema::ObjectName namedBy(Node argument)
{
    while (const Node cast = argument.as("TypeCast"))
        argument = cast["arg"];
    const QString written = argument.as("A_Const")["sval"]["sval"].text();
    sql::StatementText name;
    name.bytes = written.toUtf8();
    name.tokens = sql::tokenize(name.bytes, lexRules()).tokens;
    QStringList parts;
    for (int i = 0; i < name.size(); i += 2)
        parts.append(name.token(i)->kind == sql::Token::Kind::Word ? name.text(i).toLower() : name.name(i));
    return nameOf(parts);
}

void readCall(Reading& reading, const Node& call)
{
    const QStringList name = stringsOf(call["funcname"]);
    if (name.isEmpty())
        return;
    const QString last = name.last().toLower();
    const bool readsRows = !reading.result.tables.empty();
    switch (effectOf(last)) {
    case FunctionEffect::None:
        return;
    case FunctionEffect::Rows:
        return reading.add(schema::TouchRows{ QStringLiteral("select"), {} });
    case FunctionEffect::Session:
        return reading.session(QStringLiteral("SELECT ") + last.toUpper());
    case FunctionEffect::Table:
        return reading.other(QStringLiteral("table"), namedBy(call["args"].at(0)));
    case FunctionEffect::Unknown:
        // over rows of a table it computes something, most likely; alone it is called for what it does
        if (readsRows)
            return reading.add(schema::TouchRows{ QStringLiteral("select"), {} });
        return reading.unknown(QT_TRANSLATE_NOOP("Messages", "it calls %1, which may do anything"),
            { name.join(u'.') + QLatin1String("()") });
    }
}

/// Whether what stands before a parenthesis is a function that is not known: up to `last`, the end of its name.
bool isUnknownCall(const sql::StatementText& text, int last)
{
    // reserved words and names of types, which no function without quotes can have
    static const core::WordSet grammar
        = sql::wordSet("and as bit char check decimal exists from in interval not null on or references time timestamp "
                       "unique using values varchar where with");
    int first = last;
    while (text.isSymbol(first - 1, '.'))
        first -= 2;
    if (text.isSymbol(first - 1, ')')) // (a) INCLUDE (b)
        return false;
    for (const char* const before : { "REFERENCES", "ON", "TABLE", "EXISTS", "INTO", "PRIMARY", "FOREIGN", "AS" })
        if (text.is(first - 1, before)) // IF NOT EXISTS t (, PRIMARY KEY (, AS IDENTITY (
            return false;
    const QString name = text.name(last).toLower();
    const bool isQuoted = text.token(last)->kind == sql::Token::Kind::QuotedName;
    return isQuoted || (effectOf(name) == FunctionEffect::Unknown && (first != last || !grammar.contains(name)));
}

} // namespace

bool PostgresqlReader::mayCallUnknown(const QString& definition) const
{
    if (!definition.contains(u'('))
        return false;
    sql::StatementText text;
    text.bytes = definition.toUtf8();
    sql::Tokens found = sql::tokenize(text.bytes, lexRules());
    text.tokens = std::move(found.tokens);
    bool mayCall = found.isUnclosed;
    for (int i = 1; i < text.size() && !mayCall; ++i)
        mayCall = text.isSymbol(i, '(') && text.token(i - 1)->isName() && isUnknownCall(text, i - 1);
    return mayCall;
}

bool readFunctionCalls(Reading& reading)
{
    const size_t before = reading.result.changes.size();
    for (const Node& call : reading.tree.all("FuncCall"))
        readCall(reading, call);
    return reading.result.changes.size() == before;
}

} // namespace espalier::dialects::postgresql
