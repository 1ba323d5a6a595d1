// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf.h"
#include "mailauth/spf_record.h"
#include "support/fake_resolver.h"

#include <QtTest>

using namespace postern;
using namespace postern::mailauth;

namespace {

// Names that the records of the cases point to.
constexpr const char* common = R"(
host.ex.org        A     192.0.2.1
host.ex.org        AAAA  2001:db8::1
mx1.ex.org         A     192.0.2.1
mx2.ex.org         A     198.51.100.7
mx6.ex.org         AAAA  2001:db8::1
mx.ex.org          MX    10 mx2.ex.org
mx.ex.org          MX    20 mx1.ex.org
mx.ex.org          MX    30 mx6.ex.org
alias.ex.org       CNAME host.ex.org
empty.ex.org       EMPTY
bad.ex.org         SERVFAIL
192.0.2.1          PTR   host.ex.org
192.0.2.1          PTR   liar.other.org
liar.other.org     A     203.0.113.9
2001:db8::1        PTR   host.ex.org
pass.ex.org        TXT   "v=spf1 +all"
fail.ex.org        TXT   "v=spf1 -all"
soft.ex.org        TXT   "v=spf1 ~all"
neutral.ex.org     TXT   "v=spf1 ?all"
permerror.ex.org   TXT   "v=spf1 nonsense"
why.ex.org         TXT   "%{i} is not one of %{d}'s senders for %{s}"
)";

struct Case {
    std::string record; // of ex.org, or a zone where it has several lines
    std::string client = "192.0.2.1";
    std::string sender = "joe@ex.org";
    std::string helo = "helo.ex.org";
};

