#include "authoring/script_template.h"

#include <QTest>
#include <QTimeZone>

using namespace espalier;
using authoring::TemplateValues;

namespace {

TemplateValues values()
{
    TemplateValues all;
    all.upRevision = QStringLiteral("ae10");
    all.downRevision = { QStringLiteral("4b96") };
    all.createDate = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6));
    all.message = QStringLiteral("add 'books'");
    all.imports = QStringLiteral("import pgvector");
    all.upgrades = QStringLiteral("op.drop_table('a')\n    op.drop_table('b')");
    return all;
}

QString rendered(const char* text, const TemplateValues& all = values())
{
    const auto result = authoring::renderTemplate(QString::fromUtf8(text), QStringLiteral("/p/script.py.mako"), all);
    if (result)
        return *result;
    const core::Error& error = result.error();
    return QStringLiteral("%1:%2").arg(core::codeName(error.code)).arg(error.location ? error.location->line : -1);
}

} // namespace

class TestScriptTemplate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void alembicsOwn();
    void syntax_data();
    void syntax();
    void mergeAndBase();
    void dateWithItsZone();
    void whatIsNotUnderstoodIsRefusedWithItsLine_data();
    void whatIsNotUnderstoodIsRefusedWithItsLine();
    void patterns();
};

void TestScriptTemplate::alembicsOwn()
{
    QCOMPARE(rendered("\"\"\"${message}\n"
                      "\n"
                      "Revision ID: ${up_revision}\n"
                      "Revises: ${down_revision | comma,n}\n"
                      "Create Date: ${create_date}\n"
                      "\n"
                      "\"\"\"\n"
                      "from alembic import op\n"
                      "import sqlalchemy as sa\n"
                      "${imports if imports else \"\"}\n"
                      "\n"
                      "# revision identifiers, used by Alembic.\n"
                      "revision = ${repr(up_revision)}\n"
                      "down_revision = ${repr(down_revision)}\n"
                      "branch_labels = ${repr(branch_labels)}\n"
                      "\n"
                      "\n"
                      "def upgrade() -> None:\n"
                      "    ${upgrades if upgrades else \"pass\"}\n"
                      "\n"
                      "\n"
                      "def downgrade() -> None:\n"
                      "    ${downgrades if downgrades else \"pass\"}\n"),
        QStringLiteral("\"\"\"add 'books'\n"
                       "\n"
                       "Revision ID: ae10\n"
                       "Revises: 4b96\n"
                       "Create Date: 2026-01-02 03:04:05.006000\n"
                       "\n"
                       "\"\"\"\n"
                       "from alembic import op\n"
                       "import sqlalchemy as sa\n"
                       "import pgvector\n"
                       "\n"
                       "# revision identifiers, used by Alembic.\n"
                       "revision = 'ae10'\n"
                       "down_revision = '4b96'\n"
                       "branch_labels = None\n"
                       "\n"
                       "\n"
                       "def upgrade() -> None:\n"
                       "    op.drop_table('a')\n"
                       "    op.drop_table('b')\n"
                       "\n"
                       "\n"
                       "def downgrade() -> None:\n"
                       "    pass\n"));
}

void TestScriptTemplate::syntax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result");
    const auto row = [](const char* name, const char* text, const char* result) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(result);
    };
    row("if", "% if not down_revision:\nbase\n% else:\nchild\n% endif\nend", "child\nend");
    row("for", "% for one in upgrades.split('\\n'):\n  * ${one.strip()}\n% endfor\n",
        "  * op.drop_table('a')\n  * op.drop_table('b')\n");
    row("comment", "a\n## of the template\nb", "a\nb");
    row("comment at the end of a line", "a ## b", "a ## b");
    row("doc", "a<%doc> not ${this} </%doc>b", "ab");
    row("line that goes on", "${imports}\\\n, x", "import pgvector, x");
    row("two percents", "%% a\n50% of\n", "% a\n50% of\n");
    row("braces and strings", "${ {'}': '|'}['}'] }", "|");
    row("filter", "${message | trim}", "add 'books'");
    row("date", "# ${create_date.year} ${create_date.strftime('%Y-%m-%d')}", "# 2026 2026-01-02");
    row("code", "<% import re\n   first = re.sub(\"[^a-z]+\", '-', message) %>${first}", "add-books-");
    row("own lines of imports", "${('\\n' + imports) if imports else ''}", "\nimport pgvector");
    row("no values", "", "");
}

void TestScriptTemplate::syntax()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, result);
    QCOMPARE(rendered(text.constData()), result);
}

void TestScriptTemplate::mergeAndBase()
{
    TemplateValues all = values();
    const char* text = "${down_revision | comma,n} ${repr(down_revision)} ${down_revision}";
    QCOMPARE(rendered(text, all), QStringLiteral("4b96 '4b96' 4b96"));
    all.downRevision = { QStringLiteral("a"), QStringLiteral("b") };
    QCOMPARE(rendered(text, all), QStringLiteral("a, b ('a', 'b') ('a', 'b')"));
    all.downRevision = {};
    QCOMPARE(rendered(text, all), QStringLiteral(" None None"));
}

void TestScriptTemplate::dateWithItsZone()
{
    TemplateValues all = values();
    all.createDate = QDateTime(QDate(2026, 7, 1), QTime(12, 0), QTimeZone("Europe/Berlin"));
    QCOMPARE(rendered("${create_date}", all), QStringLiteral("2026-07-01 12:00:00+02:00"));
}

void TestScriptTemplate::whatIsNotUnderstoodIsRefusedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("def") << QByteArray("a\n<%def name=\"x()\">\n</%def>") << 2;
    QTest::newRow("inherit") << QByteArray("<%inherit file=\"base.mako\"/>") << 1;
    QTest::newRow("unknown name") << QByteArray("a\nb\n${config.get_main_option('x')}") << 3;
    QTest::newRow("other package") << QByteArray("<% from plugins import current %>\n\n${current.name}") << 3;
    QTest::newRow("no end") << QByteArray("a\n${x") << 2;
    QTest::newRow("if without end") << QByteArray("% if message:\nx\n") << 3;
    QTest::newRow("end without if") << QByteArray("x\n% endif\n") << 2;
    QTest::newRow("while") << QByteArray("% while True:\nx\n% endwhile\n") << 1;
    QTest::newRow("raises") << QByteArray("a\n${1 // 0}") << 2;
}

void TestScriptTemplate::whatIsNotUnderstoodIsRefusedWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QCOMPARE(rendered(text.constData()), QStringLiteral("unsupported:%1").arg(line));
}

void TestScriptTemplate::patterns()
{
    const QMap<QString, QString> texts{ { QStringLiteral("rev"), QStringLiteral("ae10") },
        { QStringLiteral("slug"), QStringLiteral("add_books") } };
    const QMap<QString, qint64> numbers{ { QStringLiteral("year"), 2026 }, { QStringLiteral("month"), 3 } };
    const auto made = [&](const char* pattern) {
        return authoring::formatPattern(QString::fromLatin1(pattern), texts, numbers).value_or(QStringLiteral("-"));
    };
    QCOMPARE(made("%(rev)s_%(slug)s"), QStringLiteral("ae10_add_books"));
    QCOMPARE(made("%(year)d/%(month).2d-%(rev)s"), QStringLiteral("2026/03-ae10"));
    QCOMPARE(made("%(other)s"), QStringLiteral("-"));
}

QTEST_GUILESS_MAIN(TestScriptTemplate)
#include "tst_script_template.moc"
