// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/data/service_state.h"
#include "ui/widgets/record_table_model.h"

#include <QString>

#include <vector>

namespace postern::ui {

struct Overview;

// One line of a list of services: what is set, and how it fares.
struct ServiceRow {
    model::Id id = 0;
    QString name;
    QString addresses; // "all", "127.0.0.1, ::1"
    int port = 0;
    model::TlsMode tls{};
    ServiceState state;
    std::int64_t saved = 0; // revision

    bool operator==(const ServiceRow&) const = default;
};

std::vector<ServiceRow> serviceRows(const Overview& overview);

// The list of services, for the Services page and the Service Manager.
class ServiceTableModel : public RecordTableModel<ServiceRow> {
public:
    enum ColumnIndex { Name, Addresses, Port, Tls, State, InForce, Now };

    explicit ServiceTableModel(QObject* parent = nullptr);
    int rowOf(model::Id service) const; // -1: not there
};

} // namespace postern::ui
