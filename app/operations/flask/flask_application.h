#pragma once

#include "symbolic/interpreter.h"

#include <mutex>
#include <QVariant>

namespace espalier::operations {

/// The Flask application that `flask db upgrade` would load, found as Flask's own command line finds it: FLASK_APP, of
/// the environment or of .env or .flaskenv, else wsgi.py or app.py. Its code is followed, not run, and no sooner than
/// it is asked for something. Any thread.
class FlaskApplication {
public:
    /// `roots`: the folders in which it is looked for.
    FlaskApplication(
        QStringList roots, std::shared_ptr<symbolic::SourceCache> sources, symbolic::Environment environment);

    /// What the application's own code sets in its `config`, as far as it is plain data and known; extensions are taken
    /// to leave that as it is.
    const QMap<QString, QVariant>& settings() const;

private:
    QMap<QString, QVariant> read() const;

    QStringList m_roots;
    std::shared_ptr<symbolic::SourceCache> m_sources;
    symbolic::Environment m_environment;
    mutable std::once_flag m_isRead;
    mutable QMap<QString, QVariant> m_settings;
};

} // namespace espalier::operations
