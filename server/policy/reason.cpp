// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/reason.h"

namespace postern::policy {

namespace {

// clang-format off
constexpr std::array table{
    ReasonInfo{Reason::None, "", {}},
    ReasonInfo{Reason::AnyClient, POSTERN_TEXT("server", "any client may use this service"), {}},
    ReasonInfo{Reason::ClientInLan, POSTERN_TEXT("server", "%1 is in the LAN"), {Arg::Client}},
    ReasonInfo{Reason::ClientAllowed, POSTERN_TEXT("server", "%1 is in the list of clients that may use this service"), {Arg::Client}},
    ReasonInfo{Reason::ClientNotInLan, POSTERN_TEXT("server", "only the LAN may use this service, and %1 is not in it"), {Arg::Client}},
    ReasonInfo{Reason::ClientNotAllowed, POSTERN_TEXT("server", "only listed clients may use this service, and %1 is not listed"), {Arg::Client}},
    ReasonInfo{Reason::ClientNeitherInLanNorAllowed, POSTERN_TEXT("server", "only the LAN and listed clients may use this service, and %1 is neither"), {Arg::Client}},
    ReasonInfo{Reason::NotBanned, POSTERN_TEXT("server", "%1 is not barred"), {Arg::Client}},
    ReasonInfo{Reason::Banned, POSTERN_TEXT("server", "%1 is barred until %2: %3"), {Arg::Client, Arg::BanUntil, Arg::BanReason}},
    ReasonInfo{Reason::NotListed, POSTERN_TEXT("server", "%1 is not in the Black List"), {Arg::Subject}},
    ReasonInfo{Reason::Listed, POSTERN_TEXT("server", "%1 is in the Black List, by the entry %2"), {Arg::Subject, Arg::Pattern}},
    ReasonInfo{Reason::TakenOutOfList, POSTERN_TEXT("server", "%1 is taken out of the Black List by the entry %2"), {Arg::Subject, Arg::Pattern}},
    ReasonInfo{Reason::NoHelo, POSTERN_TEXT("server", "the client has not said HELO"), {}},
    ReasonInfo{Reason::OutsideOnly, POSTERN_TEXT("server", "%1 is in the LAN, and this check is for clients outside"), {Arg::Client}},
    ReasonInfo{Reason::HeloNotLocal, POSTERN_TEXT("server", "%1 is none of your own names"), {Arg::Helo}},
    ReasonInfo{Reason::HeloLocal, POSTERN_TEXT("server", "%1 is outside the LAN but calls itself %2 in HELO, and %3 is one of your own names"), {Arg::Client, Arg::Helo, Arg::LocalName}},
    ReasonInfo{Reason::HeloValid, POSTERN_TEXT("server", "%1 is a valid host name or address literal"), {Arg::Helo}},
    ReasonInfo{Reason::HeloInvalid, POSTERN_TEXT("server", "%1 is neither a host name nor an address literal"), {Arg::Helo}},
    ReasonInfo{Reason::NoSender, POSTERN_TEXT("server", "there is no sender yet"), {}},
    ReasonInfo{Reason::NullSender, POSTERN_TEXT("server", "the null sender is in no domain"), {}},
    ReasonInfo{Reason::SenderNotLocal, POSTERN_TEXT("server", "%1 is none of your domains"), {Arg::SenderDomain}},
    ReasonInfo{Reason::SenderClaimsLocal, POSTERN_TEXT("server", "%1 is outside the LAN and has not logged in, but says that it sends as %2, and %3 is one of your domains"), {Arg::Client, Arg::Sender, Arg::SenderDomain}},
    ReasonInfo{Reason::SenderClaimsLocalLoggedIn, POSTERN_TEXT("server", "%1 is outside the LAN, but says that it sends as %2, and %3 is one of your domains"), {Arg::Client, Arg::Sender, Arg::SenderDomain}},
    ReasonInfo{Reason::LoggedIn, POSTERN_TEXT("server", "the client has logged in as %1"), {Arg::User}},
    ReasonInfo{Reason::NotLoggedIn, POSTERN_TEXT("server", "this service takes mail only from clients that log in, and %1 has not"), {Arg::Client}},
    ReasonInfo{Reason::NoRecipient, POSTERN_TEXT("server", "there is no recipient yet"), {}},
    ReasonInfo{Reason::RecipientLocal, POSTERN_TEXT("server", "%1 is one of your domains, so this is no relaying"), {Arg::RecipientDomain}},
    ReasonInfo{Reason::RecipientPostmaster, POSTERN_TEXT("server", "postmaster without a domain is the one of this server"), {}},
    ReasonInfo{Reason::RecipientRouted, POSTERN_TEXT("server", "%1 has a route for incoming mail, so this is no relaying"), {Arg::RecipientDomain}},
    ReasonInfo{Reason::RelayLoggedIn, POSTERN_TEXT("server", "%1 is none of your domains; clients that log in may relay, and this one is %2"), {Arg::RecipientDomain, Arg::User}},
    ReasonInfo{Reason::RelayLan, POSTERN_TEXT("server", "%1 is none of your domains; the LAN may relay, and %2 is in it"), {Arg::RecipientDomain, Arg::Client}},
    ReasonInfo{Reason::RelayRange, POSTERN_TEXT("server", "%1 is none of your domains; listed clients may relay, and %2 is listed"), {Arg::RecipientDomain, Arg::Client}},
    ReasonInfo{Reason::RelayRecipient, POSTERN_TEXT("server", "%1 is none of your domains, but everybody may send to %2"), {Arg::RecipientDomain, Arg::Pattern}},
    ReasonInfo{Reason::RelayDenied, POSTERN_TEXT("server", "%1 is none of your domains, and no relay rule lets %2 send there"), {Arg::RecipientDomain, Arg::Client}},
    ReasonInfo{Reason::RelaySenderNotLocal, POSTERN_TEXT("server", "%1 is none of your domains; %2 may relay only as a sender in one of your domains, and %3 is not"), {Arg::RecipientDomain, Arg::Client, Arg::Sender}},
    ReasonInfo{Reason::RecipientNotOurs, POSTERN_TEXT("server", "%1 is none of your domains"), {Arg::RecipientDomain}},
    ReasonInfo{Reason::UserKnown, POSTERN_TEXT("server", "there is a mailbox for %1"), {Arg::Recipient}},
    ReasonInfo{Reason::UserUnknown, POSTERN_TEXT("server", "no mailbox and no alias has the address %1"), {Arg::Recipient}},
    ReasonInfo{Reason::NoSizeLimit, POSTERN_TEXT("server", "this service has no limit for the size of a message"), {}},
    ReasonInfo{Reason::SizeNotKnown, POSTERN_TEXT("server", "the client has not said how large the message is"), {}},
    ReasonInfo{Reason::SizeWithinLimit, POSTERN_TEXT("server", "the message has %1 bytes, and the limit is %2"), {Arg::Size, Arg::SizeLimit}},
    ReasonInfo{Reason::SizeOverLimit, POSTERN_TEXT("server", "the message has %1 bytes, which is more than the limit of %2"), {Arg::Size, Arg::SizeLimit}},
    ReasonInfo{Reason::HopsNotKnown, POSTERN_TEXT("server", "there is no message yet"), {}},
    ReasonInfo{Reason::HopsWithinLimit, POSTERN_TEXT("server", "the message has passed %1 servers, and the limit is %2"), {Arg::Hops, Arg::HopLimit}},
    ReasonInfo{Reason::HopsOverLimit, POSTERN_TEXT("server", "the message has passed %1 servers, which is more than the limit of %2: it seems to go in circles"), {Arg::Hops, Arg::HopLimit}},
    ReasonInfo{Reason::ExceptionByIp, POSTERN_TEXT("server", "the exception for the IP address %1 lets it in"), {Arg::Pattern}},
    ReasonInfo{Reason::ExceptionBySender, POSTERN_TEXT("server", "the exception for the sender %1 lets it in"), {Arg::Pattern}},
    ReasonInfo{Reason::ExceptionByRecipient, POSTERN_TEXT("server", "the exception for the recipient %1 lets it in"), {Arg::Pattern}},
    ReasonInfo{Reason::ExceptionByHelo, POSTERN_TEXT("server", "the exception for the HELO host %1 lets it in"), {Arg::Pattern}},
    ReasonInfo{Reason::ExemptLan, POSTERN_TEXT("server", "%1 is in the LAN, which is exempt"), {Arg::Client}},
    ReasonInfo{Reason::ExemptLoggedIn, POSTERN_TEXT("server", "the client has logged in as %1, and clients that log in are exempt"), {Arg::User}},
    ReasonInfo{Reason::TrustedForwarder, POSTERN_TEXT("server", "%1 is a trusted forwarder, whose mail skips the checks of senders"), {Arg::Client}},
    ReasonInfo{Reason::SenderIsForgeable, POSTERN_TEXT("server", "the exception for the sender %1 does not lift this, since anybody can write that address; tie it to an IP range, or except the IP address"), {Arg::Pattern}},
    ReasonInfo{Reason::HeloIsForgeable, POSTERN_TEXT("server", "the exception for the HELO host %1 does not lift this, since anybody can say that name; tie it to an IP range, or except the IP address"), {Arg::Pattern}},
    ReasonInfo{Reason::SpfDidNotPass, POSTERN_TEXT("server", "the exception %1 counts only when SPF passes, and SPF says '%2'"), {Arg::Pattern, Arg::Spf}},
    ReasonInfo{Reason::SpfNotKnown, POSTERN_TEXT("server", "the exception %1 counts only when SPF passes, and SPF is not known: %2"), {Arg::Pattern, Arg::Spf}},
    ReasonInfo{Reason::SenderOwned, POSTERN_TEXT("server", "%1 is an address of %2"), {Arg::Sender, Arg::User}},
    ReasonInfo{Reason::SenderNotOwned, POSTERN_TEXT("server", "the client has logged in as %1, but sends as %2, which is no address of that user"), {Arg::User, Arg::Sender}},
    ReasonInfo{Reason::NotLookedUp, POSTERN_TEXT("server", "it was not looked up"), {}},
    ReasonInfo{Reason::NoReverseDns, POSTERN_TEXT("server", "the address %1 has no name in the DNS"), {Arg::Client}},
    ReasonInfo{Reason::ReverseDnsNotConfirmed, POSTERN_TEXT("server", "the DNS calls %1 %2, but that name does not lead back to it"), {Arg::Client, Arg::ReverseName}},
    ReasonInfo{Reason::ReverseDnsConfirmed, POSTERN_TEXT("server", "the DNS calls %1 %2, and that name leads back to it"), {Arg::Client, Arg::ReverseName}},
    ReasonInfo{Reason::ReverseDnsNotKnown, POSTERN_TEXT("server", "the name of %1 is not known: %2"), {Arg::Client, Arg::WhyUnknown}},
    ReasonInfo{Reason::HeloIsAddress, POSTERN_TEXT("server", "%1 is an address and no name"), {Arg::Helo}},
    ReasonInfo{Reason::HeloResolves, POSTERN_TEXT("server", "the DNS knows %1"), {Arg::Helo}},
    ReasonInfo{Reason::HeloUnresolvable, POSTERN_TEXT("server", "%1 has neither an address nor a mail server in the DNS"), {Arg::Helo}},
    ReasonInfo{Reason::HeloDnsNotKnown, POSTERN_TEXT("server", "whether the DNS knows %1 is not known: %2"), {Arg::Helo, Arg::WhyUnknown}},
    ReasonInfo{Reason::SenderHasNoName, POSTERN_TEXT("server", "%1 is in no domain that could be looked up"), {Arg::Sender}},
    ReasonInfo{Reason::SenderResolves, POSTERN_TEXT("server", "%1 has a mail server or an address in the DNS"), {Arg::SenderDomain}},
    ReasonInfo{Reason::SenderUnresolvable, POSTERN_TEXT("server", "%1 has neither a mail server nor an address in the DNS, so nobody could answer"), {Arg::SenderDomain}},
    ReasonInfo{Reason::SenderNullMx, POSTERN_TEXT("server", "the DNS says that %1 takes no mail, so nobody could answer"), {Arg::SenderDomain}},
    ReasonInfo{Reason::SenderDnsNotKnown, POSTERN_TEXT("server", "whether %1 takes mail is not known: %2"), {Arg::SenderDomain, Arg::WhyUnknown}},
    ReasonInfo{Reason::SpfFails, POSTERN_TEXT("server", "%1 does not permit %2 to send for it, its SPF record says"), {Arg::SpfDomain, Arg::Client}},
    ReasonInfo{Reason::SpfSays, POSTERN_TEXT("server", "SPF of %1 says '%2' for %3"), {Arg::SpfDomain, Arg::Spf, Arg::Client}},
    ReasonInfo{Reason::SpfIsNotKnown, POSTERN_TEXT("server", "what SPF of %1 says is not known: %2"), {Arg::SpfDomain, Arg::WhyUnknown}},
    ReasonInfo{Reason::AuthorsNotLocal, POSTERN_TEXT("server", "From: names none of your domains"), {}},
    ReasonInfo{Reason::AuthorsAreSenders, POSTERN_TEXT("server", "From: names %1, one of your domains, and the sender %2 is in one of them, too"), {Arg::LocalAuthor, Arg::Sender}},
    ReasonInfo{Reason::AuthorsClaimLocal, POSTERN_TEXT("server", "%1 is outside the LAN and sends as %2, but From: names %3, one of your domains"), {Arg::Client, Arg::Sender, Arg::LocalAuthor}},
    ReasonInfo{Reason::NoAuthorDomain, POSTERN_TEXT("server", "From: names no domain that DMARC could protect"), {}},
    ReasonInfo{Reason::NoDmarc, POSTERN_TEXT("server", "%1 has no DMARC record (%2)"), {Arg::Author, Arg::DmarcProof}},
    ReasonInfo{Reason::DmarcPasses, POSTERN_TEXT("server", "the message is from %1, as SPF or DKIM proves (%2); DMARC policy of %3: '%4'"), {Arg::Author, Arg::DmarcProof, Arg::DmarcOwner, Arg::DmarcPolicy}},
    ReasonInfo{Reason::DmarcFails, POSTERN_TEXT("server", "nothing proves that the message is from %1 (%2), and the DMARC policy of %3 is '%4'"), {Arg::Author, Arg::DmarcProof, Arg::DmarcOwner, Arg::DmarcPolicy}},
    ReasonInfo{Reason::DmarcLeavesOut, POSTERN_TEXT("server", "nothing proves that the message is from %1 (%2), but the DMARC policy of %3, '%4', is for a part of such mail only, and leaves this message out"), {Arg::Author, Arg::DmarcProof, Arg::DmarcOwner, Arg::DmarcPolicy}},
    ReasonInfo{Reason::DmarcFailsMildly, POSTERN_TEXT("server", "nothing proves that the message is from %1 (%2), but the DMARC policy of %3 is '%4' and does not ask for it to be rejected"), {Arg::Author, Arg::DmarcProof, Arg::DmarcOwner, Arg::DmarcPolicy}},
    ReasonInfo{Reason::AuthorsUnreadable, POSTERN_TEXT("server", "it cannot be made out from whom the message says it is: %1"), {Arg::WhyUnknown}},
    ReasonInfo{Reason::DmarcNotKnown, POSTERN_TEXT("server", "what DMARC of %1 says is not known: %2 (%3)"), {Arg::Author, Arg::WhyUnknown, Arg::DmarcProof}},
    ReasonInfo{Reason::DmarcNotLookedUp, POSTERN_TEXT("server", "what DMARC says is not known: %1"), {Arg::WhyUnknown}},
    ReasonInfo{Reason::NoDnsLists, POSTERN_TEXT("server", "no DNS list is in use"), {}},
    ReasonInfo{Reason::OnNoDnsList, POSTERN_TEXT("server", "%1 is on none of the DNS lists %2"), {Arg::Client, Arg::DnsZones}},
    ReasonInfo{Reason::OnDnsListsBelow, POSTERN_TEXT("server", "DNS lists give %1 %2 of the 100 points that refuse it: %3"), {Arg::Client, Arg::DnsPoints, Arg::DnsFound}},
    ReasonInfo{Reason::OnDnsLists, POSTERN_TEXT("server", "DNS lists give %1 %2 points, and 100 refuse it: %3"), {Arg::Client, Arg::DnsPoints, Arg::DnsFound}},
    ReasonInfo{Reason::DnsListsNotKnown, POSTERN_TEXT("server", "DNS lists give %1 %2 points, but not all of them have answered: %3"), {Arg::Client, Arg::DnsPoints, Arg::DnsFailed}},
    ReasonInfo{Reason::GreylistFirst, POSTERN_TEXT("server", "%1 has not yet tried to send from %2 to %3"), {Arg::Network, Arg::Sender, Arg::Recipient}},
    ReasonInfo{Reason::GreylistTooSoon, POSTERN_TEXT("server", "%1 tries again too soon; it may in %2 s"), {Arg::Network, Arg::Wait}},
    ReasonInfo{Reason::GreylistRetried, POSTERN_TEXT("server", "%1 tries again after the time that it was told, as mail servers do"), {Arg::Network}},
    ReasonInfo{Reason::GreylistPassed, POSTERN_TEXT("server", "%1 has tried again before, from %2 to %3"), {Arg::Network, Arg::Sender, Arg::Recipient}},
    ReasonInfo{Reason::GreylistNetwork, POSTERN_TEXT("server", "%1 has tried again %2 times before, so it need not any more"), {Arg::Network, Arg::NetworkPasses}},
    ReasonInfo{Reason::GreylistNotKnown, POSTERN_TEXT("server", "what %1 has tried before is not known: %2"), {Arg::Network, Arg::WhyUnknown}},
    ReasonInfo{Reason::NoScanners, POSTERN_TEXT("server", "no scanner is in use"), {}},
    ReasonInfo{Reason::ScannersPass, POSTERN_TEXT("server", "scanners give the message %1 of the 100 points that refuse it: %2"), {Arg::ScanPoints, Arg::ScanFound}},
    ReasonInfo{Reason::ScannersRefuse, POSTERN_TEXT("server", "scanners give the message %1 points, and 100 refuse it: %2"), {Arg::ScanPoints, Arg::ScanFound}},
    ReasonInfo{Reason::ScannersNotKnown, POSTERN_TEXT("server", "scanners give the message %1 points, but not all of them have answered: %2"), {Arg::ScanPoints, Arg::ScanFailed}},
    ReasonInfo{Reason::ScannerMissing, POSTERN_TEXT("server", "a scanner has not answered that no message may go without, so the sender is to try again: %1"), {Arg::ScanFailed}},
    ReasonInfo{Reason::ScannerAsksForLater, POSTERN_TEXT("server", "%1 asks for the message to come again later: %2"), {Arg::ScanLater, Arg::ScanFound}},
    ReasonInfo{Reason::ScannersSkip, POSTERN_TEXT("server", "no scanner looks at this message, by its size or its sender: %1"), {Arg::ScanSkipped}},
};
// clang-format on

constexpr bool tableIsInEnumOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (std::size_t(table[i].reason) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder());
static_assert(table.size() == std::size_t(Reason::ScannersSkip) + 1);

} // namespace

const ReasonInfo& info(Reason reason)
{
    return std::size_t(reason) < table.size() ? table[std::size_t(reason)] : table.front();
}

} // namespace postern::policy
