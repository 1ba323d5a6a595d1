// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/domain_name.h"
#include "dns/answer.h"

#include <QtGlobal>

#include <chrono>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace postern::test {

// What a small DNS knows, from a table: a name, a type, data; a '#' begins a comment.
//
//   $TTL 5                                for the records that follow; 60 at first
//   example.org        MX    10 mail.example.org
//   mail.example.org   A     192.0.2.1
//   192.0.2.1          PTR   mail.example.org        an address stands for its name below arpa
//   example.org        TXT   "v=spf1 -all" "more"    strings of one record; \034 and \" as in zone files
//   www.example.org    CNAME example.org
//   empty.example.org  EMPTY                         the name exists, and has nothing
//
// What is wrong with a name, for all types or for one (a type behind it): SERVFAIL, REFUSED, DEAD (no
// answer), SLOW 300 (milliseconds), TRUNCATE (over UDP), GARBAGE (records cut short), LIE (the answer of
// another question). SECURE: DNSSEC vouches for what is said of the name. Names that are not there, and have
// none below them, do not exist.
class DnsZone {
public:
    struct Record {
        std::uint16_t type = 0;
        std::string rdata;
        std::uint32_t ttl = 60;
    };
    struct Reply {
        int rcode = 0;
        std::vector<std::pair<std::string, Record>> records; // with their names: aliases are followed
        bool secure = false;                                 // for a resolver without a network
        std::chrono::milliseconds delay{};
        bool dead = false;
        bool truncate = false;
        bool garbage = false;
        bool lie = false;
    };
    static constexpr std::uint16_t cname = 5;

    DnsZone() = default;
    explicit DnsZone(const std::string& table)
    {
        std::istringstream lines(table);
        for (std::string line; std::getline(lines, line);)
            add(line);
    }

    Reply find(const std::string& name, std::uint16_t type) const
    {
        Reply reply;
        std::string at = lowerAscii(name);
        for (int aliases = 0; aliases < 10; ++aliases) {
            misbehave(reply, at, type);
            const auto node = m_names.find(at);
            if (node == m_names.end()) {
                if (reply.rcode == 0)
                    reply.rcode = isAboveSome(at) ? 0 : nameError;
                return reply;
            }
            const std::string* alias = nullptr;
            for (const Node& item : node->second) {
                if (item.record.type == type || item.record.type == cname)
                    reply.records.emplace_back(at, item.record);
                if (item.record.type == cname)
                    alias = &item.target;
            }
            if (alias == nullptr)
                return reply;
            at = *alias;
        }
        return reply;
    }

    static std::string wireName(std::string name)
    {
        std::string wire;
        while (!name.empty()) {
            const std::string label = name.substr(0, name.find('.'));
            wire += char(label.size());
            wire += label;
            name.erase(0, label.size() + 1);
        }
        return wire + '\0';
    }

private:
    static constexpr std::size_t longestString = 255; // of TXT; a longer one becomes several
    static constexpr int serverFailure = 2;
    static constexpr int nameError = 3;
    static constexpr int refused = 5;

    struct Node {
        Record record;
        std::string target; // of a CNAME
    };
    struct Trouble {
        std::string kind;
        std::uint16_t type = 0; // 0: all
        int value = 0;
    };

    static std::uint16_t typeByWord(const std::string& word)
    {
        using dns::Type;
        for (const Type type : {Type::A, Type::Aaaa, Type::Mx, Type::Ptr, Type::Txt, Type::Tlsa}) {
            if (dns::toWord(type) == word)
                return std::uint16_t(type);
        }
        return word == "CNAME" ? cname : 0;
    }

    void add(const std::string& line)
    {
        std::istringstream words(line.substr(0, line.find(" #")));
        std::string name, kind;
        words >> name >> kind;
        if (name.empty() || name.front() == '#')
            return;
        if (name == "$TTL") {
            m_ttl = std::uint32_t(std::stoul(kind));
            return;
        }
        if (const auto address = IpAddress::parse(name))
            name = dns::reverseName(*address);
        name = lowerAscii(name);
        if (const std::uint16_t type = typeByWord(kind)) {
            Node node{{type, {}, m_ttl}, {}};
            node.record.rdata = rdata(type, words, node.target);
            m_names[name].push_back(node);
        } else if (kind == "EMPTY") {
            m_names[name];
        } else {
            addTrouble(name, kind, words);
        }
    }

