// SPDX-License-Identifier: GPL-3.0-or-later
// Replays the conversations in *.txt against the session core, in memory. README.md says how they are
// written.
#include "smtp/reply_texts.h"
#include "smtp/sasl.h"
#include "smtp/session.h"

#include <QDir>
#include <QTest>

#include <map>
#include <sstream>

using namespace postern;
using smtp::Answer;
using smtp::Session;

namespace {

// How the client's bytes reach the session.
enum class Pace { LineByLine, Whole, ByteByByte };

std::string unescape(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        const char c = text.at(++i);
        if (c == 'x') {
            bytes += char(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            bytes += c == 'r' ? '\r' : c == 'n' ? '\n' : c == '0' ? '\0' : c == 't' ? '\t' : c;
        }
    }
    return bytes;
}

std::string escape(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        if (c == '\r')
            text += "\\r";
        else if (c == '\n')
            text += "\\n";
        else if (c == '\\')
            text += "\\\\";
        else if (c >= ' ' && c <= '~')
            text += c;
        else
            text += "\\x" + QByteArray(1, c).toHex().toStdString();
    }
    return text;
}

// "{1000 text}" stands for the text a thousand times.
std::string expand(const std::string& text)
{
    const std::size_t open = text.find('{');
    const std::size_t blank = text.find(' ', open);
    const std::size_t close = text.find('}', blank);
    if (open == text.npos || close == text.npos)
        return text;
    std::string many;
    for (int n = std::stoi(text.substr(open + 1, blank - open - 1)); n > 0; --n)
        many.append(text, blank + 1, close - blank - 1);
    return text.substr(0, open) + many + expand(text.substr(close + 1));
}

const std::string handshake = "(handshake)";

struct Line {
    char kind; // C, S, M, D, T, W, X
    std::string text;
};

// A policy and a store of one file's first lines.
struct Transcript {
    smtp::SessionConfig config{.hostname = "mx.example.test"};
    std::map<std::string, Answer> answers; // "rcpt joe@example.test" → answer
    std::vector<smtp::Reply> stored;       // what delivery says, in turn; then 250
    bool storeOpens = true;
    bool tlsPossible = true;
    bool submission = false;
    std::vector<Line> lines;

    static Transcript read(const std::string& path);
    void setUp(const std::string& line);
};

smtp::Reply readReply(std::istream& words)
{
    smtp::Reply reply;
    words >> reply.code >> reply.enhanced >> std::ws;
    std::getline(words, reply.text);
    return reply;
}

void Transcript::setUp(const std::string& line)
{
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "size")
        words >> config.sizeLimit;
    else if (word == "recipients")
        words >> config.recipientLimit;
    else if (word == "errors")
        words >> config.errorLimit;
    else if (line == "submission")
        submission = true;
    else if (word == "stored")
        stored.push_back(readReply(words));
    else if (line == "auth without tls")
        config.loginWithoutTls = true;
    else if (word == "auth") {
        while (words >> word)
            config.mechanisms.push_back(word);
    } else if (line == "certificate none")
        tlsPossible = false;
    else if (word == "tls") {
        words >> word;
        config.tls = word == "starttls"   ? model::TlsMode::StartTls
                     : word == "required" ? model::TlsMode::Required
                                          : model::TlsMode::Implicit;
    } else if (word == "store" && line == "store full")
        storeOpens = false;
    else if (word == "refuse" || word == "close") {
        std::string stage, subject;
        words >> stage;
        if (stage != "connect")
            words >> subject;
        const smtp::Reply reply = readReply(words);
        answers[stage + ' ' + subject] = word == "close" ? Answer::close(reply) : Answer::refuse(reply);
    } else
        QFAIL(qPrintable("not understood: " + QString::fromStdString(line)));
}

Transcript Transcript::read(const std::string& path)
{
    Transcript transcript;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return transcript;
    for (const QByteArray& raw : file.readAll().split('\n')) {
        const std::string line = raw.toStdString();
        if (line.empty() || line.starts_with('#'))
            continue;
        if (line.size() >= 2 && (line[1] == ':' || line[1] == '~')) {
            std::string text = unescape(expand(line.size() > 3 ? line.substr(3) : ""));
            if (line[0] == 'C' && line[1] == ':')
                text += "\r\n";
            transcript.lines.push_back({line[0], text});
        } else
            transcript.setUp(line);
    }
    return transcript;
}

