// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/authors.h"

#include "base/ascii.h"
#include "base/domain_name.h"

#include <algorithm>
#include <utility>

namespace postern::mailauth {

namespace {

constexpr std::string_view specials = "()<>[]:;@\\,.\"";

bool isAtomText(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet > ' ' && octet != 0x7f && specials.find(c) == specials.npos;
}

// dtext of RFC 5322 3.4.1. Nobody who is honest folds an address literal, or has one that is no address.
bool isLiteralText(char c)
{
    return c > ' ' && c <= '~' && c != '[' && c != '\\';
}

struct Token {
    enum class Kind : std::uint8_t { Atom, Quoted, Literal, Special, End, Broken };
    Kind kind = Kind::End;
    std::string_view text;

    bool is(char c) const { return kind == Kind::Special && text.front() == c; }
    bool isWord() const { return kind == Kind::Atom || kind == Kind::Quoted; }
};

// Cuts a structured field into tokens (RFC 5322 3.2), without blanks and comments.
class Tokens {
public:
    explicit Tokens(std::string_view text)
        : m_text(text)
    {
    }

    Token next()
    {
        if (!skipBlanksAndComments())
            return {Token::Kind::Broken, {}};
        if (m_text.empty())
            return {};
        const char c = m_text.front();
        if (c == '"')
            return enclosed(Token::Kind::Quoted, '"');
        if (c == '[')
            return enclosed(Token::Kind::Literal, ']');
        if (isAtomText(c)) {
            const auto* const end = std::find_if_not(m_text.begin(), m_text.end(), isAtomText);
            return take(Token::Kind::Atom, std::size_t(end - m_text.begin()));
        }
        const bool special = std::string_view("<>:;@,.").find(c) != std::string_view::npos;
        return special ? take(Token::Kind::Special, 1) : Token{Token::Kind::Broken, {}};
    }

private:
    Token take(Token::Kind kind, std::size_t length)
    {
        const Token token{kind, m_text.substr(0, length)};
        m_text.remove_prefix(length);
        return token;
    }

    Token enclosed(Token::Kind kind, char close)
    {
        for (std::size_t i = 1; i < m_text.size(); ++i) {
            if (m_text[i] == close)
                return take(kind, i + 1);
            if (kind == Token::Kind::Literal && !isLiteralText(m_text[i]))
                break;
            if (m_text[i] == '\\')
                ++i;
        }
        return {Token::Kind::Broken, {}};
    }

    // Comments nest, to any depth: it is only counted.
    bool skipBlanksAndComments()
    {
        std::size_t depth = 0, i = 0;
        for (; i < m_text.size(); ++i) {
            const char c = m_text[i];
            if (depth > 0 && c == '\\')
                ++i;
            else if (c == '(')
                ++depth;
            else if (c == ')' && depth > 0)
                --depth;
            else if (depth == 0 && !isBlankOrLineEnd(c))
                break;
        }
        m_text.remove_prefix(std::min(i, m_text.size()));
        return depth == 0;
    }

    std::string_view m_text;
};

class AuthorsReader {
public:
    explicit AuthorsReader(std::string_view from)
        : m_tokens(from)
    {
    }

    Authors read()
    {
        advance();
        while (m_token.kind != Token::Kind::End) {
            if (!readElement())
                return {Authors::State::Unreadable, {}};
        }
        if (m_inGroup || m_mailboxes == 0)
            return {m_inGroup || !m_group ? Authors::State::Unreadable : Authors::State::Read, {}};
        return std::move(m_authors);
    }

private:
    void advance() { m_token = m_tokens.next(); }

    // A mailbox with what ends it, the beginning or the end of a group, or a comma.
    bool readElement()
    {
        std::vector<Token> words;
        while (m_token.isWord() || m_token.kind == Token::Kind::Literal || m_token.is('.') ||
               m_token.is('@')) {
            words.push_back(m_token);
            advance();
        }
        if (m_token.is('<'))
            return readAngle() && endElement();
        if (m_token.is(':'))
            return beginGroup();
        return (words.empty() || addMailbox(words)) && endElement();
    }