    void addTrouble(const std::string& name, const std::string& kind, std::istringstream& words)
    {
        Trouble trouble{kind, 0, 0};
        for (std::string word; words >> word;) {
            if (const std::uint16_t type = typeByWord(word))
                trouble.type = type;
            else
                trouble.value = std::stoi(word);
        }
        m_troubles.emplace(name, trouble);
    }

    void misbehave(Reply& reply, const std::string& name, std::uint16_t type) const
    {
        const auto [first, last] = m_troubles.equal_range(name);
        for (auto it = first; it != last; ++it) {
            const Trouble& trouble = it->second;
            if (trouble.type != 0 && trouble.type != type)
                continue;
            if (trouble.kind == "SERVFAIL")
                reply.rcode = serverFailure;
            else if (trouble.kind == "REFUSED")
                reply.rcode = refused;
            else if (trouble.kind == "DEAD")
                reply.dead = true;
            else if (trouble.kind == "SLOW")
                reply.delay = std::chrono::milliseconds(trouble.value);
            else if (trouble.kind == "TRUNCATE")
                reply.truncate = true;
            else if (trouble.kind == "GARBAGE")
                reply.garbage = true;
            else if (trouble.kind == "LIE")
                reply.lie = true;
            else if (trouble.kind == "SECURE")
                reply.secure = true;
            else
                qFatal("a DNS zone of a test says %s", trouble.kind.c_str());
        }
    }

    bool isAboveSome(const std::string& name) const
    {
        const std::string end = '.' + name;
        for (const auto& [other, nodes] : m_names) {
            if (other.ends_with(end))
                return true;
        }
        return m_troubles.count(name) != 0;
    }

    static std::string hex(const std::string& text)
    {
        std::string bytes;
        for (std::size_t i = 0; i + 1 < text.size(); i += 2)
            bytes += char(std::stoi(text.substr(i, 2), nullptr, 16));
        return bytes;
    }

    // One character string of a TXT record; false at the end.
    static bool readString(std::istream& in, std::string& text)
    {
        text.clear();
        if (!(in >> std::ws) || in.peek() == std::char_traits<char>::eof())
            return false;
        const bool quoted = in.peek() == '"';
        if (quoted)
            in.get();
        for (char c = 0; in.get(c);) {
            if (quoted ? c == '"' : c == ' ')
                break;
            if (c == '\\' && in.get(c) && c >= '0' && c <= '9') {
                std::string number(1, c);
                number += char(in.get());
                number += char(in.get());
                c = char(std::stoi(number));
            }
            text += c;
        }
        return true;
    }

    static std::string rdata(std::uint16_t type, std::istringstream& words, std::string& target)
    {
        std::string word, data;
        if (type == std::uint16_t(dns::Type::Txt)) {
            while (readString(words, word)) {
                for (std::size_t at = 0; at == 0 || at < word.size(); at += longestString) {
                    const std::string part = word.substr(at, longestString);
                    data += char(part.size()) + part;
                }
            }
            return data;
        }
        words >> word;
        if (type == cname || type == std::uint16_t(dns::Type::Ptr)) {
            target = lowerAscii(word);
            return wireName(word == "." ? "" : word);
        }
        if (type == std::uint16_t(dns::Type::Mx)) {
            const int preference = std::stoi(word);
            words >> word;
            return std::string{char(preference >> 8), char(preference)} + wireName(word == "." ? "" : word);
        }
        if (type == std::uint16_t(dns::Type::Tlsa)) {
            int selector = 0, matching = 0;
            std::string digest;
            words >> selector >> matching >> digest;
            return std::string{char(std::stoi(word)), char(selector), char(matching)} + hex(digest);
        }
        const auto bytes = IpAddress::parse(word).value_or(IpAddress()).bytes();
        const std::size_t size = type == std::uint16_t(dns::Type::A) ? 4 : 16;
        return std::string(bytes.end() - std::ptrdiff_t(size), bytes.end());
    }

    std::uint32_t m_ttl = 60;
    std::map<std::string, std::vector<Node>> m_names;
    std::multimap<std::string, Trouble> m_troubles;
};

} // namespace postern::test
