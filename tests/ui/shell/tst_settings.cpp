#include "shell/settings.h"
#include "shell/window_options.h"
#include "style/colors.h"
#include "support/temporary_folder.h"
#include "widgets/format.h"

#include <cmath>
#include <QTest>

using namespace espalier::ui;

namespace {

/// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor& color)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesSurviveARestart();
    void whatIsNotSetHasItsDefault();
    void anOverrideIsNeverWritten();
    void onlyAChangeIsTold();
    void textCanBeReadOnEverySurface();
    void commandLineNonsenseIsRefused_data();
    void commandLineNonsenseIsRefused();
    void timesAreToldRelativeToNow();
    void onlyHexadecimalIdsAreShortened();
};

void TestSettings::valuesSurviveARestart()
{
    const espalier::test::TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("settings.ini"));
    const QStringList recent{ QStringLiteral("/a,b"), QStringLiteral("/ü") };
    {
        Settings settings(file);
        settings.set(setting::animations, false);
        settings.set(setting::recentProjects, recent);
        settings.set(setting::windowGeometry, QByteArray("\0\1\2", 3));
    }
    const Settings settings(file);
    QCOMPARE(settings.get(setting::animations), false);
    QCOMPARE(settings.get(setting::recentProjects), recent);
    QCOMPARE(settings.get(setting::windowGeometry), QByteArray("\0\1\2", 3));
}

void TestSettings::whatIsNotSetHasItsDefault()
{
    const espalier::test::TemporaryFolder folder;
    const Settings settings(folder.path(QStringLiteral("none.ini")));
    QCOMPARE(settings.get(setting::theme), QStringLiteral("auto"));
    QCOMPARE(settings.get(setting::animations), true);
}

void TestSettings::anOverrideIsNeverWritten()
{
    const espalier::test::TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("settings.ini"));
    {
        Settings settings(file);
        settings.override(setting::theme, QStringLiteral("dark"));
        QCOMPARE(settings.get(setting::theme), QStringLiteral("dark"));
    }
    QCOMPARE(Settings(file).get(setting::theme), QStringLiteral("auto"));
}

void TestSettings::onlyAChangeIsTold()
{
    const espalier::test::TemporaryFolder folder;
    Settings settings(folder.path(QStringLiteral("settings.ini")));
    QStringList told;
    connect(&settings, &Settings::changed, this, [&](const QString& key) { told.append(key); });
    settings.set(setting::theme, QStringLiteral("auto"));
    settings.set(setting::theme, QStringLiteral("light"));
    settings.set(setting::theme, QStringLiteral("light"));
    QCOMPARE(told, QStringList{ QStringLiteral("look/theme") });
}

void TestSettings::textCanBeReadOnEverySurface()
{
    for (const Colors* colors : { &lightColors(), &darkColors() }) {
        const auto check = [&](const QColor& ink, const QColor& paper) {
            QVERIFY2(contrast(ink, paper) >= 4.5,
                qPrintable(QStringLiteral("%1 on %2: %3").arg(ink.name(), paper.name()).arg(contrast(ink, paper))));
        };
        for (const auto& paper : { colors->window, colors->surface, colors->raised }) {
            check(colors->text, paper);
            check(colors->muted, paper);
            check(colors->accent, paper);
            check(colors->danger, paper);
        }
        check(colors->text, colors->accentSoft);
        check(colors->text, colors->dangerSoft);
        check(colors->onAccent, colors->accent);
        check(colors->onDanger, colors->danger);
        check(colors->danger, colors->dangerSoft);
        check(colors->warning, colors->warningSoft);
        check(colors->success, colors->successSoft);
        for (const auto& tag : { colors->development, colors->staging, colors->production })
            check(colors->onEnvironment, tag);
        for (const auto& ink :
            { colors->keyword, colors->string, colors->number, colors->comment, colors->definition, colors->decorator })
            check(ink, colors->surface);
    }
}

void TestSettings::commandLineNonsenseIsRefused_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("unknown option") << QStringLiteral("espalier --frob");
    QTest::newRow("two projects") << QStringLiteral("espalier a b");
    QTest::newRow("size of one number") << QStringLiteral("espalier --size 800");
    QTest::newRow("size of nothing") << QStringLiteral("espalier --size 0x0");
    QTest::newRow("scale of nothing") << QStringLiteral("espalier --scale 0");
    QTest::newRow("theme that is none") << QStringLiteral("espalier --theme blue");
}

void TestSettings::commandLineNonsenseIsRefused()
{
    QFETCH(QString, line);
    const auto options = parseWindowOptions(line.split(QLatin1Char(' ')));
    QVERIFY(!options);
    QCOMPARE(options.error().code, espalier::core::ErrorCode::InvalidArgument);
}

void TestSettings::timesAreToldRelativeToNow()
{
    const QDateTime now(QDate(2025, 6, 3), QTime(12, 0), Qt::UTC);
    QCOMPARE(relativeTime(now.addSecs(-10), now), QStringLiteral("just now"));
    QVERIFY(relativeTime(now.addSecs(-7200), now).startsWith(QLatin1Char('2')));
    QCOMPARE(relativeTime(now.addDays(-1), now), QStringLiteral("yesterday"));
    QCOMPARE(relativeTime({}, now), QString());
}

void TestSettings::onlyHexadecimalIdsAreShortened()
{
    QCOMPARE(shortId(QStringLiteral("ae1027a6acf0")), QStringLiteral("ae1027a6acf0"));
    QCOMPARE(shortId(QStringLiteral("ae1027a6acf0ae1027a6acf0")), QStringLiteral("ae1027a6acf0"));
    QCOMPARE(shortId(QStringLiteral("0042_add_customer_table")), QStringLiteral("0042_add_customer_table"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
