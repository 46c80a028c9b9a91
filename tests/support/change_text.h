#pragma once

#include "schema/change.h"

#include <QString>

/// Changes of a schema written as text, a line each, to be compared in tests:
///     create table s.t (id INTEGER not null, note VARCHAR(20) default 'x'; primary key (id)) if not exists
///     alter column t.note type TEXT
/// What is not set is not written; options follow as {name=value}.
namespace espalier::test {

QString text(const schema::SqlType& type);
QString text(const schema::Column& column);
QString text(const schema::Constraint& constraint);
QString text(const schema::Index& index);
QString text(const schema::Change& change);
QString text(const schema::Changes& changes);

} // namespace espalier::test
