// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/certificate_file.h"
#include "net/tls_client_context.h"
#include "net/tls_context.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postern::net {

// One side of TLS on a non-blocking socket that somebody else owns. Never waits: says what it has to be
// waited for. An idle one holds no buffers.
class TlsStream {
public:
    // The server's side.
    TlsStream(std::shared_ptr<const TlsContext> context, int socket);
    // The client's side. The handshake is done whatever the certificate; proof() says what that is worth, and
    // nothing must be sent before it has been asked where it matters.
    TlsStream(std::shared_ptr<const TlsClientContext> context, const TlsPeer& peer, int socket);
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;
    ~TlsStream();

    enum class Outcome : std::uint8_t {
        Done,
        WantsRead,  // wait until there is something to read, then do the same again
        WantsWrite, // … until there is room to write
        Closed,     // by the peer, or broken: nothing more can be done
    };
    struct Moved {
        Outcome outcome = Outcome::Closed;
        std::size_t octets = 0; // with Done: at least one
    };

    Outcome handshake();
    Moved read(std::span<char> into);
    // After WantsRead or WantsWrite the same bytes must be given again, with more behind them or not.
    Moved write(std::string_view bytes);
    // Tells the peer that nothing more will come (RFC 8446 6.1), if that can be done without waiting.
    void sayGoodbye();

    // --- once the handshake is done
    std::string version() const; // "TLSv1.3"
    std::string cipher() const;  // as IANA names it: "TLS_AES_256_GCM_SHA384"
    // What binds an authentication to this channel (RFC 5056). "" where there is none.
    std::string exporterBinding() const; // tls-exporter (RFC 9266)
    std::string endPointBinding() const; // tls-server-end-point (RFC 5929 4)

    // --- of a client, once the handshake is done
    TlsProof proof() const;
    // What the server has shown first; nullopt where that is nothing.
    std::optional<CertificateReading> peerCertificate() const;

    // Why it is closed, in the words of OpenSSL: "wrong version number"; "" where the peer just went.
    const std::string& problem() const { return m_problem; }

private:
    TlsStream(std::shared_ptr<const void> context, SSL_CTX* native, int socket);
    Outcome outcomeOf(int result);
    void expect(const TlsPeer& peer);

    struct FreeSsl {
        void operator()(SSL* ssl) const;
    };
    std::shared_ptr<const void> m_context;
    int m_socket;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    std::string m_problem;
    bool m_named = false;  // the certificate must be made out to a name
    int m_pins = 0;        // that can be used
    bool m_broken = false; // nothing must be said any more
};

} // namespace postern::net
