// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace postern {

// Kinds of characters as protocols mean them: of ASCII only, whatever the locale is.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isAlphaNumeric(char c)
{
    return isDigit(c) || isAlpha(c);
}
constexpr bool isBlank(char c) // WSP of RFC 5234
{
    return c == ' ' || c == '\t';
}
constexpr bool isBlankOrLineEnd(char c) // what folding white space is made of (RFC 5322 3.2.2)
{
    return isBlank(c) || c == '\r' || c == '\n';
}

} // namespace postern
