#pragma once

#include "core/cancel.h"
#include "project/project.h"

#include <functional>
#include <QSet>
#include <QStringList>

namespace espalier::models {

/// The folder of the whole project: the nearest one above with a mark of that; where none has one, the outermost with
/// a weaker one.
QString wholeProject(const QString& folder);
/// Whether `path` is the folder or lies in it.
bool isWithin(const QString& path, const QString& folder);
/// Whether the file is one of tests, by its name or a folder's.
bool isTest(const QString& file);

/// Walks the Python files of a project's own code: its migrations, virtual environments, builds and the like are left
/// out.
class PythonFiles {
public:
    enum class Tests { LeftOut, Included };
    PythonFiles(const project::Project& project, Tests tests, const core::CancelToken& cancel);

    /// All files in the folder, and below.
    void walk(const QString& folder, const std::function<void(const QString& file, const QByteArray& text)>& visit);
    /// Whether it lies within a folder that was walked.
    bool isCovered(const QString& folder) const;

private:
    void search(const QString& folder, const std::function<void(const QString&, const QByteArray&)>& visit);

    const core::CancelToken& m_cancel;
    Tests m_tests;
    QSet<QString> m_left; ///< folders of scripts
    QStringList m_starts;
    int m_seen = 0;
};

} // namespace espalier::models
