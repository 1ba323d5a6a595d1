// SPDX-License-Identifier: GPL-3.0-or-later
// The real SpamAssassin and the real rspamd, without a network: their tests that need none are enough.
#include "policy/facts.h"
#include "support/daemon.h"
#include "support/free_port.h"
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using model::ScannerKind;
using postern::testing::Daemon;
using postern::testing::Folder;
using postern::testing::freePort;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

const std::string gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

std::string mailWith(const std::string& text, const std::string& subject = "About Friday")
{
    return "From: Joe Miller <joe@ex.org>\r\nTo: jane@domain.com\r\nSubject: " + subject +
           "\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\nMessage-ID: <4711.abc@mail.ex.org>\r\n"
           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
           "Dear Jane,\r\n\r\nthe meeting on Friday begins at ten; please bring the minutes of the last "
           "one.\r\n" +
           text + "\r\n\r\nRegards, Joe";
}

std::string deliver(const Gatehouse& house, const std::string& mail)
{
    SmtpClient client(house.port);
    client.hello("mail.ex.org");
    return client.deliver("joe@ex.org", "jane@domain.com", mail);
}

const ScanOpinion opinionIn(const model::Event& event)
{
    const auto facts = policy::factsFromJson(event.facts);
    const auto* opinions =
        facts && facts->scans ? std::get_if<policy::ScanOpinions>(&*facts->scans) : nullptr;
    return opinions != nullptr && !opinions->empty() ? opinions->front() : ScanOpinion();
}

// A service with one scanner.
struct House : Gatehouse {
    House(ScannerKind kind, const std::string& address)
        : Gatehouse({}, nullptr, 1)
    {
        model::Scanner scanner;
        scanner.kind = kind;
        scanner.address = address;
        scanner.header = "X-Spam-Status";
        scanner.onFailure = model::ScannerFailure::Defer;
        scene.service.scanners = {scanner};
        enforce();
    }
};

// SpamAssassin's own rules, none of which asks anybody.
class Spamd {
public:
    explicit Spamd(const QStringList& listen)
    {
        m_daemon.start("spamd",
                       QStringList{"--local", "--nouser-config", "--max-children=2", "--syslog=stderr", "-x",
                                   "--helper-home-dir=" + m_folder.path("")} +
                           listen);
    }
    QString path(const char* name) const { return m_folder.path(name); }

private:
    Folder m_folder;
    Daemon m_daemon;
};

// rspamd with rules of the test's: it needs neither Redis nor the DNS so.
class Rspamd {
public:
    explicit Rspamd(int port)
    {
        m_folder.write("rules.lua", R"(
rspamd_config:register_symbol({
    name = 'TEST_LATER', type = 'prefilter', callback = function(task)
        if task:get_header('Subject') == 'later' then
            task:set_pre_result('soft reject', 'come again tomorrow')
        end
    end })
rspamd_config:register_symbol({
    name = 'TEST_ENVELOPE', score = 3, callback = function(task)
        local from, to, ip = task:get_from('smtp'), task:get_recipients('smtp'), task:get_from_ip()
        return from and from[1].addr == 'joe@ex.org' and to and to[1].addr == 'jane@domain.com' and
               ip and ip:to_string() == '127.0.0.1' and task:get_helo() == 'mail.ex.org'
    end })
)");
        m_folder.write("rspamd.conf", QString(R"(
options {
    pidfile = "%1/rspamd.pid";
    filters = "regexp";
    url_tld = "/usr/share/rspamd/effective_tld_names.dat";
    tempdir = "%1";
    disable_hyperscan = true;
    local_addrs = [];
    dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
}
logging { type = "console"; level = "error"; }
lua = "%1/rules.lua";
actions { reject = 15; "add header" = 6; greylist = 4; }
group "test" { symbols { "TEST_WORD" { weight = 7.5; } } }
regexp { TEST_WORD = "/unsolicited/iP"; }
worker "normal" { bind_socket = "127.0.0.1:%2"; count = 1; }
)")
                                          .arg(m_folder.path(""))
                                          .arg(port));
        m_daemon.start("rspamd", {"-f", "-i", "--var=DBDIR=" + m_folder.path(""),
                                  "--var=RUNDIR=" + m_folder.path(""), "-c", m_folder.path("rspamd.conf")});
    }

private:
    Folder m_folder;
    Daemon m_daemon;
};

std::string at(int port)
{
    return "127.0.0.1:" + std::to_string(port);
}

} // namespace

