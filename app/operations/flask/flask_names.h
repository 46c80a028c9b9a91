#pragma once

#include "symbolic/interpreter.h"

namespace espalier::operations {

/// flask.Flask for the walk through an application; nullopt for any other name.
std::optional<symbolic::Value> flaskName(const QString& dotted);

/// Whether it is a Flask application, also one of a class that the project derives from Flask.
bool isFlaskApplication(const symbolic::Value& value);

/// The settings that code of the project has given an application's `config`; null where anything may be among them,
/// or it is no application. What code that is not known does to a `config` is left out.
std::shared_ptr<const symbolic::Dict> flaskSettings(const symbolic::Value& application);

} // namespace espalier::operations
