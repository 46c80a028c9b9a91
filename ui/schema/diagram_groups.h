#pragma once

#include "report/schema_diagrams.h"
#include "schema/diagram_picture.h"

#include <QStringList>
#include <QVariantList>

namespace espalier::ui {

/// Tables that somebody has put together.
struct DiagramGroup {
    QString name;
    QStringList tables; ///< keys, sorted; also of those that are not there at the moment
    bool isFolded = false; ///< one box stands for them
    friend bool operator==(const DiagramGroup&, const DiagramGroup&) = default;
};

/// The groups of a diagram, by name. A table is in one of them at most, and none is without tables.
class DiagramGroups {
public:
    const std::vector<DiagramGroup>& all() const { return m_groups; }
    const DiagramGroup* find(const QString& name) const;
    /// The group that a table is in; null for none.
    const DiagramGroup* of(const QString& table) const;
    QStringList names() const;

    /// Into the group of that name, which is made where there is none, and out of those they are in.
    void put(const QStringList& tables, const QString& name);
    /// Out of their groups.
    void take(const QStringList& tables);
    /// Joins the two where there is another one of the new name.
    void rename(const QString& name, const QString& newName);
    void dissolve(const QString& name);
    void fold(const QString& name, bool isFolded);

    /// For the settings.
    QVariantList toVariant() const;
    static DiagramGroups fromVariant(const QVariantList& kept);
    friend bool operator==(const DiagramGroups&, const DiagramGroups&) = default;

private:
    std::vector<DiagramGroup> m_groups;
};

/// One for each schema, where there are several.
DiagramGroups groupsBySchema(const DiagramPicture& picture);
/// Tables whose names begin with the same word, "billing_invoices" and "billing_payments", three of them at least. A
/// word that all names begin with does not count, nor does an "s" at a word's end.
DiagramGroups groupsByName(const DiagramPicture& picture);
/// What a group of them may be called: the words that all their names begin with, or their schema; empty for nothing.
QString likelyName(const QStringList& tables);

/// The picture with frames around the groups, and one box for each that is folded. Such a box has the members' names as
/// its rows and the foreign keys that lead in and out; a member is found where its box is.
DiagramPicturePtr grouped(const DiagramPicturePtr& picture, const DiagramGroups& groups);
/// For other programs.
std::vector<report::TableGroup> groupsForFiles(const DiagramGroups& groups);
/// Of the box that stands for a folded group. No table is called so.
QString folderKey(const QString& group);

} // namespace espalier::ui
