#include "revisions/faults.h"

#include <QtGlobal>

namespace espalier::revisions::faults {

namespace {

Problem problem(const char* code, Severity severity, core::Message message, QStringList revisions)
{
    return { QString::fromLatin1(code), severity, std::move(message), std::move(revisions), {}, 0 };
}

Problem at(Problem problem, const Revision& revision, int line)
{
    problem.file = revision.file;
    problem.line = line > 0 ? line : revision.line;
    return problem;
}

QString listed(const QStringList& ids)
{
    constexpr qsizetype most = 8;
    const QString text = ids.mid(0, most).join(QStringLiteral(", "));
    return ids.size() > most ? text + QStringLiteral(", …") : text;
}

} // namespace

Problem missingParent(const Revision& revision, const QString& parent, const QString& similar)
{
    core::Message message{ QT_TRANSLATE_NOOP("Messages", "No script defines %1, the parent of %2."),
        { parent, revision.id } };
    if (!similar.isEmpty())
        message = { QT_TRANSLATE_NOOP("Messages",
                        "No script defines %1, the parent of %2. A parent must be named by its whole id: is it %3?"),
            { parent, revision.id, similar } };
    return at(
        problem("missing-parent", Severity::Error, message, { revision.id, parent }), revision, revision.downLine);
}

Problem missingDependency(const Revision& revision, const QString& dependency, const QString& similar)
{
    core::Message message{ QT_TRANSLATE_NOOP("Messages", "%2 depends on %1, which no script defines."),
        { dependency, revision.id } };
    if (!similar.isEmpty())
        message
            = { QT_TRANSLATE_NOOP("Messages",
                    "%2 depends on %1, which no script defines. It must be a whole id or a branch label: is it %3?"),
                  { dependency, revision.id, similar } };
    return at(problem("missing-dependency", Severity::Error, message, { revision.id, dependency }), revision, 0);
}

Problem selfParent(const Revision& revision)
{
    return at(problem("self-parent", Severity::Error,
                  { QT_TRANSLATE_NOOP("Messages", "Revision %1 names itself as its parent."), { revision.id } },
                  { revision.id }),
        revision, revision.downLine);
}

Problem selfDependency(const Revision& revision)
{
    return at(
        problem("self-dependency", Severity::Error,
            { QT_TRANSLATE_NOOP("Messages", "Revision %1 depends on itself."), { revision.id } }, { revision.id }),
        revision, 0);
}

Problem cycle(const Revision& revision, const QString& parent, const QStringList& members, bool isSeenByAlembic)
{
    const core::Message message{ isSeenByAlembic
            ? QT_TRANSLATE_NOOP("Messages",
                "Revisions are each other's ancestors (%3): %1 has the parent %2, which comes after it. Espalier "
                "leaves "
                "this link out.")
            : QT_TRANSLATE_NOOP("Messages",
                "Revisions are each other's ancestors (%3): %1 has the parent %2, which comes after it. Alembic does "
                "not notice."),
        { revision.id, parent, listed(members) } };
    return at(problem("cycle", Severity::Error, message, members), revision, revision.downLine);
}

Problem dependencyCycle(
    const Revision& revision, const QString& dependency, const QStringList& members, bool isSeenByAlembic)
{
    const core::Message message{ isSeenByAlembic
            ? QT_TRANSLATE_NOOP("Messages",
                "Revisions depend on each other (%3): %1 depends on %2, which comes after it. Espalier leaves this "
                "dependency out.")
            : QT_TRANSLATE_NOOP("Messages",
                "Revisions depend on each other (%3): %1 depends on %2, which comes after it. Alembic does not "
                "notice."),
        { revision.id, dependency, listed(members) } };
    return at(problem("dependency-cycle", Severity::Error, message, members), revision, 0);
}

Problem duplicateId(const Revision& earlier, const Revision& later)
{
    return at(problem("duplicate-id", Severity::Error,
                  { QT_TRANSLATE_NOOP("Messages",
                        "Revision %1 stands in %2 and again in %3. Alembic takes the last one, and fails where it "
                        "goes through all heads."),
                      { later.id, earlier.file, later.file } },
                  { later.id }),
        later, 0);
}

Problem duplicateLabel(const Revision& revision, const QString& label, const Revision& holder)
{
    return at(problem("duplicate-label", Severity::Error,
                  { QT_TRANSLATE_NOOP("Messages", "The branch label %1 of %2 is already used by %3."),
                      { label, revision.id, holder.id } },
                  { revision.id, holder.id }),
        revision, 0);
}

Problem illegalId(const Revision& revision, const QStringList& characters)
{
    return at(problem("illegal-id", Severity::Error,
                  { QT_TRANSLATE_NOOP("Messages", "Alembic does not allow %2 in a revision's id: %1."),
                      { revision.id, characters.join(QStringLiteral(", ")) } },
                  { revision.id }),
        revision, 0);
}

Problem longId(const Revision& revision, qsizetype length)
{
    return at(problem("long-id", Severity::Info,
                  { QT_TRANSLATE_NOOP(
                        "Messages", "The id %1 has %2 characters; the version table that Alembic makes holds 32."),
                      { revision.id, QString::number(length) } },
                  { revision.id }),
        revision, 0);
}

Problem multipleHeads(const QStringList& heads)
{
    return problem("multiple-heads", Severity::Warning,
        { QT_TRANSLATE_NOOP("Messages", "The tree has %1 heads (%2), so that \"head\" names none."),
            { QString::number(heads.size()), listed(heads) } },
        heads);
}

Problem alembicHangs(const QStringList& members)
{
    return problem("alembic-hangs", Severity::Error,
        { QT_TRANSLATE_NOOP("Messages",
              "Alembic never finishes here: revisions that are each other's ancestors (%1) make its sort go back and "
              "forth between them for ever."),
            { listed(members) } },
        members);
}

bool stopAlembic(const QString& code)
{
    static const QStringList codes = { QStringLiteral("missing-parent"), QStringLiteral("missing-dependency"),
        QStringLiteral("self-parent"), QStringLiteral("self-dependency"), QStringLiteral("duplicate-label"),
        QStringLiteral("illegal-id"), QStringLiteral("unreadable-script"), QStringLiteral("syntax-error"),
        QStringLiteral("no-revision"), QStringLiteral("no-down-revision"), QStringLiteral("wrong-type"),
        QStringLiteral("missing-script-location"), QStringLiteral("byte-order-mark") };
    return codes.contains(code);
}

} // namespace espalier::revisions::faults
