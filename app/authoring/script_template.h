#pragma once

#include "core/error.h"

#include <QDateTime>
#include <QStringList>

namespace espalier::authoring {

/// What a script.py.mako is filled in with; the names are Alembic's.
struct TemplateValues {
    QString upRevision;
    QStringList downRevision; ///< none: a base; several: a merge
    QStringList branchLabels;
    QStringList dependsOn;
    QDateTime createDate; ///< in UTC or with an offset it is printed with that, in local time without
    QString message;
    QString imports;
    QString upgrades; ///< indented as the template's place for it is
    QString downgrades;
};

/// Fills in a script.py.mako as Mako does, without running it: text, ${expressions} with filters, % control lines,
/// comments and <% code %> whose result is known. Anything else is Unsupported, with its line.
core::Result<QString> renderTemplate(const QString& text, const QString& file, const TemplateValues& values);

/// What Python makes of `pattern % values`; Malformed where it cannot.
core::Result<QString> formatPattern(
    const QString& pattern, const QMap<QString, QString>& texts, const QMap<QString, qint64>& numbers);

} // namespace espalier::authoring
