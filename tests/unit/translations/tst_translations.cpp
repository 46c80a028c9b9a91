#include "core/message.h"
#include "support/temporary_folder.h"
#include "translations/translations.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

// The files translations/espalier_<language>.ts against the sources: nothing missing, nothing left over, nothing lost
// in translation. What this test asks for is written by translations/update.sh.

using namespace espalier;
using espalier::test::TemporaryFolder;

namespace {

struct Entry {
    QString source;
    QStringList translations; ///< one, or one for each plural form
    bool isPlural = false;
    bool isFinished = true;
};

using Entries = QMap<QString, Entry>; ///< by context and source

QString folder() { return QStringLiteral(ESPALIER_SOURCE_DIR "/translations/"); }

Entry readEntry(QXmlStreamReader& xml)
{
    Entry entry;
    entry.isPlural = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            entry.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            entry.isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!entry.isPlural) {
                entry.translations.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                entry.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

Entries readFile(const QString& path)
{
    Entries entries;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            const Entry entry = readEntry(xml);
            entries.insert(context + QStringLiteral(": ") + entry.source, entry);
        }
    }
    return xml.hasError() ? Entries() : entries;
}

QString sourceText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// "%1", "%n" and so on that a text holds. "%%" and "%(here)s" are no places.
QSet<QString> places(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%(L?\\d+|n)"));
    QSet<QString> found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured(0));
    return found;
}

/// What tr("…"), translate("C", "…") and QT_TRANSLATE_NOOP("C", "…") hold, adjacent literals joined.
QStringList literalsToTranslate(const QString& code)
{
    static const QRegularExpression call(QStringLiteral(
        "\\b(?:tr\\(|(?:translate|QT_TRANSLATE_NOOP)\\(\\s*\"\\w+\",)\\s*((?:\"(?:[^\"\\\\\n]|\\\\.)*\"\\s*)+)"));
    static const QRegularExpression part(QStringLiteral("\"((?:[^\"\\\\\n]|\\\\.)*)\""));
    QStringList texts;
    auto calls = call.globalMatch(code);
    while (calls.hasNext()) {
        QString text;
        auto parts = part.globalMatch(calls.next().captured(1));
        while (parts.hasNext())
            text += parts.next().captured(1);
        texts.append(text.replace(QLatin1String("\\\""), QLatin1String("\""))
                         .replace(QLatin1String("\\n"), QLatin1String("\n"))
                         .replace(QLatin1String("\\\\"), QLatin1String("\\")));
    }
    return texts;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theFilesAreUpToDateAndFinished_data();
    void theFilesAreUpToDateAndFinished();
    void everyTextOfTheSourcesIsInTheFile();
    void noPlaceholderIsLost_data();
    void noPlaceholderIsLost();
    void theLanguageIsTheFirstThatThereIs_data();
    void theLanguageIsTheFirstThatThereIs();
    void englishKnowsPlurals();
    void germanIsSpoken();

private:
    TemporaryFolder m_updated;
};

void TestTranslations::initTestCase()
{
    for (const auto* name : { "espalier_de.ts", "espalier_en.ts" })
        QVERIFY(QFile::copy(folder() + QLatin1String(name), m_updated.path(QLatin1String(name))));
    QProcess update;
    update.start(QStringLiteral("bash"),
        { folder() + QStringLiteral("update.sh"), QStringLiteral(ESPALIER_LUPDATE), m_updated.path() });
    QVERIFY2(update.waitForFinished(100000), "lupdate does not end; see the remark in translations/update.sh");
    const QByteArray said = update.readAllStandardError();
    QVERIFY2(update.exitCode() == 0, said.constData());
    // "lacks Q_OBJECT macro", "unknown namespace": the text is filed under a name that nobody will look it up by.
    QVERIFY2(said.trimmed().isEmpty(), said.constData());
}

void TestTranslations::theFilesAreUpToDateAndFinished_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("German") << QStringLiteral("espalier_de.ts");
    QTest::newRow("English, plurals only") << QStringLiteral("espalier_en.ts");
}

