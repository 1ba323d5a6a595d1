// SPDX-License-Identifier: GPL-3.0-or-later
// Real milters: SpamAssassin's, with a spamd of its own, and one on libmilter that does all that a milter may
// do here.
#include "support/daemon.h"
#include "support/free_port.h"
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using model::Check;
using model::CheckMode;
using postern::testing::Daemon;
using postern::testing::Folder;
using postern::testing::freePort;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

const std::string gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

void putIn(Gatehouse& house, const std::string& address)
{
    model::Scanner scanner;
    scanner.kind = model::ScannerKind::Milter;
    scanner.address = address;
    scanner.onFailure = model::ScannerFailure::Defer;
    scanner.timeoutSeconds = 60;
    house.scene.service.scanners = {scanner};
    house.scene.setMode(Check::MessageSpam, CheckMode::Enforce);
    house.enforce();
}

// What libmilter calls; each behaves by the sender's local part.
const char* const script = R"(
import sys, Milter
class Filter(Milter.Base):
    def hello(self, name):
        return Milter.REJECT if name == 'bad.example' else Milter.CONTINUE
    def envfrom(self, sender, *more):
        self.mood = sender.strip('<>').split('@')[0]
        if self.mood == 'refused':
            self.setreply('550', '5.7.9', 'Not %% you', 'at all')
            return Milter.REJECT
        if self.mood == 'later':
            return Milter.TEMPFAIL
        return Milter.DISCARD if self.mood == 'gone' else Milter.CONTINUE
    def envrcpt(self, recipient, *more):
        if recipient == '<bob@domain.com>':
            self.setreply('552', '5.2.2', 'Full')
            return Milter.REJECT
        return Milter.CONTINUE
    def header(self, name, value):
        return Milter.CONTINUE
    def body(self, chunk):
        return Milter.SKIP if self.mood == 'skip' else Milter.CONTINUE
    def eom(self):
        self.progress()
        self.addheader('X-Seen', '%s %s\n\tagain' % (self.mood, self.getsymval('i')))
        if self.mood == 'change':
            self.chgheader('Subject', 1, 'Changed')
            self.chgheader('X-Old', 1, '')
            self.addheader('X-First', 'yes', 0)
            self.replacebody('New\n.\nbody')
        if self.mood == 'held':
            self.quarantine('looks odd')
        return Milter.CONTINUE
Milter.factory = Filter
Milter.set_flags(Milter.ADDHDRS + Milter.CHGHDRS + Milter.CHGBODY + Milter.QUARANTINE)
Milter.runmilter('test', sys.argv[1], 30)
)";

std::string deliver(const Gatehouse& house, const std::string& sender, const std::string& text)
{
    SmtpClient client(house.port);
    client.hello();
    return client.deliver(sender + "@ex.org", "jane@domain.com", text);
}

} // namespace

class TestMilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spamAssassinAsAMilter()
    {
        const Folder folder;
        const int port = freePort();
        Daemon spamd;
        spamd.start("spamd",
                    {"--local", "--port", QString::number(port), "--listen", "127.0.0.1", "--nouser-config",
                     "--max-children", "1", "--syslog", "stderr", "--helper-home-dir", folder.path("")});
        const QString socket = folder.path("spamass.sock");
        Daemon milter;
        milter.start("spamass-milter", {"-p", socket, "-r", "10", "--", "-p", QString::number(port)});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), 20'000);
        Daemon::waitForPort(port);
        Gatehouse house({}, nullptr, 1);
        putIn(house, socket.toStdString());

        const std::string head = "From: Joe <joe@ex.org>\r\nTo: jane@domain.com\r\nSubject: Lunch\r\n"
                                 "Message-ID: <1@ex.org>\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\n\r\n";
        const std::string ham = deliver(house, "joe", head + "See you at noon.");
        QVERIFY2(ham.starts_with("250 2.0.0"), ham.c_str());
        const QByteArray mail = house.waitForMail("jane", 1).at(0);
        QVERIFY2(mail.contains("\nX-Spam-Status: No"), mail.constData());
        const std::string spam = deliver(house, "joe", head + gtube);
        QVERIFY2(spam.starts_with("550 5.7.1 "), spam.c_str());
    }

    void libmilterInAllMoods()
    {
        Folder folder;
        folder.write("filter.py", QString::fromLatin1(script));
        const QString socket = folder.path("filter.sock");
        Daemon milter;
        milter.start("/usr/bin/python3", {folder.path("filter.py"), "unix:" + socket});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), 20'000);
        Gatehouse house({}, nullptr, 1);
        putIn(house, socket.toStdString());
        const std::string text = "From: Joe <joe@ex.org>\r\nSubject: Hello\r\nX-Old: yes\r\n\r\nBody";

        SmtpClient bad(house.port);
        QVERIFY(bad.hello("bad.example").starts_with("554 5.7.1 "));
        QVERIFY(bad.say("EHLO good.example").starts_with("250"));

        QVERIFY2(deliver(house, "refused", text).starts_with("550 5.7.9 Not % you at all ref "),
                 deliver(house, "refused", text).c_str());
        QVERIFY(deliver(house, "later", text).starts_with("451 4.7.1 "));
        QVERIFY(deliver(house, "gone", text).starts_with("250"));
        QVERIFY(deliver(house, "held", text).starts_with("250"));
        const auto held = *house.queue->list(10);
        QCOMPARE(held.size(), std::size_t(1));
        QVERIFY(held.front().recipients.front().lastReply.ends_with(": looks odd"));

        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<skip@ex.org>");
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("552 5.2.2 Full ref "));
        client.say("RSET");
        QVERIFY(client.deliver("skip@ex.org", "jane@domain.com", text + std::string(300'000, 'x'))
                    .starts_with("250"));
        const QByteArray skipped = house.waitForMail("jane", 1).at(0);
        QVERIFY2(skipped.contains("\nX-Seen: skip "), skipped.left(1000).constData());
        const std::string answer = client.deliver("change@ex.org", "jane@domain.com", text);
        QVERIFY2(answer.starts_with("250"), answer.c_str());
        const QString id = QString::fromStdString(answer).section(' ', -1);
        const auto mails = house.waitForMail("jane", 2);
        QCOMPARE(mails.size(), 2);
        QString changed;
        for (QByteArray mail : mails) {
            mail.replace("\r\n", "\n");
            if (mail.contains("change"))
                changed = QString::fromUtf8(mail);
        }
        QVERIFY2(changed.endsWith("X-First: yes\nFrom: Joe <joe@ex.org>\nSubject: Changed\nX-Seen: change " +
                                  id + "\n\tagain\n\nNew\n.\nbody\n"),
                 qPrintable(changed));
    }
};

QTEST_GUILESS_MAIN(TestMilters)
#include "test_milters.moc"
