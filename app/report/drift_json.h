#pragma once

#include "dialects/dialect.h"
#include "project/project.h"
#include "schema/drift.h"

#include <QJsonArray>

namespace espalier::report {

/// The "changes" of `espalier-cli diff`: as differencesJson(), and of each whether it is "certain".
QJsonArray changesJson(const std::vector<schema::DriftChange>& changes, const dialects::Dialect& dialect,
    const schema::Schema& from = {}, const schema::Schema& to = {});

/// Of every table its state, whether that is certain, where it is there (null: that place is not known), and what makes
/// it uncertain. Files are relative to the project's folder.
QJsonArray driftJson(const schema::Drift& drift, const project::Project& project);

/// What of a place is not known.
QJsonArray doubtsJson(const std::vector<schema::DriftDoubt>& doubts, const project::Project* project);

} // namespace espalier::report
