// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/authentication_results.h"
#include "mailauth/dmarc.h"
#include "support/fake_resolver.h"

#include <QtTest>

using namespace postern;
using namespace postern::mailauth;

namespace {

constexpr const char* common = R"(
_dmarc.reject.org       TXT "v=DMARC1; p=reject; rua=mailto:x@reject.org"
_dmarc.quarantine.org   TXT "v=DMARC1;p=quarantine"
_dmarc.none.org         TXT "v=DMARC1; p=none"
_dmarc.strict.org       TXT "v=DMARC1; p=reject; adkim=s; aspf=s"
_dmarc.below.org        TXT "v=DMARC1; p=reject; sp=none"
_dmarc.own.reject.org   TXT "v=DMARC1; p=none"
_dmarc.half.org         TXT "v=DMARC1; p=reject; pct=50"
_dmarc.halfq.org        TXT "v=DMARC1; p=quarantine; pct=0"
_dmarc.two.org          TXT "v=DMARC1; p=reject"
_dmarc.two.org          TXT "v=DMARC1; p=none"
_dmarc.others.org       TXT "hello"
_dmarc.others.org       TXT "v=DMARC1; p=reject"
_dmarc.fails.org        SERVFAIL
_dmarc.example.co.uk    TXT "v=DMARC1; p=reject"
_dmarc.uk               TXT "v=DMARC1; p=none"
)";

const PublicSuffixes& suffixes()
{
    static const PublicSuffixes list;
    return list;
}

// "pass ex.org" a signature each, with commas between.
std::vector<DkimVerdict> signatures(const QString& text)
{
    std::vector<DkimVerdict> verdicts;
    for (const QString& one : text.split(", ", Qt::SkipEmptyParts)) {
        DkimVerdict verdict;
        const QString word = one.section(' ', 0, 0);
        for (const DkimResult result :
             {DkimResult::Pass, DkimResult::Fail, DkimResult::TempError, DkimResult::Neutral}) {
            if (word.toStdString() == toId(result))
                verdict.result = result;
        }
        verdict.domain = one.section(' ', 1).toStdString();
        verdicts.push_back(verdict);
    }
    return verdicts;
}

DmarcVerdict judge(const std::string& from, const std::string& spf, const QString& dkim, int chance = 0)
{
    const test::DnsZone zone(common);
    DmarcCheck check(authorsOf(from), suffixes(), chance);
    std::vector<dns::Answer> answers;
    for (const dns::Question& question : check.questions())
        answers.push_back(test::answerFrom(zone, question));
    check.learn(answers);
    SpfOutcome outcome;
    if (const std::size_t blank = spf.find(' '); blank != spf.npos)
        outcome = {*spfResultById(spf.substr(0, blank)), spf.substr(blank + 1)};
    return check.judge(outcome, signatures(dkim));
}

std::string said(const DmarcVerdict& verdict)
{
    std::string text(toId(verdict.result));
    if (!verdict.owner.empty())
        text += " " + verdict.owner + " p=" + std::string(toId(verdict.policy));
    if (verdict.result == DmarcResult::Fail)
        text += " → " + std::string(toId(verdict.applied));
    return verdict.problem.empty() ? text : text + ": " + verdict.problem;
}

std::string filtered(const std::string& text, const std::string& server, std::size_t piece)
{
    std::string result;
    const auto sink = [&result](std::string_view bytes) { result += bytes; };
    ResultsFilter filter(server);
    for (std::size_t at = 0; at < text.size(); at += piece)
        filter.scan(std::string_view(text).substr(at, piece), sink);
    filter.finish(sink);
    return result;
}

} // namespace

