#include "migrations/operation_glyphs.h"

#include "migrations/operation_lines.h"

#include <algorithm>

namespace espalier::ui {
namespace {

using graphview::GlyphKind;
using Glyph = std::optional<GlyphKind>;

struct GlyphOf {
    Glyph operator()(const schema::CreateTable&) const { return GlyphKind::AddTable; }
    Glyph operator()(const schema::DropTable&) const { return GlyphKind::DropTable; }
    Glyph operator()(const schema::ColumnAddition&) const { return GlyphKind::AddColumn; }
    Glyph operator()(const schema::DropColumn&) const { return GlyphKind::DropColumn; }
    Glyph operator()(const schema::ColumnChange&) const { return GlyphKind::AlterColumn; }
    Glyph operator()(const schema::CreateIndex&) const { return GlyphKind::Index; }
    Glyph operator()(const schema::DropIndex&) const { return GlyphKind::Index; }
    Glyph operator()(const schema::RenameIndex&) const { return GlyphKind::Index; }
    Glyph operator()(const schema::AddConstraint& c) const { return ofConstraint(c.constraint.kind); }
    Glyph operator()(const schema::DropConstraint& c) const
    {
        return c.reference.kind ? ofConstraint(*c.reference.kind) : Glyph();
    }
    Glyph operator()(const schema::TouchRows& c) const
    {
        return c.verb == QLatin1String("select") ? GlyphKind::RawSql : GlyphKind::Data;
    }
    Glyph operator()(const schema::SessionStatement&) const { return GlyphKind::RawSql; }
    Glyph operator()(const schema::UnknownStatement&) const { return GlyphKind::RawSql; }
    template <typename Other> Glyph operator()(const Other&) const { return {}; }

private:
    static Glyph ofConstraint(schema::Constraint::Kind kind)
    {
        return kind == schema::Constraint::Kind::ForeignKey ? GlyphKind::ForeignKey : Glyph();
    }
};

QString iconOf(GlyphKind kind)
{
    switch (kind) {
    case GlyphKind::AddTable:
        return QStringLiteral("table-add");
    case GlyphKind::DropTable:
        return QStringLiteral("table-drop");
    case GlyphKind::AddColumn:
        return QStringLiteral("column-add");
    case GlyphKind::DropColumn:
        return QStringLiteral("column-drop");
    case GlyphKind::AlterColumn:
        return QStringLiteral("column-change");
    case GlyphKind::Index:
        return QStringLiteral("index");
    case GlyphKind::ForeignKey:
        return QStringLiteral("foreign-key");
    case GlyphKind::Data:
        return QStringLiteral("database");
    case GlyphKind::RawSql:
        return QStringLiteral("sql");
    case GlyphKind::Opaque:
        break;
    }
    return QStringLiteral("opaque");
}

class Counter {
public:
    void count(const std::vector<operations::Operation>& all)
    {
        for (const operations::Operation& operation : all)
            count(operation);
    }
    /// In the order of the kinds, so that cards can be compared at a glance.
    QList<graphview::CardGlyph> take()
    {
        std::sort(m_glyphs.begin(), m_glyphs.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
        return m_glyphs;
    }

private:
    void count(const operations::Operation& operation)
    {
        if (std::holds_alternative<operations::Opaque>(operation.what))
            return add(GlyphKind::Opaque);
        if (const auto* change = std::get_if<schema::Change>(&operation.what))
            return add(glyphOf(*change));
        const auto* execute = std::get_if<operations::Execute>(&operation.what);
        if (execute && execute->isBulkInsert)
            return add(GlyphKind::Data);
        if (execute && !operation.isRead && operation.changes.empty())
            return add(GlyphKind::RawSql);
        if (!operation.isRead)
            for (const schema::Change& change : operation.changes)
                add(execute ? glyphOf(change).value_or(GlyphKind::RawSql) : glyphOf(change));
    }
    void add(Glyph kind)
    {
        if (!kind)
            return;
        for (auto& glyph : m_glyphs) {
            if (glyph.kind == *kind) {
                ++glyph.count;
                return;
            }
        }
        m_glyphs.append({ *kind, 1 });
    }

    QList<graphview::CardGlyph> m_glyphs;
};

} // namespace

Glyph glyphOf(const schema::Change& change) { return std::visit(GlyphOf{}, change); }

QString glyphIcon(const schema::Change& change)
{
    if (const auto kind = glyphOf(change))
        return iconOf(*kind);
    const bool isConstraint = std::holds_alternative<schema::AddConstraint>(change)
        || std::holds_alternative<schema::DropConstraint>(change)
        || std::holds_alternative<schema::RenameConstraint>(change);
    if (isConstraint)
        return QStringLiteral("key");
    const bool isTable = std::holds_alternative<schema::RenameTable>(change)
        || std::holds_alternative<schema::SetTableComment>(change);
    return isTable ? QStringLiteral("table-change") : QStringLiteral("object");
}

QString glyphIcon(const operations::Operation& operation)
{
    if (const auto* change = std::get_if<schema::Change>(&operation.what))
        return glyphIcon(*change);
    if (std::holds_alternative<operations::Opaque>(operation.what))
        return QStringLiteral("opaque");
    if (std::holds_alternative<operations::Batch>(operation.what))
        return QStringLiteral("table-change");
    const auto* execute = std::get_if<operations::Execute>(&operation.what);
    if (execute && execute->isBulkInsert)
        return QStringLiteral("database");
    return operation.changes.empty() || operation.isRead ? QStringLiteral("sql") : glyphIcon(operation.changes.front());
}

QList<graphview::CardGlyph> cardGlyphs(const operations::Evaluation& evaluation)
{
    Counter counter;
    counter.count(evaluation.operations);
    return counter.take();
}

} // namespace espalier::ui
