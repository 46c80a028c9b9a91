#include "dialects/sql/catalogue_select.h"

namespace espalier::dialects::sql {

namespace {

using Test = CatalogueCondition::Test;
using CatalogueKind = CatalogueValue::Kind;

class Reader {
public:
    Reader(Cursor& at, const LexRules& rules, const CatalogueRelation& catalogueRelation)
        : m_at(at)
        , m_rules(rules)
        , m_relation(catalogueRelation)
    { }

    bool read();
    CatalogueQuery query;

private:
    bool readExists();
    bool readBody();
    bool readOutputs();
    bool readSource();
    bool readCondition();
    bool readTail();
    std::optional<CatalogueColumn> column();
    std::optional<CatalogueValue> value();
    bool readValues(std::vector<CatalogueValue>& values);

    Cursor& m_at;
    const LexRules& m_rules;
    const CatalogueRelation& m_relation;
    QString m_alias;
};

bool Reader::read()
{
    if (!m_at.take("SELECT"))
        return false;
    if (m_at.isAnyOf({ "EXISTS", "NOT" }))
        return readExists();
    return readBody() && m_at.atEnd();
}

bool Reader::readExists()
{
    query.answer = m_at.take("NOT") ? CatalogueQuery::Answer::NotExists : CatalogueQuery::Answer::Exists;
    const auto answer = query.answer;
    if (!m_at.take("EXISTS") || !m_at.takeSymbol('(') || !m_at.take("SELECT") || !readBody() || !m_at.takeSymbol(')')
        || query.answer == CatalogueQuery::Answer::Count || query.limit == 0)
        return false;
    query.answer = answer;
    query.outputs.clear();
    if (m_at.take("AS"))
        m_at.takeName();
    return m_at.atEnd();
}

bool Reader::readBody()
{
    query.isDistinct = m_at.take("DISTINCT");
    if (!readOutputs() || !m_at.take("FROM") || !readSource())
        return false;
    if (m_at.take("WHERE")) {
        do {
            if (!readCondition())
                return false;
        } while (m_at.take("AND"));
    }
    return readTail();
}

bool Reader::readOutputs()
{
    if (m_at.is("COUNT") && m_at.isSymbol('(', 1)) {
        m_at.take("COUNT");
        const QString counted = m_at.takeParenthesized();
        query.answer = CatalogueQuery::Answer::Count;
        if (m_at.take("AS"))
            m_at.takeName();
        return counted == QLatin1String("*") || counted == QLatin1String("1");
    }
    do {
        CatalogueOutput output;
        if (m_at.takeSymbol('*')) {
            output.column = CatalogueColumn{ 0, QStringLiteral("*") };
            output.name = QStringLiteral("*");
        } else if (const auto constant = value()) {
            output.constant = output.name = constant->text;
        } else if (const auto named = column()) {
            output.column = named;
            output.name = named->name;
        } else {
            return false;
        }
        if (m_at.take("AS"))
            output.name = m_at.takeName();
        query.outputs.push_back(std::move(output));
    } while (m_at.takeSymbol(','));
    return true;
}

bool Reader::readSource()
{
    const schema::ObjectName name = m_at.takeObject();
    const QString relation = m_relation(name);
    if (relation.isEmpty())
        return false;
    query.relations = QStringList{ relation };
    if (m_at.takeSymbol('(')) { // pragma_table_info('t')
        const auto argument = value();
        if (!argument || !m_at.takeSymbol(')'))
            return false;
        query.conditions.push_back({ { 0, QStringLiteral("arg") }, Test::AnyOf, { *argument } });
    }
    m_alias = name.name;
    m_at.take("AS");
    if (!m_at.isAnyOf({ "WHERE", "ORDER", "LIMIT" }) && m_at.isKind(Token::Kind::Word))
        m_alias = m_at.takeName();
    return true;
}

std::optional<CatalogueColumn> Reader::column()
{
    const schema::ObjectName name = m_at.takeObject();
    const bool isKnown = name.schema.isEmpty() || m_alias.isEmpty() || name.schema == m_alias;
    if (name.name.isEmpty() || !isKnown || m_at.isSymbol('('))
        return {};
    return CatalogueColumn{ 0, name.name.toLower() };
}

std::optional<CatalogueValue> Reader::value()
{
    if (m_at.isKind(Token::Kind::String)) {
        const QString text = m_at.text().stringValue(m_at.position(), m_rules);
        m_at.takeToken();
        return CatalogueValue{ CatalogueKind::Text, text };
    }
    if (m_at.isKind(Token::Kind::Number))
        return CatalogueValue{ CatalogueKind::Number, m_at.takeToken() };
    if (m_at.isKind(Token::Kind::Bind))
        return CatalogueValue{ CatalogueKind::Bind, m_at.takeToken().mid(1) };
    if (m_at.isAnyOf({ "DATABASE", "SCHEMA" }) && m_at.isSymbol('(', 1) && m_at.isSymbol(')', 2)) {
        m_at.moveTo(m_at.position() + 3);
        return CatalogueValue{ CatalogueKind::CurrentSchema, {} };
    }
    return {};
}

bool Reader::readValues(std::vector<CatalogueValue>& values)
{
    if (!m_at.takeSymbol('('))
        return false;
    do {
        const auto one = value();
        if (!one)
            return false;
        values.push_back(*one);
    } while (m_at.takeSymbol(','));
    return m_at.takeSymbol(')');
}

bool Reader::readCondition()
{
    const auto named = column();
    if (!named)
        return false;
    CatalogueCondition condition{ *named, Test::AnyOf, {} };
    const bool isNot = m_at.take("NOT");
    if (m_at.take("IN")) {
        condition.test = isNot ? Test::NoneOf : Test::AnyOf;
        if (!readValues(condition.values))
            return false;
    } else {
        if (m_at.take("LIKE"))
            condition.test = isNot ? Test::NotLike : Test::Like;
        else if (m_at.takeSymbol('=') && !isNot)
            m_at.takeSymbol('='); // SQLite's ==
        else if ((m_at.takeSymbol('!') && m_at.takeSymbol('=')) || (m_at.takeSymbol('<') && m_at.takeSymbol('>')))
            condition.test = Test::NoneOf;
        else
            return false;
        const auto one = value();
        if (!one)
            return false;
        condition.values = { *one };
    }
    query.conditions.push_back(std::move(condition));
    return true;
}

bool Reader::readTail()
{
    if (m_at.takeAll({ "ORDER", "BY" })) {
        do {
            const auto named = column();
            if (!named || m_at.is("DESC"))
                return false;
            query.orderBy.push_back(*named);
            m_at.take("ASC");
        } while (m_at.takeSymbol(','));
    }
    if (m_at.take("LIMIT")) {
        bool ok = false;
        query.limit = m_at.takeToken().toLongLong(&ok);
        return ok;
    }
    return true;
}

} // namespace

std::optional<CatalogueQuery> catalogueSelect(
    Cursor at, const LexRules& rules, const CatalogueRelation& catalogueRelation)
{
    Reader reader(at, rules, catalogueRelation);
    if (!reader.read())
        return {};
    return std::move(reader.query);
}

} // namespace espalier::dialects::sql
