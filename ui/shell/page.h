#pragma once

#include <functional>
#include <QKeySequence>
#include <QList>
#include <QWidget>

namespace espalier::ui {

/// A page of the window.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Ctrl+F: puts the keyboard into the page's search field.
    virtual void startSearch() { }
    /// Where the keyboard is when the page comes to the front for the first time; null: at the first thing that takes
    /// it.
    virtual QWidget* home() const { return nullptr; }
    /// The page came to the front.
    virtual void activated() { }
};

/// What the rail knows of a page. It is made when it is first shown.
struct PageSpec {
    QString id; ///< "migrations"
    QString title; ///< translated
    QString icon;
    QKeySequence shortcut;
    std::function<Page*()> make;
    bool atBottom = false; ///< stands at the rail's end, apart from the work
};

/// The pages in the order of the rail.
class PageRegistry {
public:
    void add(const PageSpec& spec) { m_pages.append(spec); }
    const QList<PageSpec>& pages() const { return m_pages; }
    const PageSpec* find(const QString& id) const
    {
        for (const auto& page : m_pages) {
            if (page.id == id)
                return &page;
        }
        return nullptr;
    }

private:
    QList<PageSpec> m_pages;
};

} // namespace espalier::ui
