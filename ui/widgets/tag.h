#pragma once

#include <QWidget>

namespace espalier::ui {

/// A small coloured word: an environment, a branch label, a state. The word carries the meaning, the colour repeats it.
class Tag : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Neutral, Accent, Success, Warning, Danger, Development, Staging, Production };

    explicit Tag(QWidget* parent = nullptr);
    Tag(const QString& text, Tone tone, QWidget* parent = nullptr);
    void setText(const QString& text);
    void setTone(Tone tone);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

} // namespace espalier::ui
