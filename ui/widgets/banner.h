#pragma once

#include <functional>
#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace espalier::ui {

/// A strip above a page: something the user should know while they go on.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Info, Success, Warning, Danger };

    explicit Banner(QWidget* parent = nullptr);
    void setContent(Tone tone, const QString& iconName, const QString& text);
    void addButton(const QString& name, const QString& text, QObject* receiver, std::function<void()> run);
    void clearButtons();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Info;
    QString m_icon;
    QLabel* m_text;
    QHBoxLayout* m_row;
};

} // namespace espalier::ui
