// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mail_address.h"

#include "base/sentence.h"

#include "base/domain_name.h"
#include "base/utf8.h"

#include <algorithm>

namespace postern {

namespace {

// RFC 5322 3.2.3 atext plus the dot, and everything beyond ASCII (RFC 6531 3.3).
bool isAtomChar(char c)
{
    constexpr std::string_view specials = "!#$%&'*+-/=?^_`{|}~.";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           specials.find(c) != specials.npos || static_cast<unsigned char>(c) >= 0x80;
}

bool isDotString(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == text.npos &&
           std::all_of(text.begin(), text.end(), isAtomChar);
}

// RFC 5321 4.1.2: a quoted string means the same as the string without its quotes and backslashes where that
// is a dot-string.
std::string unquote(std::string_view local)
{
    if (local.size() < 2 || local.front() != '"' || local.back() != '"')
        return std::string(local);
    std::string plain;
    for (std::size_t i = 1; i + 1 < local.size(); ++i) {
        if (local[i] == '\\' && i + 2 < local.size())
            ++i;
        plain += local[i];
    }
    return isDotString(plain) ? plain : std::string(local);
}

std::string comparableDomainPart(std::string_view domain)
{
    return domain.starts_with('[') ? lowerAscii(domain) : comparableDomain(domain);
}

} // namespace

MailAddress comparableAddress(std::string_view text)
{
    const std::size_t at = text.rfind('@');
    if (at == text.npos)
        return {foldCase(unquote(text)), {}};
    return {foldCase(unquote(text.substr(0, at))), comparableDomainPart(text.substr(at + 1))};
}

Result<MailAddress> parseMailAddress(std::string_view text)
{
    const std::string whole(text);
    const std::size_t at = text.rfind('@');
    if (at == text.npos || at == 0)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "not a mail address"), whole,
                    POSTERN_TEXT("server", "write it like joe@example.com"));
    const std::string local = unquote(text.substr(0, at));
    if (local.size() > 64)
        return fail(ErrorKind::Invalid,
                    POSTERN_TEXT("server", "the part before @ is longer than 64 characters"), whole);
    if (!isDotString(local))
        return fail(
            ErrorKind::Invalid,
            POSTERN_TEXT("server", "the part before @ has a character that mail addresses do not have"),
            whole, POSTERN_TEXT("server", "write it like joe@example.com"));
    auto domain = normalizeDomain(text.substr(at + 1));
    if (!domain)
        return failFrom(domain);
    return MailAddress{foldCase(local), std::move(*domain)};
}

} // namespace postern
