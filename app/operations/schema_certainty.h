#pragma once

#include "schema/change.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"
#include "symbolic/value.h"

#include <memory>
#include <QHash>
#include <QSet>

namespace espalier::operations {

using symbolic::DoubtPtr;

/// Which parts of the simulated schema may be other than they seem, and why: what a step that is not understood may
/// have done to them. A statement that goes through makes sure again what it is about. Names count in whatever schema.
class SchemaCertainty {
public:
    /// Of a table. Columns: which there are; Attributes: what they are; Keys: constraints and indexes. Type: whether
    /// there is a type of that name.
    enum Part : quint8 { Presence = 1, Columns = 2, Attributes = 4, Keys = 8, Everything = 15, Type = 16 };
    using Parts = quint8;
    enum class Duration {
        Lasting, ///< until it is made sure
        Revision, ///< to the end of the revision; later ones take it for nothing, and say so
    };

    explicit SchemaCertainty(const schema::SchemaRules& rules)
        : m_rules(&rules)
        , m_presumed(std::make_shared<std::vector<DoubtPtr>>())
    { }

    /// Whether nothing is in doubt, nor taken for nothing.
    bool isWhole() const { return m_lasting.isEmpty() && m_passing.isEmpty() && m_former.isEmpty(); }
    /// Another revision's script runs.
    void beginRevision();
    /// What may have changed the schema in former revisions, and is taken for nothing in answers of this one.
    const std::vector<DoubtPtr>& presumed() const { return *m_presumed; }
    /// That a change goes through, or not, is told.
    void presume(const schema::Change& change) const;

    /// Null where those parts are known. Of views, types and the like only the presence counts.
    DoubtPtr of(const schema::ObjectName& name, Parts parts = Presence) const;
    /// Whether there are others than those that are seen, or fewer; `names`: which, where not any may.
    DoubtPtr ofFurther(QSet<QString>* names = nullptr, Parts parts = Presence) const;
    /// What a change is about.
    DoubtPtr of(const schema::Change& change) const;

    void doubtAll(const DoubtPtr& why, Duration duration);
    void doubt(const schema::ObjectName& name, Parts parts, const DoubtPtr& why);
    /// The change may have been made.
    void doubt(const schema::Change& change, const DoubtPtr& why);
    /// SQL was run that is not understood. It can do nothing to what it does not name, unless it puts names together.
    /// `unknown`: the word that stands for what is not known of it.
    void doubtText(const QString& sql, const DoubtPtr& why, const QString& unknown = {});

    /// A temporary table hides one of that name, in later revisions too, or not: changes of it settle nothing from here
    /// on.
    void hide(const schema::ObjectName& table);
    bool isHidden(const schema::ObjectName& table) const { return m_hidden.contains(keyOf(table)); }
    /// There may be others than those of the schema.
    void doubtFurther(const schema::Schema& schema, const DoubtPtr& why);

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
    /// `isPresumed`: where it is code of a former revision that may have changed it.
    DoubtPtr found(const schema::ObjectName& name, Parts parts, bool& isPresumed) const;
    DoubtPtr found(const schema::Change& change, bool& isPresumed) const;
    void presume() const;
    void settle(const schema::ObjectName& name, Parts parts);

    const schema::SchemaRules* m_rules;
    Layer m_lasting;
    Layer m_passing;
    Layer m_former; ///< what was passing in former revisions
    std::vector<DoubtPtr> m_formerReasons;
    std::shared_ptr<std::vector<DoubtPtr>> m_presumed; ///< shared by copies: of the revision, whatever way it goes
    QSet<QString> m_hidden; ///< keys
    QHash<QString, QString> m_routines; ///< name in lower case: definition
};

} // namespace espalier::operations
