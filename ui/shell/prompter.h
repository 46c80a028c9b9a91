#pragma once

#include "core/error.h"

#include <functional>
#include <QObject>
#include <QStringList>

namespace espalier::ui {

/// A question with one way forward.
struct Question {
    QString id; ///< names the question in tests: "backup.delete"
    QString title = {};
    QString text = {}; ///< what will happen, in one or two sentences
    QStringList points = {}; ///< what is lost or changed, one line each
    QString accept = {}; ///< the button's text: a verb
    QString mustType = {}; ///< where not empty, accepting needs this typed first
    bool destructive = false;
    QString checkBox = {}; ///< where not empty, an option below the text
    bool checked = true; ///< of the option at first
};

struct Answer {
    bool accepted = false;
    bool checked = false;
};

/// A choice among several things.
struct Choice {
    QString id;
    QString title = {};
    QString text = {};
    QStringList options = {};
    QStringList details = {}; ///< a second line for each option, or empty
    int preferred = 0;
};

/// A line of text that is asked for.
struct TextQuestion {
    QString id;
    QString title = {};
    QString label = {}; ///< of the field
    QString start = {}; ///< what stands in it at first
    QStringList known = {}; ///< answers that are offered while one types
    bool isSecret = false; ///< what is typed is not shown
};

/// Everything the window asks its user in a dialog. Answers arrive through callbacks, so nothing waits and no event
/// loop is nested; a callback is dropped when its receiver is gone. Tests put a scripted one in its place.
class Prompter {
public:
    virtual ~Prompter() = default;
    virtual void confirm(const Question& question, QObject* receiver, std::function<void(Answer)> done) = 0;
    /// -1 where nothing was chosen.
    virtual void choose(const Choice& choice, QObject* receiver, std::function<void(int)> done) = 0;
    /// An empty text where nothing was chosen.
    virtual void chooseFolder(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done)
        = 0;
    virtual void chooseFile(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done)
        = 0;
    virtual void chooseNewFile(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done)
        = 0;
    /// Empty where it was cancelled.
    virtual void askText(const TextQuestion& question, QObject* receiver, std::function<void(QString)> done) = 0;
    /// Says that something failed. A cancelled one is not shown.
    virtual void showError(const core::Error& error) = 0;
};

} // namespace espalier::ui