// The sections are those of RFC 7489, where no other is named.
class TestDmarc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAuthors_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QString>("domains"); // or "!": not understood
        const auto row = [](const QByteArray& from, const char* domains) {
            QTest::addRow("%s", from.left(60).constData()) << from << domains;
        };
        row(" joe@Ex.ORG", "ex.org");
        row("Joe Smith <joe@ex.org>", "ex.org");
        row("\"Smith, Joe\" <joe@ex.org>", "ex.org");
        row("\"ceo@bank.test\" <joe@ex.org>", "ex.org");
        row("ceo@bank.test <joe@ex.org>", "ex.org");
        row("J. R. Smith <joe@ex.org>", "ex.org");
        row("=?utf-8?q?J=C3=B6?= <joe@ex.org>", "ex.org");
        row("J\xc3\xb6rg <j\xc3\xb6rg@m\xc3\xbcller.example>", "xn--mller-kva.example");
        row("\"a@b\"@ex.org", "ex.org");
        row("\"quote \\\" <x@bank.test>\" <joe@ex.org>", "ex.org");
        row("joe (at (home) <x@bank.test>) @ ex.org (or not)", "ex.org");
        row("joe@ex.org (\\( open", "!");
        row("(never ends", "!");
        row("\"never ends <joe@ex.org>", "!");
        row("Joe\r\n\t<joe@\r\n ex.org>", "ex.org");
        row("joe@ex.org.", "ex.org"); // with its root
        row("joe@[192.0.2.1]", "[192.0.2.1]");
        row("<@relay.test,@other.test:joe@ex.org>", "ex.org");
        row("joe@ex.org, jane@other.org, Jack <jack@EX.org>", "ex.org other.org");
        row(", joe@ex.org,,", "ex.org");
        row("The two: joe@ex.org, Jane <jane@other.org>;", "ex.org other.org");
        row("The two: joe@ex.org;, jane@other.org", "ex.org other.org");
        row("undisclosed:;", "");
        row("root", "");
        row("<>", "");
        row("Joe <joe>", "");
        row("", "!");
        row(" \r\n ", "!");
        row("Joe <joe@ex.org> <joe@other.org>", "!");
        row("Joe <joe@ex.org> more", "!");
        row("Joe <joe@ex.org", "!");
        row("joe@ex.org jane@other.org", "!");
        row("Joe joe@ex.org", "!");
        row("joe@ex@other.org", "!");
        row("<joe@ex.org@other.org>", "!");
        row("joe@", "!");
        row("joe@ex..org", "!");
        row("joe@[a ex.org b]", "!"); // domains are kept with blanks between
        row("joe@[192.0.2.1\r\n ]", "!");
        row("joe@[ex\\.org]", "!");
        row("joe@[\xff]", "!");
        row("joe@\"ex.org\"", "!");
        row("joe@ex.org;", "!");
        row("a: b: joe@ex.org;;", "!");
        row("a: joe@ex.org", "!");
        row("joe@ex.org)", "!");
        row("joe@ex.org]", "!");
        row("jo\\e@ex.org", "!");
        row(QByteArray("joe\0@ex.org", 11), "!");
        row(QByteArray("(").repeated(5'000) + QByteArray(")").repeated(5'000) + "joe@ex.org", "ex.org");
        row(QByteArray("joe@ex.org,").repeated(int(maxMailboxes)), "ex.org");
        row(QByteArray("joe@ex.org,").repeated(int(maxMailboxes) + 1), "!");
        row(QByteArray("joe,").repeated(int(maxMailboxes) + 1), "!");
    }
    void readsAuthors()
    {
        QFETCH(QByteArray, from);
        QFETCH(QString, domains);
        const Authors authors = authorsOf(from.toStdString());
        std::string said;
        for (const std::string& domain : authors.domains)
            said += (said.empty() ? "" : " ") + domain;
        QCOMPARE(authors.state == Authors::State::Read ? QString::fromStdString(said) : QString("!"),
                 domains);
    }

    void readsAuthorsOfHeaders()
    {
        const auto authors = [](const std::string& header) {
            HeaderFields fields(HeaderFields::Keep::Authors);
            fields.scan(header);
            fields.finish();
            return authorsOf(fields);
        };
        using State = Authors::State;
        QCOMPARE(authors("To: x@y\r\n\r\nFrom: joe@ex.org\r\n"), (Authors{State::Missing, {}}));
        QCOMPARE(authors("from :joe@ex.org\r\n"), (Authors{State::Read, {"ex.org"}}));
        QCOMPARE(authors("From: joe@ex.org\r\nFrom: jane@other.org\r\n"),
                 (Authors{State::Several, {"ex.org", "other.org"}}));
        QCOMPARE(authors("From: joe@ex.org\r\nFrom: joe@ex.org\r\n"), (Authors{State::Several, {"ex.org"}}));
        QCOMPARE(authors("From: joe@\r\n"), (Authors{State::Unreadable, {}}));
        QCOMPARE(authors("From: joe@ex.org,\r\n" + std::string(HeaderFields::maxFrom, ' ') + "x@y\r\n").state,
                 State::Unreadable);
    }

    void readsRecords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("record");
        const auto row = [](const char* text, const char* record) { QTest::newRow(text) << text << record; };
        row("v=DMARC1; p=reject", "reject reject r r 100");
        row("v=DMARC1;p=none;sp=quarantine;adkim=s;aspf=s;pct=20", "none quarantine s s 20");
        row("v = DMARC1 ; p = Reject ; adkim=S", "reject reject s r 100");
        row("v=DMARC1; p=reject; pct=101; adkim=x; sp=x; zz=1", "reject reject r r 100");
        row("v=DMARC1; p=reject; pct=-1", "reject reject r r 100");
        row("v=DMARC1; p=x; rua=mailto:joe@ex.org; sp=reject", "none none r r 100");
        row("v=DMARC1; rua=mailto:joe@ex.org", "none none r r 100");
        row("v=DMARC1; p=x", "-");
        row("v=DMARC1", "-");
        row("v=DMARC1; p=reject; p=none", "-");
        row("v=DMARC12; p=reject", "-");
        row("v=dmarc1; p=reject", "-");
        row("p=reject; v=DMARC1", "-");
        row("", "-");
    }
    void readsRecords()
    {
        QFETCH(QString, text);
        QFETCH(QString, record);
        const auto parsed = DmarcRecord::parse(text.toStdString());
        QString said = "-";
        if (parsed)
            said = QString("%1 %2 %3 %4 %5")
                       .arg(toId(parsed->policy).data(), toId(parsed->subdomains).data(),
                            parsed->strictDkim ? "s" : "r", parsed->strictSpf ? "s" : "r")
                       .arg(parsed->percent);
        QCOMPARE(said, record);
    }

    void findsOrganisations_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("organisation");
        const auto row = [](const char* domain, const char* organisation) {
            QTest::newRow(domain) << domain << organisation;
        };
        row("example.com", "example.com");
        row("a.b.example.com", "example.com");
        row("a.example.co.uk", "example.co.uk");
        row("co.uk", "co.uk");
        row("com", "com");
        row("a.b.nobody.test", "nobody.test"); // in no list: as if the last label were
        row("a.xn--mller-kva.xn--p1ai", "xn--mller-kva.xn--p1ai");
    }
    void findsOrganisations()
    {
        QFETCH(QString, domain);
        QFETCH(QString, organisation);
        QCOMPARE(QString::fromStdString(suffixes().organisation(domain.toStdString())), organisation);
    }

    void judges_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("spf");
        QTest::addColumn<QString>("dkim");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* what, const char* from, const char* spf, const char* dkim,
                            const char* result) { QTest::newRow(what) << from << spf << dkim << result; };
        // 3.1: alignment
        row("SPF of the same", "j@reject.org", "pass reject.org", "", "pass reject.org p=reject");
        row("DKIM of the same", "j@reject.org", "fail x.org", "pass reject.org", "pass reject.org p=reject");
        row("SPF of another", "j@reject.org", "pass x.org", "", "fail reject.org p=reject → reject");
        row("SPF fails", "j@reject.org", "fail reject.org", "", "fail reject.org p=reject → reject");
        row("SPF softly", "j@reject.org", "softfail reject.org", "", "fail reject.org p=reject → reject");
        row("DKIM of another", "j@reject.org", "none x.org", "pass x.org",
            "fail reject.org p=reject → reject");
        row("DKIM fails", "j@reject.org", "", "fail reject.org", "fail reject.org p=reject → reject");
        row("DKIM of a part", "j@reject.org", "", "neutral reject.org", "fail reject.org p=reject → reject");
        row("one of several", "j@reject.org", "", "fail reject.org, pass x.org, pass reject.org",
            "pass reject.org p=reject");
        row("3.1.1 relaxed, below", "j@reject.org", "", "pass mail.reject.org", "pass reject.org p=reject");
        row("3.1.1 relaxed, above", "j@news.reject.org", "", "pass reject.org", "pass reject.org p=reject");
        row("3.1.1 relaxed, beside", "j@news.reject.org", "pass bounce.reject.org", "",
            "pass reject.org p=reject");
        row("3.1.1 strict", "j@strict.org", "", "pass strict.org", "pass strict.org p=reject");
        row("3.1.1 strict, below", "j@strict.org", "pass a.strict.org", "pass a.strict.org",
            "fail strict.org p=reject → reject");
        row("3.2 public suffix", "j@example.co.uk", "", "pass other.co.uk",
            "fail example.co.uk p=reject → reject");
        row("3.2 not above it", "j@other.co.uk", "", "", "none");
        row("null sender without HELO", "j@reject.org", "none ", "", "fail reject.org p=reject → reject");
        // 6.3, 6.6.3: records
        row("quarantine", "j@quarantine.org", "", "", "fail quarantine.org p=quarantine → quarantine");
        row("none", "j@none.org", "", "", "fail none.org p=none → none");
        row("no record", "j@nobody.org", "", "", "none");
        row("no record, all passes", "j@nobody.org", "pass nobody.org", "pass nobody.org", "none");
        row("of the organisation", "j@a.b.reject.org", "", "", "fail reject.org p=reject → reject");
        row("its own", "j@own.reject.org", "", "", "fail own.reject.org p=none → none");
        row("sp=", "j@a.below.org", "", "", "fail below.org p=none → none");
        row("not sp=", "j@below.org", "", "", "fail below.org p=reject → reject");
        row("two", "j@two.org", "", "", "none");
        row("among others", "j@others.org", "", "", "fail others.org p=reject → reject");
        row("upper case", "j@REJECT.org", "", "", "fail reject.org p=reject → reject");
        // what is not known
        row("record not known", "j@fails.org", "", "", "temperror: _dmarc.fails.org: SERVFAIL");
        row("record above not known", "j@a.fails.org", "", "", "temperror: _dmarc.fails.org: SERVFAIL");
        row("SPF not known", "j@reject.org", "temperror reject.org", "",
            "temperror reject.org p=reject: what SPF or DKIM says is not known");
        row("SPF of another not known", "j@reject.org", "temperror x.org", "",
            "fail reject.org p=reject → reject");
        row("DKIM not known", "j@reject.org", "", "temperror reject.org",
            "temperror reject.org p=reject: what SPF or DKIM says is not known");
        row("enough known", "j@reject.org", "temperror reject.org", "pass reject.org",
            "pass reject.org p=reject");
        // 6.6.1: authors
        row("nobody's domain", "root", "", "", "none");
        row("a literal", "j@[192.0.2.1]", "", "", "none");
        row("no name of a host",
            "j@"
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
            "", "", "none");
        row("not understood", "j@", "", "", "permerror: From: is not understood");
        row("several, one fails", "j@none.org, j@reject.org", "pass none.org", "",
            "fail reject.org p=reject → reject");
        row("several, all fail", "j@reject.org, j@none.org, j@quarantine.org", "", "",
            "fail reject.org p=reject → reject");
        row("several, all pass", "j@reject.org, j@none.org", "pass none.org", "pass reject.org",
            "pass reject.org p=reject");
        row("several, one without", "j@nobody.org, j@reject.org", "", "pass reject.org",
            "pass reject.org p=reject");
        row("too many", "j@a.org, j@b.org, j@c.org, j@d.org, j@e.org", "", "",
            "permerror: From: names too many domains");
    }
    void judges()
    {
        QFETCH(QString, from);
        QFETCH(QString, spf);
        QFETCH(QString, dkim);
        QFETCH(QString, result);
        QCOMPARE(QString::fromStdString(said(judge(from.toStdString(), spf.toStdString(), dkim))), result);
    }

    void leavesOutWhatPctSays() // 6.6.4
    {
        QCOMPARE(judge("j@half.org", "", "", 49).applied, DmarcPolicy::Reject);
        QCOMPARE(judge("j@half.org", "", "", 50).applied, DmarcPolicy::Quarantine);
        QCOMPARE(judge("j@halfq.org", "", "", 0).applied, DmarcPolicy::None);
        QCOMPARE(judge("j@reject.org", "", "", 99).applied, DmarcPolicy::Reject);
        QCOMPARE(judge("j@none.org", "", "", 99).applied, DmarcPolicy::None);
    }

    void asksAllAtOnceAndNotMore()
    {
        const DmarcCheck own(authorsOf("j@a.b.ex.org"), suffixes(), 0);
        QCOMPARE(own.questions(), (std::vector<dns::Question>{{"_dmarc.a.b.ex.org", dns::Type::Txt},
                                                              {"_dmarc.ex.org", dns::Type::Txt}}));
        QVERIFY(DmarcCheck(authorsOf("root"), suffixes(), 0).questions().empty());
        QVERIFY(DmarcCheck(authorsOf("j@a.org, j@b.org, j@c.org, j@d.org, j@e.org"), suffixes(), 0)
                    .questions()
                    .empty());
    }

    void writesResults()
    {
        AuthenticationResults results;
        QCOMPARE(authenticationResultsField("mx.here.test", results),
                 std::string("Authentication-Results: mx.here.test; none\r\n"));
        results.spf = SpfOutcome{SpfResult::Pass, "ex.org"};
        results.dkim.emplace();
        QCOMPARE(authenticationResultsField("mx.here.test", results),
                 std::string("Authentication-Results: mx.here.test;\r\n\tspf=pass "
                             "smtp.mailfrom=ex.org;\r\n\tdkim=none\r\n"));
        results.spfOfHelo = true;
        results.dkim = std::vector<DkimVerdict>{
            {DkimResult::Pass, "ex.org", "s1", "@ex.org", "rsa-sha256", "abc/+d==", {}, false},
            {DkimResult::Fail, "", "", "", "", "", "a \"bad\"\r\none\x80", false}};
        results.dmarc = DmarcVerdict{DmarcResult::Fail,   "news.ex.org",       "ex.org",
                                     DmarcPolicy::Reject, DmarcPolicy::Reject, {}};
        QCOMPARE(authenticationResultsField("mx.here.test", results),
                 std::string(
                     "Authentication-Results: mx.here.test;\r\n\tspf=pass smtp.helo=ex.org;\r\n"
                     "\tdkim=pass header.d=ex.org header.s=s1 header.a=rsa-sha256 header.b=\"abc/+d==\";\r\n"
                     "\tdkim=fail reason=\"a \\\"bad\\\"??one?\";\r\n"
                     "\tdmarc=fail (p=reject) header.from=news.ex.org\r\n"));
    }

    void removesForgedResults_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("stays");
        const auto row = [](const QByteArray& field, bool stays) {
            QTest::addRow("%s", field.left(70).constData()) << field << stays;
        };
        row("Authentication-Results: here.test; spf=pass", false);
        row("AUTHENTICATION-results\t : HERE.test 1;\r\n\tspf=pass;\r\n dkim=pass", false);
        row("Authentication-Results:here.test", false);
        row("Authentication-Results:\r\n here.test;", false);
        row("Authentication-Results: (a (comment\\)) ) \"here.test\"; none", false);
        row("Authentication-Results: \"he\\re.test\"; none", false);
        row("Authentication-Results: here.test.; none", false);
        row("Authentication-Results: here.test(x); none", false);
        row("Authentication-Results: ; none", false);
        row("Authentication-Results:", false);
        row("Authentication-Results: (" + QByteArray(int(ResultsFilter::maxField), 'x') + ") here.test",
            false);
        row("Authentication-Results: here.test; " + QByteArray(3 * int(ResultsFilter::maxField), 'x') +
                "\r\n more",
            false);
        row("Authentication-Results: there.test; spf=pass", true);
        row("Authentication-Results: mx.here.test; spf=pass", true);
        row("Authentication-Results: there.test; " + QByteArray(3 * int(ResultsFilter::maxField), 'x') +
                "\r\n more",
            true);
        row("Authentication-Results-Old: here.test; none", true);
        row("X-Authentication-Results: here.test; none", true);
        row("Authentication-Result: here.test; none", true);
        row("Authentication-Results", true); // no field at all
        row("ARC-Authentication-Results: i=1; here.test; none", true);
    }
    void removesForgedResults()
    {
        QFETCH(QByteArray, field);
        QFETCH(bool, stays);
        const std::string forged = field.toStdString() + "\r\n";
        const std::string kept = stays ? forged : "";
        for (const auto& [before, after] :
             {std::pair("", ""),
              {"A: b\r\n c\r\n", ""},
              {"", "From: x@y\r\n"},
              {"A: b\r\n", "From: x@y\r\n\tz\r\n\r\nAuthentication-Results: here.test; body\r\n"}}) {
            for (const std::size_t piece : {1u << 20, 1u, 2u, 3u, 64u})
                QCOMPARE(filtered(before + forged + after, "here.test", piece), before + kept + after);
        }
        QCOMPARE(filtered(forged + forged + "\r\n", "Here.Test", 5), kept + kept + "\r\n");
    }
};

QTEST_GUILESS_MAIN(TestDmarc)
#include "test_dmarc.moc"
