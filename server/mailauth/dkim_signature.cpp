// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dkim_signature.h"

#include "base/base64.h"
#include "base/domain_name.h"
#include "base/escape.h"
#include "dns/answer.h"
#include "mailauth/sha256.h"
#include "mailauth/tag_list.h"

#include <algorithm>

namespace postern::mailauth {

namespace {

constexpr std::size_t longestSignature = 2'048; // octets; RSA of 16,384 bits, which nobody has

std::string quoted(std::string_view text)
{
    return "'" + escapeForDisplay(text, 60) + "'";
}

// "relaxed/simple"; what is left out is simple (RFC 6376 3.5).
bool readCanonical(std::string_view word, Canonical& canonical)
{
    canonical = word == "relaxed" ? Canonical::Relaxed : Canonical::Simple;
    return word == "relaxed" || word == "simple";
}

// Fills a signature from its tags, one kind of tag a function. Each says what is wrong, or "".
class Reader {
public:
    Reader(const TagList& tags, DkimSignature& signature)
        : m_tags(tags)
        , m_signature(signature)
    {
    }

    // The domain and the selector first: they are wanted whatever else is wrong.
    std::string read()
    {
        for (const auto part : {&Reader::readDomain, &Reader::readVersion, &Reader::readAlgorithm,
                                &Reader::readCanonicals, &Reader::readIdentity, &Reader::readNames,
                                &Reader::readHashes, &Reader::readNumbers, &Reader::readQuery}) {
            if (std::string problem = (this->*part)(); !problem.empty())
                return problem;
        }
        return {};
    }

private:
    std::string_view value(std::string_view name) const { return m_tags.value(name).value_or(""); }

    std::string readDomain()
    {
        for (const char* needed : {"v", "a", "b", "bh", "d", "h", "s"}) {
            if (m_tags.find(needed) == nullptr)
                return std::string(needed) + "= is missing";
        }
        m_signature.start = unfolded(value("b")).substr(0, 8);
        const auto domain = normalizeDomain(value("d"));
        if (!domain)
            return "d= is no domain";
        m_signature.domain = *domain;
        m_signature.identity = "@" + *domain;
        m_signature.identityDomain = *domain;
        const auto selector = normalizeDomain(value("s"));
        if (!selector || !dns::isQueryable(*selector + "._domainkey." + *domain))
            return "s= is no selector";
        m_signature.selector = *selector;
        return {};
    }

    std::string readVersion() { return value("v") == "1" ? "" : "version " + quoted(value("v")); }

    std::string readAlgorithm()
    {
        m_signature.algorithmWord = escapeForDisplay(value("a"), 40);
        const std::string algorithm = lowerAscii(value("a"));
        if (algorithm == "rsa-sha1")
            return "rsa-sha1 proves nothing any more (RFC 8301)";
        if (algorithm == toId(DkimAlgorithm::Ed25519Sha256))
            m_signature.algorithm = DkimAlgorithm::Ed25519Sha256;
        else if (algorithm != toId(DkimAlgorithm::RsaSha256))
            return "algorithm " + quoted(value("a"));
        return {};
    }

    std::string readCanonicals()
    {
        const std::string word = m_tags.find("c") != nullptr ? lowerAscii(value("c")) : "simple/simple";
        const std::size_t slash = word.find('/');
        const std::string body = slash == word.npos ? "simple" : word.substr(slash + 1);
        const bool known =
            readCanonical(word.substr(0, slash), m_signature.header) && readCanonical(body, m_signature.body);
        return known ? "" : "canonicalization " + quoted(value("c"));
    }

    // RFC 6376 3.5: i= is of d=, or of a domain below it.
    std::string readIdentity()
    {
        if (m_tags.find("i") == nullptr)
            return {};
        const std::string identity = unfolded(value("i"));
        const std::size_t at = identity.rfind('@');
        if (at == identity.npos)
            return "i= has no @";
        m_signature.identity = escapeForDisplay(identity, 320);
        m_signature.identityDomain = comparableDomain(std::string_view(identity).substr(at + 1));
        const bool within = m_signature.identityDomain == m_signature.domain ||
                            isBelow(m_signature.identityDomain, m_signature.domain);
        return within ? "" : "i= is not within d=";
    }

    std::string readNames()
    {
        for (const std::string& name : tagParts(value("h"), ':')) {
            if (name.empty() || m_signature.names.size() == DkimSignature::maxNames)
                return name.empty() ? "h= names nothing" : "h= names too many fields";
            m_signature.names.push_back(lowerAscii(name));
        }
        const auto& names = m_signature.names;
        const bool from = std::find(names.begin(), names.end(), "from") != names.end();
        return from ? "" : "From: is not signed"; // RFC 6376 5.4
    }

    std::string readHashes()
    {
        const auto bodyHash = fromBase64(unfolded(value("bh")));
        if (!bodyHash || bodyHash->size() != Sha256::size)
            return "bh= is no hash";
        m_signature.bodyHash = *bodyHash;
        const auto signature = fromBase64(unfolded(value("b")));
        if (!signature || signature->empty() || signature->size() > longestSignature)
            return "b= is no signature";
        m_signature.signature = *signature;
        return {};
    }

    std::string readNumber(std::string_view name, std::optional<std::int64_t>& number)
    {
        if (m_tags.find(name) == nullptr)
            return {};
        number = tagNumber(value(name));
        return number ? "" : std::string(name) + "= is no number";
    }

    std::string readNumbers()
    {
        for (auto [name, number] :
             {std::pair("l", &m_signature.length), {"t", &m_signature.time}, {"x", &m_signature.expiry}}) {
            if (std::string problem = readNumber(name, *number); !problem.empty())
                return problem;
        }
        const bool ordered =
            !m_signature.time || !m_signature.expiry || *m_signature.expiry > *m_signature.time;
        return ordered ? "" : "x= is not after t=";
    }

    std::string readQuery()
    {
        if (m_tags.find("q") == nullptr)
            return {};
        const auto methods = tagParts(value("q"), ':');
        const bool dns = std::find(methods.begin(), methods.end(), "dns/txt") != methods.end();
        return dns ? "" : "q= names no way to the key that is known here";
    }

    const TagList& m_tags;
    DkimSignature& m_signature;
};

} // namespace

std::string_view toId(DkimAlgorithm algorithm)
{
    return algorithm == DkimAlgorithm::RsaSha256 ? "rsa-sha256" : "ed25519-sha256";
}

DkimSignature DkimSignature::parse(std::string_view field)
{
    DkimSignature signature;
    if (field.ends_with("\r\n"))
        field.remove_suffix(2);
    const std::size_t colon = std::min(field.find(':'), field.size());
    const std::string_view text = field.substr(std::min(colon + 1, field.size()));
    const Result<TagList> tags = TagList::parse(text);
    if (!tags) {
        signature.problem = tags.error().what;
        return signature;
    }
    signature.problem = Reader(*tags, signature).read();
    if (const Tag* b = tags->find("b")) {
        const auto start = std::size_t(b->whole.data() - field.data());
        signature.unsignedField = std::string(field.substr(0, start));
        signature.unsignedField += field.substr(start + b->whole.size());
    }
    return signature;
}

} // namespace postern::mailauth
