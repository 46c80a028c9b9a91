#include "architecture/source_tree.h"

#include <QDir>
#include <QHash>
#include <QTest>

// The tree is the architecture: what a folder may know stands in CONTRIBUTING.md ("Layout") as one line of arrows, and
// this test reads it from there.

using namespace espalier::test;

namespace {

struct Include {
    QString path; ///< "core/error.h"; for <…> "QString"
    bool isSystem = false;
    QString place;
};

QList<Include> includesOf(const SourceFile& source)
{
    static const QRegularExpression directive(QStringLiteral("^\\s*#\\s*include\\s*([\"<])([^\">]+)[\">]"));
    QList<Include> includes;
    for (const CodeLine& line : source.lines) {
        const auto match = directive.match(line.text);
        if (match.hasMatch())
            includes.append({ match.captured(2), match.captured(1) == QLatin1String("<"), source.place(line) });
    }
    return includes;
}

bool isFile(const QString& path) { return QFile::exists(QStringLiteral(ESPALIER_SOURCE_DIR "/") + path); }

/// Folder -> level; the higher level may know the lower ones. From the line "ui, cli → … → core" of CONTRIBUTING.md.
QHash<QString, int> levels()
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/CONTRIBUTING.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression arrow(QStringLiteral("```arrow\\n([^`]+)```"));
    const QString text = arrow.match(QString::fromUtf8(file.readAll())).captured(1);
    QHash<QString, int> levels;
    int level = 0;
    for (const QString& group : text.simplified().split(QStringLiteral("→"))) {
        for (const QString& folder : group.split(QLatin1Char(',')))
            levels.insert(folder.trimmed(), level);
        --level;
    }
    return levels;
}

// Modules of Qt that need a screen, or are about one.
const QStringList screenModules{ QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtSvg"),
    QStringLiteral("QtSvgWidgets"), QStringLiteral("QtPrintSupport"), QStringLiteral("QtCharts"),
    QStringLiteral("QtOpenGL"), QStringLiteral("QtOpenGLWidgets"), QStringLiteral("Qsci") };

QString screenModuleOf(const QString& header)
{
    for (const QString& module : screenModules) {
        if (header.startsWith(module + QLatin1Char('/'))
            || QFile::exists(QStringLiteral(ESPALIER_QT_HEADERS "/%1/%2").arg(module, header)))
            return module;
    }
    return {};
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theArrowNamesEveryFolder();
    void includesFollowTheArrow();
    void theScreenIsUnknownToApp();
    void qtHeadersAreWhereTheTestLooks();
    void theWindowDoesNotKnowTheCommandLine();
    void filesStaySmall();
};

void TestLayout::theArrowNamesEveryFolder()
{
    const auto known = levels();
    QVERIFY2(known.size() > 10, "CONTRIBUTING.md has no ```arrow block");
    const QDir app(QStringLiteral(ESPALIER_SOURCE_DIR "/app"));
    for (const QString& folder : app.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(known.contains(folder), qPrintable(folder + QStringLiteral(" has no place in the arrow")));
}

void TestLayout::includesFollowTheArrow()
{
    const auto known = levels();
    QStringList wrong;
    for (const SourceFile& source : sourcesIn({ QStringLiteral("app") })) {
        for (const Include& include : includesOf(source)) {
            if (include.isSystem)
                continue;
            const QString target = include.path.section(QLatin1Char('/'), 0, 0);
            const bool inApp = isFile(QStringLiteral("app/") + include.path);
            const bool isResource = target == QLatin1String("resources");
            if (!inApp && !isResource && isFile(QStringLiteral("ui/") + include.path))
                wrong.append(QStringLiteral("%1 includes the window's %2").arg(include.place, include.path));
            if ((inApp || isResource) && target != source.folder()
                && known.value(target) >= known.value(source.folder()))
                wrong.append(QStringLiteral("%1: %2 may not know %3").arg(include.place, source.folder(), target));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestLayout::theScreenIsUnknownToApp()
{
    QStringList wrong;
    for (const SourceFile& source : sourcesIn({ QStringLiteral("app") })) {
        for (const Include& include : includesOf(source)) {
            const QString module = screenModuleOf(include.path);
            if (!module.isEmpty())
                wrong.append(QStringLiteral("%1: <%2> is of %3").arg(include.place, include.path, module));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

// Without this the test above would pass on a machine where the headers are elsewhere.
void TestLayout::qtHeadersAreWhereTheTestLooks()
{
    QCOMPARE(screenModuleOf(QStringLiteral("QColor")), QStringLiteral("QtGui"));
    QCOMPARE(screenModuleOf(QStringLiteral("QtWidgets/QWidget")), QStringLiteral("QtWidgets"));
    QCOMPARE(screenModuleOf(QStringLiteral("qpainter.h")), QStringLiteral("QtGui"));
    QCOMPARE(screenModuleOf(QStringLiteral("QString")), QString());
}

void TestLayout::theWindowDoesNotKnowTheCommandLine()
{
    QStringList wrong;
    for (const SourceFile& source : sourcesIn({ QStringLiteral("ui") }))
        for (const Include& include : includesOf(source))
            if (!include.isSystem && include.path.startsWith(QLatin1String("cli/")))
                wrong.append(include.place);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestLayout::filesStaySmall()
{
    QStringList wrong;
    for (const SourceFile& source : sourcesIn({ QStringLiteral("app"), QStringLiteral("ui") })) {
        if (source.lines.size() > 501) // a last line end makes one empty line more
            wrong.append(QStringLiteral("%1 has %2 lines: does it still hold one thing?")
                             .arg(source.path)
                             .arg(source.lines.size() - 1));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
