#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace espalier::ui {

class ElidedLabel;

/// The line at a page's top: its title, and at the end what acts on the page as a whole.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    /// After the title, in small: "28 revisions"; cut where there is no room for all of it.
    void setNote(const QString& note, Qt::TextElideMode cut = Qt::ElideRight);
    /// At the far end, in order.
    void addWidget(QWidget* widget, int stretch = 0);

protected:
    void paintEvent(QPaintEvent* event) override;
    /// The title gives way to what can be done: the rail says where one is.
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* m_title;
    ElidedLabel* m_note;
    QHBoxLayout* m_row;
};

} // namespace espalier::ui
