// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_mime.h"

#include "ui/lists/list_table_model.h"
#include "ui/lists/list_text.h"
#include "ui/text/translate.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace postern::ui {

namespace {

constexpr quint32 formatVersion = 1;

struct Carried {
    quint32 version = 0;
    quint8 kind = 0;
    quint32 count = 0;
};

QDataStream& operator>>(QDataStream& in, Carried& head)
{
    return in >> head.version >> head.kind >> head.count;
}

std::optional<Carried> headOf(const QMimeData& data)
{
    QDataStream in(data.data(QLatin1String(ListTableModel::mimeType)));
    Carried head;
    in >> head;
    if (in.status() != QDataStream::Ok || head.version != formatVersion)
        return std::nullopt;
    return head;
}

} // namespace

QMimeData* toMimeData(model::ListKind kind, const std::vector<ListRow>& rows)
{
    QByteArray packed;
    QDataStream out(&packed, QIODevice::WriteOnly);
    out << formatVersion << quint8(kind) << quint32(rows.size());
    for (const ListRow& row : rows) {
        const model::ListEntry& entry = row.entry;
        out << qt(row.text()) << qt(entry.comment) << entry.enabled
            << qint64(entry.expires ? toMicros(*entry.expires) : -1);
    }
    auto* data = new QMimeData;
    data->setData(QLatin1String(ListTableModel::mimeType), packed);
    data->setText(qt(writeLines(rows)));
    return data;
}

bool canTake(const QMimeData& data, model::ListKind kind)
{
    if (const auto head = headOf(data))
        return head->kind == quint8(kind);
    return data.hasText();
}

std::vector<ListRow> fromMimeData(const QMimeData& data, const model::ListEntry& like)
{
    const auto head = headOf(data);
    if (!head || head->kind != quint8(like.kind))
        return readLines(bytes(data.text()), like).rows;
    QDataStream in(data.data(QLatin1String(ListTableModel::mimeType)));
    Carried skipped;
    in >> skipped;
    std::vector<ListRow> rows;
    for (quint32 i = 0; i < head->count && in.status() == QDataStream::Ok; ++i) {
        QString text;
        QString comment;
        bool enabled = true;
        qint64 expires = -1;
        in >> text >> comment >> enabled >> expires;
        if (in.status() != QDataStream::Ok)
            break;
        ListRow row = withText({.entry = like, .invalid = {}}, bytes(text));
        row.entry.comment = bytes(comment);
        row.entry.enabled = enabled;
        if (expires >= 0)
            row.entry.expires = fromMicros(expires);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace postern::ui
