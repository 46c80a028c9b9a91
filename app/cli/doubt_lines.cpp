#include "cli/doubt_lines.h"

#include "cli/printable.h"

namespace espalier::cli {

namespace {

constexpr qsizetype mostDoubts = 5;

QString subjectOf(const schema::DriftDoubt& doubt)
{
    const QString table = doubt.table.key();
    return doubt.column.isEmpty() ? table : table + QLatin1Char('.') + doubt.column;
}

} // namespace

void DoubtLines::write(const CommandIo& io, const QString& shown, const std::vector<schema::DriftDoubt>& doubts,
    const project::Project* project)
{
    QStringList lines; // one thing may be unknown of many kinds of objects
    for (const schema::DriftDoubt& doubt : doubts) {
        const QString subject = subjectOf(doubt);
        const QString reason
            = subject.isEmpty() ? doubt.reason.text() : QStringLiteral("%1: %2").arg(subject, doubt.reason.text());
        const QString place = doubt.at.line > 0 ? QStringLiteral(" (%1:%2)")
                                                      .arg(project ? project->relative(doubt.at.file) : doubt.at.file)
                                                      .arg(doubt.at.line)
                                                : QString();
        lines.append(printableLine(tr("Not known of %1: %2").arg(shown, reason + place)));
    }
    lines.removeDuplicates();
    for (const QString& line : lines.mid(0, mostDoubts))
        io.err << line << '\n';
    if (lines.size() > mostDoubts)
        io.err << tr("%n more; --format json names all.", nullptr, int(lines.size() - mostDoubts)) << '\n';
    io.err.flush();
}

} // namespace espalier::cli
