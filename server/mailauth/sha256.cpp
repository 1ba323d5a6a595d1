// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/sha256.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace postern::mailauth {

void Sha256::Freed::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("OpenSSL has no SHA-256");
}

void Sha256::add(std::string_view bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        throw std::runtime_error("OpenSSL cannot go on with a digest");
}

std::string Sha256::finish()
{
    std::string digest(size, '\0');
    if (EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) != 1)
        throw std::runtime_error("OpenSSL cannot end a digest");
    return digest;
}

} // namespace postern::mailauth
