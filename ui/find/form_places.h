// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace postern::ui {

class FormPage;
class Prompter;
class StoreClient;

// A tab of a properties dialog, or a field in it, by what the window calls it.
struct FormPlace {
    QString link; // as PropertiesDialog::showTab() takes it: "relaying", "relaying/relay.ranges"
    QString label;
    QString tab;     // "" for a tab itself
    QString section; // the heading that it stands under
};

// The tab, then its fields from top to bottom. A label that goes on from the one before it ("… from one
// address") has that in front.
std::vector<FormPlace> placesOf(const FormPage& page);

// What can be set in the properties of a service and of the server. It is asked of the tabs themselves: each
// is made once, one in each turn of the event loop, and never shown; so whatever a tab gets is found. GUI
// thread.
class FormPlaces : public QObject {
    Q_OBJECT

public:
    FormPlaces(StoreClient& client, Prompter& prompter, QObject* parent = nullptr);
    ~FormPlaces() override;

    // Begins; does nothing where it has.
    void look();
    bool complete() const { return m_begun && m_next == m_makers.size(); }

    const std::vector<FormPlace>& service() const { return m_service; }
    const std::vector<FormPlace>& server() const { return m_server; }

Q_SIGNALS:
    void completed();

private:
    using Maker = std::function<std::unique_ptr<FormPage>()>;
    struct Tab {
        Maker make;
        std::vector<FormPlace>* places;
    };
    void step();

    std::vector<Tab> m_makers;
    std::size_t m_next = 0;
    bool m_begun = false;
    std::vector<FormPlace> m_service;
    std::vector<FormPlace> m_server;
};

} // namespace postern::ui
