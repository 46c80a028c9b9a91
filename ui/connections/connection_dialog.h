#pragma once

#include "connections/connection_editor.h"
#include "widgets/dialog_frame.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace espalier::ui {

class Banner;
class ConnectionsController;
class ErrorPanel;
class Prompter;
struct ConnectionOffer;

/// Choosing, describing and testing a connection.
class ConnectionDialog : public DialogFrame {
    Q_OBJECT
public:
    ConnectionDialog(ConnectionsController& connections, ConnectionEditor& editor, Prompter& prompter,
        const QString& projectFolder, QWidget* parent);

private:
    QWidget* makeList();
    QWidget* makeForm();
    void addAddressRows(QFormLayout* form);
    void addPasswordRows(QFormLayout* form);
    void addTlsRows(QFormLayout* form);
    void addTagRows(QFormLayout* form);
    QLineEdit* field(const char* name, const QString& label, QString ConnectionForm::*member);
    QWidget* fileRow(QLineEdit* edit, const QString& title);
    void fillList();
    void chooseListed(int row);
    void paste(const QString& text);
    void showForm();
    void showTest();
    void acceptForm();

    ConnectionsController& m_connections;
    ConnectionEditor& m_editor;
    Prompter& m_prompter;
    QString m_projectFolder;
    QListWidget* m_list = nullptr;
    QPushButton* m_forget = nullptr;
    QLineEdit* m_url = nullptr;
    QLabel* m_urlTrouble = nullptr;
    QComboBox* m_dialect = nullptr;
    QList<std::pair<QLineEdit*, QString ConnectionForm::*>> m_fields;
    QList<QWidget*> m_networkOnly;
    QFormLayout* m_form = nullptr;
    QLineEdit* m_database = nullptr;
    QWidget* m_databaseRow = nullptr;
    QPushButton* m_chooseFile = nullptr;
    QLineEdit* m_password = nullptr;
    QComboBox* m_secretSource = nullptr;
    QLabel* m_secretText = nullptr;
    QComboBox* m_tls = nullptr;
    QLabel* m_tlsText = nullptr;
    QWidget* m_rootRow = nullptr;
    QComboBox* m_environment = nullptr;
    QCheckBox* m_save = nullptr;
    QPushButton* m_test = nullptr;
    Banner* m_good = nullptr;
    ErrorPanel* m_bad = nullptr;
    bool m_filling = false;
};

} // namespace espalier::ui
