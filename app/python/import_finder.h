#pragma once

#include <QString>
#include <QStringList>

namespace espalier::python {

/// Finds the files of modules by their names, as Python's path finder would, in given folders only.
class ImportFinder {
public:
    ImportFinder() = default;
    explicit ImportFinder(const QStringList& roots)
        : m_roots(roots)
    { }

    const QStringList& roots() const { return m_roots; }
    /// The file of module `name` ("a.b"), imported in `fromFile` with `level` leading dots; empty where there is none.
    QString find(const QString& name, int level, const QString& fromFile) const;

private:
    QStringList m_roots;
};

} // namespace espalier::python
