#include "migrations/schema_view.h"

#include "migrations/operation_delegate.h"
#include "migrations/schema_controller.h"

#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

namespace espalier::ui {

QLabel* makeNote(const QString& name, const QString& accessibleName)
{
    auto* note = new QLabel;
    note->setObjectName(name);
    note->setAccessibleName(accessibleName);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::Dark);
    note->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    note->setContentsMargins(0, 8, 0, 8);
    note->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    return note;
}

QListView* makeLinesView(const QString& name, const QString& accessibleName)
{
    auto* view = new QListView;
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setItemDelegate(new OperationDelegate(view));
    view->setFrameShape(QFrame::NoFrame);
    view->setResizeMode(QListView::Adjust);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setMouseTracking(true);
    return view;
}

SchemaView::SchemaView(SchemaController& schema, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_schema(schema)
    , m_note(makeNote(name + QStringLiteral("-note"), tr("Schema before and after")))
    , m_lines(makeLinesView(name, tr("Schema before and after")))
{
    m_lines->setModel(&m_schema.lines());
    connect(m_note, &QLabel::linkActivated, &m_schema, &SchemaController::retry);
    connect(m_lines, &QListView::clicked, this, &SchemaView::activate);
    connect(m_lines, &QListView::activated, this, &SchemaView::activate);
    connect(&m_schema, &SchemaController::changed, this, &SchemaView::showState);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addWidget(m_lines, 1);
    showState();
}

QString SchemaView::emptyText() const
{
    switch (m_schema.state()) {
    case SchemaController::State::Working:
        return tr("Reading the schema…");
    case SchemaController::State::Stopped:
        return tr("Stopped. <a href=\"retry\">Read again</a>");
    case SchemaController::State::Known:
        if (!m_schema.isCertain())
            return m_schema.isComparing() ? tr("Nothing is known to differ.") : tr("Nothing is known to change.");
        return m_schema.isComparing() ? tr("The schema is the same at both revisions.")
                                      : tr("The schema stays as it is.");
    case SchemaController::State::Nothing:
        break;
    }
    return {};
}

void SchemaView::showState()
{
    const bool hasLines = m_schema.lines().rowCount() > 0;
    const QString text = emptyText();
    // What is not known is named below the sentence that nothing else differs.
    m_note->setText(text);
    m_note->setVisible(!m_schema.hasChanges() && !text.isEmpty());
    m_lines->setVisible(hasLines);
    static_cast<QVBoxLayout*>(layout())->setStretchFactor(m_note, hasLines ? 0 : 1);
}

void SchemaView::activate(const QModelIndex& index)
{
    if (const int line = index.data(OperationLinesModel::LineRole).toInt(); line > 0)
        Q_EMIT placeActivated(index.data(OperationLinesModel::FileRole).toString(), line);
}

void SchemaView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_schema.setWatched(this, true);
}

void SchemaView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_schema.setWatched(this, false);
}

} // namespace espalier::ui
