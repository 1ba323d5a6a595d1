// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dkim.h"
#include "mailauth/dkim_key.h"
#include "mailauth/tag_list.h"
#include "support/dkim_signer.h"
#include "support/fake_resolver.h"

#include <QtTest>

using namespace postern;
using namespace postern::mailauth;
using test::DkimKeys;
using test::dkimSignature;
using test::DkimSigning;

namespace {

constexpr std::int64_t now = 1'700'000'000;

// What RFC 8463 A signs, and how.
const std::string rfcSignatures = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
                                  " d=football.example.com; i=@football.example.com;\r\n"
                                  " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
                                  " subject : date : message-id : from : subject : date;\r\n"
                                  " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
                                  " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
                                  " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n";
const std::string rfcMessage = "From: Joe SixPack <joe@football.example.com>\r\n"
                               "To: Suzie Q <suzie@shopping.example.net>\r\n"
                               "Subject: Is dinner ready?\r\n"
                               "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
                               "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
                               "\r\n"
                               "Hi.\r\n"
                               "\r\n"
                               "We lost the game.  Are you hungry yet?\r\n"
                               "\r\n"
                               "Joe.\r\n";
const std::string rfcKey = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

const std::string message = "Received: from there by here; some day\r\n"
                            "From: Joe <joe@ex.org>\r\n"
                            "To: jane@here.test,\r\n"
                            "\tjack@here.test\r\n"
                            "Subject:  Hello   world \r\n"
                            "Date: Fri, 27 Nov 2026 10:00:00 +0000\r\n"
                            "\r\n"
                            "Dear Jane,  \r\n"
                            "\r\n"
                            " this \t is it.\r\n"
                            "\r\n"
                            "\r\n";

const DkimKeys& rsa()
{
    static const DkimKeys keys = DkimKeys::rsa();
    return keys;
}

const DkimKeys& ed()
{
    static const DkimKeys keys = DkimKeys::ed25519();
    return keys;
}

using Zone = std::map<std::string, std::string>; // the record of a name; "!" fails

std::vector<DkimVerdict> verify(const std::string& text, const Zone& zone, std::size_t piece = 1u << 20)
{
    DkimVerifier verifier(fromMicros(now * 1'000'000));
    for (std::size_t at = 0; at < text.size(); at += piece)
        verifier.scan(std::string_view(text).substr(at, piece));
    verifier.finish();
    std::vector<dns::Answer> answers;
    for (const dns::Question& question : verifier.questions()) {
        const auto found = zone.find(question.name);
        dns::Answer answer;
        answer.status = dns::Status::NoName;
        if (found != zone.end() && found->second == "!")
            answer = dns::failedAnswer(dns::Failure::Server, "SERVFAIL");
        else if (found != zone.end())
            answer = {dns::Status::Found, {}, {}, {}, {}, {}, {}, {}, {found->second}, {}};
        answers.push_back(answer);
    }
    verifier.learn(answers);
    return verifier.verdicts();
}

std::string said(const DkimVerdict& verdict)
{
    return std::string(toId(verdict.result)) +
           (verdict.explanation.empty() ? "" : ": " + verdict.explanation);
}

std::string said(const std::string& text, const std::string& record)
{
    const auto verdicts = verify(text, {{"s._domainkey.ex.org", record}});
    return verdicts.empty() ? "none" : said(verdicts.front());
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    text.replace(text.find(what), what.size(), by);
    return text;
}

std::string canonicalBody(const std::string& body, Canonical canonical, std::size_t piece)
{
    std::string result;
    CanonicalBody all(canonical, [&result](std::string_view bytes) { result += bytes; });
    for (std::size_t at = 0; at < body.size(); at += piece)
        all.scan(std::string_view(body).substr(at, piece));
    all.finish();
    return result;
}

// The record of a public key that nobody has the private one of.
std::string madeUpKey(int bits, const std::string& exponent)
{
    BIGNUM* n = BN_new();
    BIGNUM* e = nullptr;
    BN_rand(n, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD);
    BN_hex2bn(&e, exponent.c_str());
    OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(context);
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params);
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key, &der);
    const QByteArray bytes(reinterpret_cast<char*>(der), size);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    BN_free(n);
    BN_free(e);
    return "v=DKIM1; p=" + bytes.toBase64().toStdString();
}

} // namespace

