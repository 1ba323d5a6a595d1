// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/reply.h"

#include <span>
#include <string>
#include <string_view>

// Every reply that the protocol itself gives, in one place; the policy's own come from policy/reply.h.
// Enhanced codes by RFC 3463 and RFC 2034, which leaves them out of the greeting, of HELO and EHLO, and of
// 3xx.
namespace postern::smtp::replies {

inline constexpr std::string_view ok = "250 2.0.0 Ok";
inline constexpr std::string_view senderOk = "250 2.1.0 Sender ok";
inline constexpr std::string_view recipientOk = "250 2.1.5 Recipient ok";
inline constexpr std::string_view sendMessage = "354 End the message with <CR><LF>.<CR><LF>";
inline constexpr std::string_view loggedIn = "235 2.7.0 Logged in";
inline constexpr std::string_view startTls = "220 2.0.0 Begin the TLS handshake";
inline constexpr std::string_view goodbye = "221 2.0.0 Goodbye";
// RFC 5321 7.3: a server need not tell who exists, and says 252 then.
inline constexpr std::string_view cannotVerify = "252 2.5.0 Not verified here; send mail to learn";

// Syntax and order
inline constexpr std::string_view unknownCommand = "500 5.5.1 Command not recognized";
inline constexpr std::string_view lineTooLong = "500 5.5.2 Command line too long";
inline constexpr std::string_view badCharacter = "500 5.5.2 Command line with a control character";
inline constexpr std::string_view bareLf =
    "521 5.5.2 Command line ends with a bare LF, not CR LF; closing connection";
inline constexpr std::string_view noArgumentAllowed = "501 5.5.4 This command takes no argument";
inline constexpr std::string_view argumentMissing = "501 5.5.4 Argument missing";
inline constexpr std::string_view helloTooLong = "501 5.5.4 Host name too long";
inline constexpr std::string_view mailSyntax = "501 5.5.4 Syntax: MAIL FROM:<address> [parameters]";
inline constexpr std::string_view rcptSyntax = "501 5.5.4 Syntax: RCPT TO:<address>";
inline constexpr std::string_view badParameters = "501 5.5.4 Parameters not understood";
inline constexpr std::string_view badSize = "501 5.5.4 SIZE takes a number";
inline constexpr std::string_view badBody = "501 5.5.4 BODY is 7BIT or 8BITMIME";
inline constexpr std::string_view badReturn = "501 5.5.4 RET is FULL or HDRS";
inline constexpr std::string_view badEnvelopeId =
    "501 5.5.4 ENVID takes xtext of at most 100 characters (RFC 3461)";
inline constexpr std::string_view badNotify =
    "501 5.5.4 NOTIFY is NEVER, or of SUCCESS, FAILURE and DELAY with commas between";
inline constexpr std::string_view badOriginalRecipient =
    "501 5.5.4 ORCPT takes type;address in xtext of at most 500 characters (RFC 3461)";
inline constexpr std::string_view unknownParameter = "555 5.5.4 Parameter not supported";
inline constexpr std::string_view notImplemented = "502 5.5.1 Command not implemented";
inline constexpr std::string_view tlsFirst = "530 5.7.0 Say STARTTLS first";
inline constexpr std::string_view loginNeedsTls = "538 5.7.11 Logging in needs TLS; say STARTTLS first";
inline constexpr std::string_view loggedInAlready = "503 5.5.1 Logged in already";
inline constexpr std::string_view noLoginInMail = "503 5.5.1 Not within a transaction";
inline constexpr std::string_view unknownMechanism = "504 5.5.4 Mechanism not supported";
inline constexpr std::string_view chunksOnly =
    "503 5.5.1 The message comes by BDAT; go on with that, or say RSET";
inline constexpr std::string_view badChunk = "501 5.5.4 Syntax: BDAT size [LAST]; closing connection";
inline constexpr std::string_view badBase64 = "501 5.5.2 Not in base64";
inline constexpr std::string_view badAuthParameter = "501 5.5.4 AUTH takes an address in xtext, or <>";
inline constexpr std::string_view loginCancelled = "501 5.7.0 Log-in cancelled";
inline constexpr std::string_view tlsAlready = "503 5.5.1 The connection is encrypted already";
inline constexpr std::string_view tlsFollowed =
    "421 4.7.0 Nothing may follow STARTTLS in the clear; closing connection";
inline constexpr std::string_view helloFirst = "503 5.5.1 Say EHLO or HELO first";
inline constexpr std::string_view mailFirst = "503 5.5.1 Say MAIL first";
inline constexpr std::string_view rcptFirst = "503 5.5.1 Say RCPT first";
inline constexpr std::string_view mailAlready = "503 5.5.1 The transaction has its sender already";
inline constexpr std::string_view noValidRecipients = "554 5.5.1 No valid recipients";
inline constexpr std::string_view barred = "503 5.5.1 Service refused; QUIT is all that is left";

// Addresses
inline constexpr std::string_view badSender = "501 5.1.7 Sender address has bad syntax";
inline constexpr std::string_view badRecipient = "501 5.1.3 Recipient address has bad syntax";
inline constexpr std::string_view localTooLong = "501 5.1.3 Address has more than 64 characters before the @";
inline constexpr std::string_view domainTooLong = "501 5.1.3 Address has too long a domain";
inline constexpr std::string_view pathTooLong = "501 5.1.3 Address too long";
inline constexpr std::string_view eightBitAddress =
    "553 5.6.7 Address with non-ASCII characters, but no SMTPUTF8";

// Bounds and content
inline constexpr std::string_view tooManyRecipients = "452 4.5.3 Too many recipients";
inline constexpr std::string_view messageTooLarge = "552 5.3.4 Message too large";
inline constexpr std::string_view contentBareLf =
    "550 5.6.11 Message has a bare LF; lines must end with CR LF";
inline constexpr std::string_view contentBareCr =
    "550 5.6.11 Message has a bare CR; lines must end with CR LF";
inline constexpr std::string_view contentNul = "550 5.6.11 Message has a NUL character";

// Not now
inline constexpr std::string_view noTls = "454 4.7.0 No certificate can be shown now; TLS is not available";

// The end, from this side
inline constexpr std::string_view tooManyErrors = "421 4.7.0 Too many errors; closing connection";
inline constexpr std::string_view notHttp = "421 4.7.0 This is SMTP, not HTTP; closing connection";
inline constexpr std::string_view timedOut = "421 4.4.2 Timed out; closing connection";
inline constexpr std::string_view shuttingDown = "421 4.3.2 Service is shutting down; closing connection";
inline constexpr std::string_view tooManyConnections = "421 4.7.0 Too many connections; try again later";
inline constexpr std::string_view noProxyHeader =
    "421 4.7.0 A proxy must begin with its header; closing connection";
inline constexpr std::string_view disconnected = "421 4.3.2 Ended by the administrator; closing connection";
inline constexpr std::string_view failed = "421 4.3.0 Internal error; closing connection";

// A reply as it goes over the wire, without CR LF: one line of at most 510 octets, printable ASCII and blanks
// only (RFC 5321 4.2, 4.5.3.1.5); a character that is neither becomes '?'. A code that is none becomes 451.
std::string toLine(const policy::Reply& reply);

// Several lines under one code: "250-first CR LF 250 last CR LF".
void appendLines(std::string& output, std::string_view code, std::span<const std::string> lines);

} // namespace postern::smtp::replies
