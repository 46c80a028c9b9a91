#include "revisions/refusals.h"

#include <QtGlobal>

namespace espalier::revisions {

namespace {

tl::unexpected<Refusal> refuse(
    RefusalKind kind, const char* source, const QStringList& arguments, const QStringList& revisions = {})
{
    return tl::unexpected<Refusal>({ kind, { source, arguments }, revisions, false });
}

tl::unexpected<Refusal> crash(
    RefusalKind kind, const char* source, const QStringList& arguments, const QStringList& revisions = {})
{
    return tl::unexpected<Refusal>({ kind, { source, arguments }, revisions, true });
}

QString listed(const QStringList& ids)
{
    constexpr qsizetype most = 8;
    const QString text = ids.mid(0, most).join(QStringLiteral(", "));
    return ids.size() > most ? text + QStringLiteral(", …") : text;
}

} // namespace

QString refusalName(RefusalKind kind)
{
    switch (kind) {
    case RefusalKind::UnknownRevision:
        return QStringLiteral("unknown-revision");
    case RefusalKind::Ambiguous:
        return QStringLiteral("ambiguous");
    case RefusalKind::NotOnBranch:
        return QStringLiteral("not-on-branch");
    case RefusalKind::MultipleHeads:
        return QStringLiteral("multiple-heads");
    case RefusalKind::Overlap:
        return QStringLiteral("overlap");
    case RefusalKind::NoSuchPath:
        return QStringLiteral("no-such-path");
    case RefusalKind::BrokenTree:
        return QStringLiteral("broken-tree");
    case RefusalKind::InvalidTarget:
        return QStringLiteral("invalid-target");
    case RefusalKind::MissingFunction:
        return QStringLiteral("missing-function");
    case RefusalKind::BadRows:
        return QStringLiteral("bad-rows");
    }
    return QStringLiteral("unknown-revision");
}

namespace refusals {

tl::unexpected<Refusal> unknown(const QString& symbol)
{
    return refuse(RefusalKind::UnknownRevision, QT_TRANSLATE_NOOP("Messages", "There is no revision or branch \"%1\"."),
        { symbol });
}

tl::unexpected<Refusal> unknownBranch(const QString& label)
{
    return refuse(RefusalKind::UnknownRevision, QT_TRANSLATE_NOOP("Messages", "There is no branch \"%1\"."), { label });
}

tl::unexpected<Refusal> ambiguousId(const QString& symbol, const QStringList& fitting)
{
    return refuse(RefusalKind::Ambiguous,
        QT_TRANSLATE_NOOP("Messages", "Several revisions begin with \"%1\": %2. Give more of the id."),
        { symbol, listed(fitting) }, fitting);
}

tl::unexpected<Refusal> ambiguousWalk(const QStringList& ways)
{
    return refuse(RefusalKind::Ambiguous,
        QT_TRANSLATE_NOOP("Messages", "The steps lead to a fork: %1. Name a revision or a branch."), { listed(ways) },
        ways);
}

tl::unexpected<Refusal> ambiguousStart(const QString& target)
{
    return refuse(RefusalKind::Ambiguous,
        QT_TRANSLATE_NOOP("Messages",
            "\"%1\" is ambiguous, since the database stands at several revisions. Name a revision or a branch."),
        { target });
}

tl::unexpected<Refusal> notOnBranch(const RevisionId& revision, const QString& branch)
{
    return refuse(RefusalKind::NotOnBranch, QT_TRANSLATE_NOOP("Messages", "Revision %1 is not on the branch \"%2\"."),
        { revision, branch }, { revision });
}

tl::unexpected<Refusal> multipleHeads(const QString& argument, const QStringList& heads)
{
    return refuse(RefusalKind::MultipleHeads,
        QT_TRANSLATE_NOOP("Messages",
            "There are several heads for \"%1\": %2. Name one, or \"heads\" for all of them, or a branch with "
            "\"branch@head\"."),
        { argument, listed(heads) }, heads);
}

tl::unexpected<Refusal> overlap(const RevisionId& revision, const QStringList& others)
{
    return refuse(RefusalKind::Overlap,
        QT_TRANSLATE_NOOP("Messages", "Revision %1 already includes %2, which is asked for or recorded beside it."),
        { revision, listed(others) }, QStringList{ revision } + others);
}

tl::unexpected<Refusal> notAnAncestor(const QString& lower, const QString& upper)
{
    return refuse(RefusalKind::NoSuchPath, QT_TRANSLATE_NOOP("Messages", "Revision %1 is not an ancestor of %2."),
        { lower, upper });
}

tl::unexpected<Refusal> nothingToDrop(const QString& target)
{
    return refuse(RefusalKind::NoSuchPath,
        QT_TRANSLATE_NOOP("Messages", "\"%1\" is not below the revisions at which the database stands."), { target });
}

tl::unexpected<Refusal> walkedTooFar(const QString& steps)
{
    return refuse(RefusalKind::NoSuchPath,
        QT_TRANSLATE_NOOP("Messages", "There are not as many revisions that way: %1."), { steps });
}

tl::unexpected<Refusal> rangeNotAllowed(const QString& target)
{
    return refuse(RefusalKind::InvalidTarget,
        QT_TRANSLATE_NOOP("Messages", "A range such as \"%1\" can't be a target."), { target });
}

tl::unexpected<Refusal> notARange(const QString& range)
{
    return refuse(RefusalKind::InvalidTarget,
        QT_TRANSLATE_NOOP("Messages", "\"%1\" is not a range: it must be FROM:TO, and either may be left out."),
        { range });
}

tl::unexpected<Refusal> brokenTree(const RevisionId& revision)
{
    return refuse(RefusalKind::BrokenTree,
        QT_TRANSLATE_NOOP("Messages", "A fault of the tree lies on the way: %1 or an ancestor of it is broken."),
        { revision }, { revision });
}

tl::unexpected<Refusal> leadsNowhere(const QString& target)
{
    return crash(RefusalKind::NoSuchPath, QT_TRANSLATE_NOOP("Messages", "\"%1\" leads to no revision."), { target });
}

tl::unexpected<Refusal> unreachable()
{
    return crash(RefusalKind::NoSuchPath,
        QT_TRANSLATE_NOOP("Messages", "Some of these revisions can't be reached from the target."), {});
}

tl::unexpected<Refusal> emptyTarget()
{
    return crash(RefusalKind::InvalidTarget, QT_TRANSLATE_NOOP("Messages", "No target is given."), {});
}

tl::unexpected<Refusal> missingFunction(const RevisionId& revision, const QString& function)
{
    return crash(RefusalKind::MissingFunction,
        QT_TRANSLATE_NOOP("Messages", "The script of %1 has no %2(), so that Alembic takes none of these steps."),
        { revision, function }, { revision });
}

tl::unexpected<Refusal> rowsDoNotFit(const RevisionId& revision, const QStringList& rows)
{
    return crash(RefusalKind::BadRows,
        QT_TRANSLATE_NOOP(
            "Messages", "After %1, Alembic would fail to update the version table, which would hold %2 then."),
        { revision, rows.isEmpty() ? QStringLiteral("∅") : listed(rows) }, { revision });
}

} // namespace refusals

core::Error errorOf(const Refusal& refusal)
{
    core::Error error;
    error.code = core::ErrorCode::InvalidArgument;
    error.message = refusal.message;
    return error;
}

} // namespace espalier::revisions
