// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"

#include "base/sasl_prep.h"
#include "base/scram.h"
#include "base/sentence.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace postern {

namespace {

constexpr std::size_t longestPassword = 1024; // octets; the work grows with it, and anybody may try to log in

void initializeSodium()
{
    if (sodium_init() < 0) // does nothing from the second time on
        throw std::runtime_error("libsodium has no source of random numbers");
}

} // namespace

Result<std::string> hashPassword(std::string_view password)
{
    if (password.empty())
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "The password is empty"));
    if (password.size() > longestPassword)
        return fail(ErrorKind::Invalid,
                    POSTERN_TEXT("server", "The password is longer than 1024 characters"));
    const auto prepared = saslPrep(password);
    if (!prepared)
        return fail(ErrorKind::Invalid,
                    POSTERN_TEXT("server", "The password holds a character that mail programs cannot send"));
    initializeSodium();
    std::array<char, crypto_pwhash_argon2id_STRBYTES> hash{};
    if (crypto_pwhash_argon2id_str(hash.data(), prepared->data(), prepared->size(),
                                   crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE) != 0)
        return fail(ErrorKind::Full,
                    POSTERN_TEXT("server", "There is not enough memory to protect the password"), {},
                    POSTERN_TEXT("server", "Close other programs and try again"));
    return std::string(hash.data());
}

Result<KeptPassword> keepPassword(std::string_view password)
{
    auto hash = hashPassword(password);
    if (!hash)
        return failFrom(hash);
    return KeptPassword{std::move(*hash), scramText(makeScramKeys(saslPrep(password).value()))};
}

bool verifyPassword(std::string_view password, std::string_view hash)
{
    // libsodium reads its fixed length of the text, whatever its own length is.
    std::array<char, crypto_pwhash_argon2id_STRBYTES> padded{};
    if (password.size() > longestPassword || hash.size() >= padded.size())
        return false;
    hash.copy(padded.data(), hash.size());
    initializeSodium();
    // What cannot be prepared is no password, and takes the same time.
    const auto prepared = saslPrep(password);
    const std::string_view asked = prepared ? std::string_view(*prepared) : password;
    return crypto_pwhash_argon2id_str_verify(padded.data(), asked.data(), asked.size()) == 0 && prepared;
}

} // namespace postern
