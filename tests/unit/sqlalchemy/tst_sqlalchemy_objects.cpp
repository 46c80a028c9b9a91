#include "world.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// What the interpreter's SQLAlchemy makes of Python source is what SQLAlchemy does, recorded by record.py beside this
// file.

using namespace espalier;
using namespace espalier::test;

namespace {

QString key(const char* name) { return QString::fromLatin1(name); }

QJsonObject recorded()
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/sqlalchemy/cases.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString text(const core::Result<QString>& sql) { return sql ? *sql : QLatin1String("! ") + sql.error().detail; }

schema::Table tableNamed(const schema::ObjectName& name)
{
    schema::Table table;
    table.name = name;
    return table;
}

QString statements(Run& run, const operations::Executable& executable, const dialects::Ddl& ddl)
{
    if (const auto* statement = std::get_if<schema::Statement>(&executable.what))
        return joined(ddl.execute(*statement));
    QStringList all;
    dialects::DdlMemo memo;
    Q_UNUSED(run)
    for (const schema::Change& change : std::get<schema::Changes>(executable.what)) {
        if (const auto* table = std::get_if<schema::CreateTable>(&change))
            all.append(joined(ddl.createTable(table->table, table->ifNotExists, memo)));
        else if (const auto* dropped = std::get_if<schema::DropTable>(&change))
            all.append(joined(ddl.dropTable(tableNamed(dropped->table), dropped->ifExists, memo)));
        else if (const auto* sequence = std::get_if<schema::CreateSequence>(&change))
            all.append(joined(
                ddl.createSequence(sequence->sequence.name, sequence->sequence.options, {}, sequence->ifNotExists)));
        else if (const auto* gone = std::get_if<schema::DropSequence>(&change))
            all.append(joined(ddl.dropSequence(gone->name, gone->ifExists)));
        else if (const auto* made = std::get_if<schema::CreateSchema>(&change))
            all.append(joined(ddl.createSchema(made->name, made->ifNotExists)));
        else if (const auto* lost = std::get_if<schema::DropSchema>(&change))
            all.append(joined(ddl.dropSchema(lost->name, lost->ifExists, lost->cascade)));
    }
    return all.join(QStringLiteral(";\n"));
}

QString rendered(Run& run, const QString& kind)
{
    Interpreter& interpreter = run.interpreter;
    const dialects::Ddl& ddl = run.world.dialect().ddl();
    const Value result = run.result();
    if (kind == key("type")) {
        const auto type = operations::asType(interpreter, run.world, result);
        return type.doubt ? doubtText(type.doubt) : text(ddl.type(type.value));
    }
    if (kind == key("expression")) {
        const auto expression = operations::asExpression(interpreter, run.world, result, operations::TextSense::Value);
        return expression.doubt ? doubtText(expression.doubt) : text(ddl.expression(expression.value));
    }
    if (kind == key("table")) {
        const auto table = operations::asTable(interpreter, run.world, result);
        const Value metadata = interpreter.attribute(
            interpreter.findAttribute(result, key("__table__")).value_or(result), key("metadata"));
        const auto convention = operations::asNamingConvention(interpreter, metadata);
        dialects::DdlMemo memo;
        return table.doubt ? doubtText(table.doubt)
                           : joined(ddl.createTable(schema::declared(table.value, convention.value), false, memo));
    }
    const auto executable = operations::asExecutable(interpreter, run.world, result);
    if (!executable)
        return key("! ObjectNotExecutableError");
    return executable->doubt ? doubtText(executable->doubt) : statements(run, executable->value, ddl);
}

/// Refusals are compared by their being refusals: the words are those of the compilers, tested with them.
QString comparable(const QString& text) { return text.startsWith(key("! ")) ? key("!") : text.trimmed(); }

} // namespace

class TestSqlalchemyObjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesWhatSqlalchemyMakes_data();
    void makesWhatSqlalchemyMakes();
};

void TestSqlalchemyObjects::makesWhatSqlalchemyMakes_data()
{
    QTest::addColumn<QString>("dialect");
    for (const char* dialect : { "postgresql", "sqlite", "mysql" })
        QTest::addRow("%s", dialect) << key(dialect);
}

void TestSqlalchemyObjects::makesWhatSqlalchemyMakes()
{
    QFETCH(QString, dialect);
    const QJsonObject data = recorded();
    const QString preamble = data.value(key("preamble")).toString();
    const QJsonArray cases = data.value(key("cases")).toArray();
    QVERIFY(cases.size() > 200);
    QStringList wrong;
    for (const QJsonValue value : cases) {
        const QJsonObject one = value.toObject();
        Run run(preamble + one.value(key("source")).toString(), dialect);
        const QString got = converted(run, [&] { return rendered(run, one.value(key("kind")).toString()); });
        const QString wanted = one.value(key("golden")).toObject().value(dialect).toString();
        if (comparable(got) != comparable(wanted))
            wrong.append(QStringLiteral("%1\n  wanted: %2\n  got:    %3")
                             .arg(one.value(key("name")).toString(), wanted.trimmed(), got.trimmed()));
    }
    for (const QString& one : wrong) // Qt Test cuts long messages
        qWarning().noquote() << one;
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 of %2").arg(wrong.size()).arg(cases.size())));
}

QTEST_GUILESS_MAIN(TestSqlalchemyObjects)
#include "tst_sqlalchemy_objects.moc"
