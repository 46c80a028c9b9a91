#pragma once

#include "project/project.h"
#include "project/settings.h"

namespace espalier::project {

/// Database URLs in a settings file: sqlalchemy.url of the section itself, then of the other sections (several
/// databases in one file). One that refers to something that is filled in only at run time becomes a note.
QList<UrlCandidate> urlsInSettings(const Settings& settings, QList<Note>& notes);

/// Database URLs in `.env` files of the folders: variables that `wanted` names (those env.py reads) first, then those
/// whose name and value both say so.
QList<UrlCandidate> urlsInDotEnv(const QStringList& folders, const QStringList& wanted);

/// Those of this process's environment that env.py asks for.
QList<UrlCandidate> urlsInEnvironment(const QStringList& wanted);

/// Equal URLs once, those that cannot be taken as they are last; the order is kept otherwise.
QList<UrlCandidate> ranked(const QList<UrlCandidate>& candidates);

} // namespace espalier::project
