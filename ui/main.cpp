#include "core/program_arguments.h"
#include "shell/screenshot.h"
#include "shell/start_report.h"
#include "shell/window_app.h"
#include "shell/window_options.h"
#include "translations/translations.h"

#include <cstdio>
#include <malloc.h>
#include <QApplication>

using namespace espalier;

namespace {

/// What must be settled before Qt starts: pictures need no display, and the scale is read once.
void prepareForScreenshot(const ui::WindowOptions& options)
{
    if (options.screenshot.isEmpty())
        return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (options.scale > 0)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
}

QStringList argumentsOf(int argc, char** argv)
{
    QStringList arguments;
    for (int at = 0; at < argc; ++at)
        arguments.append(QString::fromLocal8Bit(argv[at]));
    return arguments;
}

void say(FILE* stream, const QString& text) { std::fprintf(stream, "%s\n", qPrintable(text)); }

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("espalier"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ESPALIER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.espalier.Espalier"));
    const auto options = ui::parseWindowOptions(argumentsOf(argc, argv));
    core::hidePasswords(argc, argv);
    // Each thread's heap of its own keeps what that thread once needed: a fifth of the memory with a large project.
    ::mallopt(M_ARENA_MAX, 2);
    if (!options) {
        say(stderr, core::describe(options.error()));
        return 2;
    }
    if (options->version) {
        say(stdout, QStringLiteral("espalier " ESPALIER_VERSION));
        return 0;
    }
    if (options->help) {
        QCoreApplication application(argc, argv);
        translations::install(options->language);
        say(stdout, ui::windowUsage());
        return 0;
    }
    prepareForScreenshot(*options);
    QApplication application(argc, argv);
    application.setApplicationDisplayName(QStringLiteral("Espalier"));
    {
        const ui::Settings settings(options->settingsFile);
        translations::install(options->language.isEmpty() ? settings.get(ui::setting::language) : options->language);
    }
    ui::WindowApp window(*options);
    std::unique_ptr<ui::StartReport> report;
    if (qEnvironmentVariableIsSet("ESPALIER_START_REPORT")) // for tests/bench
        report = std::make_unique<ui::StartReport>(window.window(), window.services().jobs, [](const QByteArray& line) {
            say(stdout, QString::fromUtf8(line));
            QCoreApplication::exit(0);
        });
    window.start();
    std::unique_ptr<ui::Screenshot> shot;
    if (!options->screenshot.isEmpty()) {
        QStringList pages;
        for (const auto& page : window.services().pages.pages())
            pages.append(page.id);
        shot = std::make_unique<ui::Screenshot>(
            window.window(), window.services().jobs, options->screenshot, pages, [](const core::Result<void>& result) {
                if (!result)
                    say(stderr, core::describe(result.error()));
                QCoreApplication::exit(result ? 0 : 1);
            });
    }
    return QApplication::exec();
}
