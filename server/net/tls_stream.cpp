// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_stream.h"

#include "base/ip_address.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <new>

namespace postern::net {

namespace {

bool wouldBlock(int number)
{
    return number == EAGAIN || number == EWOULDBLOCK || number == EINTR;
}

int socketOf(BIO* bio)
{
    return *static_cast<int*>(BIO_get_data(bio));
}

int writeSocket(BIO* bio, const char* bytes, int length)
{
    BIO_clear_retry_flags(bio);
    const ssize_t count = ::send(socketOf(bio), bytes, std::size_t(length), MSG_NOSIGNAL);
    if (count < 0 && wouldBlock(errno))
        BIO_set_retry_write(bio);
    return int(count);
}

int readSocket(BIO* bio, char* bytes, int length)
{
    BIO_clear_retry_flags(bio);
    const ssize_t count = ::recv(socketOf(bio), bytes, std::size_t(length), 0);
    if (count < 0 && wouldBlock(errno))
        BIO_set_retry_read(bio);
    if (count == 0)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return int(count);
}

long controlSocket(BIO* bio, int command, long /*number*/, void* /*pointer*/)
{
    if (command == BIO_CTRL_EOF)
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP ? 1 : 0;
}

struct FreeMethod {
    void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};

// OpenSSL's own socket BIO writes without MSG_NOSIGNAL, and a client that hangs up would end the process.
std::unique_ptr<BIO_METHOD, FreeMethod> makeMethod()
{
    std::unique_ptr<BIO_METHOD, FreeMethod> method(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR, "postern socket"));
    BIO_meth_set_write(method.get(), writeSocket);
    BIO_meth_set_read(method.get(), readSocket);
    BIO_meth_set_ctrl(method.get(), controlSocket);
    return method;
}

BIO* makeBio(int& socket)
{
    static const auto method = makeMethod();
    BIO* const bio = BIO_new(method.get());
    if (bio == nullptr)
        throw std::bad_alloc();
    BIO_set_data(bio, &socket);
    BIO_set_init(bio, 1);
    return bio;
}

std::string takeProblem()
{
    const unsigned long error = ERR_get_error();
    const char* const reason = error != 0 ? ERR_reason_error_string(error) : nullptr;
    ERR_clear_error();
    return reason != nullptr ? reason : "";
}

} // namespace

void TlsStream::FreeSsl::operator()(SSL* ssl) const
{
    SSL_free(ssl);
}

TlsStream::TlsStream(std::shared_ptr<const void> context, SSL_CTX* native, int socket)
    : m_context(std::move(context))
    , m_socket(socket)
    , m_ssl(SSL_new(native))
{
    if (!m_ssl)
        throw std::bad_alloc();
    BIO* const bio = makeBio(m_socket);
    SSL_set_bio(m_ssl.get(), bio, bio);
}

TlsStream::TlsStream(std::shared_ptr<const TlsContext> context, int socket)
    : TlsStream(context, context->native(), socket)
{
    SSL_set_accept_state(m_ssl.get());
}

TlsStream::TlsStream(std::shared_ptr<const TlsClientContext> context, const TlsPeer& peer, int socket)
    : TlsStream(context, context->native(), socket)
{
    SSL_set_connect_state(m_ssl.get());
    expect(peer);
}

void TlsStream::expect(const TlsPeer& peer)
{
    SSL* const ssl = m_ssl.get();
    const bool isName = !peer.name.empty() && !IpAddress::parse(peer.name);
    if (isName)
        SSL_set_tlsext_host_name(ssl, peer.name.c_str()); // RFC 6066 3: no addresses
    if (isName && !peer.pins.empty() && SSL_dane_enable(ssl, peer.name.c_str()) == 1) {
        SSL_dane_set_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // RFC 7672 3.1.1
        for (const CertificatePin& pin : peer.pins) {
            const int added =
                SSL_dane_tlsa_add(ssl, pin.usage, pin.selector, pin.matching,
                                  reinterpret_cast<const unsigned char*>(pin.data.data()), pin.data.size());
            m_pins += added == 1 ? 1 : 0;
        }
    }
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    for (const std::string& name : peer.names) {
        const int added = IpAddress::parse(name)
                              ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name.c_str())
                              : SSL_add1_host(ssl, name.c_str());
        m_named |= added == 1;
    }
    ERR_clear_error();
}

TlsStream::~TlsStream() = default;

