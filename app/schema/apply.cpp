#include "schema/apply.h"

#include "schema/applier.h"

#include <algorithm>

namespace espalier::schema {

namespace {

/// The sentence of each kind: %1 is the object, %2 its part.
struct Wording {
    FaultKind kind;
    const char* sentence;
};
constexpr Wording wordings[] = {
    { FaultKind::TableExists, QT_TRANSLATE_NOOP("Messages", "%1 exists already.") },
    { FaultKind::TableMissing,
        QT_TRANSLATE_NOOP("Messages", "There is no table %1: no earlier statement creates it.") },
    { FaultKind::ColumnExists, QT_TRANSLATE_NOOP("Messages", "%1 has a column %2 already.") },
    { FaultKind::ColumnMissing, QT_TRANSLATE_NOOP("Messages", "%1 has no column %2.") },
    { FaultKind::ConstraintExists, QT_TRANSLATE_NOOP("Messages", "The name of the constraint %2 of %1 is taken.") },
    { FaultKind::ConstraintMissing, QT_TRANSLATE_NOOP("Messages", "%1 has no constraint %2.") },
    { FaultKind::PrimaryKeyExists, QT_TRANSLATE_NOOP("Messages", "%1 has a primary key already.") },
    { FaultKind::IndexExists, QT_TRANSLATE_NOOP("Messages", "The name of the index %2 of %1 is taken.") },
    { FaultKind::IndexMissing, QT_TRANSLATE_NOOP("Messages", "There is no index %2.") },
    { FaultKind::EnumExists, QT_TRANSLATE_NOOP("Messages", "The enum type %1 exists already.") },
    { FaultKind::EnumMissing, QT_TRANSLATE_NOOP("Messages", "There is no enum type %1.") },
    { FaultKind::EnumValueExists, QT_TRANSLATE_NOOP("Messages", "The enum type %1 has a value %2 already.") },
    { FaultKind::EnumValueMissing, QT_TRANSLATE_NOOP("Messages", "The enum type %1 has no value %2.") },
    { FaultKind::SequenceExists, QT_TRANSLATE_NOOP("Messages", "The sequence %1 exists already.") },
    { FaultKind::SequenceMissing, QT_TRANSLATE_NOOP("Messages", "There is no sequence %1.") },
    { FaultKind::ViewExists, QT_TRANSLATE_NOOP("Messages", "The view %1 exists already.") },
    { FaultKind::ViewMissing, QT_TRANSLATE_NOOP("Messages", "There is no view %1.") },
    { FaultKind::SchemaExists, QT_TRANSLATE_NOOP("Messages", "The schema %1 exists already.") },
    { FaultKind::SchemaMissing, QT_TRANSLATE_NOOP("Messages", "There is no schema %1.") },
    { FaultKind::ObjectExists, QT_TRANSLATE_NOOP("Messages", "%1 (%2) exists already.") },
    { FaultKind::ObjectMissing, QT_TRANSLATE_NOOP("Messages", "There is no %1 (%2).") },
    { FaultKind::StillReferenced, QT_TRANSLATE_NOOP("Messages", "%1 is still used by %2.") },
    { FaultKind::NotUnique, QT_TRANSLATE_NOOP("Messages", "%1 has no key on (%2) that a foreign key could point to.") },
    { FaultKind::InPrimaryKey,
        QT_TRANSLATE_NOOP("Messages", "Column %2 of %1 is in the primary key and stays NOT NULL.") },
    { FaultKind::ValueTooLong, QT_TRANSLATE_NOOP("Messages", "A value is too long for column %2 of %1.") },
    { FaultKind::ValueRefused, QT_TRANSLATE_NOOP("Messages", "A value is none of the type of column %2 of %1.") },
    { FaultKind::ValueUnknown,
        QT_TRANSLATE_NOOP("Messages", "Whether a value suits column %2 of %1 is not weighed here.") },
    { FaultKind::NullRefused, QT_TRANSLATE_NOOP("Messages", "Column %2 of %1 would be NULL, and it is NOT NULL.") },
    { FaultKind::NotThere, QT_TRANSLATE_NOOP("Messages", "%1 has no row to which %2 could point.") },
    { FaultKind::NotDistinct, QT_TRANSLATE_NOOP("Messages", "Rows of %1 are equal in (%2), which has to be unique.") },
    { FaultKind::DependsOnRows,
        QT_TRANSLATE_NOOP("Messages", "Whether it goes through depends on the rows of %1 (%2).") },
    { FaultKind::IdentifierTooLong, QT_TRANSLATE_NOOP("Messages", "The name %2 is too long for this database.") },
};
constexpr const char* cutName
    = QT_TRANSLATE_NOOP("Messages", "The name %2 is too long for this database, which cuts it.");

bool anyRefused(const std::vector<Fault>& faults)
{
    return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.wouldFail(); });
}

