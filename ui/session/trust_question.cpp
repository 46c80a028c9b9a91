#include "session/trust_question.h"

#include "project/trust.h"
#include "shell/prompter.h"

#include <QCoreApplication>

namespace espalier::ui {

void askTrust(Prompter& prompter, const project::TrustStore& trust, const project::Project& project, QObject* receiver,
    const std::function<void(core::Result<void>)>& done)
{
    const auto trusted = trust.find(project.folder);
    if (!trusted)
        return done(core::fail(trusted.error()));
    if (*trusted)
        return done({});
    const auto text = [](const char* source) { return QCoreApplication::translate("TrustQuestion", source); };
    const Question question{ .id = QStringLiteral("run.trust"),
        .title = text(QT_TRANSLATE_NOOP("TrustQuestion", "Run This Project's Code?")),
        .text
        = text(QT_TRANSLATE_NOOP("TrustQuestion",
                   "So far nothing of %1 was run. Alembic imports the project's env.py, its models and its migration "
                   "scripts, with your rights. Allow it if you trust where the project came from. You are asked once."))
              .arg(project.folder),
        .accept = text(QT_TRANSLATE_NOOP("TrustQuestion", "Trust and Run")) };
    prompter.confirm(question, receiver, [trust, project, done](const Answer& answer) {
        if (!answer.accepted)
            return done(core::cancelled());
        const QString config = project.configFile.isEmpty() ? QString() : project.relative(project.configFile);
        auto store = trust;
        done(store.grant(project.folder, config));
    });
}

} // namespace espalier::ui
