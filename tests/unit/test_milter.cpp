// SPDX-License-Identifier: GPL-3.0-or-later
// The milter protocol without a socket: packets, what a milter may answer and what not, and what becomes of a
// header that it changes.
#include "scan/message_fields.h"
#include "scan/milter_session.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace postern;
using namespace postern::scan;
using milter::Command;
using model::Stage;
using Kind = MilterVerdict::Kind;

namespace {

std::string answer(char name, const std::string& data = {})
{
    return milterPacket(Command(name), data);
}

std::string negotiated(std::uint32_t actions = 0, std::uint32_t steps = 0, std::uint32_t version = 6,
                       const std::string& more = {})
{
    return answer('O', milterNumber(version) + milterNumber(actions) + milterNumber(steps) + more);
}

MilterTalk talk()
{
    MilterTalk talk;
    talk.clientName = "client.example";
    talk.client = *IpAddress::parse("192.0.2.1");
    talk.port = 40'000;
    talk.helo = "client.example";
    talk.sender = "joe@ex.org";
    talk.senderParameters = {"SIZE=1000"};
    talk.recipient = "jane@domain.com";
    talk.macros = {{"j", "mail.domain.com"}, {"i", "K7Q2M9XD"}, {"{auth_authen}", "jane"}};
    return talk;
}

const std::string mail = "From: Joe <joe@ex.org>\r\n"
                         "Subject: Hello\r\n"
                         " world\r\n"
                         "\r\n"
                         "Body\r\n";

// A milter that a test makes up: what it hears, and what it says to each command.
class Talker {
public:
    std::map<char, std::string> says; // in place of 'c'; "-": nothing
    std::string heard;                // letters, in order
    std::vector<MilterPacket> packets;
    std::size_t pieces = std::string::npos; // of what it says and of the message
    MilterSession session;

    MilterVerdict ask(Stage stage, const std::string& message = mail) { return ask(stage, talk(), message); }
    MilterVerdict ask(Stage stage, const MilterTalk& about, const std::string& message = mail)
    {
        session.ask(stage, about);
        std::size_t offset = 0;
        for (int steps = 0; steps < 100'000; ++steps) {
            const auto step = session.next();
            listen();
            if (const auto* answered = std::get_if<MilterSession::Answered>(&step))
                return answered->verdict;
            if (std::holds_alternative<MilterSession::NeedContent>(step)) {
                const std::string piece = message.substr(offset, pieces);
                offset += piece.size();
                piece.empty() ? session.contentEnd() : session.content(piece);
            } else if (std::holds_alternative<MilterSession::Read>(step)) {
                if (m_toSay.empty())
                    return failure("it waits for ever");
                session.input(m_toSay.substr(0, pieces));
                m_toSay.erase(0, pieces);
            } else {
                return failure("it neither asks nor answers");
            }
        }
        return failure("it goes on for ever");
    }
    void listen()
    {
        m_reader.input(session.takeOutput());
        while (const auto packet = m_reader.next()) {
            heard += packet->name;
            packets.push_back(*packet);
            if (packet->name == 'D' || packet->name == 'A' || packet->name == 'Q')
                continue;
            const auto found = says.find(packet->name);
            const bool negotiates = packet->name == 'O';
            if (found == says.end())
                m_toSay += negotiates ? negotiated() : answer('c');
            else if (found->second != "-")
                m_toSay += found->second;
        }
    }
    std::string without(char name) const
    {
        std::string rest = heard;
        std::erase(rest, name);
        return rest;
    }
    std::string dataOf(char name) const
    {
        std::string all;
        for (const MilterPacket& packet : packets)
            all += packet.name == name ? packet.data + '|' : std::string();
        std::replace(all.begin(), all.end(), '\0', '/');
        return all;
    }

private:
    static MilterVerdict failure(const char* what) { return {Kind::Failed, {}, false, what, {}}; }
    MilterPacketReader m_reader;
    std::string m_toSay;
};

QByteArray shown(const MilterVerdict& verdict)
{
    static const char* const kinds[] = {"continue", "reject", "defer", "discard", "failed"};
    std::string text = kinds[int(verdict.kind)];
    if (verdict.reply.code != 0)
        text +=
            ' ' + std::to_string(verdict.reply.code) + ' ' + verdict.reply.status + ' ' + verdict.reply.text;
    if (verdict.close)
        text += " close";
    if (!verdict.problem.empty())
        text += ": " + verdict.problem;
    return QByteArray::fromStdString(text);
}

constexpr std::uint32_t allActions = 0x31 | milter::ChangeBody | milter::MayQuarantine;

} // namespace

class TestMilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packetsAreSplitAnywhere()
    {
        const std::string bytes =
            answer('c') + answer('y', "550 no\0") + answer('b', std::string(70'000, 'x'));
        for (const std::size_t piece : {std::size_t(1), std::size_t(3), std::size_t(4096), bytes.size()}) {
            MilterPacketReader reader;
            std::vector<MilterPacket> packets;
            for (std::size_t at = 0; at < bytes.size(); at += piece) {
                reader.input(std::string_view(bytes).substr(at, piece));
                while (const auto packet = reader.next())
                    packets.push_back(*packet);
            }
            QCOMPARE(packets.size(), std::size_t(3));
            QCOMPARE(packets[1].data, std::string("550 no"));
            QCOMPARE(packets[2].data.size(), std::size_t(70'000));
            QVERIFY(!reader.broken() && !reader.inPacket());
        }
    }
    void aPacketHasABound()
    {
        MilterPacketReader fits;
        fits.input(milterNumber(MilterPacketReader::longest) + 'b' +
                   std::string(MilterPacketReader::longest - 1, 'x'));
        QVERIFY(fits.next() && !fits.broken());
        for (const std::uint32_t length :
             {std::uint32_t(0), std::uint32_t(MilterPacketReader::longest + 1), 0xffffffffU}) {
            MilterPacketReader reader;
            reader.input(milterNumber(length) + "c" + answer('c'));
            QVERIFY(!reader.next());
            QVERIFY(reader.broken());
            reader.input(answer('c'));
            QVERIFY(!reader.next());
        }
    }
    void dataThatEndsTooSoonIsBad()
    {
        MilterData number("abc");
        QCOMPARE(number.number(), 0U);
        QVERIFY(number.bad());
        MilterData text("no end");
        QCOMPARE(text.text(), std::string());
        QVERIFY(text.bad());
        MilterData both(std::string_view("\0\0\1\2name\0value\0", 15));
        QCOMPARE(both.number(), 258U);
        QCOMPARE(both.text(), std::string("name"));
        QCOMPARE(both.text(), std::string("value"));
        QVERIFY(both.atEnd() && !both.bad());
    }

    void aConversationFollowsTheProtocol()
    {
        for (const std::size_t pieces : {std::string::npos, std::size_t(1), std::size_t(2), std::size_t(7)}) {
            Talker milter;
            milter.pieces = pieces;
            for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data})
                QCOMPARE(shown(milter.ask(stage)), QByteArray("continue"));
            QCOMPARE(milter.without('B'), std::string("ODCHDMDRDTLLDNDE"));
            QCOMPARE(milter.dataOf('C'), "client.example/4" + std::string("\x9c\x40") + "192.0.2.1/|");
            QCOMPARE(milter.dataOf('H'), std::string("client.example/|"));
            QCOMPARE(milter.dataOf('M'), std::string("<joe@ex.org>/SIZE=1000/|"));
            QCOMPARE(milter.dataOf('R'), std::string("<jane@domain.com>/|"));
            QCOMPARE(milter.dataOf('L'), std::string("From/Joe <joe@ex.org>/|Subject/Hello\n world/|"));
            QString body = QString::fromStdString(milter.dataOf('B'));
            QCOMPARE(body.remove('|'), QString("Body\r\n"));
            QCOMPARE(milter.dataOf('D'),
                     std::string("Cj/mail.domain.com/|Mi/K7Q2M9XD/{auth_authen}/jane/|Ri/K7Q2M9XD/|"
                                 "Ti/K7Q2M9XD/|Ni/K7Q2M9XD/|Ei/K7Q2M9XD/|"));
        }
    }
    void messageAfterMessageByOneConnection()
    {
        Talker milter;
        for (int i = 0; i < 3; ++i) {
            for (const Stage stage : {Stage::Mail, Stage::Rcpt, Stage::Rcpt, Stage::Data})
                QCOMPARE(shown(milter.ask(stage)), QByteArray("continue"));
        }
        QCOMPARE(milter.without('D'), std::string("OCHMRRTLLNBEMRRTLLNBEMRRTLLNBE"));
        milter.ask(Stage::Mail);
        milter.session.abort();
        milter.listen();
        QVERIFY(milter.heard.ends_with("MA"));
        milter.session.abort(); // there is no message any more
        milter.session.quit();
        milter.listen();
        QVERIFY(milter.heard.ends_with("MAQ"));
    }
    void anotherHeloIsToldAgain()
    {
        Talker milter;
        milter.ask(Stage::Helo);
        MilterTalk other = talk();
        other.helo = "other.example";
        milter.ask(Stage::Mail, other);
        QCOMPARE(milter.dataOf('H'), std::string("client.example/|other.example/|"));
        milter.ask(Stage::Helo, other); // after STARTTLS, say
        QCOMPARE(milter.without('D'), std::string("OCHHMH"));
    }

    void whatIsNotWantedIsNotSaid_data()
    {
        QTest::addColumn<unsigned>("steps");
        QTest::addColumn<QString>("heard");
        QTest::newRow("connect") << unsigned(milter::NoConnect) << "OHMRTLLNBE";
        QTest::newRow("helo") << unsigned(milter::NoHelo) << "OCMRTLLNBE";
        QTest::newRow("mail") << unsigned(milter::NoMail) << "OCHRTLLNBE";
        QTest::newRow("rcpt") << unsigned(milter::NoRcpt) << "OCHMTLLNBE";
        QTest::newRow("data") << unsigned(milter::NoData) << "OCHMRLLNBE";
        QTest::newRow("headers") << unsigned(milter::NoHeaders) << "OCHMRTNBE";
        QTest::newRow("end of header") << unsigned(milter::NoEndOfHeader) << "OCHMRTLLBE";
        QTest::newRow("body") << unsigned(milter::NoBody) << "OCHMRTLLNE";
        QTest::newRow("all") << unsigned(0x37fU & ~0x80U) << "OE";
    }
    void whatIsNotWantedIsNotSaid()
    {
        QFETCH(unsigned, steps);
        QFETCH(QString, heard);
        Talker milter;
        milter.says['O'] = negotiated(0, steps);
        for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data})
            QCOMPARE(shown(milter.ask(stage)), QByteArray("continue"));
        QCOMPARE(QString::fromStdString(milter.without('D')), heard);
    }
    void whatIsNotAnsweredIsNotWaitedFor()
    {
        Talker milter;
        constexpr std::uint32_t silent =
            0x80 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x40000 | 0x80000;
        milter.says['O'] = negotiated(0, silent);
        for (const char command : std::string("CHMRTLNB"))
            milter.says[command] = "-";
        for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data})
            QCOMPARE(shown(milter.ask(stage)), QByteArray("continue"));
        QCOMPARE(milter.without('D'), std::string("OCHMRTLLNBE"));
        milter.says['E'] = answer('r');
        milter.ask(Stage::Mail);
        QCOMPARE(shown(milter.ask(Stage::Data)), QByteArray("reject"));
    }
    void anOldMilterHearsOfNoData()
    {
        Talker milter;
        milter.says['O'] = negotiated(0, 0, 2);
        milter.ask(Stage::Mail);
        milter.ask(Stage::Data);
        QCOMPARE(milter.without('D'), std::string("OCHMLLNBE"));
    }
    void leadingBlanksStayWhereWanted()
    {
        Talker milter;
        milter.says['O'] = negotiated(0, milter::LeadingBlanks);
        milter.ask(Stage::Mail);
        milter.ask(Stage::Data, "A:  b\r\nC:d\r\n\r\n");
        QCOMPARE(milter.dataOf('L'), std::string("A/  b/|C/d/|"));
    }
    void theRestOfABodyIsSkipped()
    {
        Talker milter;
        milter.says['O'] = negotiated(0, milter::MaySkip);
        milter.says['B'] = answer('s');
        milter.ask(Stage::Mail);
        QCOMPARE(shown(milter.ask(Stage::Data, mail + std::string(300'000, 'x'))), QByteArray("continue"));
        QCOMPARE(milter.without('D'), std::string("OCHMTLLNBE"));
        Talker unasked;
        unasked.says['B'] = answer('s');
        unasked.ask(Stage::Mail);
        QCOMPARE(shown(unasked.ask(Stage::Data)), QByteArray("failed: it skips what cannot be skipped"));
    }
    void aLongBodyComesInChunks()
    {
        Talker milter;
        milter.ask(Stage::Mail);
        milter.ask(Stage::Data, mail + std::string(200'000, 'x'));
        std::string body;
        for (const MilterPacket& packet : milter.packets) {
            if (packet.name == 'B') {
                QVERIFY(packet.data.size() <= milter::chunkSize);
                body += packet.data;
            }
        }
        QCOMPARE(body.size(), std::size_t(200'006));
    }
    void aMessageMayLackHeaderOrBody_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("body");
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "";
        QTest::newRow("no header") << "\r\nBody\r\n"
                                   << ""
                                   << "Body\r\n";
        QTest::newRow("no body") << "A: b\r\n\r\n"
                                 << "A/b/|"
                                 << "";
        QTest::newRow("no empty line") << "A: b\r\n"
                                       << "A/b/|"
                                       << "";
        QTest::newRow("a line that is no field") << "A: b\r\nHello you\r\nC: d\r\n\r\nx\r\n"
                                                 << "A/b/|"
                                                 << "Hello you\r\nC: d\r\n\r\nx\r\n";
        QTest::newRow("begins with a blank") << " A: b\r\n\r\nx\r\n"
                                             << ""
                                             << " A: b\r\n\r\nx\r\n";
    }
    void aMessageMayLackHeaderOrBody()
    {
        QFETCH(QString, message);
        QFETCH(QString, fields);
        QFETCH(QString, body);
        for (const std::size_t pieces : {std::string::npos, std::size_t(1)}) {
            Talker milter;
            milter.pieces = pieces;
            milter.ask(Stage::Mail);
            QCOMPARE(shown(milter.ask(Stage::Data, message.toStdString())), QByteArray("continue"));
            QCOMPARE(QString::fromStdString(milter.dataOf('L')), fields);
            QCOMPARE(QString::fromStdString(milter.dataOf('B')).remove('|'), body);
        }
    }
    void aHeaderHasABound()
    {
        Talker milter;
        milter.ask(Stage::Mail);
        const std::string large = "A: " + std::string(MilterSession::maxHeader, 'x') + "\r\n\r\n";
        QCOMPARE(shown(milter.ask(Stage::Data, large)),
                 QByteArray("failed: the header of the message is too large to be shown"));
        std::string many;
        for (std::size_t i = 0; i <= MilterSession::maxHeaderFields; ++i)
            many += "A: b\r\n";
        Talker other;
        other.ask(Stage::Mail);
        QCOMPARE(shown(other.ask(Stage::Data, many + "\r\n")),
                 QByteArray("failed: the header of the message has too many fields to be shown"));
        Talker third;
        third.ask(Stage::Mail);
        QCOMPARE(shown(third.ask(Stage::Data, many.substr(6) + "\r\n")), QByteArray("continue"));
    }

    void itRefusesAtEachStage_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<char>("command");
        QTest::newRow("connect") << 0 << 'C';
        QTest::newRow("helo") << 1 << 'H';
        QTest::newRow("mail") << 2 << 'M';
        QTest::newRow("rcpt") << 3 << 'R';
        QTest::newRow("data") << 4 << 'T';
        QTest::newRow("header") << 4 << 'L';
        QTest::newRow("end of header") << 4 << 'N';
        QTest::newRow("body") << 4 << 'B';
        QTest::newRow("end of message") << 4 << 'E';
    }
    void itRefusesAtEachStage()
    {
        QFETCH(int, stage);
        QFETCH(char, command);
        const std::map<std::string, QByteArray> cases{
            {answer('r'), "reject"},
            {answer('t'), "defer"},
            {answer('y', std::string("550 5.7.9 No %% here\0", 21)), "reject 550 5.7.9 No % here"},
            {answer('y', "451 later"), "defer 451 4.7.1 later"},
            {answer('y', "421 4.3.2 Bye"), "defer 421 4.3.2 Bye close"},
            {answer('4'), "defer 421 4.7.0 Try again later close"},
        };
        for (const auto& [words, expected] : cases) {
            Talker milter;
            for (int i = 0; i < stage; ++i)
                milter.ask(Stage(i));
            milter.says[command] = words;
            QCOMPARE(shown(milter.ask(Stage(stage))), expected);
        }
    }
    void afterARefusal()
    {
        Talker connect;
        connect.says['C'] = answer('r');
        QCOMPARE(shown(connect.ask(Stage::Connect)), QByteArray("reject"));
        QCOMPARE(shown(connect.ask(Stage::Mail)), QByteArray("continue")); // it has said all it has to say
        QCOMPARE(connect.without('D'), std::string("OC"));
        Talker mails;
        mails.says['M'] = answer('r');
        mails.ask(Stage::Mail);
        QVERIFY(!mails.session.inMessage());
        mails.says.clear();
        mails.ask(Stage::Mail);
        mails.says['R'] = answer('t');
        QCOMPARE(shown(mails.ask(Stage::Rcpt)), QByteArray("defer"));
        mails.says.clear();
        QCOMPARE(shown(mails.ask(Stage::Rcpt)), QByteArray("continue"));
        QCOMPARE(shown(mails.ask(Stage::Data)), QByteArray("continue"));
        QCOMPARE(mails.without('D'), std::string("OCHMMRRTLLNBE"));
    }
    void acceptedIsAskedNoMore()
    {
        Talker client;
        client.says['C'] = answer('a');
        for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Data})
            QCOMPARE(shown(client.ask(stage)), QByteArray("continue"));
        QCOMPARE(client.without('D'), std::string("OC"));
        Talker message;
        message.says['R'] = answer('a');
        for (const Stage stage : {Stage::Mail, Stage::Rcpt, Stage::Rcpt, Stage::Data})
            QCOMPARE(shown(message.ask(stage)), QByteArray("continue"));
        QCOMPARE(message.without('D'), std::string("OCHMR"));
        message.ask(Stage::Mail);
        QCOMPARE(message.without('D'), std::string("OCHMRM"));
    }
    void discards()
    {
        for (const char command : std::string("MRTLNBE")) {
            Talker milter;
            milter.says[command] = answer('d');
            MilterVerdict verdict;
            for (const Stage stage : {Stage::Mail, Stage::Rcpt, Stage::Data}) {
                if (verdict.kind == Kind::Continue)
                    verdict = milter.ask(stage);
            }
            QCOMPARE(shown(verdict), QByteArray("discard"));
            QVERIFY(!milter.session.inMessage());
        }
        Talker early;
        early.says['C'] = answer('d');
        QCOMPARE(shown(early.ask(Stage::Connect)),
                 QByteArray("failed: it wants to discard a message before there is one"));
    }

    void changesAreTakenAtTheEnd()
    {
        for (const std::size_t pieces : {std::string::npos, std::size_t(1)}) {
            Talker milter;
            milter.pieces = pieces;
            milter.says['O'] = negotiated(allActions);
            milter.says['E'] = answer('p') + answer('h', std::string("X-A\0one\n two\0", 13)) +
                               answer('i', milterNumber(0) + std::string("X-B\0b\0", 6)) +
                               answer('m', milterNumber(1) + std::string("Subject\0\0", 9)) + answer('p') +
                               answer('b', "New ") + answer('b', "body\r\n") +
                               answer('q', std::string("virus\0", 6)) + answer('c');
            milter.ask(Stage::Mail);
            const MilterVerdict verdict = milter.ask(Stage::Data);
            QCOMPARE(shown(verdict), QByteArray("continue"));
            const std::vector<MilterChange> expected{{MilterChange::Kind::Add, 0, "X-A", "one\r\n two"},
                                                     {MilterChange::Kind::Insert, 0, "X-B", "b"},
                                                     {MilterChange::Kind::Change, 1, "Subject", ""}};
            QVERIFY(verdict.changes.header == expected);
            QCOMPARE(verdict.changes.body.value_or(""), std::string("New body\r\n"));
            QCOMPARE(verdict.changes.quarantine.value_or(""), std::string("virus"));
            milter.says.erase('E');
            milter.ask(Stage::Mail);
            QVERIFY(milter.ask(Stage::Data).changes == MilterChanges{}); // of the next message
        }
    }

    void whatIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("at"); // the command's letter
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("problem");
        const auto row = [](const char* name, const char* at, const std::string& words, const char* problem) {
            QTest::newRow(name) << QByteArray(at) << QByteArray::fromStdString(words) << QByteArray(problem);
        };
        const std::string field("X\0y\0", 4);
        row("no negotiation", "O", answer('c'), "it does not answer the negotiation");
        row("half of one", "O", answer('O', milterNumber(6)), "it does not answer the negotiation");
        row("version 1", "O", negotiated(0, 0, 1), "it speaks version 1 of the milter protocol");
        row("version 7", "O", negotiated(0, 0, 7), "it speaks version 7 of the milter protocol");
        for (const std::uint32_t action : {0x04U, 0x08U, 0x40U, 0x80U, 0x200U, 0x80000000U})
            row(qPrintable(QString("action %1").arg(action)), "O", negotiated(action),
                "it wants to change senders or recipients, which no milter may do here");
        row("larger chunks", "O", negotiated(0, 0x10000000), "it wants a protocol that it was not offered");
        row("refused recipients", "O", negotiated(0, 0x800), "it wants a protocol that it was not offered");
        row("macros of no stage", "O", negotiated(0, 0, 6, milterNumber(7) + std::string("i\0", 2)),
            "it chooses macros in a way that is not understood");
        row("macros without end", "O", negotiated(0, 0, 6, milterNumber(0) + "i"),
            "it chooses macros in a way that is not understood");
        row("too many macros", "O",
            negotiated(0, 0, 6, milterNumber(0) + std::string(4'097, 'i') + std::string(1, '\0')),
            "it chooses macros in a way that is not understood");
        row("an unknown letter", "M", answer('Z'), "it says what it may not say here: Z");
        row("no letter", "M", answer('\1'), "it says what it may not say here: an unknown octet");
        row("a change too early", "M", answer('h', field), "it says what it may not say here: h");
        row("too early, in the message", "B", answer('h', field), "it says what it may not say here: h");
        row("another sender", "E", answer('e', field), "it says what it may not say here: e");
        row("another recipient", "E", answer('+', field), "it says what it may not say here: +");
        row("one less", "E", answer('-', field), "it says what it may not say here: -");
        row("one with parameters", "E", answer('2', field), "it says what it may not say here: 2");
        row("connection failure", "E", answer('f'), "it says what it may not say here: f");
        row("nothing", "E", milterNumber(0), "it says what is no milter protocol");
        row("a packet without end", "E", milterNumber(0x7fffffff), "it says what is no milter protocol");
        row("a reply that accepts", "E", answer('y', "250 Ok"), "it refuses in words that are no reply");
        row("a reply of 600", "E", answer('y', "600 No"), "it refuses in words that are no reply");
        row("a reply with a control character", "E", answer('y', "550 N\033o"),
            "it refuses in words that are no reply");
        row("a reply with another in it", "E", answer('y', "550 No\r\n250 Yes"),
            "it refuses in words that are no reply");
        row("an empty reply", "E", answer('y'), "it refuses in words that are no reply");
        row("a field without its end", "E", answer('h', "X\0y"),
            "it changes a field in a way that is not understood");
        row("a field and more", "E", answer('h', field + "z"),
            "it changes a field in a way that is not understood");
        row("an index cut off", "E", answer('i', "\1"), "it changes a field in a way that is not understood");
        row("a field within a field", "E", answer('h', std::string("X\0y\nBcc: z\0", 11)),
            "it adds what is no field of a header");
        row("an end of the header", "E", answer('h', std::string("X\0y\n\n\nz\0", 8)),
            "it adds what is no field of a header");
        row("a name that is none", "E", answer('h', std::string("X y\0z\0", 6)),
            "it adds what is no field of a header");
        row("a name with a colon", "E", answer('h', std::string("X:\0z\0", 5)),
            "it adds what is no field of a header");
        row("no name", "E", answer('h', std::string("\0z\0", 3)), "it adds what is no field of a header");
        row("a long name", "E", answer('h', std::string(201, 'x') + std::string("\0z\0", 3)),
            "it adds what is no field of a header");
        row("quarantine without end", "E", answer('q', "x"), "it quarantines without saying why");
        std::string much;
        for (std::size_t i = 0; i <= MilterChanges::maxFields; ++i)
            much += answer('h', field);
        row("too many fields", "E", much + answer('c'), "it changes too many fields");
        std::string large;
        for (int i = 0; i < 5; ++i)
            large += answer('h', std::string("X\0", 2) + std::string(60'000, 'y') + '\0');
        row("too large fields", "E", large + answer('c'), "it changes too many fields");
        std::string body;
        for (int i = 0; i < 129; ++i)
            body += answer('b', std::string(65'535, 'y'));
        row("too large a body", "E", body + answer('c'), "the body that it makes is too large");
        std::string working;
        for (int i = 0; i <= 20'000; ++i)
            working += answer('p');
        row("works for ever", "E", working, "it says too much before it answers");
    }
    void whatIsNoAnswer()
    {
        QFETCH(QByteArray, at);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, problem);
        Talker milter;
        milter.says['O'] = negotiated(allActions);
        milter.says[at.front()] = words.toStdString();
        MilterVerdict verdict;
        for (const Stage stage : {Stage::Mail, Stage::Rcpt, Stage::Data}) {
            if (verdict.kind == Kind::Continue)
                verdict = milter.ask(stage);
        }
        QCOMPARE(shown(verdict), "failed: " + problem);
        QVERIFY(std::holds_alternative<MilterSession::Closed>(milter.session.next()));
        QCOMPARE(shown(milter.ask(Stage::Mail)), QByteArray("failed: its connection has ended"));
    }
    void changesThatWereNotNegotiatedFail()
    {
        const std::string field("X\0y\0", 4);
        for (const std::string& words :
             {answer('h', field), answer('i', milterNumber(1) + field), answer('m', milterNumber(1) + field),
              answer('b', "x"), answer('q', std::string("x\0", 2))}) {
            Talker milter;
            milter.says['E'] = words + answer('c');
            milter.ask(Stage::Mail);
            QVERIFY(shown(milter.ask(Stage::Data)).startsWith("failed: it says what it may not say here"));
        }
    }
    void anAnswerToNothingEndsIt()
    {
        Talker milter;
        milter.ask(Stage::Mail);
        milter.session.input(answer('c'));
        QVERIFY(std::holds_alternative<MilterSession::Closed>(milter.session.next()));
        Talker twice;
        twice.says['M'] = answer('c') + answer('r');
        QCOMPARE(shown(twice.ask(Stage::Mail)), QByteArray("continue"));
        QCOMPARE(shown(twice.ask(Stage::Rcpt)), QByteArray("reject")); // taken for the answer to this
    }
    void itChoosesItsMacros()
    {
        Talker milter;
        milter.says['O'] = negotiated(milter::ChooseMacros, 0, 6,
                                      milterNumber(0) + std::string("\0", 1) + milterNumber(2) +
                                          std::string("auth_authen {unknown} j\0", 24) + milterNumber(5) +
                                          std::string("i\0", 2));
        milter.ask(Stage::Mail);
        milter.ask(Stage::Data);
        QCOMPARE(
            milter.dataOf('D'),
            std::string("M{auth_authen}/jane/j/mail.domain.com/|Ti/K7Q2M9XD/|Ni/K7Q2M9XD/|Ei/K7Q2M9XD/|"));
    }
    void itMayBeLostAtAnyTime()
    {
        Talker milter;
        milter.session.ask(Stage::Mail, talk());
        QVERIFY(std::holds_alternative<MilterSession::Read>(milter.session.next()));
        milter.session.lost("it closed the connection");
        const auto step = milter.session.next();
        QCOMPARE(shown(std::get<MilterSession::Answered>(step).verdict),
                 QByteArray("failed: it closed the connection"));
        QVERIFY(std::holds_alternative<MilterSession::Closed>(milter.session.next()));
    }

    void replies_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("reply"); // "": it is none
        QTest::newRow("plain") << QByteArray("554 No") << QByteArray("554 5.7.1 No");
        QTest::newRow("code alone") << QByteArray("554") << QByteArray("554 5.7.1 ");
        QTest::newRow("status") << QByteArray("550 5.1.1 Nobody") << QByteArray("550 5.1.1 Nobody");
        QTest::newRow("status of another kind")
            << QByteArray("550 4.1.1 x") << QByteArray("550 5.7.1 4.1.1 x");
        QTest::newRow("no status") << QByteArray("550 5.1 x") << QByteArray("550 5.7.1 5.1 x");
        QTest::newRow("two dots") << QByteArray("550 5..1.1 x") << QByteArray("550 5.7.1 5..1.1 x");
        QTest::newRow("lines") << QByteArray("550-5.7.1 One\r\n550-5.7.1 two\n550 5.7.1 three\r\n")
                               << QByteArray("550 5.7.1 One two three");
        QTest::newRow("other codes") << QByteArray("550-One\r\n551 two") << QByteArray();
        QTest::newRow("no separator") << QByteArray("5501 x") << QByteArray();
        QTest::newRow("a tab") << QByteArray("550 a\tb") << QByteArray();
        QTest::newRow("DEL") << QByteArray("550 a\x7f") << QByteArray();
        QTest::newRow("success") << QByteArray("250 Ok") << QByteArray();
        QTest::newRow("394") << QByteArray("394 x") << QByteArray();
        QTest::newRow("long line") << QByteArray("550 ") + QByteArray(976, 'x')
                                   << QByteArray("550 5.7.1 ") + QByteArray(400, 'x');
        QTest::newRow("too long a line") << QByteArray("550 ") + QByteArray(977, 'x') << QByteArray();
        QTest::newRow("32 lines") << QByteArray("550-x\r\n").repeated(31) + "550 x"
                                  << "550 5.7.1 " + QByteArray("x ").repeated(31) + "x";
        QTest::newRow("33 lines") << QByteArray("550-x\r\n").repeated(32) + "550 x" << QByteArray();
    }
    void replies()
    {
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, reply);
        const auto parsed = parseMilterReply(words.toStdString());
        QCOMPARE(parsed.has_value(), !reply.isNull());
        if (parsed)
            QCOMPARE(QByteArray::number(parsed->code) + ' ' + QByteArray::fromStdString(parsed->status) +
                         ' ' + QByteArray::fromStdString(parsed->text),
                     reply);
    }

    void headersAreChanged_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("header");
        const int add = 0;
        const int insert = 1;
        const int change = 2;
        QTest::newRow("add") << add << 0 << "X"
                             << "y"
                             << "A: 1|B: 2; 3|a : 4|X: y|";
        QTest::newRow("at the top") << insert << 0 << "X"
                                    << "y"
                                    << "X: y|A: 1|B: 2; 3|a : 4|";
        QTest::newRow("in the middle") << insert << 2 << "X"
                                       << "y"
                                       << "A: 1|B: 2; 3|X: y|a : 4|";
        QTest::newRow("far behind") << insert << 999 << "X"
                                    << "y"
                                    << "A: 1|B: 2; 3|a : 4|X: y|";
        QTest::newRow("change") << change << 1 << "b"
                                << "x"
                                << "A: 1|b: x|a : 4|";
        QTest::newRow("change the second") << change << 2 << "A"
                                           << "x"
                                           << "A: 1|B: 2; 3|A: x|";
        QTest::newRow("change what is not there") << change << 3 << "A"
                                                  << "x"
                                                  << "A: 1|B: 2; 3|a : 4|A: x|";
        QTest::newRow("delete") << change << 1 << "B"
                                << ""
                                << "A: 1|a : 4|";
        QTest::newRow("delete the second") << change << 2 << "a"
                                           << ""
                                           << "A: 1|B: 2; 3|";
        QTest::newRow("delete what is not there") << change << 1 << "C"
                                                  << ""
                                                  << "A: 1|B: 2; 3|a : 4|";
        QTest::newRow("with its own blank") << add << 0 << "X"
                                            << "  y"
                                            << "A: 1|B: 2; 3|a : 4|X:  y|";
    }
    void headersAreChanged()
    {
        QFETCH(int, kind);
        QFETCH(int, index);
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, header);
        const std::string changed = changedHeader(
            "A: 1\r\nB: 2;\r\n 3\r\na : 4\r\n",
            {{MilterChange::Kind(kind), unsigned(index), name.toStdString(), value.toStdString()}});
        QCOMPARE(QString::fromStdString(changed).replace("\r\n ", " ").replace("\r\n", "|"), header);
    }
};

QTEST_GUILESS_MAIN(TestMilter)
#include "test_milter.moc"
