// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/words.h"

#include "base/escape.h"
#include "policy/dns_list_count.h"
#include "policy/greylisting.h"
#include "policy/scan_count.h"

namespace postern::policy {

namespace {

std::string shownSender(const Facts& facts)
{
    return facts.sender && facts.sender->empty() ? "<>" : shown(facts.sender.value_or(""));
}

std::string spfText(const Facts& facts)
{
    if (!facts.spf)
        return "not looked up";
    if (const auto* unknown = std::get_if<Unknown>(&*facts.spf))
        return shown(unknown->why);
    return std::string(toId(std::get<SpfResult>(*facts.spf)));
}

std::string reverseName(const Facts& facts)
{
    const auto* known = facts.reverseDns ? std::get_if<ReverseDns>(&*facts.reverseDns) : nullptr;
    return known != nullptr ? shown(known->name) : std::string();
}

const Dmarc& dmarcIn(const Facts& facts)
{
    static const Dmarc none;
    const auto* known = facts.dmarc ? std::get_if<Dmarc>(&*facts.dmarc) : nullptr;
    return known != nullptr ? *known : none;
}

template <class T>
std::string whyUnknown(const Fetched<T>& fact)
{
    const auto* unknown = fact ? std::get_if<Unknown>(&*fact) : nullptr;
    return unknown != nullptr ? shown(unknown->why) : std::string();
}

std::string whyUnknown(model::Check check, const Facts& facts)
{
    switch (check) {
    case model::Check::IpReverseDns:
        return whyUnknown(facts.reverseDns);
    case model::Check::HeloUnresolvable:
        return whyUnknown(facts.heloDns);
    case model::Check::SenderUnresolvable:
        return whyUnknown(facts.senderDns);
    case model::Check::MessageDmarc:
        return dmarcIn(facts).problem.empty() ? whyUnknown(facts.dmarc) : shown(dmarcIn(facts).problem);
    case model::Check::RecipientGreylist:
        return whyUnknown(facts.greylist);
    default:
        return whyUnknown(facts.spf);
    }
}

std::string dnsWord(Arg arg, const Subject& subject)
{
    if (arg == Arg::DnsZones)
        return zonesOf(subject.policy);
    const DnsListCount count = countDnsLists(subject.policy, subject.facts).value_or(DnsListCount());
    return arg == Arg::DnsPoints  ? std::to_string(count.points)
           : arg == Arg::DnsFound ? count.found
                                  : count.failed;
}

std::string scanWord(Arg arg, const Subject& subject)
{
    const ScanCount count = countScans(subject).value_or(ScanCount());
    switch (arg) {
    case Arg::ScanPoints:
        return std::to_string(count.points);
    case Arg::ScanFound:
        return count.found;
    case Arg::ScanFailed:
        return count.failed;
    case Arg::ScanLater:
        return count.later;
    default:
        return count.skipped;
    }
}

std::string greylistWord(Arg arg, const Subject& subject)
{
    const auto& fact = subject.facts.greylist;
    const auto* known = fact ? std::get_if<Greylisted>(&*fact) : nullptr;
    if (arg == Arg::Network)
        return greylistNetwork(subject.facts.client);
    if (arg == Arg::NetworkPasses)
        return std::to_string(known != nullptr ? known->networkPasses : 0);
    const auto wait = greylistWait(subject.service().greylisting, known != nullptr ? *known : Greylisted(),
                                   subject.facts.now);
    return std::to_string(wait.count());
}

std::string word(Arg arg, model::Check check, const Subject& subject, const std::string& pattern)
{
    const Facts& facts = subject.facts;
    switch (arg) {
    case Arg::None:
        break;
    case Arg::Client:
        return facts.client.toString();
    case Arg::Helo:
        return shown(facts.helo);
    case Arg::Sender:
        return shownSender(facts);
    case Arg::SenderDomain:
        return subject.sender ? shown(subject.sender->domain) : std::string();
    case Arg::Recipient:
        return shown(facts.recipient.value_or(""));
    case Arg::RecipientDomain:
        return subject.recipient ? shown(subject.recipient->domain) : std::string();
    case Arg::User:
        return shown(facts.user);
    case Arg::Subject:
        return subjectOf(check, facts);
    case Arg::LocalName:
        return subject.server().localName(facts.helo);
    case Arg::Pattern:
        return pattern;
    case Arg::Size:
        return std::to_string(facts.size.value_or(facts.declaredSize.value_or(0)));
    case Arg::SizeLimit:
        return std::to_string(subject.service().sizeLimit);
    case Arg::Hops:
        return std::to_string(facts.receivedFields.value_or(0));
    case Arg::HopLimit:
        return std::to_string(subject.service().hopLimit);
    case Arg::BanUntil:
        return facts.ban ? toIso8601(facts.ban->until) : std::string();
    case Arg::BanReason:
        return facts.ban ? shown(facts.ban->reason) : std::string();
    case Arg::Spf:
        return spfText(facts);
    case Arg::SpfDomain: // RFC 7208 2.4
        return subject.nullSender() || !subject.sender ? shown(facts.helo) : shown(subject.sender->domain);
    case Arg::ReverseName:
        return reverseName(facts);
    case Arg::WhyUnknown:
        return whyUnknown(check, facts);
    case Arg::LocalAuthor:
        return shown(subject.localAuthor());
    case Arg::Author:
        return shown(dmarcIn(facts).author);
    case Arg::DmarcOwner:
        return shown(dmarcIn(facts).owner);
    case Arg::DmarcPolicy:
        return std::string(toId(dmarcIn(facts).policy));
    case Arg::DmarcProof:
        return escapeForDisplay(dmarcIn(facts).proof);
    case Arg::DnsZones:
    case Arg::DnsPoints:
    case Arg::DnsFound:
    case Arg::DnsFailed:
        return dnsWord(arg, subject);
    case Arg::Network:
    case Arg::Wait:
    case Arg::NetworkPasses:
        return greylistWord(arg, subject);
    case Arg::ScanPoints:
    case Arg::ScanFound:
    case Arg::ScanFailed:
    case Arg::ScanLater:
    case Arg::ScanSkipped:
        return scanWord(arg, subject);
    }
    return {};
}

} // namespace

std::string shown(std::string_view wire)
{
    return escapeForDisplay(wire, 320); // 64 of local part, '@', 255 of domain
}

std::string subjectOf(model::Check check, const Facts& facts)
{
    switch (check) {
    case model::Check::AccessClient:
    case model::Check::AccessBanned:
    case model::Check::IpBlacklist:
    case model::Check::IpReverseDns:
    case model::Check::IpDnsbl:
        return facts.client.toString();
    case model::Check::HeloBlacklist:
    case model::Check::HeloLocal:
    case model::Check::HeloInvalid:
    case model::Check::HeloUnresolvable:
        return shown(facts.helo);
    case model::Check::RecipientBlacklist:
    case model::Check::RecipientRelay:
    case model::Check::RecipientUnknown:
        return shown(facts.recipient.value_or(""));
    case model::Check::FromClaimsLocal:
    case model::Check::MessageDmarc:
        return shown(facts.authors.value_or(""));
    case model::Check::SenderBlacklist:
    case model::Check::SenderClaimsLocal:
    case model::Check::SenderUnresolvable:
    case model::Check::SenderSpf:
    case model::Check::SenderNotOwned:
    case model::Check::AuthRequired:
    case model::Check::RecipientGreylist:
    case model::Check::MessageSize:
    case model::Check::MessageLoop:
    case model::Check::MessageSpam:
        break;
    }
    return shownSender(facts);
}

std::vector<std::string> words(Reason reason, model::Check check, const Subject& subject,
                               const std::string& pattern)
{
    std::vector<std::string> words;
    for (const Arg arg : info(reason).args) {
        if (arg == Arg::None)
            break;
        if (words.empty())
            words.reserve(info(reason).args.size());
        words.push_back(word(arg, check, subject, pattern));
    }
    return words;
}

} // namespace postern::policy
