// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <vector>

namespace postern::testing {

// Somebody who signs certificates, known only to the test.
class Authority {
public:
    Authority()
        : m_key(EVP_EC_gen("P-256"))
        , m_certificate(
              make(m_key.get(), "Test Authority", -1, 10, nullptr, nullptr, {"critical,CA:TRUE", {}}))
    {
    }

    // Its own certificate, for those who trust it.
    bool writeRoots(const std::string& path) const { return write(path, pemOf(m_certificate.get())); }

    // A certificate with its key and the authority's behind it, valid from `from` to `until` in days from
    // now. "IP:127.0.0.1" names an address.
    bool issue(const std::string& path, const std::vector<std::string>& names, int from = -1, int until = 10)
    {
        std::string list;
        for (const std::string& name : names)
            list += (list.empty() ? "" : ",") + (name.starts_with("IP:") ? name : "DNS:" + name);
        const Key key(EVP_EC_gen("P-256"));
        m_issued = make(key.get(), "server", from, until, m_certificate.get(), m_key.get(),
                        {"critical,CA:FALSE", list});
        return write(path, keyOf(key.get()) + pemOf(m_issued.get()) + pemOf(m_certificate.get()));
    }

    // SHA-256 of the newest one, or of the authority itself, in hexadecimal as a TLSA record has it: the
    // whole certificate, or its public key.
    std::string digest(bool ofAuthority, bool publicKey) const
    {
        X509* const certificate = ofAuthority ? m_certificate.get() : m_issued.get();
        unsigned char* der = nullptr;
        const int length = publicKey ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der)
                                     : i2d_X509(certificate, &der);
        unsigned char hash[32] = {};
        EVP_Digest(der, std::size_t(length), hash, nullptr, EVP_sha256(), nullptr);
        OPENSSL_free(der);
        return QByteArray(reinterpret_cast<const char*>(hash), sizeof hash).toHex().toStdString();
    }

private:
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
    struct Extensions {
        std::string constraints;
        std::string names;
    };

    static void extend(X509* certificate, X509* issuer, int kind, const std::string& value)
    {
        X509V3_CTX context;
        X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
        X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
        if (extension == nullptr)
            qFatal("no extension %s", value.c_str());
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }

    static Certificate make(EVP_PKEY* key, const char* name, int from, int until, X509* issuer,
                            EVP_PKEY* issuerKey, const Extensions& extensions)
    {
        constexpr long day = 24 * 60 * 60;
        static long serial = 1;
        Certificate made(X509_new());
        X509* const certificate = made.get();
        X509_set_version(certificate, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
        X509_gmtime_adj(X509_getm_notBefore(certificate), from * day);
        X509_gmtime_adj(X509_getm_notAfter(certificate), until * day);
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
        X509* const by = issuer != nullptr ? issuer : certificate;
        X509_set_issuer_name(certificate, X509_get_subject_name(by));
        X509_set_pubkey(certificate, key);
        extend(certificate, by, NID_basic_constraints, extensions.constraints);
        if (!extensions.names.empty())
            extend(certificate, by, NID_subject_alt_name, extensions.names);
        X509_sign(certificate, issuerKey != nullptr ? issuerKey : key, EVP_sha256());
        return made;
    }

    static std::string textOf(BIO* memory)
    {
        char* bytes = nullptr;
        const long length = BIO_get_mem_data(memory, &bytes);
        return {bytes, std::size_t(length)};
    }
    static std::string pemOf(X509* certificate)
    {
        const Bio memory(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(memory.get(), certificate);
        return textOf(memory.get());
    }
    static std::string keyOf(EVP_PKEY* key)
    {
        const Bio memory(BIO_new(BIO_s_mem()));
        PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
        return textOf(memory.get());
    }
    static bool write(const std::string& path, const std::string& text)
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::WriteOnly) && file.write(text.data(), qint64(text.size())) > 0;
    }

    Key m_key;
    Certificate m_certificate;
    Certificate m_issued;
};

} // namespace postern::testing
