#include "models/model_files.h"

#include "models/python_files.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>

namespace espalier::models {

namespace {

/// The folder that the file's outermost package is in.
QString rootOf(const QString& file)
{
    QDir dir = QFileInfo(file).absoluteDir();
    while (dir.exists(QStringLiteral("__init__.py")) && dir.cdUp()) { }
    return dir.absolutePath();
}

bool looksLikeModels(const QByteArray& text)
{
    static const QList<QByteArray> marks{ "__tablename__", "declarative_base(", "DeclarativeBase", ".Model)", ".Model,",
        "SQLModel", "Table(" };
    return std::any_of(marks.begin(), marks.end(), [&](const QByteArray& mark) { return text.contains(mark); });
}

} // namespace

ModelFiles findModelFiles(const project::Project& project, const core::CancelToken& cancel)
{
    ModelFiles found;
    PythonFiles files(project, PythonFiles::Tests::LeftOut, cancel);
    const auto search = [&](const QString& folder) {
        files.walk(folder, [&](const QString& file, const QByteArray& text) {
            if (!looksLikeModels(text))
                return;
            found.files.append(file);
            const QString root = rootOf(file);
            if (!found.roots.contains(root))
                found.roots.append(root);
        });
    };
    const QString whole = wholeProject(project.folder);
    search(project.folder);
    for (const QString& folder : project.sysPath) // "prepend_sys_path = ../src"; those above are found by what is there
        if (isWithin(folder, whole) && !isWithin(project.folder, folder) && !files.isCovered(folder))
            search(folder);
    if (found.files.isEmpty() && !files.isCovered(whole))
        search(whole);
    // packages without __init__.py say nothing of where they begin
    QDir dir(project.folder);
    do
        found.roots.append(dir.absolutePath());
    while (dir.cdUp() && isWithin(dir.absolutePath(), whole));
    return found;
}

} // namespace espalier::models
