#pragma once

#include "actions/action_registry.h"
#include "core/clock.h"
#include "jobs/job_queue.h"
#include "scripted_prompter.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "session/run_history.h"
#include "session/secret_keeper.h"
#include "shell/navigation.h"
#include "shell/page.h"
#include "shell/selection.h"
#include "shell/services.h"
#include "shell/settings.h"
#include "style/theme.h"
#include "support/temporary_folder.h"

namespace espalier::test {

/// What controllers share, without a window, with settings and journal in a folder of its own.
class ServiceWorld {
public:
    TemporaryFolder folder;
    core::SystemClock clock;
    ui::Settings settings{ folder.path(QStringLiteral("settings.ini")) };
    ui::Theme theme{ settings };
    ScriptedPrompter prompter;
    ui::ActionRegistry actions;
    ui::Selection selection;
    ui::Navigation navigation;
    ui::PageRegistry pages;
    ui::SecretKeeper secrets{ database::makeSessionSecretStore({ "", {} }) };
    run::Journal journal{ folder.path(QStringLiteral("journal")), &clock };
    jobs::JobQueue jobs;
    ui::ProjectSession project{ jobs, settings, prompter };
    ui::DatabaseSession database{ jobs, secrets, project };
    ui::RunHistory history{ jobs, journal };
    ui::BackupShelf backups{ jobs, settings };
    ui::Services services{ .clock = clock,
        .jobs = jobs,
        .settings = settings,
        .theme = theme,
        .actions = actions,
        .prompter = prompter,
        .selection = selection,
        .navigation = navigation,
        .pages = pages,
        .secrets = secrets,
        .project = project,
        .database = database,
        .history = history,
        .backups = backups };
};

} // namespace espalier::test
