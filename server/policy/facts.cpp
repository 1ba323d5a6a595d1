// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/facts.h"

#include "policy/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <climits>
#include <variant>
#include <vector>

namespace postern::policy {

namespace {

// Members of one JSON object, without those that are not known.
class Writer {
public:
    void number(std::string_view key, std::int64_t value)
    {
        name(key);
        m_text += std::to_string(value);
    }
    void text(std::string_view key, std::string_view value)
    {
        name(key);
        json::append(m_text, value, json::Bytes::Any);
    }
    void open(std::string_view key)
    {
        name(key);
        m_text += '{';
        m_first = true;
    }
    void close()
    {
        m_text += '}';
        m_first = false;
    }
    std::string take() { return std::move(m_text += '}'); }

private:
    void name(std::string_view key)
    {
        if (!m_first)
            m_text += ',';
        m_first = false;
        json::append(m_text, key);
        m_text += ':';
    }

    std::string m_text = "{";
    bool m_first = true;
};

constexpr std::array factIds{
    std::pair(FactId::Spf, std::string_view("spf")),
    std::pair(FactId::ReverseDns, std::string_view("ptr")),
    std::pair(FactId::HeloDns, std::string_view("helo_dns")),
    std::pair(FactId::SenderDns, std::string_view("sender_dns")),
    std::pair(FactId::Dmarc, std::string_view("dmarc")),
    std::pair(FactId::DnsLists, std::string_view("dns_lists")),
    std::pair(FactId::Greylist, std::string_view("greylist")),
    std::pair(FactId::Scan, std::string_view("scan")),
};
constexpr std::string_view lookedUpKey = "looked_up";

constexpr std::array<std::string_view, 2> heloDnsIds{"found", "nothing"};
constexpr std::array<std::string_view, 3> senderDnsIds{"found", "nothing", "null-mx"};

void write(Writer& writer, std::string_view key, SpfResult known)
{
    writer.text(key, toId(known));
}
void write(Writer& writer, std::string_view key, HeloDns known)
{
    writer.text(key, heloDnsIds[std::size_t(known)]);
}
void write(Writer& writer, std::string_view key, SenderDns known)
{
    writer.text(key, senderDnsIds[std::size_t(known)]);
}
void write(Writer& writer, std::string_view key, const ReverseDns& known)
{
    writer.open(key);
    writer.text("name", known.name);
    writer.number("confirmed", known.confirmed ? 1 : 0);
    writer.close();
}

void write(Writer& writer, std::string_view key, const Dmarc& known)
{
    writer.open(key);
    writer.text("result", toId(known.result));
    writer.text("author", known.author);
    writer.text("owner", known.owner);
    writer.text("policy", toId(known.policy));
    writer.text("applied", toId(known.applied));
    writer.text("proof", known.proof);
    writer.text("problem", known.problem);
    writer.close();
}
// "127.0.0.2,127.0.0.4 why"; "!time-out" where it failed.
std::string inWords(const DnsListAnswer& answer)
{
    if (!answer.failure.empty())
        return '!' + answer.failure;
    std::string text;
    for (const IpAddress& address : answer.addresses)
        text.append(text.empty() ? "" : ",").append(address.toString());
    return answer.text.empty() ? text : text + ' ' + answer.text;
}
void write(Writer& writer, std::string_view key, const DnsListAnswers& known)
{
    writer.open(key);
    for (const DnsListAnswer& answer : known)
        writer.text(answer.name.empty() ? answer.zone : answer.zone + '/' + answer.name, inWords(answer));
    writer.close();
}
void write(Writer& writer, std::string_view key, const Greylisted& known)
{
    writer.open(key);
    if (known.first)
        writer.number("first", toMicros(*known.first));
    writer.number("passed", known.passed ? 1 : 0);
    writer.number("network", known.networkPasses);
    writer.close();
}

void write(Writer& writer, std::string_view key, const ScanOpinions& known)
{
    writer.open(key);
    for (const ScanOpinion& opinion : known)
        writer.text(opinion.scanner, toText(opinion));
    writer.close();
}

void writeLookedUp(Writer& writer, const std::map<FactId, Time>& lookedUp)
{
    if (lookedUp.empty())
        return;
    writer.open(lookedUpKey);
    for (const auto& [fact, time] : lookedUp)
        writer.number(toId(fact), toMicros(time));
    writer.close();
}

template <class T>
void writeFetched(Writer& writer, std::string_view key, const Fetched<T>& fact)
{
    if (!fact)
        return;
    if (const auto* known = std::get_if<T>(&*fact)) {
        write(writer, key, *known);
        return;
    }
    writer.open(key);
    writer.text("unknown", std::get<Unknown>(*fact).why);
    writer.close();
}

// The members of the object by their path ("ban.until"), as the parser comes by them: a tree of
// nlohmann::json would cost more than the decision, and previews decide hundreds of thousands of sessions
// again.
class Members final : public nlohmann::json_sax<nlohmann::json> {
public:
    std::string problem; // what is wrong, or ""

