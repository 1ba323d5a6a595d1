// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dkim_key.h"

#include "base/base64.h"
#include "base/escape.h"
#include "mailauth/tag_list.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>

namespace postern::mailauth {

namespace {

constexpr std::size_t ed25519KeySize = 32;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool names(const TagList& tags, std::string_view tag, std::string_view one, std::string_view other)
{
    const auto parts = tagParts(tags.value(tag).value_or(""), ':');
    return std::any_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return part == one || part == other; });
}

int exponentBits(const EVP_PKEY* key)
{
    BIGNUM* exponent = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1)
        return DkimKey::mostExponentBits + 1;
    const int bits = BN_num_bits(exponent);
    BN_free(exponent);
    return bits;
}

// A SubjectPublicKeyInfo, as all publish it, or the bare RSAPublicKey that RFC 6376 3.6.1 speaks of.
EVP_PKEY* rsaKeyOf(const std::string& bytes)
{
    const unsigned char* at = octets(bytes);
    if (EVP_PKEY* key = d2i_PUBKEY(nullptr, &at, long(bytes.size())))
        return key;
    at = octets(bytes);
    EVP_PKEY* key = d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, long(bytes.size()));
    ERR_clear_error(); // nobody else on this thread must find them
    return key;
}

} // namespace

void DkimKey::Freed::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

bool DkimKey::isRecord(std::string_view text)
{
    const auto tags = TagList::parse(text);
    return tags && (tags->find("p") != nullptr || tags->value("v") == "DKIM1");
}

Result<DkimKey> DkimKey::parse(std::string_view text)
{
    const auto tags = TagList::parse(text);
    if (!tags)
        return failFrom(tags);
    if (tags->find("v") != nullptr && (tags->tags().front().name != "v" || tags->value("v") != "DKIM1"))
        return fail(ErrorKind::Invalid, "it is no DKIM1 key");
    DkimKey key;
    const std::string kind(tags->value("k").value_or("rsa"));
    if (kind == "ed25519")
        key.m_algorithm = DkimAlgorithm::Ed25519Sha256;
    else if (kind != "rsa")
        return fail(ErrorKind::Invalid, "key of kind '" + escapeForDisplay(kind, 40) + "'");
    key.m_sha256 = tags->find("h") == nullptr || names(*tags, "h", "sha256", "sha256");
    key.m_forMail = tags->find("s") == nullptr || names(*tags, "s", "*", "email");
    key.m_testing = names(*tags, "t", "y", "y");
    key.m_strict = names(*tags, "t", "s", "s");
    if (tags->find("p") == nullptr)
        return fail(ErrorKind::Invalid, "p= is missing");
    if (std::string problem = key.readKey(*tags->value("p")); !problem.empty())
        return fail(ErrorKind::Invalid, std::move(problem));
    return key;
}

std::string DkimKey::readKey(std::string_view encoded)
{
    if (encoded.empty())
        return "the key has been revoked";
    const auto bytes = fromBase64(unfolded(encoded));
    if (!bytes)
        return "p= is no key";
    if (m_algorithm == DkimAlgorithm::RsaSha256)
        return readRsa(*bytes);
    if (bytes->size() == ed25519KeySize)
        m_key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(*bytes), bytes->size()));
    return m_key ? "" : "p= is no Ed25519 key";
}

std::string DkimKey::readRsa(const std::string& bytes)
{
    m_key.reset(rsaKeyOf(bytes));
    if (!m_key || EVP_PKEY_get_base_id(m_key.get()) != EVP_PKEY_RSA)
        return "p= is no RSA key";
    const int bits = EVP_PKEY_get_bits(m_key.get());
    if (bits < leastRsaBits || bits > mostRsaBits)
        return "an RSA key of " + std::to_string(bits) + " bits" +
               (bits < leastRsaBits ? " proves nothing (RFC 8301)" : " is too large");
    return exponentBits(m_key.get()) <= mostExponentBits ? "" : "the RSA key's exponent is too large";
}

std::string DkimKey::problemWith(const DkimSignature& signature) const
{
    if (signature.algorithm != m_algorithm)
        return "the key is of another kind than the signature";
    if (!m_sha256)
        return "the key is not for SHA-256";
    if (!m_forMail)
        return "the key is not for mail";
    if (m_strict && signature.identityDomain != signature.domain)
        return "the key is not for domains below d=";
    return {};
}

bool DkimKey::verifies(std::string_view digest, std::string_view signature) const
{
    bool good = false;
    if (m_algorithm == DkimAlgorithm::Ed25519Sha256) {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        good = EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, m_key.get()) == 1 &&
               EVP_DigestVerify(context, octets(signature), signature.size(), octets(digest),
                                digest.size()) == 1;
        EVP_MD_CTX_free(context);
    } else {
        EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(m_key.get(), nullptr);
        good =
            EVP_PKEY_verify_init(context) == 1 && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1 &&
            EVP_PKEY_verify(context, octets(signature), signature.size(), octets(digest), digest.size()) == 1;
        EVP_PKEY_CTX_free(context);
    }
    ERR_clear_error();
    return good;
}

} // namespace postern::mailauth