    bool beginGroup()
    {
        if (std::exchange(m_inGroup, true))
            return false;
        m_group = true;
        advance();
        return true;
    }

    bool endElement()
    {
        if (m_token.is(';') && !std::exchange(m_inGroup, false))
            return false;
        if (m_token.kind == Token::Kind::End)
            return true;
        const bool ended = m_token.is(',') || m_token.is(';');
        advance();
        return ended;
    }

    // RFC 5322 3.4, 4.4: "<@relay.test:joe@example.com>" is joe's.
    bool readAngle()
    {
        std::vector<Token> words;
        for (advance(); !m_token.is('>'); advance()) {
            const bool known = m_token.isWord() || m_token.kind == Token::Kind::Literal || m_token.is('.') ||
                               m_token.is('@');
            if (m_token.is(':') && !words.empty() && words.front().is('@'))
                words.clear();
            else if (m_token.is(',') && !words.empty() && words.front().is('@'))
                continue;
            else if (known)
                words.push_back(m_token);
            else
                return false;
        }
        advance();
        return words.empty() ? count() : addMailbox(words);
    }

    bool count() { return ++m_mailboxes <= maxMailboxes; }

    // local-part [ "@" domain ]: words with dots between them, each.
    bool addMailbox(const std::vector<Token>& words)
    {
        const auto isAt = [](const Token& token) { return token.is('@'); };
        const auto at = std::find_if(words.begin(), words.end(), isAt);
        if (!isDotted({words.begin(), at}))
            return false;
        if (at == words.end())
            return count();
        std::vector<Token> domain(at + 1, words.end());
        if (domain.size() > 1 && domain.back().is('.'))
            domain.pop_back(); // of the root
        const bool literal = domain.size() == 1 && domain.front().kind == Token::Kind::Literal;
        const bool plain = std::none_of(domain.begin(), domain.end(),
                                        [](const Token& token) { return token.kind == Token::Kind::Quoted; });
        if (!literal && (!plain || !isDotted(domain)))
            return false;
        std::string name;
        for (const Token& token : domain)
            name += token.text;
        name = comparableDomain(name);
        if (std::find(m_authors.domains.begin(), m_authors.domains.end(), name) == m_authors.domains.end())
            m_authors.domains.push_back(std::move(name));
        return count();
    }

    static bool isDotted(const std::vector<Token>& words)
    {
        bool wordBefore = false, any = false;
        for (const Token& token : words) {
            const bool word = token.isWord();
            if (word == wordBefore || !(word || token.is('.')))
                return false;
            wordBefore = word;
            any = true;
        }
        return any && wordBefore;
    }

    Tokens m_tokens;
    Token m_token;
    Authors m_authors;
    bool m_inGroup = false;
    bool m_group = false; // there is one
    std::size_t m_mailboxes = 0;
};

} // namespace

Authors authorsOf(std::string_view from)
{
    return AuthorsReader(from).read();
}

Authors authorsOf(const HeaderFields& header)
{
    if (header.from().empty())
        return {header.fromTooLarge() ? Authors::State::Unreadable : Authors::State::Missing, {}};
    Authors all;
    for (const HeaderField& field : header.from()) {
        Authors authors = authorsOf(field.value());
        if (authors.state != Authors::State::Read)
            all.state = authors.state;
        for (std::string& domain : authors.domains) {
            if (std::find(all.domains.begin(), all.domains.end(), domain) == all.domains.end())
                all.domains.push_back(std::move(domain));
        }
    }
    if (header.from().size() > 1)
        all.state = Authors::State::Several;
    else if (header.fromTooLarge())
        all.state = Authors::State::Unreadable;
    return all;
}

} // namespace postern::mailauth
