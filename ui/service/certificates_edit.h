// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/certificate_file.h"
#include "model/configuration.h"
#include "model/validate.h"

#include <QWidget>

#include <map>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace postern::ui {

class Prompter;
class StoreClient;

// The certificates of a service: files, edited in place or chosen, and what each says of itself (names, who
// signed it, how long it is valid) or why it cannot be used.
class CertificatesEdit : public QWidget {
    Q_OBJECT

public:
    CertificatesEdit(StoreClient& client, Prompter& prompter, QWidget* parent = nullptr);

    void setValue(const std::vector<model::Certificate>& certificates);
    std::vector<model::Certificate> value() const;
    // By what name clients know this server: one certificate at least should be made out to it.
    void setHostname(const std::string& hostname) { m_hostname = hostname; }
    bool isReading() const; // files have not been read yet

    // What the files themselves show: a key of another certificate, one that has expired. As far as they have
    // been read by now; edited() follows when there is more.
    std::vector<model::Problem> problems() const;

Q_SIGNALS:
    void edited();

private:
    struct Paths {
        std::string certificate;
        std::string key;

        auto operator<=>(const Paths&) const = default;
    };

    QTreeWidgetItem* append(const model::Certificate& certificate);
    void add();
    void removeSelected();
    void readAll();
    Paths pathsOf(const model::Certificate& certificate) const;
    void showReadings();

    void addMissingName(std::vector<model::Problem>& problems) const;

    StoreClient& m_client;
    Prompter& m_prompter;
    QTreeWidget* m_list;
    QPushButton* m_remove;
    QLabel* m_reading;
    std::map<Paths, Result<CertificateReading>> m_readings;
    std::string m_hostname;
};

} // namespace postern::ui
