#include "python/source.h"
#include "python/string_literal.h"

#include <QTest>

using namespace espalier::python;

class TestSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesAreDecodedAsPythonDoes_data();
    void bytesAreDecodedAsPythonDoes();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
    void literalsGiveTheirValue_data();
    void literalsGiveTheirValue();
    void literalsThatAreNoneGiveNothing_data();
    void literalsThatAreNoneGiveNothing();
};

void TestSource::bytesAreDecodedAsPythonDoes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("utf-8") << QByteArray("x = 'ä'\n") << QByteArray("x = 'ä'\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx = 1\n") << QByteArray("x = 1\n");
    QTest::newRow("carriage returns") << QByteArray("a\r\nb\rc\n") << QByteArray("a\nb\nc\n");
    QTest::newRow("latin-1") << QByteArray("# -*- coding: latin-1 -*-\nx = '\xe4'\n")
                             << QByteArray("# -*- coding: latin-1 -*-\nx = 'ä'\n");
    QTest::newRow("second line") << QByteArray("#!/usr/bin/python\n# vim: set fileencoding=iso8859_15 :\nx = '\xa4'\n")
                                 << QByteArray("#!/usr/bin/python\n# vim: set fileencoding=iso8859_15 :\nx = '€'\n");
    QTest::newRow("cp1251") << QByteArray("#coding=cp1251\n# \xcf\n") << QByteArray("#coding=cp1251\n# П\n");
    QTest::newRow("coding on line three is a comment")
        << QByteArray("\n\n# coding: latin-1\n# ä\n") << QByteArray("\n\n# coding: latin-1\n# ä\n");
    QTest::newRow("coding below code is a comment")
        << QByteArray("x = 1\n# coding: latin-1\n# ä\n") << QByteArray("x = 1\n# coding: latin-1\n# ä\n");
}

void TestSource::bytesAreDecodedAsPythonDoes()
{
    QFETCH(QByteArray, bytes);
    const Source source = decodeSource(bytes);
    QVERIFY(!source.fault);
    QTEST(source.text, "text");
}

void TestSource::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::newRow("invalid utf-8") << QByteArray("a\nb = '\xff'\n") << 2;
    QTest::newRow("null byte") << QByteArray("a\n\nb\0c\n", 7) << 3;
    QTest::newRow("unknown coding") << QByteArray("#!\n# coding: klingon-8\n") << 2;
    QTest::newRow("byte order mark and another coding") << QByteArray("\xef\xbb\xbf# coding: latin-1\n") << 1;
    QTest::newRow("not in its coding") << QByteArray("# coding: euc-jp\n\nx = '\xff\xff'\n") << 3;
}

void TestSource::faultsNameTheirLine()
{
    QFETCH(QByteArray, bytes);
    const Source source = decodeSource(bytes);
    QVERIFY(source.fault.has_value());
    QTEST(source.fault->line, "line");
    QVERIFY(QString::fromUtf8(source.text).toUtf8() == source.text); // what is handed on is always UTF-8
}

void TestSource::literalsGiveTheirValue_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("value");
    QTest::newRow("single") << QByteArray("'a'") << "a";
    QTest::newRow("triple") << QByteArray("\"\"\"a\n'\"b\"\"\"") << "a\n'\"b";
    QTest::newRow("empty") << QByteArray("''") << "";
    QTest::newRow("escapes") << QByteArray(R"('\n\t\\\'\"\x41\u00e4\U0001F600\101\0')")
                             << QString(QStringLiteral("\n\t\\'\"A\u00e4\U0001F600A") + QChar(0));
    QTest::newRow("unknown escape") << QByteArray(R"('\d\ä')") << "\\d\\ä";
    QTest::newRow("continued") << QByteArray("'a\\\nb'") << "ab";
    QTest::newRow("raw") << QByteArray(R"(r'\n\'')") << "\\n\\'";
    QTest::newRow("unicode") << QByteArray("u'a'") << "a";
    QTest::newRow("bytes") << QByteArray(R"(b'\xe4')") << "ä";
    QTest::newRow("raw bytes") << QByteArray(R"(Rb'\x')") << "\\x";
}

void TestSource::literalsGiveTheirValue()
{
    QFETCH(QByteArray, literal);
    const auto value = stringValue(literal);
    QVERIFY(value.has_value());
    QTEST(*value, "value");
}

void TestSource::literalsThatAreNoneGiveNothing_data()
{
    QTest::addColumn<QByteArray>("literal");
    for (const char* literal :
        { "a", "", "f'a'", "ur'a'", "bf'a'", "rr'a'", "'", "'''a'", R"('\x4')", R"('\N{DASH}')", R"('\U00110000')" })
        QTest::newRow(literal) << QByteArray(literal);
}

void TestSource::literalsThatAreNoneGiveNothing()
{
    QFETCH(QByteArray, literal);
    QVERIFY(!stringValue(literal));
}

QTEST_GUILESS_MAIN(TestSource)
#include "tst_source.moc"