SpfVerdict judge(const Case& test)
{
    const bool whole = test.record.find('\n') != std::string::npos || test.record.empty();
    const test::DnsZone zone(common + (whole ? test.record : "ex.org TXT \"" + test.record + "\"\n"));
    SpfCheck check({*IpAddress::parse(test.client), test.helo, test.sender, "here.test",
                    fromMicros(1'700'000'000'000'000)});
    for (int rounds = 0; !check.done(); ++rounds) {
        if (rounds > 200)
            qFatal("an SPF check does not end");
        std::vector<dns::Answer> answers;
        for (const dns::Question& question : check.questions())
            answers.push_back(test::answerFrom(zone, question));
        check.learn(answers);
    }
    return check.verdict();
}

std::string repeated(const char* pattern, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += QString(pattern).arg(i).toStdString();
    return text;
}

} // namespace

// The sections are those of RFC 7208.
class TestSpf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("result");
        const auto full = [](const char* what, const Case& test, const char* result) {
            QTest::newRow(what) << QString::fromStdString(test.record) << QString::fromStdString(test.client)
                                << QString::fromStdString(test.sender) << QString::fromStdString(test.helo)
                                << result;
        };
        const auto row = [&](const char* what, const std::string& record, const char* result) {
            full(what, {record}, result);
        };
        const auto v6 = [&](const char* what, const std::string& record, const char* result) {
            full(what, {record, "2001:db8::1"}, result);
        };

        // 2.4, 4.3: who is judged
        full("2.4 null sender: HELO",
             {"helo.ex.org TXT \"v=spf1 -all\"\nex.org TXT \"v=spf1 +all\"\n", "192.0.2.1", ""}, "fail");
        full("2.4 null sender, HELO is a literal", {"v=spf1 -all", "192.0.2.1", "", "[192.0.2.1]"}, "none");
        full("4.3 one label", {"v=spf1 -all", "192.0.2.1", "joe@localhost"}, "none");
        full("4.3 empty label", {"v=spf1 -all", "192.0.2.1", "joe@a..ex.org"}, "none");
        full("4.3 long label", {"v=spf1 -all", "192.0.2.1", "joe@" + std::string(64, 'a') + ".ex.org"},
             "none");
        full("4.3 no local part: postmaster",
             {"ex.org TXT \"v=spf1 exists:%{l}.ex.org -all\"\npostmaster.ex.org A 127.0.0.2\n", "192.0.2.1",
              "@ex.org"},
             "pass");
        full("4.3 upper case", {"v=spf1 -all", "192.0.2.1", "joe@EX.ORG"}, "fail");
        full("4.3 mapped IPv6 is IPv4", {"v=spf1 ip4:192.0.2.1 -all", "::ffff:192.0.2.1"}, "pass");

        // 4.4, 4.5: the record
        row("4.4 the DNS fails", "ex.org SERVFAIL\n", "temperror");
        row("4.4 the DNS is dead", "ex.org DEAD\n", "temperror");
        row("4.4 no such domain", "\n", "none");
        row("4.5 no TXT", "ex.org A 192.0.2.1\n", "none");
        row("4.5 other TXT only", "ex.org TXT \"hello\"\n", "none");
        row("4.5 among others", "ex.org TXT \"hello\"\nex.org TXT \"v=spf1 -all\"\n", "fail");
        row("4.5 two records", "ex.org TXT \"v=spf1 -all\"\nex.org TXT \"v=spf1 +all\"\n", "permerror");
        row("4.5 another version", "v=spf10 -all", "none");
        row("4.5 upper case", "V=SPF1 -ALL", "fail");
        row("4.5 nothing but the version", "v=spf1", "neutral");
        row("4.5 a blank at the end", "v=spf1 -all ", "fail");
        row("3.3 strings are joined as they are", "ex.org TXT \"v=spf1 ip4:192.0\" \".2.1 -all\"\n", "pass");
        row("3.1 bytes that are no ASCII", "ex.org TXT \"v=spf1 a:\\195\\164.org -all\"\n", "permerror");

        // 4.6: syntax, before anything is evaluated
        row("4.6 unknown mechanism", "v=spf1 foo -all", "permerror");
        row("4.6 an error behind a match", "v=spf1 +all foo", "permerror");
        row("4.6.1 unknown modifier", "v=spf1 foo=bar -all", "fail");
        row("4.6.1 unknown modifier with a bad macro", "v=spf1 foo=%{z} -all", "permerror");
        row("4.6.1 unknown modifier with any characters", "v=spf1 x.y-z_1=/:;@ -all", "fail");
        row("4.6.1 modifier name begins with a digit", "v=spf1 1a=b -all", "permerror");
        row("4.6.1 tab between terms", "ex.org TXT \"v=spf1 a\\009-all\"\n", "permerror");
        row("4.6.1 several blanks", "v=spf1   -all", "fail");
        row("4.6.2 qualifier of nothing", "v=spf1 -", "permerror");
        row("4.6.2 two qualifiers", "v=spf1 --all", "permerror");
        row("4.6.2 qualifier of a modifier", "v=spf1 -redirect=pass.ex.org", "permerror");

        // 4.6.2, 5.1: results
        row("5.1 all", "v=spf1 all", "pass");
        row("4.6.2 +", "v=spf1 +all", "pass");
        row("4.6.2 -", "v=spf1 -all", "fail");
        row("4.6.2 ~", "v=spf1 ~all", "softfail");
        row("4.6.2 ?", "v=spf1 ?all", "neutral");
        row("4.6.2 the first match wins", "v=spf1 ~ip4:192.0.2.1 -all", "softfail");
        row("4.7 no match", "v=spf1 ip4:203.0.113.1", "neutral");
        row("5.1 behind all nothing counts", "v=spf1 -all ip4:192.0.2.1", "fail");
        row("5.1 all with an argument", "v=spf1 all:ex.org", "permerror");
        row("5.1 all with a prefix", "v=spf1 all/8", "permerror");

        // 4.6.4: limits
        row("4.6.4 ten look-ups",
            "ex.org TXT \"v=spf1 " + repeated("a:h%1.ex.org ", 10) + "-all\"\n" +
                repeated("h%1.ex.org A 203.0.113.1\n", 10),
            "fail");
        row("4.6.4 eleven look-ups",
            "ex.org TXT \"v=spf1 " + repeated("a:h%1.ex.org ", 11) + "-all\"\n" +
                repeated("h%1.ex.org A 203.0.113.1\n", 11),
            "permerror");
        row("4.6.4 a match before the eleventh",
            "ex.org TXT \"v=spf1 " + repeated("a:h%1.ex.org ", 9) + "a:host.ex.org " +
                "a:h1.ex.org -all\"\n" + repeated("h%1.ex.org A 203.0.113.1\n", 9),
            "pass");
        row("4.6.4 redirect counts",
            "ex.org TXT \"v=spf1 " + repeated("a:h%1.ex.org ", 10) + "redirect=pass.ex.org\"\n" +
                repeated("h%1.ex.org A 203.0.113.1\n", 10),
            "permerror");
        row("4.6.4 included terms count",
            "ex.org TXT \"v=spf1 include:i.ex.org -all\"\ni.ex.org TXT \"v=spf1 " +
                repeated("a:h%1.ex.org ", 10) + "\"\n" + repeated("h%1.ex.org A 203.0.113.1\n", 10),
            "permerror");
        row("4.6.4 a record that includes itself", "v=spf1 include:ex.org -all", "permerror");
        row("4.6.4 a record that redirects to itself", "v=spf1 redirect=ex.org", "permerror");
        row("4.6.4 ip4, ip6 and all do not count", "v=spf1 " + repeated("ip4:203.0.113.%1 ", 30) + "-all",
            "fail");
        row("4.6.4 two voids", "v=spf1 a:n1.ex.org a:empty.ex.org -all", "fail");
        row("4.6.4 three voids", "v=spf1 a:n1.ex.org a:empty.ex.org exists:n2.ex.org -all", "permerror");
        row("4.6.4 voids of MX hosts",
            "ex.org TXT \"v=spf1 mx -all\"\n" + repeated("ex.org MX 1 n%1.ex.org\n", 3), "permerror");
        row("4.6.4 a void PTR",
            "192.0.2.9 EMPTY\nex.org TXT \"v=spf1 a:n1.ex.org a:n2.ex.org ptr -all\"\n192.0.2.1 SERVFAIL\n",
            "fail");

        // 5.2: include
        row("5.2 pass", "v=spf1 ~include:pass.ex.org -all", "softfail");
        row("5.2 fail", "v=spf1 include:fail.ex.org ?all", "neutral");
        row("5.2 softfail", "v=spf1 include:soft.ex.org -all", "fail");
        row("5.2 neutral", "v=spf1 include:neutral.ex.org -all", "fail");
        row("5.2 temperror", "v=spf1 include:bad.ex.org -all", "temperror");
        row("5.2 permerror", "v=spf1 include:permerror.ex.org -all", "permerror");
        row("5.2 none", "v=spf1 include:host.ex.org -all", "permerror");
        row("5.2 without domain", "v=spf1 include -all", "permerror");
        row("5.2 with a prefix", "v=spf1 include:pass.ex.org/24 -all", "permerror");
        row("5.2 its redirect is followed",
            "ex.org TXT \"v=spf1 include:i.ex.org -all\"\ni.ex.org TXT \"v=spf1 redirect=pass.ex.org\"\n",
            "pass");
        row("5.2 its domain is the new one",
            "ex.org TXT \"v=spf1 include:i.ex.org -all\"\ni.ex.org TXT \"v=spf1 a\"\ni.ex.org A 192.0.2.1\n",
            "pass");

        // 5.3: a
        row("5.3 own name", "ex.org TXT \"v=spf1 a -all\"\nex.org A 192.0.2.1\n", "pass");
        row("5.3 other name", "v=spf1 a:host.ex.org -all", "pass");
        row("5.3 alias", "v=spf1 a:alias.ex.org -all", "pass");
        row("5.3 upper case", "v=spf1 A:HOST.ex.org -all", "pass");
        row("5.3 no match", "v=spf1 a:mx2.ex.org -all", "fail");
        row("5.3 prefix", "ex.org TXT \"v=spf1 a:x.ex.org/24 -all\"\nx.ex.org A 192.0.2.200\n", "pass");
        row("5.3 prefix not wide enough",
            "ex.org TXT \"v=spf1 a:x.ex.org/25 -all\"\nx.ex.org A 192.0.2.200\n", "fail");
        row("5.3 prefix 0", "v=spf1 a:mx2.ex.org/0 -all", "pass");
        row("5.3 the DNS fails", "v=spf1 a:bad.ex.org -all", "temperror");
        row("5.3 a dot at the end", "v=spf1 a:host.ex.org. -all", "pass");
        row("5.3 name without a dot", "v=spf1 a:host -all", "permerror");
        row("5.3 top label of digits", "v=spf1 a:192.0.2.1 -all", "permerror");
        row("5.3 top label ends with a hyphen", "v=spf1 a:ex.org- -all", "permerror");
        row("5.3 empty name", "v=spf1 a: -all", "permerror");
        row("5.3 prefix without a name", "v=spf1 a:/24 -all", "permerror");
        row("5.3 prefix too long", "v=spf1 a/33 -all", "permerror");
        row("5.3 prefix with a leading zero", "v=spf1 a/08 -all", "permerror");
        row("5.3 prefix of nothing", "v=spf1 a/ -all", "permerror");
        row("5.3 two IPv4 prefixes", "v=spf1 a/24/24 -all", "permerror");
        row("5.3 IPv6 prefix too long", "v=spf1 a//129 -all", "permerror");
        row("5.3 both prefixes", "ex.org TXT \"v=spf1 a:x.ex.org/24//64 -all\"\nx.ex.org A 192.0.2.200\n",
            "pass");
        v6("5.3 AAAA", "v=spf1 a:host.ex.org -all", "pass");
        v6("5.3 IPv6 prefix", "ex.org TXT \"v=spf1 a:x.ex.org//64 -all\"\nx.ex.org AAAA 2001:db8::ffff\n",
           "pass");
        v6("5.3 the IPv4 prefix is not for IPv6",
           "ex.org TXT \"v=spf1 a:x.ex.org/8 -all\"\nx.ex.org AAAA 2001:db8::ffff\n", "fail");

        // 5.4: mx
        row("5.4 one of the hosts", "v=spf1 mx:mx.ex.org -all", "pass");
        row("5.4 own MX", "ex.org TXT \"v=spf1 mx -all\"\nex.org MX 5 mx1.ex.org\n", "pass");
        row("5.4 no fall back to A", "ex.org TXT \"v=spf1 mx -all\"\nex.org A 192.0.2.1\n", "fail");
        row("5.4 prefix", "ex.org TXT \"v=spf1 mx/24 -all\"\nex.org MX 1 x.ex.org\nx.ex.org A 192.0.2.77\n",
            "pass");
        row("5.4 the DNS fails", "v=spf1 mx:bad.ex.org -all", "temperror");
        row("5.4 an address fails", "ex.org TXT \"v=spf1 mx -all\"\nex.org MX 5 bad.ex.org\n", "temperror");
        row("5.4 ten hosts",
            "ex.org TXT \"v=spf1 mx -all\"\n" +
                repeated("ex.org MX %1 h%1.ex.org\nh%1.ex.org A 203.0.113.%1\n", 10),
            "fail");
        row("5.4 eleven hosts",
            "ex.org TXT \"v=spf1 mx -all\"\n" +
                repeated("ex.org MX %1 h%1.ex.org\nh%1.ex.org A 203.0.113.%1\n", 11),
            "permerror");
        v6("5.4 AAAA", "v=spf1 mx:mx.ex.org -all", "pass");
        row("5.4 null MX", "ex.org TXT \"v=spf1 mx -all\"\nex.org MX 0 .\n", "fail");

        // 5.5: ptr
        row("5.5 below the domain", "v=spf1 ptr -all", "pass");
        row("5.5 the name itself", "v=spf1 ptr:host.ex.org -all", "pass");
        row("5.5 a name that does not lead back", "v=spf1 ptr:other.org -all", "fail");
        row("5.5 the end of the name is not enough", "v=spf1 ptr:x.org -all", "fail");
        row("5.5 the DNS fails", "192.0.2.1 SERVFAIL\nex.org TXT \"v=spf1 ptr -all\"\n", "fail");
        row("5.5 an address fails",
            "192.0.2.1 PTR bad.ex.org\nex.org TXT \"v=spf1 ptr:bad.ex.org ptr:host.ex.org -all\"\n", "pass");
        full("5.5 only ten names",
             {repeated("203.0.113.5 PTR n%1.other.org\n", 10) +
                  "203.0.113.5 PTR x.ex.org\nx.ex.org A 203.0.113.5\n" +
                  repeated("n%1.other.org A 203.0.113.9\n", 10) + "ex.org TXT \"v=spf1 ptr -all\"\n",
              "203.0.113.5"},
             "fail");
        v6("5.5 IPv6", "v=spf1 ptr -all", "pass");
        row("5.5 empty name", "v=spf1 ptr: -all", "permerror");
        row("5.5 with a prefix", "v=spf1 ptr/24 -all", "permerror");

        // 5.6: ip4, ip6
        row("5.6 ip4", "v=spf1 ip4:192.0.2.1 -all", "pass");
        row("5.6 ip4 network", "v=spf1 ip4:192.0.2.128/24 -all", "pass");
        row("5.6 ip4 not in the network", "v=spf1 ip4:192.0.2.128/25 -all", "fail");
        row("5.6 ip4 /0", "v=spf1 ip4:203.0.113.1/0 -all", "pass");
        row("5.6 ip4 /33", "v=spf1 ip4:192.0.2.1/33 -all", "permerror");
        row("5.6 ip4 /032", "v=spf1 ip4:192.0.2.1/032 -all", "permerror");
        row("5.6 ip4 without prefix after the slash", "v=spf1 ip4:192.0.2.1/ -all", "permerror");
        row("5.6 ip4 with an IPv6 prefix", "v=spf1 ip4:192.0.2.1//32 -all", "permerror");
        row("5.6 ip4 three octets", "v=spf1 ip4:192.0.2 -all", "permerror");
        row("5.6 ip4 with a port", "v=spf1 ip4:192.0.2.1:25 -all", "permerror");
        row("5.6 ip4 of nothing", "v=spf1 ip4 -all", "permerror");
        row("5.6 ip4 of a name", "v=spf1 ip4:host.ex.org -all", "permerror");
        row("5.6 ip6 for an IPv4 client", "v=spf1 ip6:2001:db8::1 -all", "fail");
        row("5.6 ip6 mapped does not match IPv4", "v=spf1 ip6:::ffff:192.0.2.1 -all", "fail");
        v6("5.6 ip6", "v=spf1 ip6:2001:db8::1 -all", "pass");
        v6("5.6 ip6 network", "v=spf1 ip6:2001:db8::ffff/64 -all", "pass");
        v6("5.6 ip6 not in the network", "v=spf1 ip6:2001:db8:0:1::/64 -all", "fail");
        v6("5.6 ip6 odd prefix", "v=spf1 ip6:2001:db8::2/126 -all", "pass");
        v6("5.6 ip6 /0", "v=spf1 ip6:fe80::/0 -all", "pass");
        v6("5.6 ip6 /129", "v=spf1 ip6:2001:db8::1/129 -all", "permerror");
        v6("5.6 ip4 for an IPv6 client", "v=spf1 ip4:192.0.2.1/0 -all", "fail");
        row("5.6 ip6 of nothing", "v=spf1 ip6: -all", "permerror");

        // 5.7: exists
        row("5.7 exists", "v=spf1 exists:host.ex.org -all", "pass");
        row("5.7 does not", "v=spf1 exists:n1.ex.org -all", "fail");
        row("5.7 AAAA is not enough", "v=spf1 exists:mx6.ex.org -all", "fail");
        v6("5.7 A for an IPv6 client, too", "v=spf1 exists:mx1.ex.org -all", "pass");
        row("5.7 the DNS fails", "v=spf1 exists:bad.ex.org -all", "temperror");
        row("5.7 without a name", "v=spf1 exists -all", "permerror");
        row("5.7 with a prefix", "v=spf1 exists:host.ex.org/24 -all", "permerror");
        row("5.7 a name that cannot be", "v=spf1 exists:a..ex.org -all", "fail");

        // 6: modifiers
        row("6.1 redirect", "v=spf1 redirect=soft.ex.org", "softfail");
        row("6.1 only where nothing matched", "v=spf1 ?ip4:192.0.2.1 redirect=fail.ex.org", "neutral");
        row("6.1 wherever it stands", "v=spf1 redirect=fail.ex.org ip4:203.0.113.1", "fail");
        row("6.1 not with all", "v=spf1 redirect=pass.ex.org -all", "fail");
        row("6.1 to a domain without a record", "v=spf1 redirect=host.ex.org", "permerror");
        row("6.1 to a domain that fails", "v=spf1 redirect=bad.ex.org", "temperror");
        row("6.1 empty", "v=spf1 redirect=", "permerror");
        row("6.1 twice", "v=spf1 redirect=pass.ex.org redirect=pass.ex.org", "permerror");
        row("6.1 with macros", "v=spf1 redirect=soft.%{d}", "softfail");
        row("6.2 exp twice", "v=spf1 -all exp=why.ex.org exp=why.ex.org", "permerror");
        row("6.2 exp empty", "v=spf1 -all exp=", "permerror");
        row("6.2 exp is no look-up that counts",
            "ex.org TXT \"v=spf1 " + repeated("a:h%1.ex.org ", 10) + "-all exp=why.ex.org\"\n" +
                repeated("h%1.ex.org A 203.0.113.1\n", 10),
            "fail");

        // 7.1: the syntax of macros
        row("7.1 lone percent", "v=spf1 exists:%.ex.org -all", "permerror");
        row("7.1 percent at the end", "v=spf1 exists:ex.org% -all", "permerror");
        row("7.1 unknown letter", "v=spf1 exists:%{x}.ex.org -all", "permerror");
        row("7.1 no letter", "v=spf1 exists:%{}.ex.org -all", "permerror");
        row("7.1 never closed", "v=spf1 exists:%{d -all", "permerror");
        row("7.1 zero parts", "v=spf1 exists:%{d0}.ex.org -all", "permerror");
        row("7.1 r before the number", "v=spf1 exists:%{dr2}.ex.org -all", "permerror");
        row("7.1 a delimiter that is none", "v=spf1 exists:%{d:}.ex.org -all", "permerror");
        row("7.2 c only in explanations", "v=spf1 exists:%{c}.ex.org -all", "permerror");
        row("7.2 r only in explanations", "v=spf1 exists:%{r}.ex.org -all", "permerror");
        row("7.2 t only in explanations", "v=spf1 exists:%{t}.ex.org -all", "permerror");
        row("7.1 many parts",
            "ex.org TXT \"v=spf1 exists:%{d99999999999}.x.org -all\"\nex.org.x.org A 127.0.0.2\n", "pass");
        row("7.1 a domain may end in an escape", "v=spf1 exists:host.ex%- -all", "fail");
    }
    void judges()
    {
        QFETCH(QString, record);
        QFETCH(QString, client);
        QFETCH(QString, sender);
        QFETCH(QString, helo);
        QFETCH(QString, result);
        const SpfVerdict verdict =
            judge({record.toStdString(), client.toStdString(), sender.toStdString(), helo.toStdString()});
        QVERIFY2(std::string(toId(verdict.result)) == result.toStdString(),
                 (std::string(toId(verdict.result)) + ": " + verdict.problem).c_str());
        const bool error = verdict.result == SpfResult::TempError || verdict.result == SpfResult::PermError;
        QCOMPARE(verdict.problem.empty(), !error);
    }

    // 7.2 to 7.4: %{…} as the name that exists: must ask for
    void expandsMacros_data()
    {
        QTest::addColumn<QString>("macro");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* macro, const char* name, const char* client = "192.0.2.3") {
            QTest::addRow("%s %s", macro, client) << macro << client << name;
        };
        // The sender is strong-bad@email.example.com, as in the examples of 7.4.
        row("%{s}", "strong-bad@email.example.com");
        row("%{o}", "email.example.com");
        row("%{d}", "email.example.com");
        row("%{d4}", "email.example.com");
        row("%{d3}", "email.example.com");
        row("%{d2}", "example.com");
        row("%{d1}", "com");
        row("%{dr}", "com.example.email");
        row("%{d2r}", "example.email");
        row("%{D2R}", "example.email");
        row("%{l}", "strong-bad");
        row("%{l-}", "strong.bad");
        row("%{lr}", "strong-bad");
        row("%{lr-}", "bad.strong");
        row("%{l1r-}", "strong");
        row("%{S}", "strong-bad%40email.example.com");
        row("%{h}", "mta.helo.example");
        row("%{i}", "192.0.2.3");
        row("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com");
        row("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com");
        row("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com");
        row("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com");
        row("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net");
        row("%{ir}.%{v}._spf.%{d2}",
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com",
            "2001:db8::cb01");
        row("a%%b%_c%-d.%{d}", "a%b c%20d.email.example.com");
        row("%{p}", "unknown");
        row("%{p}", "mta.email.example.com", "192.0.2.77");
        row("%{p2}", "example.com", "192.0.2.77");
        row("%{p}", "other.net", "192.0.2.78");
    }
    void expandsMacros()
    {
        QFETCH(QString, macro);
        QFETCH(QString, client);
        QFETCH(QString, name);
        const std::string zone = "192.0.2.77 PTR other.net\nother.net A 192.0.2.77\nother.net A 192.0.2.78\n"
                                 "192.0.2.77 PTR mta.email.example.com\nmta.email.example.com A 192.0.2.77\n"
                                 "192.0.2.78 PTR other.net\n"
                                 "email.example.com TXT \"v=spf1 exists:" +
                                 macro.toStdString() + " -all\"\n";
        const SpfVerdict verdict =
            judge({zone, client.toStdString(), "strong-bad@email.example.com", "mta.helo.example"});
        QVERIFY2(!verdict.lookups.empty(), verdict.problem.c_str());
        QCOMPARE(QString::fromStdString(lowerAscii(verdict.lookups.back().name)),
                 lowerAscii(name.toStdString()).c_str());
    }

    void cutsLongNamesFromTheLeft() // 7.3
    {
        const std::string longLocal = std::string(60, 'a') + '.' + std::string(60, 'b') + '.' +
                                      std::string(60, 'c') + '.' + std::string(60, 'd');
        const SpfVerdict verdict =
            judge({"ex.org TXT \"v=spf1 exists:%{l}.%{d}.in.a.rather.long.ex.org -all\"\n", "192.0.2.1",
                   longLocal + "@ex.org"});
        const std::string& name = verdict.lookups.back().name;
        QVERIFY(name.size() <= 253);
        QVERIFY(name.starts_with(std::string(60, 'b')));
    }

    void explains_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("explanation");
        QTest::newRow("6.2") << "v=spf1 -all exp=why.ex.org"
                             << "192.0.2.1 is not one of ex.org's senders for joe@ex.org";
        QTest::newRow("6.2 only of a fail") << "v=spf1 ~all exp=why.ex.org"
                                            << "";
        QTest::newRow("6.2 no such text") << "v=spf1 -all exp=n1.ex.org"
                                          << "";
        QTest::newRow("6.2 the DNS fails") << "v=spf1 -all exp=bad.ex.org"
                                           << "";
        QTest::newRow("6.2 two texts")
            << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT a\ne.ex.org TXT b\n"
            << "";
        QTest::newRow("6.2 strings joined")
            << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"a\" \"b\"\n"
            << "ab";
        QTest::newRow("6.2 wrong macro") << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"%{q}\"\n"
                                         << "";
        QTest::newRow("6.2 no ASCII")
            << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"\\195\\164\"\n"
            << "";
        QTest::newRow("6.2 line feed")
            << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"a\\013\\010b\"\n"
            << "";
        QTest::newRow("7.2 c, r and t")
            << "ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"%{c} %{r} %{t}\"\n"
            << "192.0.2.1 here.test 1700000000";
        QTest::newRow("6.2 not the included domain's")
            << "ex.org TXT \"v=spf1 include:i.ex.org -all exp=e.ex.org\"\ni.ex.org TXT \"v=spf1 -all "
               "exp=f.ex.org\"\ne.ex.org TXT mine\nf.ex.org TXT theirs\n"
            << "mine";
        QTest::newRow("6.2 not the included domain's, without an own one")
            << "ex.org TXT \"v=spf1 include:i.ex.org -all\"\ni.ex.org TXT \"v=spf1 -all "
               "exp=f.ex.org\"\nf.ex.org TXT theirs\n"
            << "";
        QTest::newRow("6.2 after a redirect the target's")
            << "ex.org TXT \"v=spf1 redirect=i.ex.org exp=e.ex.org\"\ni.ex.org TXT \"v=spf1 -all "
               "exp=f.ex.org\"\ne.ex.org TXT mine\nf.ex.org TXT \"%{d} says\"\n"
            << "i.ex.org says";
    }
    void explains()
    {
        QFETCH(QString, record);
        QFETCH(QString, explanation);
        QCOMPARE(QString::fromStdString(judge({record.toStdString()}).explanation), explanation);
    }

    void boundsTheExplanation()
    {
        const std::string text(250, 'x');
        const SpfVerdict verdict = judge(
            {"ex.org TXT \"v=spf1 -all exp=e.ex.org\"\ne.ex.org TXT \"" + text + "\" \"" + text + "\"\n"});
        QCOMPARE(verdict.explanation.size(), maxSpfExplanation);
    }

    void saysWhatItDid()
    {
        const SpfVerdict verdict = judge({"v=spf1 a:mx2.ex.org include:pass.ex.org -all"});
        QCOMPARE(verdict.mechanism, std::string("include:pass.ex.org"));
        QCOMPARE(verdict.domain, std::string("ex.org"));
        QStringList lookups;
        for (const dns::Question& question : verdict.lookups)
            lookups << QString("%1 %2").arg(dns::toWord(question.type).data()).arg(question.name.c_str());
        QCOMPARE(lookups.join(", "), "TXT ex.org, A mx2.ex.org, TXT pass.ex.org");
        QCOMPARE(judge({"v=spf1 nonsense"}).problem,
                 std::string("SPF record of ex.org: 'nonsense' is not understood"));
    }

    void writesTheHeaderField_data() // 9.1
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("field");
        QTest::newRow("pass") << "joe@ex.org"
                              << "v=spf1 a:host.ex.org -all"
                              << "pass (here.test: ex.org permits 192.0.2.1) client-ip=192.0.2.1; "
                                 "envelope-from=\"joe@ex.org\"; helo=\"helo.ex.org\"; "
                                 "receiver=\"here.test\"; identity=mailfrom; mechanism=\"a:host.ex.org\"";
        QTest::newRow("null sender")
            << ""
            << "v=spf1 -all"
            << "none (here.test: helo.ex.org does not say who may send for it) client-ip=192.0.2.1; "
               "envelope-from=\"\"; helo=\"helo.ex.org\"; receiver=\"here.test\"; identity=helo";
        QTest::newRow("characters that would end the field")
            << "a\"(b)\r\nX: y@ex.org"
            << "v=spf1 foo)"
            << "permerror (here.test: SPF record of ex.org: 'foo?' is not understood) client-ip=192.0.2.1; "
               "envelope-from=\"a\\\"(b)\\\\x0d\\\\x0aX: y@ex.org\"; helo=\"helo.ex.org\"; "
               "receiver=\"here.test\"; identity=mailfrom; problem=\"SPF record of ex.org: 'foo)' is not "
               "understood\"";
    }
    void writesTheHeaderField()
    {
        QFETCH(QString, sender);
        QFETCH(QString, record);
        QFETCH(QString, field);
        const Case test{record.toStdString(), "192.0.2.1", sender.toStdString()};
        const SpfRequest request{*IpAddress::parse(test.client), test.helo, test.sender, "here.test", {}};
        QCOMPARE(QString::fromStdString(receivedSpf(request, judge(test))), field);
    }
};

QTEST_GUILESS_MAIN(TestSpf)
#include "test_spf.moc"
