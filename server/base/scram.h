// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 3, RFC 7677): enough to check a client that
// knows it, and no use for logging in elsewhere. Octets.
struct ScramKeys {
    int iterations = 0;
    std::string salt;
    std::string storedKey; // 32 octets
    std::string serverKey; // 32 octets

    bool operator==(const ScramKeys&) const = default;
};

// RFC 5802 3: SaltedPassword, from which all keys come. Takes about 10 ms on purpose.
std::string saltedPassword(std::string_view password, std::string_view salt, int iterations);
ScramKeys deriveScramKeys(std::string_view password, std::string_view salt, int iterations);
// With a new salt and as many iterations as are used here.
ScramKeys makeScramKeys(std::string_view password);

// As RFC 5803 writes them: "SCRAM-SHA-256$10000:c2FsdA==$StoredKey:ServerKey", the keys in base64.
std::string scramText(const ScramKeys& keys);
// nullopt: they are none, or have fewer than 4096 iterations (RFC 7677 4) or more than a million.
std::optional<ScramKeys> scramKeysFrom(std::string_view text);

// For a user that does not exist: a salt that stays the same for the name, and keys that no password fits.
ScramKeys scramKeysOfNobody(std::string_view user, std::string_view secret);

std::string sha256(std::string_view bytes);
std::string hmacSha256(std::string_view key, std::string_view bytes);

} // namespace postern
