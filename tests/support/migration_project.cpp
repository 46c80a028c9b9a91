#include "support/migration_project.h"

#include <QFile>

namespace espalier::test {

namespace {

// Alembic's generic template, without its comments.
const char genericEnv[] = R"(from logging.config import fileConfig

from sqlalchemy import engine_from_config
from sqlalchemy import pool

from alembic import context

config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name)
target_metadata = None


def run_migrations_offline() -> None:
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    connectable = engine_from_config(
        config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool
    )
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
)";

const char genericIni[] = R"([alembic]
script_location = migrations
prepend_sys_path = .
sqlalchemy.url = %1

[loggers]
keys = root,alembic
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = WARN
handlers = console
qualname =
[logger_alembic]
level = INFO
handlers =
qualname = alembic
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic
[formatter_generic]
format = %%(levelname)-5.5s [%%(name)s] %%(message)s
)";

QByteArray tuple(const QStringList& names)
{
    if (names.isEmpty())
        return "None";
    QByteArray text = "(";
    for (const QString& name : names)
        text += '\'' + name.toUtf8() + "', ";
    return text + ')';
}

QByteArray body(const QStringList& lines)
{
    QByteArray text;
    for (const QString& line : lines)
        text += "    " + line.toUtf8() + '\n';
    return lines.isEmpty() ? QByteArray("    pass\n") : text;
}

QByteArray read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

QByteArray replaced(const QString& path, const QByteArray& from, const QByteArray& to)
{
    QByteArray text = read(path);
    if (!text.contains(from))
        qFatal("%s does not hold: %s", qPrintable(path), from.constData());
    return text.replace(from, to);
}

} // namespace

MigrationProject::MigrationProject(const QString& url)
{
    QString escaped = url;
    escaped.replace(QLatin1Char('%'), QStringLiteral("%%"));
    write(QStringLiteral("alembic.ini"), QByteArray(genericIni).replace("%1", escaped.toUtf8()).replace("%%(", "%("));
    setEnv(genericEnv);
    write(QStringLiteral("migrations/versions/.keep"), "");
}

QString MigrationProject::add(const Script& script) const
{
    QStringList upgrade = script.upgrade;
    QStringList downgrade = script.downgrade;
    if (upgrade.isEmpty() && downgrade.isEmpty()) {
        upgrade = QStringList{
            QStringLiteral("op.create_table('t_%1', sa.Column('id', sa.Integer, primary_key=True))").arg(script.id)
        };
        downgrade = QStringList{ QStringLiteral("op.drop_table('t_%1')").arg(script.id) };
    }
    const QByteArray text = "\"\"\"" + (script.message.isEmpty() ? script.id : script.message).toUtf8()
        + "\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = '" + script.id.toUtf8()
        + "'\ndown_revision = " + tuple(script.down) + "\nbranch_labels = " + tuple(script.branchLabels)
        + "\ndepends_on = " + tuple(script.dependsOn) + "\n\n\ndef upgrade():\n" + body(upgrade)
        + "\n\ndef downgrade():\n" + body(downgrade);
    return write(QStringLiteral("migrations/versions/%1.py").arg(script.id), text);
}

QStringList MigrationProject::addChain(int count, const QString& prefix) const
{
    QStringList ids;
    for (int i = 1; i <= count; ++i) {
        Script script;
        script.id = prefix + QString::number(i);
        if (!ids.isEmpty())
            script.down = QStringList{ ids.last() };
        add(script);
        ids += script.id;
    }
    return ids;
}

void MigrationProject::setEnv(const QByteArray& text) const { write(QStringLiteral("migrations/env.py"), text); }

QByteArray MigrationProject::env() const { return read(path(QStringLiteral("migrations/env.py"))); }

void MigrationProject::replaceInEnv(const QByteArray& from, const QByteArray& to) const
{
    setEnv(replaced(path(QStringLiteral("migrations/env.py")), from, to));
}

void MigrationProject::replaceInIni(const QByteArray& from, const QByteArray& to) const
{
    write(QStringLiteral("alembic.ini"), replaced(path(QStringLiteral("alembic.ini")), from, to));
}

} // namespace espalier::test