    Members() { m_members.reserve(16); }

    bool has(std::string_view path) { return find(path) != nullptr; }
    // Each can be taken once.
    std::optional<std::string> text(std::string_view path) { return get<std::string>(path); }
    std::optional<std::int64_t> number(std::string_view path) { return get<std::int64_t>(path); }
    bool hasBelow(std::string_view path) const
    {
        return std::any_of(m_members.begin(), m_members.end(), [path](const Member& member) {
            return member.path.size() > path.size() && member.path.starts_with(path) &&
                   member.path[path.size()] == '.';
        });
    }
    // The texts below "path.", by the rest of their paths.
    std::vector<std::pair<std::string, std::string>> textsBelow(std::string_view path) const
    {
        std::vector<std::pair<std::string, std::string>> texts;
        for (const Member& member : m_members) {
            const auto* text = std::get_if<std::string>(&member.value);
            if (text != nullptr && member.path.size() > path.size() && member.path.starts_with(path) &&
                member.path[path.size()] == '.')
                texts.emplace_back(member.path.substr(path.size() + 1), *text);
        }
        return texts;
    }

    bool null() override { return add({}); }
    bool boolean(bool) override { return add({}); }
    bool number_float(number_float_t, const string_t&) override { return add({}); }
    bool binary(binary_t&) override { return add({}); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override
    {
        return value <= std::uint64_t(INT64_MAX) ? add(std::int64_t(value)) : add({});
    }
    bool string(string_t& value) override { return add(json::toBytes(std::move(value))); }
    bool key(string_t& name) override
    {
        m_path.resize(m_prefix);
        m_path += name;
        return true;
    }
    // Nothing that this version knows lies deeper, or in an array.
    bool start_object(std::size_t) override
    {
        if (++m_depth == 2) {
            m_prefix = m_path.size() + 1;
            m_path += '.';
        }
        return m_depth <= maxDepth;
    }
    bool end_object() override
    {
        if (--m_depth == 1)
            m_prefix = 0;
        return true;
    }
    bool start_array(std::size_t) override { return add({}) && ++m_depth <= maxDepth; }
    bool end_array() override
    {
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override
    {
        problem = error.what();
        return false;
    }

private:
    using Value = std::variant<std::monostate, std::int64_t, std::string>;
    struct Member {
        std::string path;
        Value value;
    };
    static constexpr int maxDepth = 16;

    bool add(Value value)
    {
        if (m_depth <= 2)
            m_members.push_back({m_path, std::move(value)});
        return m_depth > 0; // the facts are an object
    }
    Member* find(std::string_view path)
    {
        const auto found = std::find_if(m_members.begin(), m_members.end(),
                                        [path](const Member& member) { return member.path == path; });
        return found == m_members.end() ? nullptr : &*found;
    }
    template <class T>
    std::optional<T> get(std::string_view path)
    {
        Member* member = find(path);
        if (member == nullptr)
            return std::nullopt;
        if (auto* value = std::get_if<T>(&member->value))
            return std::move(*value);
        problem = "'" + member->path + "' holds something else than it should";
        return std::nullopt;
    }

    std::vector<Member> m_members;
    std::string m_path;
    std::size_t m_prefix = 0; // length of "ban." within "ban.until"
    int m_depth = 0;
};

template <class Enum, std::size_t N>
std::optional<Enum> byId(const std::array<std::string_view, N>& ids, std::string_view id)
{
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? std::nullopt : std::optional(Enum(found - ids.begin()));
}

// `fromId` makes a value of its id, or nullopt.
template <class T, class FromId>
Fetched<T> fetchedIn(Members& members, const std::string& key, FromId fromId)
{
    if (members.has(key + ".unknown"))
        return Unknown{members.text(key + ".unknown").value_or("")};
    const auto given = members.text(key);
    if (!given)
        return std::nullopt;
    const auto known = fromId(*given);
    if (!known)
        return Unknown{"a result that this version does not know"};
    return *known;
}

Fetched<ReverseDns> reverseDnsIn(Members& members)
{
    if (members.has("ptr.unknown"))
        return Unknown{members.text("ptr.unknown").value_or("")};
    auto name = members.text("ptr.name");
    if (!name)
        return std::nullopt;
    return ReverseDns{std::move(*name), members.number("ptr.confirmed").value_or(0) != 0};
}

Fetched<Dmarc> dmarcIn(Members& members)
{
    if (members.has("dmarc.unknown"))
        return Unknown{members.text("dmarc.unknown").value_or("")};
    const auto word = members.text("dmarc.result");
    if (!word)
        return std::nullopt;
    const auto result = dmarcResultById(*word);
    const auto policy = dmarcPolicyById(members.text("dmarc.policy").value_or(""));
    const auto applied = dmarcPolicyById(members.text("dmarc.applied").value_or(""));
    if (!result || !policy || !applied)
        return Unknown{"a result that this version does not know"};
    const auto text = [&members](const std::string& key) {
        return members.text("dmarc." + key).value_or("");
    };
    return Dmarc{*result, text("author"), text("owner"), *policy, *applied, text("proof"), text("problem")};
}

// "zen.example.org", or "dbl.example.org/spam.example"; zones have no strokes.
DnsListAnswer dnsListAnswer(std::string_view asked, std::string_view words)
{
    const std::size_t stroke = asked.find('/');
    DnsListAnswer answer{std::string(asked.substr(0, stroke)), {}, {}, {}};
    if (stroke != asked.npos)
        answer.name = asked.substr(stroke + 1);
    if (words.starts_with('!')) {
        answer.failure = words.substr(1);
        return answer;
    }
    const std::size_t blank = words.find(' ');
    if (blank != words.npos)
        answer.text = words.substr(blank + 1);
    std::string_view addresses = words.substr(0, blank);
    while (!addresses.empty()) {
        const std::size_t comma = addresses.find(',');
        if (const auto address = IpAddress::parse(addresses.substr(0, comma)))
            answer.addresses.push_back(*address);
        addresses = comma == addresses.npos ? std::string_view() : addresses.substr(comma + 1);
    }
    return answer;
}

Fetched<DnsListAnswers> dnsListsIn(Members& members)
{
    if (members.has("dns_lists.unknown")) // no zone is called so: they have dots
        return Unknown{members.text("dns_lists.unknown").value_or("")};
    DnsListAnswers answers;
    for (const auto& [asked, words] : members.textsBelow("dns_lists"))
        answers.push_back(dnsListAnswer(asked, words));
    return answers.empty() ? Fetched<DnsListAnswers>() : std::move(answers);
}

Fetched<Greylisted> greylistIn(Members& members)
{
    if (members.has("greylist.unknown"))
        return Unknown{members.text("greylist.unknown").value_or("")};
    const auto passed = members.number("greylist.passed");
    if (!passed)
        return std::nullopt;
    Greylisted known;
    if (const auto first = members.number("greylist.first"))
        known.first = fromMicros(*first);
    known.passed = *passed != 0;
    known.networkPasses =
        int(std::clamp<std::int64_t>(members.number("greylist.network").value_or(0), 0, INT_MAX));
    return known;
}

Fetched<ScanOpinions> scansIn(Members& members)
{
    if (members.has("scan.unknown")) // no address is called so
        return Unknown{members.text("scan.unknown").value_or("")};
    ScanOpinions opinions;
    for (auto& [scanner, text] : members.textsBelow("scan"))
        opinions.push_back(scanOpinionIn(std::move(scanner), text));
    return opinions.empty() ? Fetched<ScanOpinions>() : std::move(opinions);
}

std::map<FactId, Time> lookedUpIn(Members& members)
{
    std::map<FactId, Time> lookedUp;
    for (const auto& [fact, id] : factIds) {
        if (const auto time = members.number(std::string(lookedUpKey) + '.' + std::string(id)))
            lookedUp.emplace(fact, fromMicros(*time));
    }
    return lookedUp;
}

std::optional<Ban> banIn(Members& members)
{
    const auto until = members.number("ban.until");
    if (!until && members.has("ban"))
        members.problem = "'ban' is no object";
    return until ? std::optional(Ban{fromMicros(*until), members.text("ban.reason").value_or("")})
                 : std::nullopt;
}

Facts read(Members& members)
{
    Facts facts;
    const auto now = members.number("now");
    const auto client = IpAddress::parse(members.text("client").value_or(""));
    if (!now || !client)
        members.problem = "they lack the time or the client";
    facts.now = fromMicros(now.value_or(0));
    facts.client = client.value_or(IpAddress());
    facts.ban = banIn(members);
    facts.helo = members.text("helo").value_or("");
    facts.tls = members.text("tls").value_or("");
    facts.user = members.text("user").value_or("");
    facts.sender = members.text("sender");
    facts.recipient = members.text("recipient");
    facts.declaredSize = members.number("declared");
    facts.size = members.number("size");
    if (const auto received = members.number("received"))
        facts.receivedFields = int(std::clamp<std::int64_t>(*received, 0, INT_MAX));
    facts.spf = fetchedIn<SpfResult>(members, "spf", spfResultById);
    facts.reverseDns = reverseDnsIn(members);
    facts.heloDns = fetchedIn<HeloDns>(members, "helo_dns",
                                       [](const std::string& id) { return byId<HeloDns>(heloDnsIds, id); });
    facts.senderDns = fetchedIn<SenderDns>(
        members, "sender_dns", [](const std::string& id) { return byId<SenderDns>(senderDnsIds, id); });
    facts.authors = members.text("authors");
    facts.dmarc = dmarcIn(members);
    facts.dnsLists = dnsListsIn(members);
    facts.greylist = greylistIn(members);
    facts.scans = scansIn(members);
    facts.judged = members.text("judged");
    facts.spfExplanation = members.text("spf_explanation").value_or("");
    if (members.hasBelow(lookedUpKey))
        facts.lookedUp = lookedUpIn(members);
    return facts;
}

} // namespace

std::string_view toId(FactId fact)
{
    for (const auto& [each, id] : factIds) {
        if (each == fact)
            return id;
    }
    return {};
}

std::string toJson(const Facts& facts)
{
    Writer writer;
    writer.number("now", toMicros(facts.now));
    writer.text("client", facts.client.toString());
    if (facts.ban) {
        writer.open("ban");
        writer.number("until", toMicros(facts.ban->until));
        writer.text("reason", facts.ban->reason);
        writer.close();
    }
    for (const auto& [key, value] :
         {std::pair("helo", &facts.helo), {"tls", &facts.tls}, {"user", &facts.user}}) {
        if (!value->empty())
            writer.text(key, *value);
    }
    if (facts.sender)
        writer.text("sender", *facts.sender);
    if (facts.recipient)
        writer.text("recipient", *facts.recipient);
    if (facts.declaredSize)
        writer.number("declared", *facts.declaredSize);
    if (facts.size)
        writer.number("size", *facts.size);
    if (facts.receivedFields)
        writer.number("received", *facts.receivedFields);
    writeFetched(writer, "spf", facts.spf);
    writeFetched(writer, "ptr", facts.reverseDns);
    writeFetched(writer, "helo_dns", facts.heloDns);
    writeFetched(writer, "sender_dns", facts.senderDns);
    if (facts.authors)
        writer.text("authors", *facts.authors);
    writeFetched(writer, "dmarc", facts.dmarc);
    writeFetched(writer, "dns_lists", facts.dnsLists);
    writeFetched(writer, "greylist", facts.greylist);
    writeFetched(writer, "scan", facts.scans);
    if (facts.judged)
        writer.text("judged", *facts.judged);
    if (!facts.spfExplanation.empty())
        writer.text("spf_explanation", facts.spfExplanation);
    writeLookedUp(writer, facts.lookedUp);
    return writer.take();
}

Result<Facts> factsFromJson(std::string_view text)
{
    Members members;
    Facts facts;
    const bool parsed = nlohmann::json::sax_parse(text, &members);
    if (parsed)
        facts = read(members);
    if (!parsed || !members.problem.empty())
        return fail(ErrorKind::Damaged, "the stored facts cannot be read: " + members.problem);
    return facts;
}

} // namespace postern::policy
