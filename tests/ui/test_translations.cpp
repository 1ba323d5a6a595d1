// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ip_address.h"
#include "store/store.h"
#include "ui/shell/page_table.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"
#include "ui/text/translator.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace postern;
using namespace postern::ui;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; // more than one where it depends on a number
    bool unfinished = false;
};

QString languageFile(const QString& language)
{
    return QStringLiteral(POSTERN_SOURCE "/translations/postern_%1.ts").arg(language);
}

void readTranslation(QXmlStreamReader& xml, Message& message)
{
    message.unfinished = xml.attributes().value("type") == QLatin1String("unfinished");
    QString text;
    while (!(xml.isEndElement() && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
            message.translations += xml.readElementText();
        else if (xml.isCharacters())
            text += xml.text();
    }
    if (message.translations.isEmpty())
        message.translations += text;
}

QList<Message> messagesOf(const QString& file)
{
    QFile input(file);
    QList<Message> messages;
    if (!input.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&input);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            messages.append({context, xml.readElementText(), {}, false});
        else if (xml.name() == QLatin1String("translation"))
            readTranslation(xml, messages.last());
    }
    return messages;
}

// %1, %n, %Ln, {address}: what is filled in.
QSet<QString> placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?[n1-9]|\\{[a-z]+\\}"));
    QSet<QString> found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.insert(match.next().captured());
    return found;
}

QByteArray contents(const QString& file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data() { languages(); }
    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        const QList<Message> messages = messagesOf(languageFile(language));
        QVERIFY(messages.size() > (language == "en" ? 9 : 700)); // it was read at all
        QStringList lacking;
        for (const Message& message : messages) {
            if (message.unfinished || message.translations.contains(QString()))
                lacking += message.context + QStringLiteral(": ") + message.source;
        }
        QVERIFY2(lacking.isEmpty(), qPrintable(lacking.join(u'\n')));
    }

    void everythingThatIsFilledInStands_data() { languages(); }
    void everythingThatIsFilledInStands()
    {
        QFETCH(QString, language);
        QStringList wrong;
        for (const Message& message : messagesOf(languageFile(language))) {
            for (const QString& translation : message.translations) {
                if (placeholders(translation) != placeholders(message.source))
                    wrong += message.source + QStringLiteral(" -> ") + translation;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theFileIsUpToDateWithTheSources_data() { languages(); }
    void theFileIsUpToDateWithTheSources()
    {
        QFETCH(QString, language);
        const QTemporaryDir folder;
        const QString copy = folder.filePath("copy.ts");
        QVERIFY(QFile::copy(languageFile(language), copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(POSTERN_SOURCE));
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        QStringList options = QStringLiteral(POSTERN_LUPDATE_OPTIONS).split(u' ');
        if (language == "en")
            options << QStringLiteral("-pluralonly");
        lupdate.start(QStringLiteral(POSTERN_LUPDATE), options << QStringLiteral("-ts") << copy);
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        QVERIFY2(contents(copy) == contents(languageFile(language)),
                 "texts have changed: build the target update_translations, then translate what is new");
    }

    void englishCounts_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("British") << QLocale(QLocale::English, QLocale::UnitedKingdom);
        QTest::newRow("no language at all") << QLocale::c();
        QTest::newRow("one that Postern does not speak") << QLocale(QLocale::Finnish);
    }
    void englishCounts()
    {
        QFETCH(QLocale, locale);
        QCoreApplication& application = *QCoreApplication::instance();
        installTranslators(application, locale);
        const auto days = [](int count) {
            return QCoreApplication::translate("RelativeTime", "%n days ago", nullptr, count);
        };
        QCOMPARE(days(1), "1 day ago");
        QCOMPARE(days(2), "2 days ago");
        for (QTranslator* each : application.findChildren<QTranslator*>())
            delete each;
        QCOMPARE(days(1), "1 days ago"); // it was the translator
    }

    void theProgramSpeaksIt()
    {
        installTranslators(*QCoreApplication::instance(), QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(QCoreApplication::translate("ServiceState", "running"), "läuft");
        QCOMPARE(QCoreApplication::translate("postern::ui::MainWindow", "&File"), "&Datei"); // as tr() asks
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), "Abbrechen");      // Qt's own word
        QCOMPARE(translate("Sender claims to be local"),
                 "Absender gibt sich als lokal aus"); // a server's text
        QCOMPARE(translate(Sentence{"%1 is in the LAN", {"192.0.2.1"}}), "192.0.2.1 ist im LAN");
        QCOMPARE(
            translate(IpRange::parse("192.0.2.9/24").error()),
            "192.0.2.9/24: die Adresse hat gesetzte Bits nach den ersten 24. der Block ist 192.0.2.0/24");
        QCOMPARE(translate(store::Store::open("/nowhere/p.db", store::OpenMode::Existing).error()),
                 "/nowhere/p.db: es gibt keinen Speicher. legen Sie einen an: posternctl --store "
                 "/nowhere/p.db init");
        QCOMPARE(translate(phraseOf({ErrorKind::Busy, "port %1 is in use", "all", {}, {"25"}})),
                 "Port 25 ist belegt");
    }

private:
    static void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << "de";
        QTest::newRow("how English counts") << "en";
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
