// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates of a service, on its tab Security.
#include "support/authority.h"
#include "support/opened_dialog.h"

#include <QLabel>
#include <QProcess>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

QString folderOf(const TempStore& temp)
{
    return QFileInfo(temp.where()).absolutePath();
}

void makeCertificate(const QString& folder, const char* host, int days)
{
    const QString path = folder + QChar(u'/') + QString::fromUtf8(host);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                   QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=") + QString::fromUtf8(host),
                   QStringLiteral("-days"), QString::number(days), QStringLiteral("-keyout"),
                   path + QStringLiteral(".key"), QStringLiteral("-out"), path + QStringLiteral(".pem")});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        QTest::qFail(openssl.readAllStandardError().constData(), __FILE__, __LINE__);
}

// It ends in five days of ninety-five.
void makeEndingCertificate(const QString& folder, const char* host)
{
    const QString path = folder + QChar(u'/') + QString::fromUtf8(host);
    postern::testing::Authority().issue((path + QStringLiteral(".pem")).toStdString(), {host}, -90, 5);
    QVERIFY(QFile::copy(path + QStringLiteral(".pem"), path + QStringLiteral(".key")));
}

bool hasLabel(const QWidget* parent, const QString& text)
{
    const auto labels = parent->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) {
        return label->isVisible() && label->text().contains(text);
    });
}

} // namespace

class TestServiceCertificates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCertificateSaysWhatItIsAndWhatIsWrongWithIt()
    {
        TempStore temp;
        makeCertificate(folderOf(temp), "mail.example.test", 200);
        makeEndingCertificate(folderOf(temp), "other.example.test");
        const auto use = [&](const char* certificate, const char* key) {
            temp.saveAs("anna", [&](model::Configuration& all) {
                all.services[0].tls.certificates = {{certificate, key}};
            });
        };
        use("mail.example.test.pem", "mail.example.test.key");
        Opened opened(temp, "SMTP", QStringLiteral("security"));
        auto* reading = opened.dialog.findChild<QLabel*>(QStringLiteral("certificateReading"));
        QTRY_VERIFY(reading->text().startsWith(QStringLiteral("For mail.example.test; signed by nobody")));

        auto* list = opened.dialog.findChild<QTreeWidget*>(QStringLiteral("certificates"));
        list->topLevelItem(0)->setText(1, QStringLiteral("other.example.test.key"));
        QTRY_VERIFY(reading->text().contains(QStringLiteral("does not belong")));
        QTRY_VERIFY(
            hasLabel(&opened.dialog, QStringLiteral("other.example.test.key: the key does not belong")));
        click(opened.button("Apply")); // refused
        QCOMPARE(temp.service("SMTP").tls.certificates[0].key, std::string("mail.example.test.key"));
        list->topLevelItem(0)->setText(1, QStringLiteral("none.key"));
        QTRY_VERIFY(reading->text().contains(QStringLiteral("no such file")));
        list->topLevelItem(0)->setText(0, QStringLiteral("other.example.test.pem"));
        list->topLevelItem(0)->setText(1, QStringLiteral("other.example.test.key"));
        QTRY_VERIFY(reading->text().startsWith(QStringLiteral("For other.example.test")));
        QTRY_VERIFY(hasLabel(&opened.dialog, QStringLiteral("expires on")));
        QTRY_VERIFY(opened.canApply());
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").tls.certificates[0].key, std::string("other.example.test.key"));
    }

    void certificatesAreAddedAsPairsAndRemoved()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", QStringLiteral("security"));
        makeCertificate(folderOf(temp), "mail.example.test", 200);
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.pem"));
        opened.prompter.answerFile({});
        auto* list = opened.dialog.findChild<QTreeWidget*>(QStringLiteral("certificates"));
        auto* add = opened.dialog.findChild<QAbstractButton*>(QStringLiteral("addCertificate"));
        click(add);
        QCOMPARE(list->topLevelItemCount(), 0); // no key, no certificate
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.pem"));
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.key"));
        click(add);
        QCOMPARE(list->topLevelItemCount(), 1);
        QVERIFY(opened.canApply());
        click(opened.dialog.findChild<QAbstractButton*>(QStringLiteral("removeCertificate")));
        QTRY_VERIFY(!opened.canApply());
    }
};

QTEST_MAIN(TestServiceCertificates)
#include "test_service_certificates.moc"
