// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/facts.h"

#include "policy/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace postern::policy {

namespace {

constexpr std::array<std::string_view, 7> spfIds{"none",     "neutral",   "pass",     "fail",
                                                 "softfail", "temperror", "permerror"};

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
    void close() { m_text += '}'; }
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

void writeSpf(Writer& writer, const Fetched<SpfResult>& spf)
{
    if (!spf)
        return;
    if (const auto* known = std::get_if<SpfResult>(&*spf)) {
        writer.text("spf", toId(*known));
        return;
    }
    writer.open("spf");
    writer.text("unknown", std::get<Unknown>(*spf).why);
    writer.close();
}

using Json = nlohmann::json;

std::string textAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? std::string() : json::toBytes(found->get_ref<const std::string&>());
}

template <class T>
std::optional<T> numberAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? std::nullopt : std::optional<T>(found->get<T>());
}

std::optional<std::string> optionalTextAt(const Json& object, const char* key)
{
    return object.contains(key) ? std::optional(textAt(object, key)) : std::nullopt;
}

Fetched<SpfResult> spfAt(const Json& object)
{
    const auto found = object.find("spf");
    if (found == object.end())
        return std::nullopt;
    if (found->is_object())
        return Unknown{textAt(*found, "unknown")};
    const auto id = std::find(spfIds.begin(), spfIds.end(), found->get_ref<const std::string&>());
    if (id == spfIds.end())
        return Unknown{"a result that this version does not know"};
    return SpfResult(id - spfIds.begin());
}

std::optional<Ban> banAt(const Json& object)
{
    const auto found = object.find("ban");
    if (found == object.end())
        return std::nullopt;
    return Ban{fromMicros(found->at("until").get<std::int64_t>()), textAt(*found, "reason")};
}

Result<Facts> read(const Json& object)
{
    const auto client = IpAddress::parse(textAt(object, "client"));
    if (!client)
        return fail(ErrorKind::Damaged, "the facts name no client address");
    Facts facts;
    facts.now = fromMicros(object.at("now").get<std::int64_t>());
    facts.client = *client;
    facts.ban = banAt(object);
    facts.helo = textAt(object, "helo");
    facts.tls = textAt(object, "tls");
    facts.user = textAt(object, "user");
    facts.sender = optionalTextAt(object, "sender");
    facts.recipient = optionalTextAt(object, "recipient");
    facts.declaredSize = numberAt<std::int64_t>(object, "declared");
    facts.size = numberAt<std::int64_t>(object, "size");
    facts.receivedFields = numberAt<int>(object, "received");
    facts.spf = spfAt(object);
    return facts;
}

} // namespace

std::string_view toId(SpfResult result)
{
    return spfIds[std::size_t(result)];
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
    writeSpf(writer, facts.spf);
    return writer.take();
}

Result<Facts> factsFromJson(std::string_view text)
{
    const Json object = Json::parse(text, nullptr, false);
    if (!object.is_object())
        return fail(ErrorKind::Damaged, "the stored facts are not a JSON object");
    try {
        return read(object);
    } catch (const Json::exception& error) {
        return fail(ErrorKind::Damaged, std::string("the stored facts cannot be read: ") + error.what());
    }
}

} // namespace postern::policy
