// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pin_table.h"

#include "base/sentence.h"

#include <QVariant>

namespace postern::store {

std::vector<model::Pin> PinTable::pins() const
{
    std::vector<model::Pin> pins;
    Statement rows(
        m_database,
        "SELECT id, created, author, expected, service, facts, reference, note FROM pin ORDER BY id");
    rows.run();
    while (rows.next()) {
        model::Pin pin;
        pin.id = rows.integer(0);
        pin.created = rows.time(1);
        pin.author = rows.text(2);
        pin.expected = rows.text(3) == "accepted" ? model::Expected::Accepted : model::Expected::Refused;
        pin.service = rows.integer(4);
        pin.facts = rows.text(5);
        pin.reference = rows.text(6);
        pin.note = rows.text(7);
        pins.push_back(std::move(pin));
    }
    return pins;
}

model::Id PinTable::add(const model::Pin& pin) const
{
    if (pin.note.size() > model::maxPinNote)
        throw Failure({ErrorKind::Invalid,
                       POSTERN_TEXT("server", "the note is longer than %1 bytes"),
                       {},
                       POSTERN_TEXT("server", "shorten it"),
                       {std::to_string(model::maxPinNote)}});
    if (m_database.number("SELECT count(*) FROM pin") >= model::maxPins)
        throw Failure({ErrorKind::Full,
                       POSTERN_TEXT("server", "there are %1 pinned messages, and more are not taken"),
                       {},
                       POSTERN_TEXT("server", "remove some that are not needed any more"),
                       {std::to_string(model::maxPins)}});
    Statement row(m_database, "INSERT INTO pin (created, author, expected, service, facts, reference, note)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)");
    row.run(pin.created, pin.author,
            std::string(pin.expected == model::Expected::Accepted ? "accepted" : "refused"), pin.service,
            pin.facts, pin.reference, pin.note);
    return row.lastId();
}

bool PinTable::remove(model::Id id) const
{
    return Statement(m_database, "DELETE FROM pin WHERE id = ?").run(id).changedRows() > 0;
}

} // namespace postern::store
