// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/self_signed.h"

#include "net/descriptor.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>

namespace postern::net {

namespace {

using namespace std::chrono_literals;

constexpr auto validity = 365 * 24h;
constexpr auto renewal = 30 * 24h;
constexpr auto backdated = 24h; // for clients whose clocks are late

template <auto function>
struct Free {
    template <class T>
    void operator()(T* object) const
    {
        function(object);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

std::time_t seconds(Time time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

Certificate readCertificate(const std::string& path)
{
    const Bio file(BIO_new_file(path.c_str(), "rb"));
    return Certificate(file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool isGood(const std::string& path, const std::string& hostname, Time now)
{
    const Certificate certificate = readCertificate(path);
    if (!certificate ||
        X509_check_host(certificate.get(), hostname.c_str(), hostname.size(), 0, nullptr) != 1)
        return false;
    std::time_t limit = seconds(now + renewal);
    return X509_cmp_time(X509_get0_notAfter(certificate.get()), &limit) > 0;
}

bool addExtension(X509* certificate, int kind, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509* certificate)
{
    std::array<unsigned char, 8> random{};
    if (RAND_bytes(random.data(), int(random.size())) != 1)
        return false;
    std::uint64_t number = 0;
    std::memcpy(&number, random.data(), random.size());
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number >> 1U) == 1;
}

// The name stands in the alternative names alone, where everybody looks: a common name ends at 64 characters.
Certificate make(EVP_PKEY* key, const std::string& hostname, Time now)
{
    Certificate made(X509_new());
    X509* const certificate = made.get();
    X509_NAME* const name = X509_get_subject_name(certificate);
    const auto common = std::string_view(hostname).substr(0, 64);
    const bool done = X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate) &&
                      ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(now - backdated)) != nullptr &&
                      ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(now + validity)) != nullptr &&
                      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                                 reinterpret_cast<const unsigned char*>(common.data()),
                                                 int(common.size()), -1, 0) == 1 &&
                      X509_set_issuer_name(certificate, name) == 1 &&
                      X509_set_pubkey(certificate, key) == 1 &&
                      addExtension(certificate, NID_subject_alt_name, "DNS:" + hostname) &&
                      addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                      X509_sign(certificate, key, EVP_sha256()) > 0;
    return done ? std::move(made) : nullptr;
}

std::string toPem(X509* certificate, EVP_PKEY* key)
{
    const Bio memory(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(memory.get(), certificate) != 1)
        return {};
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, std::size_t(length)};
}

tl::unexpected<Error> failFile(const std::string& path)
{
    return fail(errno == ENOSPC ? ErrorKind::Full : ErrorKind::Denied,
                "the certificate made for this host cannot be written: " + std::string(std::strerror(errno)),
                path);
}

Result<> write(const std::string& path, const std::string& text)
{
    const std::string beside = path + ".new";
    ::unlink(beside.c_str()); // left by a crash
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.valid() || ::write(file.get(), text.data(), text.size()) != ssize_t(text.size()) ||
        ::fsync(file.get()) != 0 || std::rename(beside.c_str(), path.c_str()) != 0)
        return failFile(path);
    return {};
}

} // namespace

Result<bool> keepSelfSigned(const std::string& path, const std::string& hostname, Time now)
{
    if (isGood(path, hostname, now))
        return false;
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? make(key.get(), hostname, now) : nullptr;
    const std::string text = certificate ? toPem(certificate.get(), key.get()) : std::string();
    if (text.empty())
        return fail(ErrorKind::Internal, "no certificate can be made for this host", hostname);
    if (auto written = write(path, text); !written)
        return failFrom(written);
    return true;
}

} // namespace postern::net
