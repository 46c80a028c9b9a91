// What is shown on the page and what it is compared with, to be chosen.
#include "schema/schema_page.h"

#include "revisions/traversal.h"
#include "schema/place_choices.h"
#include "session/project_session.h"
#include "shell/prompter.h"

#include <algorithm>
#include <QComboBox>
#include <QStandardItemModel>

namespace espalier::ui {

void SchemaPage::showSource()
{
    std::vector<PlaceChoice> choices{ { QStringLiteral("migrations"), tr("Migrations"), { SchemaSource::Migrations } },
        { QStringLiteral("python"), tr("Models"), { SchemaSource::Models } },
        { QStringLiteral("database"), tr("Database"), { SchemaSource::Database } } };
    const SchemaPlace shown = m_controller.place();
    const auto isShown = [&](const PlaceChoice& choice) {
        return choice.place.source == shown.source && choice.place.backup == shown.backup;
    };
    const auto addBackup = [&](const SchemaPlace& place) {
        choices.push_back({ QStringLiteral("backups"), tr("Backup of %1").arg(backupText(place)), place });
    };
    for (const SchemaPlace& place : m_controller.backups())
        addBackup(place);
    if (std::none_of(choices.begin(), choices.end(), isShown))
        addBackup(shown);
    setChoices(*m_source, choices);
    const auto at = std::find_if(choices.begin(), choices.end(), isShown) - choices.begin();
    m_source->setCurrentIndex(static_cast<int>(at));
    fitToChosen(*m_source, 8);
    m_source->setToolTip(tr("Which schema is shown") + QLatin1Char('\n') + m_source->currentText());
    auto* items = qobject_cast<QStandardItemModel*>(m_source->model());
    for (int row = 0; items && row < m_source->count(); ++row) {
        // Also what is not there can be chosen: the page then says what is missing.
        const bool isThere = m_controller.canShow(choices[size_t(row)].place.source);
        items->item(row)->setForeground(palette().brush(isThere ? QPalette::Text : QPalette::PlaceholderText));
    }
    showBaseline();
}

/// All that there is besides what is shown.
void SchemaPage::showBaseline()
{
    const auto& chosen = m_controller.baseline();
    std::vector<SchemaPlace> places;
    const auto offer = [&](const SchemaPlace& place) {
        if (std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(place);
    };
    if (chosen)
        offer(*chosen);
    for (const SchemaSource source : { SchemaSource::Migrations, SchemaSource::Models, SchemaSource::Database })
        if (m_controller.canShow(source) && SchemaPlace{ source } != m_controller.place())
            offer({ source });
    for (const SchemaPlace& place : m_controller.backups())
        if (place != m_controller.place())
            offer(place);
    std::vector<PlaceChoice> choices{ { QStringLiteral("compare"), tr("Compare…"), {} } };
    for (const SchemaPlace& place : places)
        choices.push_back({ QStringLiteral("compare"), tr("Against %1").arg(placeText(place)), place });
    if (m_controller.canAskBaseline())
        choices.push_back({ QStringLiteral("compare"), tr("Against a revision…"), { SchemaSource::Migrations } });
    setChoices(*m_baseline, choices);
    m_baseline->setCurrentIndex(chosen ? 1 : 0);
    fitToChosen(*m_baseline, 13);
    const QString what = tr("Marks what differs from another schema");
    m_baseline->setToolTip(chosen ? what + QLatin1Char('\n') + m_baseline->currentText() : what);
    m_baseline->setEnabled(choices.size() > 1);
}

void SchemaPage::askBaseline()
{
    showBaseline(); // nothing is chosen yet
    const auto graph = m_services.project.graph();
    QStringList known;
    for (const QString& id : m_controller.order())
        known.append(QStringLiteral("%1 %2").arg(id, graph->revision(graph->indexOf(id)).message).trimmed());
    m_services.prompter.askText({ QStringLiteral("schema.baseline"), tr("Compare with a Revision"),
                                    tr("Compare with (a revision, head, label@head):"), {}, known },
        this, [this](const QString& text) {
            const auto graph = m_services.project.graph();
            const QString symbol = text.trimmed().section(QLatin1Char(' '), 0, 0);
            if (symbol.isEmpty() || !graph)
                return;
            const auto found = revisions::resolve(*graph, symbol);
            if (!found || found->size() != 1)
                return m_services.prompter.showError(core::makeError(core::ErrorCode::Ambiguous,
                    QT_TRANSLATE_NOOP("Messages", "%1 does not name one revision."), { symbol }));
            m_controller.setBaseline(SchemaPlace{ SchemaSource::Migrations, found->first() });
        });
}

} // namespace espalier::ui
