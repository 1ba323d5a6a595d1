// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_row.h"

#include "ui/data/live_status.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QLocale>
#include <QStringList>

namespace postern::ui {

namespace {

constexpr auto right = Qt::AlignRight | Qt::AlignVCenter;

QString words(const char* text)
{
    return QCoreApplication::translate("ServiceTable", text);
}

QString addressText(const model::Service& service)
{
    QStringList texts;
    for (const std::string& each : service.addresses)
        texts += qt(each);
    return texts.isEmpty() ? words(QT_TRANSLATE_NOOP("ServiceTable", "all"))
                           : texts.join(QStringLiteral(", "));
}

QString tlsText(const ServiceRow& row)
{
    switch (row.tls) {
    case model::TlsMode::None:
        break;
    case model::TlsMode::StartTls:
        return QStringLiteral("STARTTLS");
    case model::TlsMode::Required:
        return words(QT_TRANSLATE_NOOP("ServiceTable", "required"));
    case model::TlsMode::Implicit:
        return words(QT_TRANSLATE_NOOP("ServiceTable", "implicit"));
    }
    return QStringLiteral("–");
}

QString inForceText(const ServiceRow& row)
{
    if (row.state.revision == 0)
        return QStringLiteral("–");
    return words(QT_TRANSLATE_NOOP("ServiceTable", "rev %1")).arg(row.state.revision);
}

QString inForceToolTip(const ServiceRow& row)
{
    if (row.state.revision == 0)
        return words(QT_TRANSLATE_NOOP("ServiceTable", "No engine has these settings in force."));
    if (row.state.revision == row.saved)
        return words(QT_TRANSLATE_NOOP("ServiceTable", "The saved settings are in force."));
    return words(QT_TRANSLATE_NOOP("ServiceTable", "Saved is revision %1, in force still revision %2."))
        .arg(row.saved)
        .arg(row.state.revision);
}

constexpr Column<ServiceRow> serviceColumns[] = {
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "Name"),
     .text = [](const ServiceRow& row) { return row.name; }},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "Address"),
     .text = [](const ServiceRow& row) { return row.addresses; }},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "Port"),
     .text = [](const ServiceRow& row) { return QString::number(row.port); },
     .sortValue = [](const ServiceRow& row) { return QVariant(row.port); },
     .alignment = right},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "TLS"), .text = tlsText},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "State"),
     .text = [](const ServiceRow& row) { return row.state.text(); },
     .sortValue = [](const ServiceRow& row) { return QVariant(int(row.state.kind)); },
     .toolTip = [](const ServiceRow& row) { return row.state.text(); },
     .decoration = [](const ServiceRow& row) { return QVariant(stateIcon(row.state.kind)); }},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "In force"),
     .text = inForceText,
     .sortValue = [](const ServiceRow& row) { return QVariant(qlonglong(row.state.revision)); },
     .toolTip = inForceToolTip},
    {.title = QT_TRANSLATE_NOOP("ServiceTable", "Now"),
     .text = [](const ServiceRow& row) { return QLocale().toString(row.state.connections); },
     .sortValue = [](const ServiceRow& row) { return QVariant(row.state.connections); },
     .alignment = right,
     .toolTip =
         [](const ServiceRow&) {
             return words(QT_TRANSLATE_NOOP("ServiceTable", "Connections at this moment"));
         }},
};

} // namespace

std::vector<ServiceRow> serviceRows(const Overview& overview)
{
    std::vector<ServiceRow> rows;
    for (const model::Service& each : overview.configuration.services)
        rows.push_back({.id = each.id,
                        .name = qt(each.name),
                        .addresses = addressText(each),
                        .port = each.port,
                        .tls = each.tls.mode,
                        .state = serviceState(overview, each),
                        .saved = overview.revision});
    return rows;
}

ServiceTableModel::ServiceTableModel(QObject* parent)
    : RecordTableModel<ServiceRow>(
          "ServiceTable", serviceColumns,
          [](const ServiceRow& a, const ServiceRow& b) { return a.id == b.id; }, parent)
{
}

int ServiceTableModel::rowOf(model::Id service) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (record(row).id == service)
            return row;
    }
    return -1;
}

} // namespace postern::ui
