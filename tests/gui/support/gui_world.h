#pragma once

#include "clicked_prompter.h"
#include "shell/window_app.h"
#include "support/temporary_folder.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QRadioButton>
#include <QTest>

namespace espalier::test {

/// The whole window, offscreen, with settings, journal, trust and backups in a folder of its own.
class GuiWorld {
public:
    GuiWorld() { start(); }

    /// Closes the window and opens another with the same settings: what a restart does.
    void start(const ui::WindowOptions& options = {})
    {
        end();
        ui::WindowPlaces places;
        places.settings = folder.path(QStringLiteral("settings.ini"));
        places.connections = folder.path(QStringLiteral("connections.json"));
        places.trust = folder.path(QStringLiteral("trust.json"));
        places.journal = folder.path(QStringLiteral("journal"));
        places.useKeychain = false;
        places.prompter = &prompter;
        app = std::make_unique<ui::WindowApp>(options, places);
        prompter.setWindow(&app->window());
        app->services().settings.set(ui::setting::animations, false);
        app->services().settings.set(ui::setting::backupFolder, folder.path(QStringLiteral("backups")));
        app->start();
        app->window().resize(1280, 800);
        QApplication::setActiveWindow(&app->window());
    }

    /// Whatever is going on.
    void end() { app.reset(); }

    ui::Services& services() const { return app->services(); }
    QString page() const { return app->window().currentPage(); }
    bool isIdle() const { return app->services().jobs.isIdle(); }

    /// The visible widget of this name, in the window or in a dialog over it; nullptr where there is none.
    template <typename W = QWidget> static W* find(const char* name)
    {
        for (auto* top : QApplication::topLevelWidgets()) {
            if (auto* itself = qobject_cast<W*>(top);
                itself && top->isVisible() && top->objectName() == QLatin1String(name))
                return itself;
            for (auto* widget : top->findChildren<W*>(QLatin1String(name))) {
                if (widget->isVisible())
                    return widget;
            }
        }
        return nullptr;
    }

    static bool canClick(const char* name)
    {
        auto* button = find<QAbstractButton>(name);
        return button && button->isEnabled();
    }

    /// Presses a button that can be seen and used, with the mouse.
    static bool click(const char* name)
    {
        QCoreApplication::processEvents(); // what waits for its layout stands elsewhere until then
        if (!canClick(name))
            return false;
        auto* button = find<QAbstractButton>(name);
        // Check boxes and radio buttons may be wider than what can be clicked of them.
        const bool marked = qobject_cast<QCheckBox*>(button) || qobject_cast<QRadioButton*>(button);
        QTest::mouseClick(
            button, Qt::LeftButton, {}, marked ? QPoint(8, button->height() / 2) : button->rect().center());
        return true;
    }

    /// Types into a field, key by key.
    static bool type(const char* name, const QString& text)
    {
        auto* field = find<QLineEdit>(name);
        if (!field || !field->isEnabled())
            return false;
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        return field->text() == text;
    }

    static bool paste(const char* name, const QString& text)
    {
        auto* field = find<QLineEdit>(name);
        if (!field || !field->isEnabled())
            return false;
        QApplication::clipboard()->setText(text);
        field->setFocus();
        field->selectAll();
        QTest::keySequence(field, QKeySequence::Paste);
        return true;
    }

    /// A shortcut, at whatever has the keyboard.
    void press(const QKeySequence& keys) const { QTest::keySequence(&app->window(), keys); }

    /// Ctrl+K, some words, Enter.
    void command(const QString& words) const
    {
        press(QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(type("palette-field", words));
        QTest::keyClick(find("palette-field"), Qt::Key_Return);
    }

    QString stateLine() const
    {
        auto* line = app->window().findChild<QWidget*>(QStringLiteral("state-line"));
        return line ? line->accessibleName() : QString();
    }

    TemporaryFolder folder;
    ClickedPrompter prompter;
    std::unique_ptr<ui::WindowApp> app;
};

} // namespace espalier::test
