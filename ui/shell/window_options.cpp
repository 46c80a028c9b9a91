#include "shell/window_options.h"

#include <QCommandLineParser>

namespace espalier::ui {
namespace {

struct OptionSpec {
    const char* name;
    const char* value; ///< nullptr: a switch
    const char* text;
};

constexpr OptionSpec specs[] = {
    { "url", "URL", QT_TRANSLATE_NOOP("WindowOptions", "The database, as a SQLAlchemy or libpq URL.") },
    { "name", "SECTION", QT_TRANSLATE_NOOP("WindowOptions", "The section of the ini file.") },
    { "page", "NAME",
        QT_TRANSLATE_NOOP("WindowOptions", "The page to open: migrations, schema, plan, backups, settings.") },
    { "select", "REVISION", QT_TRANSLATE_NOOP("WindowOptions", "The revision to select.") },
    { "table", "NAME", QT_TRANSLATE_NOOP("WindowOptions", "The table to select.") },
    { "tab", "NAME",
        QT_TRANSLATE_NOOP("WindowOptions",
            "What to show of it: operations, schema, sql or script; of a schema: tables, objects or diagram.") },
    { "source", "NAME",
        QT_TRANSLATE_NOOP("WindowOptions", "The schema to show: migrations, models, database or backup:ID.") },
    { "compare", "REVISION",
        QT_TRANSLATE_NOOP("WindowOptions",
            "The revision to compare it with; on the schema page also heads, models, database or backup:ID.") },
    { "target", "TARGET", QT_TRANSLATE_NOOP("WindowOptions", "The target to plan an upgrade to.") },
    { "theme", "NAME", QT_TRANSLATE_NOOP("WindowOptions", "light, dark or auto, for this run only.") },
    { "language", "CODE", QT_TRANSLATE_NOOP("WindowOptions", "The language, for this run only, such as de.") },
    { "screenshot", "FILE",
        QT_TRANSLATE_NOOP("WindowOptions",
            "Draws the page into a PNG file, or every page into a folder, and ends; needs no display.") },
    { "size", "WxH", QT_TRANSLATE_NOOP("WindowOptions", "The window's size, such as 1280x800.") },
    { "scale", "FACTOR", QT_TRANSLATE_NOOP("WindowOptions", "Pixels per unit, such as 2 for a sharp screen.") },
    { "settings", "FILE", QT_TRANSLATE_NOOP("WindowOptions", "A settings file to use instead of one's own.") },
};

void configure(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QCoreApplication::translate("WindowOptions", "See, run and restore what Alembic migrations do."));
    parser.addPositionalArgument(QStringLiteral("project"),
        QCoreApplication::translate("WindowOptions", "The project's folder or its ini file."),
        QStringLiteral("[PROJECT]"));
    for (const auto& spec : specs) {
        QCommandLineOption option(QLatin1String(spec.name), QCoreApplication::translate("WindowOptions", spec.text));
        if (spec.value)
            option.setValueName(QLatin1String(spec.value));
        parser.addOption(option);
    }
    parser.addOption({ { QStringLiteral("h"), QStringLiteral("help") },
        QCoreApplication::translate("WindowOptions", "Shows this help.") });
    parser.addOption({ { QStringLiteral("v"), QStringLiteral("version") },
        QCoreApplication::translate("WindowOptions", "Shows the version.") });
}

core::Result<QSize> parseSize(const QString& text)
{
    const QStringList parts = text.toLower().split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 200 || size.height() < 200 || size.width() > 16000 || size.height() > 16000)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "%1 is not a size such as 1280x800."), { text });
    return size;
}

} // namespace

core::Result<WindowOptions> parseWindowOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    configure(parser);
    if (!parser.parse(arguments))
        return core::fail(
            core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "%1"), { parser.errorText() });
    const auto value = [&parser](const char* name) { return parser.value(QLatin1String(name)); };
    WindowOptions options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    if (parser.positionalArguments().size() > 1)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "One project at a time: %1 is too much."),
            { parser.positionalArguments().at(1) });
    options.project = parser.positionalArguments().value(0);
    options.section = value("name");
    options.url = value("url");
    options.page = value("page");
    options.select = value("select");
    options.table = value("table");
    options.tab = value("tab");
    options.source = value("source");
    options.compare = value("compare");
    options.target = value("target");
    options.language = value("language");
    options.screenshot = value("screenshot");
    options.settingsFile = value("settings");
    options.theme = value("theme");
    if (!options.theme.isEmpty()
        && !QStringList{ QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("auto") }.contains(
            options.theme))
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "%1 is not a theme; there are light, dark and auto."), { options.theme });
    if (parser.isSet(QStringLiteral("size"))) {
        auto size = parseSize(value("size"));
        if (!size)
            return core::fail(size.error());
        options.size = *size;
    }
    if (parser.isSet(QStringLiteral("scale"))) {
        options.scale = value("scale").toDouble();
        if (!(options.scale >= 0.5 && options.scale <= 8))
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP("Messages", "%1 is not a scale between 0.5 and 8."), { value("scale") });
    }
    return options;
}

QString windowUsage()
{
    QCommandLineParser parser;
    configure(parser);
    return parser.helpText();
}

} // namespace espalier::ui
