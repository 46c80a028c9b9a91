#pragma once

namespace espalier::core {
class Clock;
}
namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class ActionRegistry;
class BackupShelf;
class DatabaseSession;
class Navigation;
class PageRegistry;
class ProjectSession;
class Prompter;
class RunHistory;
class SecretKeeper;
class Selection;
class Settings;
class Theme;

/// What the parts of the window share. Built in main, passed by reference; everything in it outlives the window.
struct Services {
    const core::Clock& clock;
    jobs::JobQueue& jobs;
    Settings& settings;
    Theme& theme;
    ActionRegistry& actions;
    Prompter& prompter;
    Selection& selection;
    Navigation& navigation;
    PageRegistry& pages;
    SecretKeeper& secrets;
    ProjectSession& project;
    DatabaseSession& database;
    RunHistory& history;
    BackupShelf& backups;
};

} // namespace espalier::ui
