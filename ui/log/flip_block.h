// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"
#include "ui/shell/place.h"
#include "ui/widgets/text_block.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::ui {

class Console;

// "What would let it in", or "What would refuse it": what findFlips() found, safest first, with what else
// each opens. A list entry is added from here, once the administrator has confirmed what it lets in besides;
// what is set elsewhere is opened there.
class FlipBlock : public TextBlock {
    Q_OBJECT

public:
    explicit FlipBlock(Console& console, QWidget* parent = nullptr);

    // `revision`: what they were found by. `reference`: of the decision, for the comment of an entry; may be
    // "".
    void showFlips(const policy::Flips& flips, std::int64_t revision, const std::string& reference);
    // List files that did not count when they were found, a line each; "": all did.
    void setUnread(const QString& files) { m_unread = files; }
    void showText(const QString& text); // why there are none; "" hides it
    // In place of "What would let it in:".
    void setHeading(const QString& heading) { m_heading = heading; }

Q_SIGNALS:
    void leaving(); // a page of the console is about to be shown

private:
    QString unreadHtml() const;
    void follow(const QUrl& link);
    void addEntry(const policy::FlipStep& step);
    void save(const model::ListEntry& entry);

    Console& m_console;
    policy::Flips m_flips;
    std::int64_t m_revision = 0;
    std::string m_reference;
    QString m_unread;
    QString m_heading;
};

// Where in the console a step is done; nullopt where the client does it, or where it is a list entry to add.
std::optional<Place> placeOf(const policy::FlipStep& step);

} // namespace postern::ui