const char* sentenceOf(FaultKind kind)
{
    const auto found = std::find_if(
        std::begin(wordings), std::end(wordings), [kind](const Wording& wording) { return wording.kind == kind; });
    return found == std::end(wordings) ? "%1: %2" : found->sentence;
}

} // namespace

ObjectName keyOf(const ObjectName& name, const SchemaRules& rules)
{
    return name.schema == rules.facts().defaultSchema ? ObjectName{ {}, name.name } : name;
}

bool Applied::wouldFail() const { return anyRefused(faults); }
bool Replay::Outcome::wouldFail() const { return anyRefused(faults); }

Replay::Replay(const SchemaRules& rules, Schema start)
    : m_state(std::make_unique<SchemaState>(rules, std::move(start)))
    , m_rules(&rules)
{ }

Replay::Replay(const Replay& other)
    : m_state(std::make_unique<SchemaState>(*other.m_state))
    , m_rules(other.m_rules)
{ }

Replay::Replay(Replay&&) noexcept = default;
Replay& Replay::operator=(Replay&&) noexcept = default;
Replay::~Replay() = default;

Replay& Replay::operator=(const Replay& other)
{
    if (this != &other)
        *this = Replay(other);
    return *this;
}

Replay::Outcome Replay::apply(const Change& change, const ApplyOptions& options)
{
    Outcome outcome;
    Applier(*m_state, *m_rules, options, outcome).apply(change);
    return outcome;
}

const Schema& Replay::schema() const { return m_state->schema(); }
const Table* Replay::table(const ObjectName& name) const { return m_state->table(name); }
const View* Replay::view(const ObjectName& name) const { return m_state->view(name); }

Applied apply(Schema before, const Change& change, const SchemaRules& rules, const ApplyOptions& options)
{
    SchemaState state(rules, std::move(before));
    Replay::Outcome outcome;
    Applier(state, rules, options, outcome).apply(change);
    return { state.take(), std::move(outcome.faults), std::move(outcome.assumed), outcome.effect };
}

Applier::Applier(SchemaState& state, const SchemaRules& rules, const ApplyOptions& options, Replay::Outcome& outcome)
    : m_state(state)
    , m_rules(rules)
    , m_options(options)
    , m_outcome(outcome)
{ }

void Applier::apply(const Change& change) { std::visit(*this, change); }

void Applier::fault(FaultKind kind, const ObjectName& object, const QString& part, Outcome outcome)
{
    const bool isCut = kind == FaultKind::IdentifierTooLong && outcome == Outcome::Accepted;
    m_outcome.faults.push_back(
        { kind, outcome, { isCut ? cutName : sentenceOf(kind), { object.key(), part } }, object, part });
}

void Applier::faultUnless(
    bool isConditional, FaultKind kind, const ObjectName& object, const QString& part, Outcome outcome)
{
    nothing();
    if (!isConditional)
        fault(kind, object, part, outcome);
}

QString Applier::stored(const Name& name, NameKind kind, const ObjectName& object)
{
    const StoredName result = m_rules.storedName(name, kind);
    if (result.isRefused)
        fault(FaultKind::IdentifierTooLong, object, name.text);
    else if (result.isCut)
        fault(FaultKind::IdentifierTooLong, object, name.text, Outcome::Accepted);
    return result.text;
}

} // namespace espalier::schema
