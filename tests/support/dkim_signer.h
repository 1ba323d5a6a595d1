// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QByteArray>
#include <QRegularExpression>
#include <QStringList>

#include <memory>
#include <string>

namespace postern::test {

// A pair of keys. Signs as DKIM does, by a code of its own: whole messages, regular expressions.
class DkimKeys {
public:
    static DkimKeys rsa(int bits = 2048) { return DkimKeys(EVP_RSA_gen(unsigned(bits)), "rsa"); }
    static DkimKeys ed25519() { return DkimKeys(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), "ed25519"); }

    std::string algorithm() const { return m_kind + "-sha256"; }
    // What the domain publishes, with more tags before p=.
    std::string record(const std::string& tags = "") const
    {
        return "v=DKIM1; k=" + m_kind + "; " + tags + "p=" + publicKey().toBase64().toStdString();
    }

    QByteArray publicKey() const
    {
        if (m_kind == "ed25519") {
            QByteArray raw(32, '\0');
            std::size_t size = 32;
            EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
            return raw;
        }
        unsigned char* der = nullptr;
        const int size = i2d_PUBKEY(m_key.get(), &der);
        const QByteArray bytes(reinterpret_cast<char*>(der), size);
        OPENSSL_free(der);
        return bytes;
    }

    QByteArray sign(const QByteArray& text) const
    {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        const bool rsa = m_kind == "rsa";
        EVP_DigestSignInit(context, nullptr, rsa ? EVP_sha256() : nullptr, nullptr, m_key.get());
        const QByteArray data = rsa ? text : sha256(text);
        std::size_t size = 1024;
        QByteArray signature(1024, '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                       reinterpret_cast<const unsigned char*>(data.data()), std::size_t(data.size()));
        EVP_MD_CTX_free(context);
        return signature.left(qsizetype(size));
    }

    static QByteArray sha256(const QByteArray& text)
    {
        QByteArray digest(32, '\0');
        EVP_Digest(text.data(), std::size_t(text.size()), reinterpret_cast<unsigned char*>(digest.data()),
                   nullptr, EVP_sha256(), nullptr);
        return digest;
    }

private:
    DkimKeys(EVP_PKEY* key, std::string kind)
        : m_key(key, EVP_PKEY_free)
        , m_kind(std::move(kind))
    {
    }

    std::shared_ptr<EVP_PKEY> m_key;
    std::string m_kind;
};

// How a message is signed.
struct DkimSigning {
    std::string domain = "ex.org";
    std::string selector = "s";
    std::string canonical = "relaxed/relaxed"; // "": no c=
    std::string names = "from:to:subject:date";
    std::string more;      // tags: "i=@ex.org; x=17;"
    int length = -1;       // l= counts so much of the body
    std::string algorithm; // "": that of the keys
};

inline QByteArray signedField(QByteArray field, bool relaxed)
{
    if (!relaxed)
        return field;
    QString text = QString::fromLatin1(field.chopped(2));
    text.remove("\r\n");
    const qsizetype colon = text.indexOf(':');
    const QString name = text.left(colon).trimmed().toLower();
    return (name + ':' + text.mid(colon + 1).replace(QRegularExpression("[ \t]+"), " ").trimmed() + "\r\n")
        .toLatin1();
}

inline QByteArray signedBody(const QByteArray& body, bool relaxed)
{
    QString text = QString::fromLatin1(body);
    if (relaxed)
        text.replace(QRegularExpression("[ \t]+"), " ").replace(QRegularExpression(" (\r\n|$)"), "\\1");
    text.replace(QRegularExpression("(\r\n)*$"), "");
    if (!relaxed || !text.isEmpty())
        text += "\r\n";
    return text.toLatin1();
}

// The DKIM-Signature field for a message, with CR LF at its end.
inline std::string dkimSignature(const std::string& message, const DkimKeys& keys,
                                 const DkimSigning& how = {})
{
    const QByteArray all = QByteArray::fromStdString("\r\n" + message);
    const qsizetype end = all.indexOf("\r\n\r\n");
    const QByteArray header = all.mid(2, end);
    QByteArray body = signedBody(all.mid(end + 4), how.canonical.ends_with("/relaxed"));
    const bool relaxed = how.canonical.starts_with("relaxed");
    if (how.length >= 0)
        body.truncate(how.length);
    QString field = QString::fromStdString(
        "DKIM-Signature: v=1; a=" + (how.algorithm.empty() ? keys.algorithm() : how.algorithm) + ";" +
        (how.canonical.empty() ? "" : " c=" + how.canonical + ";") + " d=" + how.domain +
        "; s=" + how.selector + ";\r\n\th=" + how.names + "; " + how.more);
    if (how.length >= 0)
        field += QString(" l=%1;").arg(how.length);
    field += " bh=" + DkimKeys::sha256(body).toBase64() + ";\r\n\tb=";
    QList<QByteArray> fields;
    for (const QByteArray& line : header.split('\n')) {
        if (line.startsWith(' ') || line.startsWith('\t'))
            fields.last() += line + '\n';
        else if (!line.isEmpty())
            fields += line + '\n';
    }
    QByteArray text;
    for (const QString& name : QString::fromStdString(how.names).split(':')) {
        for (qsizetype i = fields.size() - 1; i >= 0; --i) {
            if (QString::fromLatin1(fields[i].left(fields[i].indexOf(':'))).trimmed().toLower() ==
                name.trimmed().toLower()) {
                text += signedField(fields.takeAt(i), relaxed);
                break;
            }
        }
    }
    text += signedField(field.toLatin1() + "\r\n", relaxed).chopped(2);
    return (field + keys.sign(text).toBase64() + "\r\n").toStdString();
}

} // namespace postern::test
