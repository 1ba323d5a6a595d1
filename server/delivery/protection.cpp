// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/protection.h"

namespace postern::delivery {

std::string shortcomingOf(const Encryption& encryption, const Protection& wanted)
{
    const bool pinned = !wanted.peer.pins.empty();
    // RFC 7672 2.2: records of which none can be used ask for encryption, and prove nothing.
    const bool provable =
        wanted.level == model::RouteTls::Verified && (!pinned || encryption.proof.usablePins > 0);
    if (!provable || encryption.proof.verified)
        return {};
    return "its certificate is not trusted: " + encryption.proof.problem;
}

std::string toText(const Encryption& encryption, const Protection& wanted)
{
    std::string text = encryption.channel.empty() ? "not encrypted" : encryption.channel;
    if (!encryption.channel.empty() && encryption.proof.verified)
        text += encryption.proof.pinned ? ", verified (DANE)"
                : wanted.by.empty()     ? ", verified"
                                        : ", verified (" + wanted.by + ')';
    else if (!encryption.channel.empty())
        text += ", not verified: " + encryption.proof.problem;
    return wanted.note.empty() ? text : text + " (" + wanted.note + ')';
}

} // namespace postern::delivery
