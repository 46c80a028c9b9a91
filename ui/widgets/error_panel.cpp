#include "widgets/error_panel.h"

#include "style/colors.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/style_parts.h"
#include "style/type.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace espalier::ui {
namespace {

QLabel* line(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    return label;
}

void setLine(QLabel* label, const QString& text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

QString remedyFor(core::ErrorCode code)
{
    using core::ErrorCode;
    switch (code) {
    case ErrorCode::InvalidArgument:
        return ErrorPanel::tr("Correct what was entered and try again.");
    case ErrorCode::NotFound:
        return ErrorPanel::tr("Check the name, or choose another.");
    case ErrorCode::Unreadable:
        return ErrorPanel::tr("Check that it is there and that you may read it.");
    case ErrorCode::Malformed:
        return ErrorPanel::tr("Mend the file at the place named; it is read again as soon as it is saved.");
    case ErrorCode::Unsupported:
        return ErrorPanel::tr("This can't be done here; choose another way.");
    case ErrorCode::Refused:
        return ErrorPanel::tr("Nothing was changed. Put right what the message names, then try again.");
    case ErrorCode::Ambiguous:
        return ErrorPanel::tr("Be more exact: more signs of the id, or the whole of it.");
    case ErrorCode::ConnectionFailed:
        return ErrorPanel::tr("Check address, port and whether the server runs, then try again.");
    case ErrorCode::AuthenticationFailed:
        return ErrorPanel::tr("Check user and password.");
    case ErrorCode::ConnectionLost:
        return ErrorPanel::tr("Reconnect; what the database holds is then read again.");
    case ErrorCode::StatementFailed:
        return ErrorPanel::tr("The database refused a statement; its own words are in the details.");
    case ErrorCode::ToolMissing:
        return ErrorPanel::tr("Install the program named, or say in the settings where it is.");
    case ErrorCode::ToolFailed:
        return ErrorPanel::tr("The program's own words are in the details.");
    case ErrorCode::WriteFailed:
        return ErrorPanel::tr("Nothing was written. Make room or choose another folder, then try again.");
    case ErrorCode::Corrupt:
        return ErrorPanel::tr("Don't rely on it. Take another one, and find out what changed it.");
    case ErrorCode::Busy:
        return ErrorPanel::tr("Somebody else holds it. Wait for them to finish, then try again.");
    case ErrorCode::Untrusted:
        return ErrorPanel::tr("Allow this project's code to run, if you trust where it came from.");
    case ErrorCode::Cancelled:
        return {};
    case ErrorCode::Internal:
        return ErrorPanel::tr("This is a fault of Espalier. Please report it with the details.");
    }
    return {};
}

ErrorPanel::ErrorPanel(QWidget* parent)
    : QFrame(parent)
    , m_what(line("error-what"))
    , m_where(line("error-where"))
    , m_state(line("error-state"))
    , m_next(line("error-next"))
    , m_detail(new QPlainTextEdit)
    , m_toggle(new QToolButton)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("error-panel"));
    m_what->setFont(boldFont());
    m_next->setForegroundRole(QPalette::Dark);
    m_detail->setObjectName(QStringLiteral("error-detail"));
    m_detail->setReadOnly(true);
    m_detail->setFont(monoFont());
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_detail->setFixedHeight(140);
    m_toggle->setText(tr("Details"));
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    connect(m_toggle, &QToolButton::toggled, this, &ErrorPanel::showDetail);
    connect(m_where, &QLabel::linkActivated, this, [this] {
        if (m_error.location)
            Q_EMIT locationActivated(m_error.location->file, m_error.location->line);
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(44, 12, 16, 12);
    column->setSpacing(4);
    for (auto* label : { m_what, m_where, m_state, m_next })
        column->addWidget(label);
    m_buttons->addWidget(m_toggle);
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    column->addWidget(m_detail);
    hide();
}

void ErrorPanel::setError(const core::Error& error)
{
    clear();
    if (error.isCancelled())
        return;
    m_error = error;
    m_what->setText(error.message.text());
    QString where;
    if (error.location && !error.location->file.isEmpty()) {
        const auto& place = *error.location;
        where = place.line > 0 ? QStringLiteral("%1:%2").arg(place.file).arg(place.line) : place.file;
        where = QStringLiteral("<a href=\"#\">%1</a>").arg(where.toHtmlEscaped());
    }
    setLine(m_where, where);
    setLine(m_state, error.databaseState);
    setLine(m_next, remedyFor(error.code));
    QString detail = error.detail;
    for (auto cause = error.cause; cause; cause = cause->cause)
        detail += (detail.isEmpty() ? QString() : QStringLiteral("\n\n")) + core::describe(*cause);
    m_detail->setPlainText(detail);
    m_toggle->setVisible(!detail.isEmpty());
    m_toggle->setChecked(false);
    showDetail(false);
    setAccessibleName(error.message.text());
    setAccessibleDescription(core::describe(error));
    show();
}

void ErrorPanel::clear()
{
    m_error = {};
    while (m_buttons->count() > 2)
        delete m_buttons->takeAt(2)->widget();
    hide();
}

void ErrorPanel::addAction(const QString& name, const QString& text, QObject* receiver, std::function<void()> run)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, receiver, [run = std::move(run)] { run(); });
    m_buttons->addWidget(button);
}

void ErrorPanel::showDetail(bool shown)
{
    m_toggle->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    m_detail->setVisible(shown);
}

void ErrorPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = colorsOf(palette());
    paintRounded(&painter, rect(), colors.dangerSoft, blend(colors.dangerSoft, colors.danger, 0.4), cornerRadius);
    const int left = layoutDirection() == Qt::RightToLeft ? width() - 34 : 14;
    themedIcon(QStringLiteral("error"), colors.danger).paint(&painter, QRect(left, 12, 20, 20));
}

QWidget* failurePage(ErrorPanel* panel)
{
    auto* page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 24, 24, 24);
    column->addWidget(panel);
    column->addStretch();
    return page;
}

} // namespace espalier::ui
