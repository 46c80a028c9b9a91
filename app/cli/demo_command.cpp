#include "cli/demo_command.h"

#include "demo/demo_project.h"

#include <QDir>
#include <QJsonArray>

namespace espalier::cli {

QString DemoCommand::summary() const { return tr("Writes a sample project with its SQLite database"); }

void DemoCommand::setUp(CLI::App& app)
{
    app.add_option("DIR", m_folder, tr("A folder that is absent or empty").toStdString())->required();
}

int DemoCommand::run(const CommandIo& io)
{
    const auto demo = demo::writeDemo(QString::fromStdString(m_folder));
    if (!demo)
        return reportError(io, demo.error(), isJson());
    if (isJson()) {
        writeJson(io,
            { { QStringLiteral("project"), demo->folder }, { QStringLiteral("database"), demo->database },
                { QStringLiteral("files"), QJsonArray::fromStringList(demo->files) } });
        return Done;
    }
    const QString folder = QDir::toNativeSeparators(demo->folder);
    io.out << tr("The demo project is in %1, its database in %2.").arg(folder, demo->database) << '\n'
           << tr("Try:") << '\n'
           << "  espalier-cli graph " << folder << '\n'
           << "  espalier-cli status " << folder << '\n'
           << "  espalier " << folder << Qt::endl;
    return Done;
}

} // namespace espalier::cli
