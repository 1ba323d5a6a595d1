// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/lan_edit.h"

#include "model/lan_proposal.h"
#include "ui/text/translate.h"

namespace postern::ui {

LanEdit::LanEdit(QWidget* parent)
    : RangeListEdit(LineGrammar::ipRanges(), parent)
{
    std::vector<std::pair<std::string, QString>> proposals;
    for (const model::LanProposal& each : model::lanProposals(ownAddresses()))
        proposals.emplace_back(each.range, translate(each.from));
    setProposals(proposals);
}

QString LanEdit::explanation()
{
    return tr("Clients in the LAN are inside: they may relay where a service lets the LAN relay, and the "
              "checks against forged senders and HELO names leave them alone. Networks that hold computers "
              "that are not yours do not belong here.");
}

} // namespace postern::ui