// The driver: what the engine does with sockets and a store, here with strings.
class Replay {
public:
    explicit Replay(const Transcript& transcript)
        : m_transcript(transcript)
        , m_session(std::make_shared<const smtp::SessionConfig>(transcript.config), {})
    {
        run();
    }

    void send(std::string_view bytes)
    {
        m_session.input(bytes);
        run();
    }

    // The handshake is done.
    void secure()
    {
        m_secured = true;
        run();
    }

    std::string replies;               // with CR LF
    std::vector<std::string> messages; // as the M lines tell them, and "discarded"
    bool closed = false;

private:
    void run()
    {
        while (!closed) {
            const smtp::Step step = m_session.next();
            const bool waits = std::holds_alternative<smtp::Handshake>(step) && !m_secured;
            if (std::holds_alternative<smtp::Read>(step) || waits) {
                replies += m_session.takeOutput();
                return;
            }
            std::visit([this](const auto& what) { act(what); }, step);
        }
        replies += m_session.takeOutput();
    }

    void act(const smtp::Read&) {}
    void act(const smtp::Write&) { replies += m_session.takeOutput(); }
    void act(const smtp::Close&) { closed = true; }
    void act(const smtp::StartTls&)
    {
        if (m_transcript.tlsPossible)
            m_session.startTls();
        else
            m_session.noTls();
    }
    // PLAIN and LOGIN for jane with the password "secret", and "busy" for whom nobody has time.
    void act(const smtp::LogIn& step)
    {
        using Kind = smtp::SaslStep::Kind;
        if (step.begins)
            m_login = smtp::makeSaslServer(step.mechanism, {});
        const smtp::SaslStep next = step.response ? m_login->respond(*step.response) : m_login->begin();
        if (next.kind == Kind::Challenge)
            m_session.challenge(next.text);
        else if (next.user == "busy")
            m_session.notLoggedIn({454, "4.7.0", "Busy"});
        else if (next.kind == Kind::CheckPassword && next.user == "jane" && next.text == "secret")
            m_session.loggedIn(next.user);
        else if (next.kind == Kind::Malformed)
            m_session.notLoggedIn({501, "5.5.2", "Malformed"});
        else
            m_session.notLoggedIn({535, "5.7.8", "Wrong"});
    }
    void act(const smtp::Handshake&)
    {
        m_secured = false;
        m_session.secured("TLSv1.3 TLS_AES_256_GCM_SHA384");
    }
    void act(const smtp::OpenMessage&)
    {
        m_content.clear();
        if (m_transcript.storeOpens)
            m_session.opened();
        else
            m_session.notOpened({452, "4.3.1", "No room on the disk"});
    }
    void act(const smtp::Content& content) { m_content += content.bytes; }
    void act(const smtp::DiscardMessage&) { messages.push_back("discarded"); }

    void act(const smtp::Decide& decide)
    {
        const std::string key =
            std::string(model::toId(decide.stage)) + ' ' +
            (decide.argument.empty() && decide.stage == model::Stage::Mail ? std::string("<>")
                                                                           : std::string(decide.argument));
        const auto found = m_transcript.answers.find(key);
        m_session.decided(found == m_transcript.answers.end() ? Answer::accept() : found->second);
    }

    void act(const smtp::CloseMessage&)
    {
        smtp::Reply reply{250, "2.0.0", "Stored"};
        if (m_delivered < m_transcript.stored.size())
            reply = m_transcript.stored[m_delivered];
        ++m_delivered;
        messages.push_back(describe(*m_session.transaction()));
        m_session.delivered(reply);
    }

    std::string describe(const smtp::Transaction& transaction) const
    {
        std::string text = '<' + transaction.sender + '>';
        text += transaction.utf8 ? " SMTPUTF8" : "";
        text += named(" RET=", transaction.returnWhat) + named(" ENVID=", transaction.envelopeId);
        for (const smtp::Recipient& recipient : transaction.recipients)
            text += " <" + recipient.address + '>' + named(" NOTIFY=", recipient.notify) +
                    named(" ORCPT=", recipient.original);
        text += ' ';
        if (m_transcript.submission)
            text += smtp::missingFields(transaction.header, {}, "ID", "mx.example.test");
        return text + (m_session.truncated() ? "truncated" : m_content);
    }

    static std::string named(const char* name, const std::string& value)
    {
        return value.empty() ? std::string() : name + value;
    }

