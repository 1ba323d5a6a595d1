// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace postern {

// How a mailbox's password is kept: Argon2id with its salt and cost in one printable text
// ("$argon2id$v=19$…", libsodium). Takes about 0.1 s and 64 MiB on purpose: never on the thread of a window
// or of a reactor.
//
// Passwords are kept and compared as SASLprep has them (RFC 4013, RFC 4616 2).
//
// Invalid: the password is empty, longer than 1024 octets, or holds a control character, which no mail client
// can send. Full: no memory for it now.
Result<std::string> hashPassword(std::string_view password);

// Both forms in which a mailbox's password is kept: the hash for mechanisms that bring the password along,
// the keys (scram.h) for those that do not.
struct KeptPassword {
    std::string hash;
    std::string scramKeys;
};
// Like hashPassword(), with a little more time.
Result<KeptPassword> keepPassword(std::string_view password);

// Whether it is the password of that hash. The same time whatever is wrong with the password; false for a
// text that is no hash.
bool verifyPassword(std::string_view password, std::string_view hash);

} // namespace postern
