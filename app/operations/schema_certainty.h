#pragma once

#include "schema/change.h"
#include "schema/schema_rules.h"
#include "symbolic/value.h"

#include <QHash>
#include <QSet>

namespace espalier::operations {

using symbolic::DoubtPtr;

/// Which parts of the simulated schema may be other than they seem, and why: what a step that is not understood may
/// have done to them. A statement that goes through makes sure again what it is about. Names count in whatever schema.
class SchemaCertainty {
public:
    /// Of a table. Columns: which there are; Attributes: what they are; Keys: constraints and indexes.
    enum Part : quint8 { Presence = 1, Columns = 2, Attributes = 4, Keys = 8, Everything = 15 };
    using Parts = quint8;
    enum class Duration { Lasting, Revision }; ///< until it is made sure, or to the end of the revision

    explicit SchemaCertainty(const schema::SchemaRules& rules)
        : m_rules(&rules)
    { }

    bool isWhole() const { return m_lasting.isEmpty() && m_passing.isEmpty(); }
    /// Another revision's script runs.
    void beginRevision() { m_passing = {}; }

    /// Null where those parts are known. Of views, types and the like only the presence counts.
    DoubtPtr of(const schema::ObjectName& name, Parts parts = Presence) const;
    /// Whether there are others than those that are seen, or fewer; `names`: which, where not any may.
    DoubtPtr ofFurther(QSet<QString>* names = nullptr) const;
    /// What a change is about.
    DoubtPtr of(const schema::Change& change) const;

    void doubtAll(const DoubtPtr& why, Duration duration);
    void doubt(const schema::ObjectName& name, Parts parts, const DoubtPtr& why);
    /// The change may have been made.
    void doubt(const schema::Change& change, const DoubtPtr& why);
    /// SQL was run that is not understood. It can do nothing to what it does not name, unless it puts names together.
    /// `unknown`: the word that stands for what is not known of it.
    void doubtText(const QString& sql, const DoubtPtr& why, const QString& unknown = {});

    /// The change was made.
    void made(const schema::Change& change);
    /// Functions that migrations made and that do more than read, by what they do.
    const QHash<QString, QString>& routines() const { return m_routines; }
    /// Keeps what is in doubt in the other one too.
    void keepDoubts(const SchemaCertainty& other);

private:
    struct InDoubt {
        Parts parts = 0;
        DoubtPtr why;
    };
    struct Layer {
        DoubtPtr all;
        QHash<QString, Parts> sure; ///< by key, in spite of the rest
        QHash<QString, InDoubt> names; ///< folded, without schema
        bool isEmpty() const { return !all && names.isEmpty(); }
        DoubtPtr of(const QString& key, const QString& name, Parts parts) const;
        void keepDoubts(const Layer& other);
    };
    QString keyOf(const schema::ObjectName& name) const;
    void settle(const schema::ObjectName& name, Parts parts);

    const schema::SchemaRules* m_rules;
    Layer m_lasting;
    Layer m_passing;
    QHash<QString, QString> m_routines; ///< name in lower case: definition
};

} // namespace espalier::operations
