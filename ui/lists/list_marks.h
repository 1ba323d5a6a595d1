// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/list_health.h"
#include "ui/lists/list_health_data.h"
#include "ui/lists/list_row.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace postern::ui {

class StoreClient;

// What List health says of lines as they are saved, by entry. Never changes.
class ListMarks {
public:
    struct Mark {
        model::Id entry = 0;
        std::string pattern; // as it is saved; a line that is changed has no mark
        policy::HealthFinding::Kind kind{};
        QString words; // why
    };
    // More entries than this in all lists are looked at by List health only: it takes its time and memory.
    static constexpr int most = 200'000;

    ListMarks() = default;
    explicit ListMarks(const HealthData& data);

    const Mark* find(const ListRow& row) const; // nullptr: nothing is wrong with it
    bool empty() const { return m_marks.empty(); }

private:
    std::vector<Mark> m_marks; // in the order of entries
};
using SharedMarks = std::shared_ptr<const ListMarks>;

// "Shadowed: example.com in the same list says the same, and more."
QString markText(const ListMarks::Mark& mark);

// Looks at the lists of all services as they are saved, in the background. GUI thread.
class ListMarker : public QObject {
    Q_OBJECT

public:
    explicit ListMarker(StoreClient& store, QObject* parent = nullptr);
    ~ListMarker() override;

    void look(); // found() follows, unless the lists are too long or cannot be read

Q_SIGNALS:
    void found(const postern::ui::SharedMarks& marks);

private:
    StoreClient& m_store;
    std::stop_source m_stop; // of what is under way
    int m_run = 0;           // counts them
};

} // namespace postern::ui
