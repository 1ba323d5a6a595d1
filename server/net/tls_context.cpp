// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_context.h"

#include "base/sentence.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstring>

namespace postern::net {

namespace {

// For TLS 1.2. The last ones are for mail servers of past years, which would fall back to no encryption.
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!aNULL";
constexpr const char* groups = "X25519:P-256:P-384";

void configure(SSL_CTX* context, bool only13)
{
    SSL_CTX_set_min_proto_version(context, only13 ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    // An idle connection keeps no buffers; what could not be sent is given again with more behind it.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_cipher_list(context, ciphers);
    SSL_CTX_set1_groups_list(context, groups);
    // Tickets carry the session (RFC 5077, RFC 8446 4.6.1), so none is kept here.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
}

Result<SslContext> loadOne(const CertificateFiles& files, bool only13)
{
    ERR_clear_error();
    SslContext context(SSL_CTX_new(TLS_server_method()));
    if (!context)
        return fail(ErrorKind::Internal, "OpenSSL makes no context");
    configure(context.get(), only13);
    const bool used = SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1 &&
                      SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) == 1;
    ERR_clear_error();
    if (!used) // both were readable a moment ago
        return fail(ErrorKind::Invalid,
                    POSTERN_TEXT("server", "OpenSSL does not take the certificate or its key"),
                    files.certificate,
                    POSTERN_TEXT("server", "give the certificate in PEM form, with its chain behind it"));
    return context;
}

} // namespace

void FreeSslContext::operator()(SSL_CTX* context) const
{
    SSL_CTX_free(context);
}

Result<std::shared_ptr<const TlsContext>> TlsContext::load(std::span<const CertificateFiles> certificates,
                                                           bool only13)
{
    if (certificates.empty())
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "there is no certificate"));
    std::shared_ptr<TlsContext> all(new TlsContext);
    for (const CertificateFiles& files : certificates) {
        const auto reading = readCertificate(files.certificate, files.key);
        if (!reading)
            return failFrom(reading);
        auto one = loadOne(files, only13);
        if (!one)
            return failFrom(one);
        all->m_readings.emplace_back(files.certificate, *reading);
        all->m_contexts.push_back(std::move(*one));
    }
    SSL_CTX_set_tlsext_servername_callback(all->native(), chooseByName);
    SSL_CTX_set_tlsext_servername_arg(all->native(), all.get());
    return std::shared_ptr<const TlsContext>(std::move(all));
}

std::vector<Phrase> TlsContext::warnings(Time now) const
{
    std::vector<Phrase> warnings;
    for (const auto& [file, reading] : m_readings) {
        const auto warn = [&warnings, &file = file](const char* text, std::vector<Phrase> more = {}) {
            std::vector<Phrase> parts{Phrase::name(file)};
            parts.insert(parts.end(), more.begin(), more.end());
            warnings.push_back({text, false, std::move(parts)});
        };
        if (reading.until < now)
            warn(POSTERN_TEXT("server", "the certificate %1 has expired"));
        else if (endsSoon(reading, now))
            warn(POSTERN_TEXT("server", "the certificate %1 expires on %2"),
                 {Phrase::name(toIso8601(reading.until).substr(0, 10))});
        if (reading.from > now)
            warn(POSTERN_TEXT("server", "the certificate %1 is not valid yet"));
    }
    return warnings;
}

// The connection keeps its TlsContext, so `self` is there as long as the handshake is.
int TlsContext::chooseByName(SSL* ssl, int* /*alert*/, void* self)
{
    const char* const name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (name == nullptr)
        return SSL_TLSEXT_ERR_NOACK;
    for (const SslContext& context : static_cast<const TlsContext*>(self)->m_contexts) {
        X509* const certificate = SSL_CTX_get0_certificate(context.get());
        if (X509_check_host(certificate, name, std::strlen(name), 0, nullptr) != 1)
            continue;
        SSL_set_SSL_CTX(ssl, context.get());
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK; // a mail server that does not verify is served all the same
}

} // namespace postern::net
