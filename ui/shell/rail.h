#pragma once

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace espalier::ui {

class PageRegistry;

/// One entry of the rail: an icon over its name.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const QString& iconName, const QString& title, QWidget* parent = nullptr);
    /// A mark beside the icon: something on that page wants attention.
    void setMark(bool marked);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    bool m_mark = false;
};

/// The slim column of pages at the window's left.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(const PageRegistry& pages, QWidget* parent = nullptr);
    void setCurrent(const QString& page);
    void setMark(const QString& page, bool marked);

Q_SIGNALS:
    void chosen(const QString& page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RailButton* buttonOf(const QString& page) const;
    QButtonGroup* m_buttons;
};

} // namespace espalier::ui
