// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/next_hop.h"
#include "engine/in_force.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace postern::engine {

// Whose mailbox an address is; for an address of ours that nobody has, the postmaster's. nullptr: it is no
// address of ours, or there is no mailbox at all.
const model::Mailbox* mailboxFor(const policy::ServerPolicy& server, std::string_view address);

// Somebody that a message goes to.
struct Copy {
    std::string address;
    std::string returnPath; // the mailbox that forwards it elsewhere as itself; "": it keeps its sender
};
// Everybody that mail for `address` goes to: itself, and those that its mailbox forwards to, and so on; each
// once, also where mailboxes forward in a circle. `seen` are those that were looked at before, in comparable
// form; they are left out, and the new ones added.
std::vector<Copy> withForwards(const policy::ServerPolicy& server, const std::string& address,
                               std::unordered_set<std::string>& seen);

// What mail for an address waits under in the queue.
std::string destinationOf(const policy::ServerPolicy& server, const std::string& address);

// Routes by the newest revision in force. Thread-safe.
class MailRouter final : public delivery::Router {
public:
    // `smtpPort`: of the servers that the DNS names.
    MailRouter(const InForce& inForce, std::uint16_t smtpPort)
        : m_inForce(inForce)
        , m_smtpPort(smtpPort)
    {
    }
    delivery::NextHop nextHop(const std::string& recipient) const override;
    std::string destination(const std::string& recipient) const override;
    Settings settings() const override;
    bool isSelf(const std::string& name, const std::vector<IpAddress>& addresses) const override;

private:
    const InForce& m_inForce;
    const std::uint16_t m_smtpPort;
};

} // namespace postern::engine
