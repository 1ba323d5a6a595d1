// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/certificate_file.h"

#include "base/domain_name.h"
#include "base/sentence.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>

namespace postern {

namespace {

constexpr const char* keyHint =
    POSTERN_TEXT("server", "give the key that belongs to the certificate, in PEM form");

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* thing) const
    {
        free(thing);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

Result<Bio> openFile(const std::string& path, const char* hint)
{
    errno = 0;
    Bio file(BIO_new_file(path.c_str(), "rb"));
    const int number = errno;
    ERR_clear_error();
    char first = 0;
    const bool empty = file && (BIO_read(file.get(), &first, 1) != 1 || BIO_seek(file.get(), 0) != 0);
    ERR_clear_error();
    if (empty)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the file is empty, or a folder"), path, hint);
    if (file)
        return file;
    const bool missing = number == ENOENT || number == ENOTDIR;
    return fail(missing ? ErrorKind::NotFound : ErrorKind::Denied,
                missing ? POSTERN_TEXT("server", "there is no such file")
                        : POSTERN_TEXT("server", "the file cannot be read: %1"),
                path, hint, {std::strerror(number)});
}

// A key with a pass phrase: there is nobody to ask.
int noPassPhrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return 0;
}

Time timeOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return Time(std::chrono::seconds(::timegm(&parts)));
}

std::string text(const ASN1_STRING* string)
{
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
            std::size_t(ASN1_STRING_length(string))};
}

std::string attribute(const X509_NAME* name, int which)
{
    const int at = X509_NAME_get_index_by_NID(name, which, -1);
    return at < 0 ? std::string() : text(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
}

// RFC 6125 6.4.4: the common name counts only where there are no other names.
std::vector<std::string> namesOf(const X509* certificate)
{
    std::vector<std::string> names;
    const Names alternatives(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; alternatives && i < sk_GENERAL_NAME_num(alternatives.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(alternatives.get(), i);
        if (name->type == GEN_DNS)
            names.push_back(text(name->d.dNSName));
    }
    if (names.empty()) {
        if (std::string common = attribute(X509_get_subject_name(certificate), NID_commonName);
            !common.empty())
            names.push_back(std::move(common));
    }
    return names;
}

std::string issuerOf(const X509* certificate)
{
    const X509_NAME* issuer = X509_get_issuer_name(certificate);
    std::string organization = attribute(issuer, NID_organizationName);
    return organization.empty() ? attribute(issuer, NID_commonName) : organization;
}

Result<Certificate> readFirst(const std::string& path)
{
    const char* const hint =
        POSTERN_TEXT("server", "give the certificate in PEM form, with its chain behind it");
    auto file = openFile(path, hint);
    if (!file)
        return failFrom(file);
    Certificate certificate(PEM_read_bio_X509(file->get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the file holds no certificate in PEM form"),
                    path, hint);
    return certificate;
}

Result<Key> readKey(const std::string& path)
{
    auto file = openFile(path, keyHint);
    if (!file)
        return failFrom(file);
    bool asked = false;
    Key key(PEM_read_bio_PrivateKey(file->get(), nullptr, noPassPhrase, &asked));
    ERR_clear_error();
    if (asked)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the key is protected by a pass phrase"), path,
                    POSTERN_TEXT("server", "store it without one, readable by the engine only"));
    if (!key)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the file holds no key in PEM form"), path,
                    keyHint);
    return key;
}

} // namespace

Result<CertificateReading> readCertificate(const std::string& certificatePath, const std::string& keyPath)
{
    const auto certificate = readFirst(certificatePath);
    if (!certificate)
        return failFrom(certificate);
    const auto key = readKey(keyPath);
    if (!key)
        return failFrom(key);
    const bool belongs = X509_check_private_key(certificate->get(), key->get()) == 1;
    ERR_clear_error();
    if (!belongs)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the key does not belong to the certificate"),
                    keyPath, keyHint);
    return readingOf(**certificate);
}

CertificateReading readingOf(const X509& certificate)
{
    const bool selfSigned =
        X509_NAME_cmp(X509_get_subject_name(&certificate), X509_get_issuer_name(&certificate)) == 0;
    return {namesOf(&certificate), issuerOf(&certificate), selfSigned,
            timeOf(X509_get0_notBefore(&certificate)), timeOf(X509_get0_notAfter(&certificate))};
}

bool endsSoon(const CertificateReading& certificate, Time now)
{
    constexpr std::chrono::days longest{30};
    const auto third = (certificate.until - certificate.from) / 3;
    return certificate.until - now < std::min<Time::duration>(longest, third);
}

bool isMadeOutTo(const CertificateReading& certificate, std::string_view host)
{
    const std::string wanted = comparableDomain(host);
    const std::size_t dot = wanted.find('.');
    const std::string above = dot == wanted.npos || dot == 0 ? std::string() : '*' + wanted.substr(dot);
    return std::any_of(certificate.names.begin(), certificate.names.end(), [&](const std::string& name) {
        const std::string given = lowerAscii(name);
        return given == wanted || (!above.empty() && given == above);
    });
}

} // namespace postern