// The sections are those of RFC 6376, where no other is named.
class TestDkim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verifiesWhatRfc8463Signs()
    {
        const auto verdicts =
            verify(rfcSignatures + rfcMessage, {{"brisbane._domainkey.football.example.com", rfcKey}});
        QCOMPARE(verdicts.size(), std::size_t(1));
        QCOMPARE(said(verdicts[0]), std::string("pass"));
        QCOMPARE(verdicts[0].domain, std::string("football.example.com"));
        QCOMPARE(verdicts[0].selector, std::string("brisbane"));
        QCOMPARE(verdicts[0].identity, std::string("@football.example.com"));
        QCOMPARE(verdicts[0].algorithm, std::string("ed25519-sha256"));
        QCOMPARE(verdicts[0].start, std::string("/gCrinpc"));
    }

    void verifiesInEveryForm_data()
    {
        QTest::addColumn<QString>("canonical");
        QTest::addColumn<bool>("useRsa");
        for (const char* canonical : {"", "simple", "relaxed", "simple/simple", "simple/relaxed",
                                      "relaxed/simple", "relaxed/relaxed"}) {
            QTest::addRow("rsa %s", canonical) << canonical << true;
            QTest::addRow("ed25519 %s", canonical) << canonical << false;
        }
    }
    void verifiesInEveryForm()
    {
        QFETCH(QString, canonical);
        QFETCH(bool, useRsa);
        const DkimKeys& keys = useRsa ? rsa() : ed();
        DkimSigning how;
        how.canonical = canonical.toStdString();
        const std::string text = dkimSignature(message, keys, how) + message;
        const Zone zone{{"s._domainkey.ex.org", keys.record()}};
        for (const std::size_t piece : {1u << 20, 1u, 2u, 3u, 7u})
            QCOMPARE(said(verify(text, zone, piece).at(0)), std::string("pass"));
        for (std::size_t at = 1; at < text.size(); at += 5) {
            DkimVerifier verifier(fromMicros(now * 1'000'000));
            verifier.scan(std::string_view(text).substr(0, at));
            verifier.scan(std::string_view(text).substr(at));
            verifier.finish();
            QCOMPARE(verifier.questions().size(), std::size_t(1)); // the body is as it was
        }
        for (const char* body : {"", "\r\n", "\r\n\r\n", "x", "x \r\n\r\n ", " \r\n", "\r\n\r\nx\r\n"}) {
            const std::string other = "From: joe@ex.org\r\n\r\n" + std::string(body);
            QCOMPARE(said(dkimSignature(other, keys, how) + other, keys.record()), std::string("pass"));
        }
    }

    void canonicalizesBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("simple");
        QTest::addColumn<QByteArray>("relaxed");
        QTest::newRow("3.4.5") << QByteArray(" C \r\nD \t E\r\n\r\n\r\n") << QByteArray(" C \r\nD \t E\r\n")
                               << QByteArray(" C\r\nD E\r\n");
        QTest::newRow("3.4.3, 3.4.4 nothing") << QByteArray() << QByteArray("\r\n") << QByteArray();
        QTest::newRow("an empty line") << QByteArray("\r\n") << QByteArray("\r\n") << QByteArray();
        QTest::newRow("blank lines") << QByteArray(" \r\n\t\r\n") << QByteArray(" \r\n\t\r\n")
                                     << QByteArray();
        QTest::newRow("no end") << QByteArray("a") << QByteArray("a\r\n") << QByteArray("a\r\n");
        QTest::newRow("blanks without an end")
            << QByteArray("a\t ") << QByteArray("a\t \r\n") << QByteArray("a\r\n");
        QTest::newRow("empty lines first")
            << QByteArray("\r\n\r\na\r\n") << QByteArray("\r\n\r\na\r\n") << QByteArray("\r\n\r\na\r\n");
        QTest::newRow("CR alone") << QByteArray("a\rb\r\r\n") << QByteArray("a\rb\r\r\n")
                                  << QByteArray("a\rb\r\r\n");
        const QByteArray large(100'000, 'x');
        QTest::newRow("long lines") << large << large + "\r\n" << large + "\r\n";
    }
    void canonicalizesBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, simple);
        QFETCH(QByteArray, relaxed);
        for (const std::size_t piece : {1u << 20, 1u, 2u, 5u}) {
            QCOMPARE(canonicalBody(body.toStdString(), Canonical::Simple, piece), simple.toStdString());
            QCOMPARE(canonicalBody(body.toStdString(), Canonical::Relaxed, piece), relaxed.toStdString());
        }
    }

    void noticesChanges_data()
    {
        QTest::addColumn<QString>("canonical");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("result");
        const QString body = "fail: the body has been changed";
        const QString header = "fail: the header has been changed, or it was signed by another key";
        QTest::newRow("a word of the body") << "relaxed/relaxed"
                                            << "this"
                                            << "that" << body;
        QTest::newRow("a line behind it") << "relaxed/relaxed"
                                          << "is it.\r\n"
                                          << "is it.\r\n--\r\n"
                                          << body;
        QTest::newRow("blanks, relaxed") << "relaxed/relaxed"
                                         << "this \t is"
                                         << "this is"
                                         << "pass";
        QTest::newRow("blanks, simple") << "simple/simple"
                                        << "this \t is"
                                        << "this is" << body;
        QTest::newRow("empty lines at the end") << "simple/simple"
                                                << "is it.\r\n"
                                                << "is it.\r\n\r\n\r\n"
                                                << "pass";
        QTest::newRow("the subject") << "relaxed/relaxed"
                                     << "Hello"
                                     << "Hallo" << header;
        QTest::newRow("folding, relaxed") << "relaxed/relaxed"
                                          << ",\r\n\tjack"
                                          << ", jack"
                                          << "pass";
        QTest::newRow("folding, simple") << "simple/relaxed"
                                         << ",\r\n\tjack"
                                         << ", jack" << header;
        QTest::newRow("case of a name, relaxed") << "relaxed/relaxed"
                                                 << "Subject:"
                                                 << "SUBJECT :"
                                                 << "pass";
        QTest::newRow("case of a name, simple") << "simple/simple"
                                                << "Subject:"
                                                << "SUBJECT:" << header;
        QTest::newRow("what is not signed") << "simple/simple"
                                            << "Received:"
                                            << "Received: x\r\nReceived:"
                                            << "pass";
        QTest::newRow("5.4.2 another From: above") << "relaxed/relaxed"
                                                   << "Received:"
                                                   << "From: me@x\r\nReceived:"
                                                   << "pass";
        QTest::newRow("5.4.2 another From: below") << "relaxed/relaxed"
                                                   << "Subject:"
                                                   << "From: me@x\r\nSubject:" << header;
        QTest::newRow("a field is gone") << "relaxed/relaxed"
                                         << "To: jane@here.test,\r\n\tjack@here.test\r\n"
                                         << "" << header;
    }
    void noticesChanges()
    {
        QFETCH(QString, canonical);
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, result);
        DkimSigning how;
        how.canonical = canonical.toStdString();
        for (const DkimKeys* keys : {&rsa(), &ed()}) {
            const std::string text =
                dkimSignature(message, *keys, how) + replaced(message, what.toStdString(), by.toStdString());
            QCOMPARE(QString::fromStdString(said(text, keys->record())), result);
        }
    }

    // 5.4: a name that is signed once more than it is there keeps others from adding it.
    void noticesFieldsThatAreAdded()
    {
        DkimSigning how;
        how.names = "from:from:subject:reply-to";
        const std::string field = dkimSignature(message, ed(), how);
        QCOMPARE(said(field + message, ed().record()), std::string("pass"));
        for (const char* more : {"From: x@y\r\n", "Reply-To: x@y\r\n"})
            QVERIFY(said(field + more + message, ed().record()).starts_with("fail"));
        how.names = "from:received:received:received"; // each takes the next one up
        const std::string twice = "Received: two\r\n" + message;
        QCOMPARE(said(dkimSignature(twice, ed(), how) + twice, ed().record()), std::string("pass"));
        QVERIFY(said(dkimSignature(twice, ed(), how) + replaced(twice, "two", "zwei"), ed().record())
                    .starts_with("fail"));
    }

    void judgesSignatures_data()
    {
        QTest::addColumn<QString>("what"); // in the field …
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("result"); // and how it then begins
        const auto refused = [](const char* what, const char* instead, const char* why) {
            QTest::addRow("%s → %s", what, instead)
                << what << instead << "permerror: the signature is not understood: " + QString(why);
        };
        refused("v=1", "v=2", "version '2'");
        refused("v=1;", "", "v= is missing");
        refused("a=rsa-sha256", "a=rsa-sha1", "rsa-sha1 proves nothing any more (RFC 8301)");
        refused("a=rsa-sha256", "a=rsa-md5", "algorithm 'rsa-md5'");
        refused("a=rsa-sha256;", "", "a= is missing");
        refused("c=relaxed/relaxed", "c=relaxed/tight", "canonicalization 'relaxed/tight'");
        refused("c=relaxed/relaxed", "c=/relaxed", "canonicalization '/relaxed'");
        refused("d=ex.org;", "", "d= is missing");
        refused("d=ex.org;", "d=..;", "d= is no domain");
        refused("s=s;", "s=a..b;", "s= is no selector");
        refused("h=from:to", "h=to", "From: is not signed");
        refused("h=from:to", "h=from::to", "h= names nothing");
        refused("bh=", "bh=AAAA", "bh= is no hash");
        refused("\tb=", "\tb=!", "b= is no signature");
        refused("\tb=", "\tb=; y=", "b= is no signature");
        refused("v=1;", "v=1; v=1;", "it has v= twice");
        refused("v=1;", "v=1; nonsense;", "'nonsense' is no tag");
        refused("v=1;", "v=1; i=joe@other.org;", "i= is not within d=");
        refused("v=1;", "v=1; i=joe@notex.org;", "i= is not within d=");
        refused("v=1;", "v=1; i=joe;", "i= has no @");
        refused("v=1;", "v=1; l=-1;", "l= is no number");
        refused("v=1;", "v=1; l=1234567890123456789;", "l= is no number");
        refused("v=1;", "v=1; t=now;", "t= is no number");
        refused("v=1;", "v=1; t=5; x=5;", "x= is not after t=");
        refused("v=1;", "v=1; q=http;", "q= names no way to the key that is known here");
    }
    void judgesSignatures()
    {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, result);
        const std::string field =
            replaced(dkimSignature(message, rsa()), what.toStdString(), by.toStdString());
        const auto verdicts = verify(field + message, {});
        QCOMPARE(QString::fromStdString(said(verdicts.at(0))), result);
        const bool unread =
            what.startsWith("d=") || result.contains(QRegularExpression("missing|twice|no tag"));
        QVERIFY(unread || verdicts[0].domain == "ex.org");
    }

    void obeysTags_data()
    {
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("result");
        const QString past = QString::number(now - 1);
        QTest::newRow("expired") << "x=" + past + ";"
                                 << "fail: the signature has expired";
        QTest::newRow("not expired") << QString("x=%1;").arg(now + 1) << "pass";
        QTest::newRow("signed then") << "t=" + past + ";"
                                     << "pass";
        QTest::newRow("identity") << "i=joe@ex.org;"
                                  << "pass";
        QTest::newRow("identity below") << "i=joe@news.EX.org;"
                                        << "pass";
        QTest::newRow("what nobody knows") << "zz=1; q=x/y:dns/txt;"
                                           << "pass";
    }
    void obeysTags()
    {
        QFETCH(QString, tags);
        QFETCH(QString, result);
        DkimSigning how;
        how.more = tags.toStdString();
        QCOMPARE(QString::fromStdString(said(dkimSignature(message, ed(), how) + message, ed().record())),
                 result);
    }

    // 8.2: what is added behind what is signed must not be taken for signed.
    void obeysLength()
    {
        const std::string body = message.substr(message.find("\r\n\r\n") + 4);
        DkimSigning how;
        how.canonical = "simple/simple";
        how.length = int(body.size()) - 4; // without the empty lines
        QCOMPARE(said(dkimSignature(message, ed(), how) + message, ed().record()), std::string("pass"));
        QCOMPARE(said(dkimSignature(message, ed(), how) + message + "more\r\n", ed().record()),
                 "neutral: only " + std::to_string(how.length) +
                     " octets of the body are signed, and it has " + std::to_string(body.size() + 6));
        how.length = 0;
        QVERIFY(said(dkimSignature(message, ed(), how) + message, ed().record()).starts_with("neutral"));
        how.length = 5;
        QCOMPARE(said(replaced(dkimSignature(message, ed(), how), "l=5", "l=5000") + message, ed().record()),
                 std::string("permerror: l= is more than the body has"));
        QCOMPARE(said(dkimSignature(message, ed(), how) + replaced(message, "Dear", "Deer"), ed().record()),
                 std::string("fail: the body has been changed"));
    }

    void judgesKeys_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("result");
        const QString key = rsa().publicKey().toBase64();
        const QString name = "permerror: s._domainkey.ex.org: ";
        QTest::newRow("p= alone") << "p=" + key << "pass";
        QTest::newRow("folded") << "v=DKIM1; p=" + key.left(20) + " \t" + key.mid(20) + " ;"
                                << "pass";
        QTest::newRow("for SHA-256") << "v=DKIM1; h=sha1:sha256; p=" + key << "pass";
        QTest::newRow("for SHA-1") << "v=DKIM1; h=sha1; p=" + key << name + "the key is not for SHA-256";
        QTest::newRow("for mail") << "v=DKIM1; s=email; p=" + key << "pass";
        QTest::newRow("for all") << "v=DKIM1; s=tlsrpt:*; p=" + key << "pass";
        QTest::newRow("for another service")
            << "v=DKIM1; s=tlsrpt; p=" + key << name + "the key is not for mail";
        QTest::newRow("tried out") << "v=DKIM1; t=y; p=" + key << "pass";
        QTest::newRow("strict") << "v=DKIM1; t=y:s; p=" + key << "pass";
        QTest::newRow("revoked") << "v=DKIM1; p=" << name + "the key has been revoked";
        QTest::newRow("no p=") << "v=DKIM1; k=rsa" << name + "p= is missing";
        QTest::newRow("version") << "v=DKIM2; p=" + key << name + "it is no DKIM1 key";
        QTest::newRow("version not first") << "p=" + key + "; v=DKIM1" << name + "it is no DKIM1 key";
        QTest::newRow("kind") << "k=ec; p=" + key << name + "key of kind 'ec'";
        QTest::newRow("other kind") << QString::fromStdString(ed().record())
                                    << name + "the key is of another kind than the signature";
        QTest::newRow("no base64") << "p=!" << name + "p= is no key";
        QTest::newRow("no key") << "p=AAAA" << name + "p= is no RSA key";
        QTest::newRow("another key") << QString::fromStdString(DkimKeys::rsa(1024).record())
                                     << "fail: the header has been changed, or it was signed by another key";
        QTest::newRow("short") << QString::fromStdString(madeUpKey(1023, "10001"))
                               << name + "an RSA key of 1023 bits proves nothing (RFC 8301)";
        QTest::newRow("long") << QString::fromStdString(madeUpKey(4104, "10001"))
                              << name + "an RSA key of 4104 bits is too large";
        QTest::newRow("exponent") << QString::fromStdString(madeUpKey(2048, "10000000000000001"))
                                  << name + "the RSA key's exponent is too large";
        QTest::newRow("something else") << "google-site-verification=x"
                                        << "permerror: there is no key s._domainkey.ex.org";
        QTest::newRow("not known") << "!"
                                   << "temperror: the key s._domainkey.ex.org is not known: SERVFAIL";
        QTest::newRow("too long") << "p=" + key + ";n=" + QString(int(longestTagList), 'x')
                                  << "permerror: there is no key s._domainkey.ex.org";
    }
    void judgesKeys()
    {
        QFETCH(QString, record);
        QFETCH(QString, result);
        static const std::string text = dkimSignature(message, rsa()) + message;
        QCOMPARE(QString::fromStdString(said(text, record.toStdString())), result);
    }

    void takesBareRsaKeys()
    {
        unsigned char* der = nullptr;
        const QByteArray whole = rsa().publicKey();
        const auto* at = reinterpret_cast<const unsigned char*>(whole.data());
        EVP_PKEY* key = d2i_PUBKEY(nullptr, &at, long(whole.size()));
        const int size = i2d_PublicKey(key, &der);
        const QByteArray bare(reinterpret_cast<char*>(der), size);
        OPENSSL_free(der);
        EVP_PKEY_free(key);
        QCOMPARE(said(dkimSignature(message, rsa()) + message, "p=" + bare.toBase64().toStdString()),
                 std::string("pass"));
    }

    void knowsWhatIsTriedOut()
    {
        const std::string text = dkimSignature(message, ed()) + message;
        QVERIFY(verify(text, {{"s._domainkey.ex.org", ed().record("t=y; ")}}).at(0).testing);
        QVERIFY(!verify(text, {{"s._domainkey.ex.org", ed().record()}}).at(0).testing);
    }

    void wantsStrictIdentities()
    {
        DkimSigning how;
        how.more = "i=joe@news.ex.org;";
        QCOMPARE(said(dkimSignature(message, ed(), how) + message, ed().record("t=s; ")),
                 std::string("permerror: s._domainkey.ex.org: the key is not for domains below d="));
    }

    void judgesEachOfSeveral()
    {
        DkimSigning other;
        other.domain = "other.org";
        other.canonical = "simple/simple";
        DkimSigning lost;
        lost.selector = "lost";
        const std::string text = dkimSignature(message, ed(), lost) + dkimSignature(message, rsa(), other) +
                                 replaced(dkimSignature(message, ed()), "v=1", "v=9") +
                                 dkimSignature(message, ed()) + message;
        const auto verdicts = verify(
            text, {{"s._domainkey.ex.org", ed().record()}, {"s._domainkey.other.org", rsa().record()}});
        QCOMPARE(verdicts.size(), std::size_t(4));
        QCOMPARE(said(verdicts[0]), std::string("permerror: there is no key lost._domainkey.ex.org"));
        QCOMPARE(said(verdicts[1]), std::string("pass"));
        QCOMPARE(verdicts[1].domain, std::string("other.org"));
        QCOMPARE(verdicts[2].result, DkimResult::PermError);
        QCOMPARE(said(verdicts[3]), std::string("pass"));
    }

    void boundsWhatItVerifies()
    {
        std::string text = message;
        for (std::size_t i = 0; i <= maxDkimSignatures; ++i) {
            DkimSigning how;
            how.selector = "s" + std::to_string(i);
            text = dkimSignature(message, ed(), how) + text;
        }
        DkimVerifier verifier(fromMicros(now * 1'000'000));
        verifier.scan(text);
        verifier.finish();
        QCOMPARE(verifier.questions().size(), maxDkimSignatures);
        QCOMPARE(verifier.verdicts().size(), maxDkimSignatures);

        const std::string field = dkimSignature(message, ed());
        const auto large = field + "X: " + std::string(HeaderFields::maxOctets, 'x') + "\r\n" + message;
        QCOMPARE(said(large, ed().record()), std::string("neutral: the header is too large to be verified"));
        std::string many = field;
        for (std::size_t i = 0; i < HeaderFields::maxFields; ++i)
            many += "X: x\r\n";
        QCOMPARE(said(many + message, ed().record()),
                 std::string("neutral: the header is too large to be verified"));

        DkimSigning names;
        names.names = "from";
        for (std::size_t i = 0; i < DkimSignature::maxNames; ++i)
            names.names += ":x";
        QCOMPARE(said(dkimSignature(message, ed(), names) + message, ed().record()),
                 std::string("permerror: the signature is not understood: h= names too many fields"));
    }

    void asksForNothingInVain()
    {
        for (const std::string& text : {message, std::string(), std::string("\r\n"),
                                        dkimSignature(message, ed()) + replaced(message, "Dear", "Deer")}) {
            DkimVerifier verifier(fromMicros(now * 1'000'000));
            verifier.scan(text);
            verifier.finish();
            QVERIFY(verifier.questions().empty());
            verifier.learn({});
        }
        QVERIFY(verify(message, {}).empty());
    }

    void verifiesDomainsBeyondAscii() // RFC 8616
    {
        DkimSigning how;
        how.domain = "xn--mller-kva.example";
        const std::string text =
            replaced(dkimSignature(message, ed(), how), how.domain, how.domain) + message;
        const auto verdicts = verify(text, {{"s._domainkey.xn--mller-kva.example", ed().record()}});
        QCOMPARE(said(verdicts.at(0)), std::string("pass"));
    }

    void readsTagLists_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("blanks") << " a = b c ; d=\r\n\te ;"
                                << "a:b c,d:e,";
        QTest::newRow("empty value") << "a=;b="
                                     << "a:,b:,";
        QTest::newRow("equals in a value") << "a=b=="
                                           << "a:b==,";
        QTest::newRow("case of names") << "A=1;a=2"
                                       << "A:1,a:2,";
        QTest::newRow("twice") << "a=1;a=2"
                               << "it has a= twice";
        QTest::newRow("no value") << "a"
                                  << "'a' is no tag";
        QTest::newRow("name begins with a digit") << "1a=b"
                                                  << "'1a=b' is no tag";
        QTest::newRow("empty tag within") << "a=b;;c=d"
                                          << "'' is no tag";
        QString many;
        for (std::size_t i = 0; i <= maxTags; ++i)
            many += QString("a%1=;").arg(i);
        QTest::newRow("too many") << many << "it has too many tags";
        QTest::newRow("too long") << "a=" + QString(int(longestTagList), 'x') << "it is too long";
    }
    void readsTagLists()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const std::string bytes = text.toStdString();
        const auto tags = TagList::parse(bytes);
        std::string said;
        if (!tags)
            said = tags.error().what;
        else
            for (const Tag& tag : tags->tags())
                said += std::string(tag.name) + ":" + std::string(tag.value) + ",";
        QCOMPARE(QString::fromStdString(said), result);
    }

    void keepsAuthorsWhateverElseThereIs()
    {
        HeaderFields lean(HeaderFields::Keep::Authors);
        const std::string text = "To: " + std::string(HeaderFields::maxOctets, 'x') +
                                 "\r\nFROM : joe@ex.org,\r\n jane@ex.org\r\n"
                                 "From: a@b\r\nFrom: c@d\r\n\r\nFrom: body\r\n";
        for (std::size_t at = 0; at < text.size(); at += 1000)
            lean.scan(std::string_view(text).substr(at, 1000));
        lean.finish();
        QVERIFY(lean.fields().empty());
        QCOMPARE(lean.from().size(), HeaderFields::maxFromFields);
        QCOMPARE(lean.from()[0].value(), std::string_view(" joe@ex.org,\r\n jane@ex.org"));
        QVERIFY(!lean.fromTooLarge());

        HeaderFields cut(HeaderFields::Keep::Authors);
        cut.scan("From: " + std::string(HeaderFields::maxFrom, 'x') + "\r\n\r\n");
        QVERIFY(cut.fromTooLarge());
        QCOMPARE(cut.from().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestDkim)
#include "test_dkim.moc"
