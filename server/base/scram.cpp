// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/scram.h"

#include "base/base64.h"

#include <sodium.h>

#include <charconv>

namespace postern {

namespace {

constexpr int iterationsHere = 10'000;
constexpr int fewestIterations = 4096;
constexpr int mostIterations = 1'000'000;
constexpr std::size_t saltLength = 16;
constexpr std::size_t keyLength = crypto_hash_sha256_BYTES;

const unsigned char* octets(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Takes the text up to `end`, and the mark with it; all of it where the mark is not there.
std::string_view cut(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == text.npos ? text.size() : at + 1);
    return part;
}

std::optional<int> numberIn(std::string_view text)
{
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace

// RFC 5802 2.2: Hi(), which is PBKDF2 of one block. What the password makes of the state is made once.
std::string saltedPassword(std::string_view password, std::string_view salt, int iterations)
{
    crypto_auth_hmacsha256_state keyed;
    crypto_auth_hmacsha256_init(&keyed, octets(password), password.size());
    std::string input(salt);
    input.append("\0\0\0\1", 4);
    std::string result(keyLength, '\0');
    for (int i = 0; i < iterations; ++i) {
        crypto_auth_hmacsha256_state state = keyed;
        crypto_auth_hmacsha256_update(&state, octets(input), input.size());
        input.resize(keyLength);
        crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(input.data()));
        for (std::size_t at = 0; at < keyLength; ++at)
            result[at] = char(result[at] ^ input[at]);
    }
    return result;
}

ScramKeys deriveScramKeys(std::string_view password, std::string_view salt, int iterations)
{
    const std::string salted = saltedPassword(password, salt, iterations);
    return {iterations, std::string(salt), sha256(hmacSha256(salted, "Client Key")),
            hmacSha256(salted, "Server Key")};
}

ScramKeys makeScramKeys(std::string_view password)
{
    std::string salt(saltLength, '\0');
    randombytes_buf(salt.data(), salt.size());
    return deriveScramKeys(password, salt, iterationsHere);
}

std::string scramText(const ScramKeys& keys)
{
    return "SCRAM-SHA-256$" + std::to_string(keys.iterations) + ':' + toBase64(keys.salt) + '$' +
           toBase64(keys.storedKey) + ':' + toBase64(keys.serverKey);
}

std::optional<ScramKeys> scramKeysFrom(std::string_view text)
{
    if (cut(text, '$') != "SCRAM-SHA-256")
        return std::nullopt;
    const auto iterations = numberIn(cut(text, ':'));
    const auto salt = fromBase64(cut(text, '$'));
    const auto stored = fromBase64(cut(text, ':'));
    const auto server = fromBase64(text);
    if (!iterations || *iterations < fewestIterations || *iterations > mostIterations || !salt ||
        salt->empty() || !stored || stored->size() != keyLength || !server || server->size() != keyLength)
        return std::nullopt;
    return ScramKeys{*iterations, *salt, *stored, *server};
}

ScramKeys scramKeysOfNobody(std::string_view user, std::string_view secret)
{
    const std::string seed = hmacSha256(secret, user);
    return {iterationsHere, hmacSha256(seed, "salt").substr(0, saltLength), hmacSha256(seed, "stored"),
            hmacSha256(seed, "server")};
}

std::string sha256(std::string_view bytes)
{
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), octets(bytes), bytes.size());
    return hash;
}

std::string hmacSha256(std::string_view key, std::string_view bytes)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, octets(key), key.size());
    crypto_auth_hmacsha256_update(&state, octets(bytes), bytes.size());
    std::string code(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
    return code;
}

} // namespace postern
