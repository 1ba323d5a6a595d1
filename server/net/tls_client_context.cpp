// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_client_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace postern::net {

namespace {

// For TLS 1.2. Whatever a server has that can still be called encryption is better than none.
constexpr const char* clientCiphers = "HIGH:!aNULL:!eNULL:!MD5:!RC4:!3DES";

bool configure(SSL_CTX* context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // The certificate is looked at, and what it came to is asked for later: a handshake that breaks in the
    // middle would say less to both sides.
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, clientCiphers) == 1 && SSL_CTX_dane_enable(context) == 1;
}

} // namespace

Result<std::shared_ptr<const TlsClientContext>> TlsClientContext::load(const std::string& roots)
{
    ERR_clear_error();
    SslContext context(SSL_CTX_new(TLS_client_method()));
    if (!context || !configure(context.get()))
        return fail(ErrorKind::Internal, "OpenSSL makes no context");
    const bool loaded = roots.empty()
                            ? SSL_CTX_set_default_verify_paths(context.get()) == 1
                            : SSL_CTX_load_verify_locations(context.get(), roots.c_str(), nullptr) == 1;
    ERR_clear_error();
    if (!loaded)
        return fail(ErrorKind::Invalid, "the file holds no certificates of authorities in PEM form", roots);
    return std::shared_ptr<const TlsClientContext>(new TlsClientContext(std::move(context)));
}

} // namespace postern::net
