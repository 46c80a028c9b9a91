#pragma once

#include <map>
#include <QObject>
#include <vector>

class QSocketNotifier;

namespace espalier::revisions {

/// Tells at once of names that come, go or are written in folders (not below them), with inotify. Lives on one thread
/// with an event loop. Where the system grants no more watches it stays silent, so that it can't be the only way.
class FolderEvents : public QObject {
    Q_OBJECT
public:
    explicit FolderEvents(QObject* parent = nullptr);
    ~FolderEvents() override;

    /// Watches these and no others from now on. True where one of them was not watched until now, also because it is
    /// another folder under an old name: what happened there before this call was not told.
    bool setFolders(const std::vector<QByteArray>& folders);

Q_SIGNALS:
    /// The name within its folder; empty where it is a watched folder itself, or where events were lost.
    void happened(const QByteArray& name, bool isFolder);

private:
    void readEvents();

    int m_descriptor = -1;
    QSocketNotifier* m_notifier = nullptr;
    std::map<QByteArray, int> m_watches;
};

} // namespace espalier::revisions
