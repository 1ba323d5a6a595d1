// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_mime.h"

#include "base/ip_address.h"
#include "ui/lists/list_table_model.h"
#include "ui/lists/list_text.h"
#include "ui/text/translate.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace postern::ui {

namespace {

constexpr quint32 formatVersion = 2;
constexpr auto textType = "text/plain";

struct Head {
    quint32 version = 0;
    quint8 kind = 0;
    quint32 count = 0;
};

QDataStream& operator>>(QDataStream& in, Head& head)
{
    return in >> head.version >> head.kind >> head.count;
}

std::optional<Head> headOf(const QByteArray& packed)
{
    QDataStream in(packed);
    Head head;
    in >> head;
    if (in.status() != QDataStream::Ok || head.version != formatVersion)
        return std::nullopt;
    return head;
}

QByteArray pack(model::ListKind kind, const SharedRows& rows)
{
    QByteArray packed;
    QDataStream out(&packed, QIODevice::WriteOnly);
    out << formatVersion << quint8(kind) << quint32(rows.size());
    for (const SharedRow& each : rows) {
        const ListRow row = each.value();
        const model::ListEntry& entry = row.entry;
        out << qt(row.text()) << qt(entry.comment) << entry.enabled
            << qint64(entry.expires ? toMicros(*entry.expires) : -1) << (entry.service == 0)
            << quint8(entry.condition) << qt(entry.onlyFrom);
    }
    return packed;
}

// What does not depend on the list in which it stands.
ListRow adapted(ListRow row, const model::ListEntry& like)
{
    row.entry.id = like.id;
    row.entry.service = row.entry.service == 0 ? 0 : like.service;
    row.entry.color = like.color;
    row.entry.author = like.author;
    row.entry.created = like.created;
    if (like.color == model::ListColor::Black) {
        row.entry.condition = model::Condition::Always;
        row.entry.onlyFrom.clear();
    }
    return row;
}

// A condition that this console does not know, or a range that is none: without it the exception would count
// where it must not.
bool isSound(const model::ListEntry& entry, quint8 condition)
{
    if (condition > quint8(model::Condition::FromRange))
        return false;
    return (entry.condition == model::Condition::FromRange) ==
           (!entry.onlyFrom.empty() && IpRange::parse(entry.onlyFrom));
}

std::vector<ListRow> unpack(const QByteArray& packed, const model::ListEntry& like)
{
    std::vector<ListRow> rows;
    QDataStream in(packed);
    Head head;
    in >> head;
    for (quint32 i = 0; i < head.count && in.status() == QDataStream::Ok; ++i) {
        QString text, comment, onlyFrom;
        bool enabled = true, shared = false;
        qint64 expires = -1;
        quint8 condition = 0;
        in >> text >> comment >> enabled >> expires >> shared >> condition >> onlyFrom;
        if (in.status() != QDataStream::Ok)
            break;
        ListRow row = withText({.entry = like, .invalid = {}, .wrongExpiry = {}}, bytes(text));
        row.entry.comment = bytes(comment);
        row.entry.enabled = enabled;
        if (expires >= 0)
            row.entry.expires = fromMicros(expires);
        row.entry.service = shared ? 0 : like.service;
        row.entry.condition = model::Condition(condition);
        row.entry.onlyFrom = bytes(onlyFrom);
        if (isSound(row.entry, condition))
            rows.push_back(adapted(std::move(row), like));
    }
    return rows;
}

class ListMimeData final : public QMimeData {
public:
    ListMimeData(model::ListKind kind, SharedRows rows)
        : m_kind(kind)
        , m_rows(std::move(rows))
    {
    }

    ~ListMimeData() override { freeRows(std::move(m_rows)); }

    model::ListKind kind() const { return m_kind; }
    const SharedRows& rows() const { return m_rows; }

    QStringList formats() const override
    {
        return {QLatin1String(ListTableModel::mimeType), QLatin1String(textType)};
    }
    bool hasFormat(const QString& type) const override { return formats().contains(type); }

protected:
    QVariant retrieveData(const QString& type, QMetaType) const override
    {
        if (type == QLatin1String(ListTableModel::mimeType))
            return pack(m_kind, m_rows);
        return type == QLatin1String(textType) ? QVariant(qt(writeLines(m_rows))) : QVariant();
    }

private:
    model::ListKind m_kind;
    SharedRows m_rows;
};

} // namespace

QMimeData* toMimeData(model::ListKind kind, SharedRows rows)
{
    return new ListMimeData(kind, std::move(rows));
}

bool canTake(const QMimeData& data, model::ListKind kind)
{
    if (const auto* own = dynamic_cast<const ListMimeData*>(&data))
        return own->kind() == kind;
    if (const auto head = headOf(data.data(QLatin1String(ListTableModel::mimeType))))
        return head->kind == quint8(kind);
    return data.hasText();
}

ArrivedLines arrivedIn(const QMimeData& data, model::ListKind kind)
{
    if (const auto* own = dynamic_cast<const ListMimeData*>(&data); own != nullptr && own->kind() == kind)
        return {own->rows(), {}, {}};
    const QByteArray packed = data.data(QLatin1String(ListTableModel::mimeType));
    const auto head = headOf(packed);
    if (head && head->kind == quint8(kind))
        return {{}, packed, {}};
    return {{}, {}, data.text()};
}

std::vector<ListRow> read(const ArrivedLines& arrived, const model::ListEntry& like)
{
    if (!arrived.packed.isEmpty())
        return unpack(arrived.packed, like);
    if (arrived.rows.empty())
        return readLines(bytes(arrived.text), like).rows;
    std::vector<ListRow> rows;
    rows.reserve(arrived.rows.size());
    for (const SharedRow& row : arrived.rows)
        rows.push_back(adapted(row.value(), like));
    return rows;
}

} // namespace postern::ui
