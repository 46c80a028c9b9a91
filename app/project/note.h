#pragma once

#include "core/message.h"

#include <QString>

namespace espalier::project {

/// Something about a project's settings that one should know, with its place: a location that is not there, a value
/// that Alembic would refuse, a section that was passed over. Codes are kebab-case, as those of revisions::Problem.
struct Note {
    QString code;
    core::Message message;
    QString file; ///< absolute; empty where no file is to blame
    int line = 0;
    friend bool operator==(const Note&, const Note&) = default;
};

} // namespace espalier::project