    const Transcript& m_transcript;
    Session m_session;
    std::string m_content;
    std::size_t m_delivered = 0;
    bool m_secured = false;
    std::unique_ptr<smtp::SaslServer> m_login;
};

std::string expectedReplies(const Transcript& transcript)
{
    std::string text;
    for (const Line& line : transcript.lines)
        text += line.kind == 'S' ? line.text + "\r\n" : "";
    return text;
}

std::vector<std::string> expectedMessages(const Transcript& transcript)
{
    std::vector<std::string> messages;
    for (const Line& line : transcript.lines) {
        if (line.kind == 'M' || line.kind == 'D')
            messages.push_back(line.kind == 'M' ? line.text : "discarded");
    }
    return messages;
}

// Parts that no client can send as one: before and after a handshake, or an answer that it needs.
std::vector<std::string> clientBytes(const Transcript& transcript)
{
    std::vector<std::string> parts{""};
    for (const Line& line : transcript.lines) {
        if (line.kind == 'T')
            parts.push_back(handshake);
        if (line.kind == 'T' || line.kind == 'W')
            parts.emplace_back();
        parts.back() += line.kind == 'C' ? line.text : "";
    }
    return parts;
}

// From the line on where it differs from `other`: Qt Test shows only the beginning of a long text.
QByteArray shown(const std::string& bytes, const std::string& other)
{
    const auto difference = std::mismatch(bytes.begin(), bytes.end(), other.begin(), other.end()).first;
    const std::size_t line = bytes.rfind('\n', std::size_t(difference - bytes.begin()));
    return QByteArray::fromStdString(escape(bytes.substr(line == bytes.npos ? 0 : line + 1)));
}

} // namespace

class TestTranscripts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conversationGoesAsWritten_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("pace");
        const QDir folder(POSTERN_TEST_DATA);
        const QStringList files = folder.entryList({"*.txt"});
        for (const QString& file : files) {
            if (file == "CMakeLists.txt")
                continue;
            const QString path = folder.filePath(file);
            QTest::newRow(qPrintable(file + ", line by line")) << path << int(Pace::LineByLine);
            QTest::newRow(qPrintable(file + ", whole")) << path << int(Pace::Whole);
            QTest::newRow(qPrintable(file + ", byte by byte")) << path << int(Pace::ByteByByte);
        }
        QVERIFY(files.size() > 10);
    }

    void conversationGoesAsWritten()
    {
        QFETCH(QString, file);
        QFETCH(int, pace);
        const Transcript transcript = Transcript::read(file.toStdString());
        QVERIFY(!transcript.lines.empty());
        Replay replay(transcript);
        if (Pace(pace) == Pace::LineByLine)
            followLines(transcript, replay);
        else
            sendAll(transcript, replay, Pace(pace));
        compareEnd(transcript, replay);
    }

private:
    // Each reply must come just where it stands.
    static void followLines(const Transcript& transcript, Replay& replay)
    {
        std::string expected;
        for (const Line& line : transcript.lines) {
            if (line.kind == 'S')
                expected += line.text + "\r\n";
            if (line.kind == 'T')
                replay.secure();
            if (line.kind != 'C')
                continue;
            QCOMPARE(shown(replay.replies, expected), shown(expected, replay.replies));
            replay.send(line.text);
        }
    }

    static void sendAll(const Transcript& transcript, Replay& replay, Pace pace)
    {
        for (const std::string& part : clientBytes(transcript)) {
            if (part == handshake)
                replay.secure();
            else if (pace == Pace::Whole)
                replay.send(part);
            else
                for (const char c : part)
                    replay.send({&c, 1});
        }
    }

    static void compareEnd(const Transcript& transcript, const Replay& replay)
    {
        const std::string expected = expectedReplies(transcript);
        QCOMPARE(shown(replay.replies, expected), shown(expected, replay.replies));
        const auto messages = expectedMessages(transcript);
        for (std::size_t i = 0; i < std::min(messages.size(), replay.messages.size()); ++i)
            QCOMPARE(escape(replay.messages[i]), escape(messages[i]));
        QCOMPARE(replay.messages.size(), messages.size());
        const bool closes = !transcript.lines.empty() && transcript.lines.back().kind == 'X';
        QCOMPARE(replay.closed, closes);
    }
};

QTEST_APPLESS_MAIN(TestTranscripts)
#include "test_transcripts.moc"
