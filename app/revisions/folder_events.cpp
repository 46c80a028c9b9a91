#include "revisions/folder_events.h"

#include <algorithm>
#include <QSocketNotifier>
#include <sys/inotify.h>
#include <unistd.h>

namespace espalier::revisions {

namespace {

// IN_MODIFY for files that stay open while they are written, IN_ATTRIB for a permission that is given or taken.
constexpr uint32_t events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB
    | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

} // namespace

FolderEvents::FolderEvents(QObject* parent)
    : QObject(parent)
    , m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_descriptor < 0)
        return;
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &FolderEvents::readEvents);
}

FolderEvents::~FolderEvents()
{
    delete m_notifier; // before what it looks at is closed
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FolderEvents::setFolders(const std::vector<QByteArray>& folders)
{
    bool isAnyNew = false;
    std::map<QByteArray, int> watches;
    for (const QByteArray& folder : folders) {
        const int watch = ::inotify_add_watch(m_descriptor, folder.constData(), events);
        if (watch < 0)
            continue;
        const auto known = m_watches.find(folder); // the same folder gives the same number again
        isAnyNew = isAnyNew || known == m_watches.end() || known->second != watch;
        watches[folder] = watch;
    }
    for (const auto& [folder, watch] : m_watches) {
        const int number = watch;
        if (std::none_of(watches.begin(), watches.end(), [number](const auto& kept) { return kept.second == number; }))
            ::inotify_rm_watch(m_descriptor, number);
    }
    m_watches = std::move(watches);
    return isAnyNew;
}

void FolderEvents::readEvents()
{
    alignas(inotify_event) char buffer[16 * 1024];
    while (true) {
        const ssize_t got = ::read(m_descriptor, buffer, sizeof buffer);
        if (got <= 0)
            return;
        for (const char* at = buffer; at < buffer + got;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            at += sizeof(inotify_event) + event->len;
            if (event->mask & IN_IGNORED)
                continue; // the end of a watch, told before by what ended it
            const bool isItself = event->len == 0;
            Q_EMIT happened(isItself ? QByteArray() : QByteArray(event->name), isItself || event->mask & IN_ISDIR);
        }
    }
}

} // namespace espalier::revisions