TlsStream::Outcome TlsStream::outcomeOf(int result)
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_NONE:
        return Outcome::Done;
    case SSL_ERROR_WANT_READ:
        return Outcome::WantsRead;
    case SSL_ERROR_WANT_WRITE:
        return Outcome::WantsWrite;
    case SSL_ERROR_ZERO_RETURN:
        return Outcome::Closed;
    default:
        m_broken = true;
        m_problem = takeProblem();
        return Outcome::Closed;
    }
}

TlsStream::Outcome TlsStream::handshake()
{
    ERR_clear_error();
    return outcomeOf(SSL_do_handshake(m_ssl.get()));
}

// A full record is likely to be followed by another; a short one is a command, and its client waits.
TlsStream::Moved TlsStream::read(std::span<char> into)
{
    constexpr std::size_t fullRecord = 16'384;
    Moved moved{Outcome::Done, 0};
    while (moved.octets < into.size()) {
        ERR_clear_error();
        std::size_t count = 0;
        const int result =
            SSL_read_ex(m_ssl.get(), into.data() + moved.octets, into.size() - moved.octets, &count);
        if (result != 1) {
            const Outcome outcome = outcomeOf(result);
            return moved.octets > 0 ? moved : Moved{outcome, 0};
        }
        moved.octets += count;
        if (count < fullRecord && SSL_pending(m_ssl.get()) == 0)
            break;
    }
    return moved;
}

TlsStream::Moved TlsStream::write(std::string_view bytes)
{
    ERR_clear_error();
    std::size_t count = 0;
    const int result = SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &count);
    return result == 1 ? Moved{Outcome::Done, count} : Moved{outcomeOf(result), 0};
}

void TlsStream::sayGoodbye()
{
    if (m_broken || SSL_is_init_finished(m_ssl.get()) != 1)
        return;
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

std::string TlsStream::version() const
{
    return SSL_get_version(m_ssl.get());
}

std::string TlsStream::cipher() const
{
    const SSL_CIPHER* const cipher = SSL_get_current_cipher(m_ssl.get());
    const char* const name = cipher != nullptr ? SSL_CIPHER_standard_name(cipher) : nullptr;
    return name != nullptr ? name : "";
}

TlsProof TlsStream::proof() const
{
    TlsProof proof;
    proof.usablePins = m_pins;
    if (SSL_get0_peer_certificate(m_ssl.get()) == nullptr) {
        proof.problem = "it shows no certificate";
        return proof;
    }
    const long result = SSL_get_verify_result(m_ssl.get());
    proof.pinned =
        m_pins > 0 && result == X509_V_OK && SSL_get0_dane_authority(m_ssl.get(), nullptr, nullptr) >= 0;
    proof.verified = m_pins > 0 ? proof.pinned : result == X509_V_OK && m_named;
    if (result != X509_V_OK)
        proof.problem = X509_verify_cert_error_string(result);
    else if (!proof.verified)
        proof.problem = "there is no name that it must be made out to";
    return proof;
}

std::optional<CertificateReading> TlsStream::peerCertificate() const
{
    const X509* const certificate = SSL_get0_peer_certificate(m_ssl.get());
    return certificate != nullptr ? std::optional(readingOf(*certificate)) : std::nullopt;
}

std::string TlsStream::exporterBinding() const
{
    // RFC 9266 4.2: before TLS 1.3 only with the extended master secret.
    if (SSL_version(m_ssl.get()) < TLS1_3_VERSION && SSL_get_extms_support(m_ssl.get()) != 1)
        return {};
    constexpr std::string_view label = "EXPORTER-Channel-Binding";
    std::string binding(32, '\0');
    const int made = SSL_export_keying_material(m_ssl.get(), reinterpret_cast<unsigned char*>(binding.data()),
                                                binding.size(), label.data(), label.size(),
                                                reinterpret_cast<const unsigned char*>(""), 0, 1);
    return made == 1 ? binding : std::string();
}

std::string TlsStream::endPointBinding() const
{
    const X509* const certificate = SSL_get_certificate(m_ssl.get());
    int digest = NID_undef;
    if (certificate == nullptr ||
        X509_get_signature_info(const_cast<X509*>(certificate), &digest, nullptr, nullptr, nullptr) != 1)
        return {};
    const bool old = digest == NID_md5 || digest == NID_sha1; // RFC 5929 4.1: SHA-256 in their place
    const EVP_MD* const method = old ? EVP_sha256() : EVP_get_digestbynid(digest);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    if (method == nullptr || X509_digest(certificate, method, hash.data(), &length) != 1)
        return {};
    return {reinterpret_cast<const char*>(hash.data()), length};
}

} // namespace postern::net