class TestScanners : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spamAssassinRefusesGtubeAndTakesHam()
    {
        const int port = freePort();
        const Spamd spamd({"--listen=127.0.0.1:" + QString::number(port)});
        QVERIFY(Daemon::waitForPort(port));
        House house(ScannerKind::Spamd, at(port));
        const std::string spam = deliver(house, mailWith(gtube));
        QVERIFY2(spam.starts_with("554 5.7.1 The message looks like spam ref "), spam.c_str());
        const auto refused = house.takeEvents(1).at(0);
        QCOMPARE(refused.check, std::string("message.spam"));
        QVERIFY(opinionIn(refused).verdict == ScanVerdict::Spam);
        QVERIFY(opinionIn(refused).score.value_or(0) > 900'000);
        QCOMPARE(opinionIn(refused).threshold.value_or(0), 5000);
        QVERIFY2(opinionIn(refused).words.find("GTUBE") != std::string::npos,
                 opinionIn(refused).words.c_str());

        const std::string ham = deliver(house, "X-Spam-Status: Yes, forged\r\n" + mailWith("Until then"));
        QVERIFY2(ham.starts_with("250 2.0.0"), ham.c_str());
        const QByteArray kept = house.waitForMail("jane", 1).at(0);
        QVERIFY2(kept.contains("X-Spam-Status: No, score=") && kept.contains(" required=5") &&
                     !kept.contains("forged"),
                 kept.constData());
        const ScanOpinion good = opinionIn(house.takeEvents(1).at(0));
        QVERIFY2(!good.failed() && good.verdict == ScanVerdict::Clean, good.failure.c_str());
        // It has seen from where and from whom the message came.
        QVERIFY2(good.words.find("NO_RECEIVED") == good.words.npos &&
                     good.words.find("NO_RELAYS") == good.words.npos,
                 good.words.c_str());

        std::string large = mailWith(gtube);
        while (large.size() < 600'000) // in a file by then
            large += "\r\nand so on, and so on, and so on, and so on, and so on, and so on";
        QVERIFY(deliver(house, large).starts_with("554 5.7.1"));
    }

    void spamAssassinOnASocket()
    {
        const Folder folder;
        const QString socket = folder.path("spamd.sock");
        const Spamd spamd({"--socketpath=" + socket, "--socketmode=0666"});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), 20'000);
        House house(ScannerKind::Spamd, socket.toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(deliver(house, mailWith(gtube)).starts_with("554 5.7.1"), 20'000);
        QVERIFY(deliver(house, mailWith("Until then")).starts_with("250"));
    }

    void rspamdRefusesGtubeAndTakesHam()
    {
        const int port = freePort();
        const Rspamd rspamd(port);
        QVERIFY(Daemon::waitForPort(port));
        House house(ScannerKind::Rspamd, at(port));
        const std::string spam = deliver(house, mailWith(gtube));
        QVERIFY2(spam.starts_with("554 5.7.1 Gtube pattern ref "), spam.c_str());
        QVERIFY(opinionIn(house.takeEvents(1).at(0)).verdict == ScanVerdict::Spam);

        QVERIFY(deliver(house, mailWith("Until then")).starts_with("250 2.0.0"));
        const QByteArray kept = house.waitForMail("jane", 1).at(0);
        QVERIFY2(kept.contains("X-Spam-Status: No, score=3 required=15") &&
                     kept.contains("tests=TEST_ENVELOPE(3)"),
                 kept.constData());
        QCOMPARE(opinionIn(house.takeEvents(1).at(0)).score.value_or(0), 3000);

        QVERIFY(deliver(house, mailWith("This is unsolicited")).starts_with("250"));
        const ScanOpinion some = opinionIn(house.takeEvents(1).at(0));
        QCOMPARE(some.words, std::string("TEST_WORD(7.5),TEST_ENVELOPE(3)"));
        house.scene.service.scanners[0].points = 143; // of which 10.5 of 15 are 100
        house.enforce();
        QVERIFY(deliver(house, mailWith("This is unsolicited")).starts_with("554 5.7.1"));
        const std::string later = deliver(house, mailWith("Until then", "later"));
        QVERIFY2(later.starts_with("451 4.7.1 come again tomorrow ref "), later.c_str());
    }

    void bothTogether()
    {
        const int one = freePort();
        const Spamd spamd({"--listen=127.0.0.1:" + QString::number(one)});
        const int two = freePort();
        const Rspamd rspamd(two);
        QVERIFY(Daemon::waitForPort(one) && Daemon::waitForPort(two));
        House house(ScannerKind::Spamd, at(one));
        model::Scanner other = house.scene.service.scanners[0];
        other.kind = ScannerKind::Rspamd;
        other.address = at(two);
        other.header = "X-Rspamd";
        house.scene.service.scanners.push_back(other);
        for (model::Scanner& scanner : house.scene.service.scanners)
            scanner.points = 50; // neither of them alone
        house.enforce();
        QVERIFY(deliver(house, mailWith(gtube)).starts_with("554 5.7.1"));
        house.scene.service.scanners[1].senderExceptions = {"joe@ex.org"};
        house.enforce();
        QVERIFY(deliver(house, mailWith(gtube)).starts_with("250"));
        QVERIFY(!house.waitForMail("jane", 1).at(0).contains("X-Rspamd"));
    }
};

QTEST_GUILESS_MAIN(TestScanners)
#include "test_scanners.moc"
