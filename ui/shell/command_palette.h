#pragma once

#include "models/palette_model.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace espalier::ui {

/// Ctrl+K: a field over the window that reaches everything by name.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    using Provider = std::function<QList<PaletteEntry>()>;

    explicit CommandPalette(QWidget* window);
    /// Asked whenever the palette opens.
    void addProvider(Provider provider);
    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    void runCurrent();
    void move(int by);

    QWidget* m_window;
    QLineEdit* m_field;
    QListView* m_list;
    PaletteModel* m_model;
    QList<Provider> m_providers;
};

} // namespace espalier::ui