void TestTranslations::theFilesAreUpToDateAndFinished()
{
    QFETCH(QString, name);
    const Entries stored = readFile(folder() + name);
    const Entries fresh = readFile(m_updated.path(name));
    QVERIFY(!stored.isEmpty());
    QStringList wrong;
    for (auto it = fresh.cbegin(); it != fresh.cend(); ++it) {
        if (!it->isFinished || it->translations.isEmpty() || it->translations.contains(QString()))
            wrong.append(QStringLiteral("not translated: ") + it.key());
    }
    for (const QString& key : stored.keys()) {
        if (!fresh.contains(key))
            wrong.append(QStringLiteral("not in the sources any more: ") + key);
    }
    QVERIFY2(wrong.isEmpty(),
        qPrintable(
            name + QStringLiteral(": run translations/update.sh and translate\n") + wrong.join(QLatin1Char('\n'))));
}

// lupdate passes over what it does not understand; this reading is simpler and passes over nothing.
void TestTranslations::everyTextOfTheSourcesIsInTheFile()
{
    QSet<QString> known;
    for (const Entry& entry : readFile(folder() + QStringLiteral("espalier_de.ts")))
        known.insert(entry.source);
    QStringList missing;
    int count = 0;
    for (const auto* root : { "/app", "/ui" }) {
        QDirIterator files(QStringLiteral(ESPALIER_SOURCE_DIR) + QLatin1String(root),
            { QStringLiteral("*.cpp"), QStringLiteral("*.h") }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            for (const QString& text : literalsToTranslate(sourceText(path))) {
                ++count;
                if (!known.contains(text) && text != QStringLiteral("…"))
                    missing.append(path.mid(int(qstrlen(ESPALIER_SOURCE_DIR)) + 1) + QStringLiteral(": ") + text);
            }
        }
    }
    QVERIFY(count > 500);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void TestTranslations::noPlaceholderIsLost_data() { theFilesAreUpToDateAndFinished_data(); }

void TestTranslations::noPlaceholderIsLost()
{
    QFETCH(QString, name);
    QStringList wrong;
    for (const Entry& entry : readFile(folder() + name)) {
        for (const QString& translation : entry.translations) {
            if (places(translation) != places(entry.source))
                wrong.append(entry.source + QStringLiteral(" → ") + translation);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::theLanguageIsTheFirstThatThereIs_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("nothing wanted") << QStringList() << QStringLiteral("en");
    QTest::newRow("German") << QStringList{ QStringLiteral("de") } << QStringLiteral("de");
    QTest::newRow("as in Austria") << QStringList{ QStringLiteral("de-Latn-AT"), QStringLiteral("de-AT") }
                                   << QStringLiteral("de");
    QTest::newRow("English before German")
        << QStringList{ QStringLiteral("en-GB"), QStringLiteral("de") } << QStringLiteral("en");
    QTest::newRow("unknown before German")
        << QStringList{ QStringLiteral("fr-FR"), QStringLiteral("de-DE") } << QStringLiteral("de");
    QTest::newRow("the C locale") << QStringList{ QStringLiteral("C"), QStringLiteral("de") } << QStringLiteral("en");
}

void TestTranslations::theLanguageIsTheFirstThatThereIs()
{
    QFETCH(QStringList, wanted);
    QTEST(translations::choose(wanted), "chosen");
}

void TestTranslations::englishKnowsPlurals()
{
    translations::install(QStringLiteral("en"));
    const auto heads = [](int count) {
        return QCoreApplication::translate("espalier::ui::WindowPresenter", "%n heads", nullptr, count);
    };
    QCOMPARE(heads(1), QStringLiteral("1 head"));
    QCOMPARE(heads(3), QStringLiteral("3 heads"));
}

void TestTranslations::germanIsSpoken()
{
    translations::install(QStringLiteral("de"));
    const core::Message message{ "There is no file %1.", { QStringLiteral("a.py") } };
    QCOMPARE(message.text(), QStringLiteral("Es gibt keine Datei a.py."));
    QCOMPARE(message.english(), QStringLiteral("There is no file a.py."));
    QCOMPARE(QCoreApplication::translate("espalier::ui::WindowPresenter", "%n problems", nullptr, 1),
        QStringLiteral("1 Problem"));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
